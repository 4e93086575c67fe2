#pragma once

#include "support/child_process.hpp"
#include "support/reserved_port.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::test {

/// Path of the program under test.
[[nodiscard]] std::string courtside_program();

/// The real server as a process of its own, on a port that it keeps over restarts.
///
/// Uses `<folder>/data` for the store, and `<folder>/server.log` for everything that it prints.
class ServerProcess {
public:
    /// Does not start it. `flags`: more flags of `courtside serve`.
    explicit ServerProcess(std::filesystem::path folder, std::vector<std::string> flags = {});

    /// Returns when it answers. Throws std::runtime_error with its log if it does not within 30 s.
    void start();
    [[nodiscard]] bool is_running() const { return process_ != nullptr; }
    /// SIGHUP.
    void hang_up();
    /// Returns when `text` is in the log. Throws if that takes more than 30 s.
    void wait_for_log(std::string_view text) const;
    /// SIGTERM; it ends in its own time.
    void begin_to_stop();
    /// How it ended. Throws if that takes more than 30 s.
    ProcessEnd wait();
    /// Both.
    ProcessEnd terminate();
    /// SIGKILL; returns when it is gone.
    void kill();

    [[nodiscard]] std::uint16_t port() const { return port_.number(); }
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }
    [[nodiscard]] std::filesystem::path database() const;
    [[nodiscard]] std::string log() const;

private:
    void wait_until(const std::function<bool()>& done, const char* otherwise) const;
    void wait_for_port_file() const;
    void wait_for_answer() const;
    [[noreturn]] void fail(const std::string& what) const;

    std::filesystem::path folder_;
    std::vector<std::string> flags_;
    ReservedPort port_;
    std::unique_ptr<ChildProcess> process_;
};

}  // namespace courtside::test
