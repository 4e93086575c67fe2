#include "integration/cli/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace courtside::cli_test {
namespace {

constexpr int patience_ms = 60'000;

struct Pipe {
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("no pipe");
        }
    }
    std::array<int, 2> ends{};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) {
        all.push_back(text.data());
    }
    all.push_back(nullptr);
    return all;
}

/// False at the end of what can be read.
bool append(int& descriptor, std::string& text) {
    std::array<char, 4096> bytes{};
    const ssize_t size = ::read(descriptor, bytes.data(), bytes.size());
    if (size <= 0) {
        ::close(descriptor);
        descriptor = -1;
        return false;
    }
    text.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

}  // namespace

Program::Program(const Arguments& arguments, const Variables& environment) {
    std::vector<std::string> words{COURTSIDE_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) {
        variables.push_back(name + "=" + value);
    }
    const Pipe out;
    const Pipe err;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.ends[1], STDERR_FILENO);
    const int error = ::posix_spawn(&process_, COURTSIDE_PROGRAM, &actions, nullptr, pointers(words).data(),
                                    pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(out.ends[1]);
    ::close(err.ends[1]);
    out_ = out.ends[0];
    err_ = err.ends[0];
    if (error != 0) {
        throw std::runtime_error("cannot start " COURTSIDE_PROGRAM);
    }
}

Program::~Program() {
    for (const int descriptor : {out_, err_}) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

bool Program::read_some(int timeout_ms) {
    std::array<pollfd, 2> waiting{pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), timeout_ms) <= 0) {
        ADD_FAILURE() << "the program says nothing and does not end; so far: " << finished_.out
                      << finished_.err;
        return false;
    }
    if (waiting[0].revents != 0) {
        append(out_, finished_.out);
    }
    if (waiting[1].revents != 0) {
        append(err_, finished_.err);
    }
    return out_ >= 0 || err_ >= 0;
}

std::string Program::read_line() {
    while (finished_.out.find('\n') == std::string::npos && out_ >= 0 && read_some(patience_ms)) {
    }
    const std::size_t end = finished_.out.find('\n');
    std::string line = finished_.out.substr(0, end);
    finished_.out.erase(0, end == std::string::npos ? end : end + 1);
    return line;
}

void Program::send_signal(int signal) const {
    ASSERT_EQ(::kill(process_, signal), 0);
}

Finished Program::finish() {
    while ((out_ >= 0 || err_ >= 0) && read_some(patience_ms)) {
    }
    if (out_ >= 0 || err_ >= 0) {
        ::kill(process_, SIGKILL);
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    finished_.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished_;
}

Finished run(const Arguments& arguments, const Variables& environment) {
    return Program(arguments, environment).finish();
}

std::string Workplace::file(const std::string& name, const std::string& content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

std::string Workplace::content(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Finished Workplace::run(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--data", data()});
    return cli_test::run(arguments);
}

void Workplace::add_company() const {
    const Finished added =
        run({"tenant", "add", "--name", "Acme", "--issuer", issuer, "--secret-output", path("secret")});
    ASSERT_EQ(added.code, 0) << added.err;
}

}  // namespace courtside::cli_test
