// How fast is a durable relay? The real server against a relay with the same framing that stores
// nothing, in turns within one run, so that what the machine does to one it does to the other.

#include "bench/bench_process.hpp"
#include "bench/disk_flush.hpp"
#include "bench/relay_round.hpp"
#include "bench/relay_setup.hpp"
#include "bench/scrape.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <vector>

namespace courtside::bench {
namespace {

struct Arguments {
    std::size_t pairs = 200;
    std::vector<std::size_t> depths{1, 8};
    std::size_t rounds = 3;
    std::size_t seconds = 3;
    std::size_t rate = 0;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double median_of(const std::vector<RoundResult>& rounds, double RoundResult::*what) {
    std::vector<double> values;
    for (const RoundResult& round : rounds) {
        values.push_back(round.*what);
    }
    return median(std::move(values));
}

void print(const char* name, std::size_t depth, const std::vector<RoundResult>& rounds) {
    std::printf("%-12s depth %-3zu %9.0f msg/s   ack p50 %7.3f ms  p99 %7.3f ms   %6.2f us CPU/msg\n", name,
                depth, median_of(rounds, &RoundResult::messages_per_second),
                median_of(rounds, &RoundResult::p50_ms), median_of(rounds, &RoundResult::p99_ms),
                median_of(rounds, &RoundResult::cpu_us));
}

void measure(const Arguments& arguments) {
    BenchCompany company(COURTSIDE_BINARY, arguments.pairs);
    const std::filesystem::path port_file = company.data_folder().parent_path() / "ports";
    const BenchProcess courtside(
        company.serve_command({"--internal-port", "0", "--port-file", port_file.string()}));
    const BenchProcess bare({BARE_RELAY_BINARY});
    std::vector<Pair> sessions;
    std::vector<Pair> plain;
    for (std::size_t i = 1; i <= arguments.pairs; ++i) {
        sessions.push_back(start_session(company, courtside.port(), i));
        plain.push_back({BenchClient(bare.port()), BenchClient(bare.port()), 1});
    }
    std::printf("%zu pairs, %zu s a round, medians of %zu rounds\n", arguments.pairs, arguments.seconds,
                arguments.rounds);
    for (const std::size_t depth : arguments.depths) {
        const RoundPlan plan{depth, std::chrono::seconds(arguments.seconds), arguments.rate};
        std::vector<RoundResult> stored;
        std::vector<RoundResult> relayed;
        std::vector<double> ratios;
        std::vector<double> flushes;
        const Scrape before(port_file);
        for (std::size_t round = 0; round < arguments.rounds; ++round) {
            relayed.push_back(run_round(plain, Target::bare_relay, plan, bare));
            flushes.push_back(flush_ms(company.data_folder()));
            stored.push_back(run_round(sessions, Target::courtside, plan, courtside));
            ratios.push_back(stored.back().messages_per_second / relayed.back().messages_per_second);
        }
        const Scrape after(port_file);
        print("bare relay", depth, relayed);
        print("courtside", depth, stored);
        std::printf("%.1f records a commit\n",
                    (after["courtside_records_total"] - before["courtside_records_total"]) /
                        (after["courtside_commits_total"] - before["courtside_commits_total"]));
        std::printf("ratio %.2f of the bare relay; one flush of 4 KiB takes %.3f ms, ack p50 is %.2f of it\n",
                    median(ratios), median(flushes),
                    median_of(stored, &RoundResult::p50_ms) / median(flushes));
        std::fflush(stdout);
    }
    std::printf("server memory %.1f MB\n", static_cast<double>(courtside.memory()) / 1e6);
}

}  // namespace
}  // namespace courtside::bench

int main(int argc, char** argv) {
    courtside::bench::Arguments arguments;
    CLI::App app("Durable relay and acknowledgement, against a relay that stores nothing");
    app.add_option("--pairs", arguments.pairs, "pairs of people in a session")->check(CLI::Range(1, 5000));
    app.add_option("--depth", arguments.depths, "messages in flight on each connection")
        ->check(CLI::Range(1, 256));
    app.add_option("--rounds", arguments.rounds, "rounds of each server")->check(CLI::Range(1, 99));
    app.add_option("--seconds", arguments.seconds, "length of a round")->check(CLI::Range(1, 60));
    app.add_option("--rate", arguments.rate,
                   "messages a second over all; 0: as fast as they are acknowledged");
    CLI11_PARSE(app, argc, argv);
    try {
        courtside::bench::measure(arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "relay_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
