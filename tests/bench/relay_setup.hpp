#pragma once

#include "bench/bench_client.hpp"
#include "courtside/v1/frames.pb.h"

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

    /// How to start a server on it, with limits that a benchmark does not run into and more flags.
    [[nodiscard]] std::vector<std::string> serve_command(const std::vector<std::string>& more = {}) const;

    [[nodiscard]] std::filesystem::path data_folder() const { return folder_ / "data"; }
    [[nodiscard]] std::string token(const std::string& subject) const;

private:
    std::string binary_;
    std::filesystem::path folder_;
    std::string secret_;
};

/// Sends one command and gives its reply; pushes that come before it are passed over. `change`: with a
/// command id of its own. Throws std::runtime_error where it is refused.
v1::ServerFrame ask(BenchClient& client, v1::ClientFrame frame, bool change = true);

void sign_in(const BenchCompany& company, BenchClient& client, const std::string& subject);

/// Two people in an active session.
struct Pair {
    BenchClient learner;
    BenchClient coach;
    std::uint64_t session = 0;
};

/// Signs pair `number` in and takes it the whole way from asking to an active session.
Pair start_session(const BenchCompany& company, std::uint16_t port, std::size_t number);

}  // namespace courtside::bench
