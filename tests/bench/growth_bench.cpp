// Does a message cost more when there is more? A small company against a large one, in turns within one run;
// and how long the large one takes to start.

#include "bench/bench_process.hpp"
#include "bench/relay_round.hpp"
#include "bench/relay_setup.hpp"
#include "bench/stored_past.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <memory>
#include <vector>

namespace courtside::bench {
namespace {

struct Arguments {
    std::size_t pairs = 100;
    std::size_t live = 10'000;
    std::size_t stored = 10'000'000;
    std::size_t rounds = 5;
    std::size_t seconds = 3;
    std::size_t depth = 1;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// A company with a past and with sessions that run, of which the last ones are connected.
class Grown {
public:
    Grown(std::size_t live, std::size_t stored, std::size_t connected)
        : company_(COURTSIDE_BINARY, live), stored_(store_past(company_.data_folder(), stored)) {
        start();
        for (std::size_t number = 1; number <= live; ++number) {
            Pair pair = start_session(company_, server_->port(), number);
            if (number + connected > live) {
                pairs_.push_back(std::move(pair));
            }
        }
    }

    /// Until it listens, seconds.
    double start() {
        server_.reset();
        // Who disconnects stays in the session: what is measured is what is live.
        const std::vector<std::string> command = company_.serve_command({"--grace-s", "3600"});
        const auto begin = std::chrono::steady_clock::now();
        server_ = std::make_unique<BenchProcess>(command);
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }

    RoundResult round(const RoundPlan& plan) { return run_round(pairs_, Target::courtside, plan, *server_); }
    [[nodiscard]] std::size_t stored() const { return stored_; }
    [[nodiscard]] double memory_mb() const { return static_cast<double>(server_->memory()) / 1e6; }

private:
    BenchCompany company_;
    std::size_t stored_;
    std::unique_ptr<BenchProcess> server_;
    std::vector<Pair> pairs_;
};

void print(const char* name, const std::vector<RoundResult>& rounds) {
    const auto middle = [&](double RoundResult::*what) {
        std::vector<double> values;
        for (const RoundResult& round : rounds) {
            values.push_back(round.*what);
        }
        return median(std::move(values));
    };
    std::printf("%-6s %9.0f msg/s   ack p50 %7.3f ms  p99 %7.3f ms   %6.2f us CPU/msg\n", name,
                middle(&RoundResult::messages_per_second), middle(&RoundResult::p50_ms),
                middle(&RoundResult::p99_ms), middle(&RoundResult::cpu_us));
}

void measure(const Arguments& arguments) {
    Grown small(arguments.pairs, 100'000, arguments.pairs);
    Grown large(arguments.live, arguments.stored, arguments.pairs);
    std::printf("small: %zu live sessions, %zu stored messages, %.0f MB\n", arguments.pairs, small.stored(),
                small.memory_mb());
    std::printf("large: %zu live sessions, %zu stored messages, %.0f MB\n", arguments.live, large.stored(),
                large.memory_mb());
    const RoundPlan plan{arguments.depth, std::chrono::seconds(arguments.seconds), 0};
    std::vector<RoundResult> few;
    std::vector<RoundResult> many;
    std::vector<double> costs;
    std::vector<double> rates;
    for (std::size_t round = 0; round < arguments.rounds; ++round) {
        few.push_back(small.round(plan));
        many.push_back(large.round(plan));
        costs.push_back(many.back().cpu_us / few.back().cpu_us);
        rates.push_back(many.back().messages_per_second / few.back().messages_per_second);
    }
    print("small", few);
    print("large", many);
    std::printf("large / small: %.2f of the messages a second, %.2f of the CPU a message\n", median(rates),
                median(costs));
    std::vector<double> starts;
    for (std::size_t round = 0; round < arguments.rounds; ++round) {
        starts.push_back(large.start());
    }
    std::printf("large starts in %.2f s\n", median(starts));
}

}  // namespace
}  // namespace courtside::bench

int main(int argc, char** argv) {
    courtside::bench::Arguments arguments;
    CLI::App app("What a message costs as live sessions and stored messages grow, and the time to start");
    app.add_option("--pairs", arguments.pairs, "sessions of the small company; connected ones of both")
        ->check(CLI::Range(1, 1000));
    app.add_option("--live", arguments.live, "live sessions of the large one")
        ->check(CLI::Range(1000, 100'000));
    app.add_option("--stored", arguments.stored, "stored messages of the large one")
        ->check(CLI::Range(100'000, 100'000'000));
    app.add_option("--rounds", arguments.rounds, "rounds of each, and starts")->check(CLI::Range(1, 99));
    app.add_option("--seconds", arguments.seconds, "length of a round")->check(CLI::Range(1, 60));
    app.add_option("--depth", arguments.depth, "messages in flight on each connection")
        ->check(CLI::Range(1, 256));
    CLI11_PARSE(app, argc, argv);
    try {
        courtside::bench::measure(arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "growth_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
