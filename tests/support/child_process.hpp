#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace courtside::test {

/// How a process ended: by itself with a code, or by a signal.
struct ProcessEnd {
    int exit_code = -1;
    int signal = 0;
    bool operator==(const ProcessEnd&) const = default;
};

[[nodiscard]] std::string describe(const ProcessEnd& end);

/// A program that the test runs. It gets none of the COURTSIDE_ variables of the test's own environment, and
/// it is killed when the thread that started it ends, or this object is destroyed. Not for several threads.
class ChildProcess {
public:
    /// `arguments`: the program's path first. What it prints is appended to `output`.
    /// Throws std::system_error.
    ChildProcess(const std::vector<std::string>& arguments, const std::filesystem::path& output);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Becomes readable for poll() when the process has ended.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    void send(int signal) const;
    /// Nothing if it still runs after `most`.
    std::optional<ProcessEnd> wait(std::chrono::milliseconds most);

private:
    pid_t pid_ = -1;
    int descriptor_ = -1;
    std::optional<ProcessEnd> end_;
};

struct CommandResult {
    ProcessEnd end;
    /// Both of its streams.
    std::string output;
};

/// Runs a program to its end; kills it after a minute.
CommandResult run_program(const std::vector<std::string>& arguments);

}  // namespace courtside::test
