#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace courtside::bench {

/// A server started for a benchmark; stopped by its process id when this goes.
class BenchProcess {
public:
    /// Starts `command` and waits until it prints "listening on ADDRESS:PORT" on its standard
    /// output. Throws std::runtime_error.
    explicit BenchProcess(const std::vector<std::string>& command);
    ~BenchProcess();
    BenchProcess(const BenchProcess&) = delete;
    BenchProcess& operator=(const BenchProcess&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// User and system time spent so far, all threads.
    [[nodiscard]] std::chrono::microseconds cpu() const;

    /// Private memory, bytes.
    [[nodiscard]] std::uint64_t memory() const;

private:
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

/// Runs a command to its end and returns its standard output. Throws when it fails.
std::string run(const std::vector<std::string>& command);

}  // namespace courtside::bench
