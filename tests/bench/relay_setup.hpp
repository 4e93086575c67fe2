#pragma once

#include "bench/bench_client.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace courtside::bench {

/// A folder with a company whose people are learner-1, coach-1, learner-2, …
class BenchCompany {
public:
    /// Makes the store by the command line of the server. Throws std::runtime_error.
    BenchCompany(std::string binary, std::size_t pairs);
    ~BenchCompany();
    BenchCompany(const BenchCompany&) = delete;
    BenchCompany& operator=(const BenchCompany&) = delete;

    /// How to start a server on it, with limits that a benchmark does not run into.
    [[nodiscard]] std::vector<std::string> serve_command() const;

    [[nodiscard]] std::string token(const std::string& subject) const;

private:
    std::string binary_;
    std::filesystem::path folder_;
    std::string secret_;
};

/// Two people in an active session.
struct Pair {
    BenchClient learner;
    BenchClient coach;
    std::uint64_t session = 0;
};

/// Signs pair `number` in and takes it the whole way from asking to an active session.
Pair start_session(const BenchCompany& company, std::uint16_t port, std::size_t number);

}  // namespace courtside::bench
