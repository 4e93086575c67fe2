// What somebody costs who is signed in and does nothing: the server's own memory, without the kernel's.

#include "bench/bench_process.hpp"
#include "bench/relay_setup.hpp"
#include "support/certificate.hpp"

#include <CLI/CLI.hpp>
#include <openssl/ssl.h>
#include <sys/resource.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace courtside::bench {
namespace {

double grown(std::uint64_t before, std::uint64_t after, std::size_t by) {
    return (static_cast<double>(after) - static_cast<double>(before)) / static_cast<double>(by);
}

/// Without people, with people who are not here, and with all of them signed in.
void measure(std::size_t people, bool secure) {
    const BenchCompany nobody(COURTSIDE_BINARY, 1);
    const BenchCompany company(COURTSIDE_BINARY, people / 2);
    std::vector<std::string> flags;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls(nullptr, &SSL_CTX_free);
    if (secure) {
        const auto files = test::Certificate::make(company.data_folder().parent_path(), "server");
        flags = {"--tls-certificate", files.certificate.string(), "--tls-key", files.key.string()};
        tls.reset(SSL_CTX_new(TLS_client_method()));
    }
    const std::uint64_t empty = BenchProcess(nobody.serve_command(flags)).memory();
    const BenchProcess server(company.serve_command(flags));
    const std::uint64_t loaded = server.memory();
    std::vector<BenchClient> clients;
    clients.reserve(people);
    for (std::size_t pair = 1; pair <= people / 2; ++pair) {
        for (const char* side : {"learner-", "coach-"}) {
            sign_in(company, clients.emplace_back(server.port(), tls.get()), side + std::to_string(pair));
        }
    }
    const std::uint64_t full = server.memory();
    std::printf("%-5s %zu signed in: %5.0f bytes a connection, %5.0f a person who is not here, %5.0f both\n",
                secure ? "TLS" : "plain", people, grown(loaded, full, people), grown(empty, loaded, people),
                grown(empty, full, people));
    std::fflush(stdout);
}

}  // namespace
}  // namespace courtside::bench

int main(int argc, char** argv) {
    std::size_t people = 10'000;
    CLI::App app("Memory of idle, signed-in connections");
    app.add_option("--people", people, "how many are signed in")->check(CLI::Range(2, 50'000));
    CLI11_PARSE(app, argc, argv);
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    try {
        courtside::bench::measure(people, false);
        courtside::bench::measure(people, true);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "idle_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
