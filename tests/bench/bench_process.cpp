#include "bench/bench_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>

extern char** environ;

namespace courtside::bench {
namespace {

struct Started {
    pid_t pid = -1;
    int output = -1;
};

Started start(const std::vector<std::string>& command) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("cannot make a pipe");
    }
    std::vector<char*> arguments;
    for (const std::string& word : command) {
        arguments.push_back(const_cast<char*>(word.c_str()));
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    Started started{-1, pipe[0]};
    const int failed = posix_spawn(&started.pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (failed != 0) {
        ::close(pipe[0]);
        throw std::runtime_error("cannot start " + command[0]);
    }
    return started;
}

}  // namespace

BenchProcess::BenchProcess(const std::vector<std::string>& command) {
    const Started started = start(command);
    pid_ = started.pid;
    std::string output;
    char byte = 0;
    while (::read(started.output, &byte, 1) == 1 &&
           !(byte == '\n' && output.find("listening on ") != std::string::npos)) {
        output.push_back(byte);
    }
    // The pipe stays open: a server that prints more must not be stopped by that.
    const auto colon = output.rfind(':');
    if (output.find("listening on ") == std::string::npos || colon == std::string::npos) {
        throw std::runtime_error(command[0] + " did not say where it listens");
    }
    port_ = static_cast<std::uint16_t>(std::stoul(output.substr(colon + 1)));
}

BenchProcess::~BenchProcess() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

std::chrono::microseconds BenchProcess::cpu() const {
    std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
    std::string line;
    std::getline(file, line);
    // After the name in brackets: state is field 3, user and system ticks are 14 and 15 (proc(5)).
    std::size_t at = line.rfind(')') + 1;
    for (int field = 3; field < 14; ++field) {
        at = line.find(' ', at + 1);
    }
    std::size_t used = 0;
    const auto user = std::stoull(line.substr(at), &used);
    const auto system = std::stoull(line.substr(at + used));
    const auto ticks = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
    return std::chrono::microseconds((user + system) * 1'000'000 / ticks);
}

std::uint64_t BenchProcess::memory() const {
    std::ifstream file("/proc/" + std::to_string(pid_) + "/smaps_rollup");
    std::uint64_t kilobytes = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Private_")) {
            kilobytes += std::stoull(line.substr(line.find(':') + 1));
        }
    }
    return kilobytes * 1024;
}

std::string run(const std::vector<std::string>& command) {
    const Started started = start(command);
    std::string output;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::read(started.output, buffer.data(), buffer.size())) > 0;) {
        output.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(started.output);
    int status = 0;
    ::waitpid(started.pid, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error(command[0] + " " + command[1] + " failed");
    }
    return output;
}

}  // namespace courtside::bench
