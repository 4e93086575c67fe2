#include "support/child_process.hpp"

#include "support/temp_dir.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace courtside::test {
namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// Pointers for exec, into strings that stay where they are.
std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        result.push_back(text.data());
    }
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> clean_environment() {
    std::vector<std::string> variables;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string variable = *each;
        if (!variable.starts_with("COURTSIDE_")) {
            variables.push_back(variable);
        }
    }
    return variables;
}

/// In the child, between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, char* const* environment, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execve(arguments[0], arguments, environment);
    ::_exit(127);
}

}  // namespace

std::string describe(const ProcessEnd& end) {
    return end.signal != 0 ? "ended by signal " + std::to_string(end.signal)
                           : "exit code " + std::to_string(end.exit_code);
}

ChildProcess::ChildProcess(const std::vector<std::string>& arguments, const std::filesystem::path& output) {
    const int file = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        fail("opening the output file");
    }
    std::vector<std::string> argument_texts = arguments;
    std::vector<std::string> variables = clean_environment();
    const auto argument_pointers = pointers(argument_texts);
    const auto variable_pointers = pointers(variables);
    pid_ = ::fork();
    if (pid_ == 0) {
        become(argument_pointers.data(), variable_pointers.data(), file);
    }
    ::close(file);
    if (pid_ < 0) {
        fail("fork");
    }
    // glibc 2.36 declares its own pidfd_open() without C linkage.
    descriptor_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    if (descriptor_ < 0) {
        fail("pidfd_open");
    }
}

ChildProcess::~ChildProcess() {
    if (!end_) {
        send(SIGKILL);
        wait(std::chrono::minutes(1));
    }
    ::close(descriptor_);
}

void ChildProcess::send(int signal) const {
    // Where it has ended there is nobody to tell.
    static_cast<void>(::kill(pid_, signal));
}

std::optional<ProcessEnd> ChildProcess::wait(std::chrono::milliseconds most) {
    if (end_) {
        return end_;
    }
    pollfd ended{descriptor_, POLLIN, 0};
    const auto until = std::chrono::steady_clock::now() + most;
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        const int found = ::poll(&ended, 1, left.count() > 0 ? static_cast<int>(left.count()) : 0);
        if (found > 0) {
            break;
        }
        if (found == 0 || errno != EINTR) {
            return std::nullopt;
        }
    }
    int status = 0;
    if (::waitpid(pid_, &status, 0) != pid_) {
        fail("waitpid");
    }
    end_ = WIFSIGNALED(status) ? ProcessEnd{-1, WTERMSIG(status)} : ProcessEnd{WEXITSTATUS(status), 0};
    return end_;
}

CommandResult run_program(const std::vector<std::string>& arguments) {
    const TempDir folder;
    const auto output = folder.path() / "output";
    ChildProcess process(arguments, output);
    const auto end = process.wait(std::chrono::minutes(1));
    std::ifstream file(output, std::ios::binary);
    CommandResult result{end.value_or(ProcessEnd{}), {std::istreambuf_iterator<char>(file), {}}};
    if (!end) {
        result.output += "\n(still running after a minute)";
    }
    return result;
}

}  // namespace courtside::test
