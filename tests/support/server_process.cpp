#include "support/server_process.hpp"

#include "adapters/sqlite/sqlite_store.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace courtside::test {
namespace {

constexpr std::chrono::seconds patience{30};

/// Closes a file descriptor at the end of a block.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

/// The whole response to a GET, empty where there is none in time.
std::string get(std::uint16_t port, std::string_view path) {
    const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval most{patience.count(), 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(socket.get(), std::bit_cast<sockaddr*>(&address), sizeof address) != 0) {
        return {};
    }
    const std::string request =
        "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
        return {};
    }
    std::string response;
    std::array<char, 4096> piece{};
    for (;;) {
        const ssize_t size = ::recv(socket.get(), piece.data(), piece.size(), 0);
        if (size <= 0) {
            return response;
        }
        response.append(piece.data(), static_cast<std::size_t>(size));
    }
}

}  // namespace

std::string courtside_program() {
    return COURTSIDE_PROGRAM;
}

ServerProcess::ServerProcess(std::filesystem::path folder, std::vector<std::string> flags)
    : folder_(std::move(folder)), flags_(std::move(flags)) {}

void ServerProcess::start() {
    if (process_) {
        throw std::logic_error("the server runs already");
    }
    std::vector<std::string> arguments{courtside_program(),
                                       "serve",
                                       "--data",
                                       data().string(),
                                       "--listen",
                                       "127.0.0.1",
                                       "--port",
                                       std::to_string(port()),
                                       "--port-file",
                                       (folder_ / "port").string()};
    arguments.insert(arguments.end(), flags_.begin(), flags_.end());
    std::filesystem::remove(folder_ / "port");
    process_ = std::make_unique<ChildProcess>(arguments, folder_ / "server.log");
    wait_for_port_file();
    wait_for_answer();
}

/// Looks again at each change in its folder.
void ServerProcess::wait_until(const std::function<bool()>& done, const char* otherwise) const {
    const Descriptor changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (changes.get() < 0 ||
        ::inotify_add_watch(changes.get(), folder_.c_str(), IN_MOVED_TO | IN_MODIFY) < 0) {
        throw std::runtime_error("cannot watch " + folder_.string());
    }
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!done()) {
        std::array<pollfd, 2> waiting{{{changes.get(), POLLIN, 0}, {process_->descriptor(), POLLIN, 0}}};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        const int found =
            ::poll(waiting.data(), waiting.size(), left.count() > 0 ? static_cast<int>(left.count()) : 0);
        if (found == 0) {
            fail(otherwise);
        }
        if (waiting[1].revents != 0) {
            fail("the server ended");
        }
        std::array<char, 4096> events{};
        // What changed is looked up above; here the events are only taken off.
        static_cast<void>(::read(changes.get(), events.data(), events.size()));
    }
}

void ServerProcess::wait_for_port_file() const {
    wait_until([&] { return std::filesystem::exists(folder_ / "port"); },
               "the server did not listen in time");
    std::ifstream file(folder_ / "port");
    unsigned written = 0;
    file >> written;
    if (written != port()) {
        fail("the server wrote port " + std::to_string(written) + " instead of " + std::to_string(port()));
    }
}

void ServerProcess::wait_for_answer() const {
    const std::string response = get(port(), "/livez");
    // Under TLS, that it is the wrong way to ask.
    if (!response.starts_with("HTTP/1.1 200") && response.find("This port speaks TLS") == std::string::npos) {
        fail("/livez answered \"" + response + "\"");
    }
}

void ServerProcess::hang_up() {
    process_->send(SIGHUP);
}

void ServerProcess::wait_for_log(std::string_view text) const {
    wait_until([&] { return log().find(text) != std::string::npos; }, "the log did not tell in time");
}

void ServerProcess::begin_to_stop() {
    process_->send(SIGTERM);
}

ProcessEnd ServerProcess::terminate() {
    begin_to_stop();
    return wait();
}

ProcessEnd ServerProcess::wait() {
    const auto end = process_->wait(patience);
    if (!end) {
        fail("the server did not stop in time");
    }
    process_.reset();
    return *end;
}

void ServerProcess::kill() {
    process_->send(SIGKILL);
    if (!process_->wait(patience)) {
        fail("the server outlived SIGKILL");
    }
    process_.reset();
}

std::string ServerProcess::url() const {
    return "ws://127.0.0.1:" + std::to_string(port());
}

std::filesystem::path ServerProcess::database() const {
    return sqlite::database_file(data());
}

std::string ServerProcess::log() const {
    std::ifstream file(folder_ / "server.log", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void ServerProcess::fail(const std::string& what) const {
    throw std::runtime_error(what + "; its log:\n" + log());
}

}  // namespace courtside::test
