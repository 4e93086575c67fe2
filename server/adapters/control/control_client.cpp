#include "adapters/control/control_client.hpp"

#include "adapters/control/descriptor.hpp"
#include "adapters/control/socket_address.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <span>
#include <system_error>
#include <utility>

namespace courtside::control {
namespace {

using TimePoint = std::chrono::steady_clock::time_point;

std::string reason(int error) {
    return std::generic_category().message(error);
}

Problem nobody_listens(const std::string& why) {
    return {Problem::Kind::nobody_listens, "No server takes changes here (" + why + ")."};
}

Problem not_made(const std::string& what) {
    return {Problem::Kind::not_made, "Nothing was changed: " + what};
}

Problem unknown(const std::string& what) {
    return {
        Problem::Kind::unknown,
        "Whether the change was made is not known: " + what +
            ". Look at what is there, or run the command again: a change that was made is not made twice."};
}

/// A socket whose every operation ends in time. Errors are numbers of the system; 0: none.
class TimedSocket {
public:
    explicit TimedSocket(Descriptor socket) : socket_(std::move(socket)) {}

    void set_deadline(std::chrono::milliseconds from_now) {
        deadline_ = std::chrono::steady_clock::now() + from_now;
    }

    int send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            } else if (const int error = wait_after(errno, POLLOUT); error != 0) {
                return error;
            }
        }
        return 0;
    }

    /// ENODATA: the other side closed before that.
    int receive(std::span<char> bytes) {
        while (!bytes.empty()) {
            const ssize_t received = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
            if (received > 0) {
                bytes = bytes.subspan(static_cast<std::size_t>(received));
            } else if (received == 0) {
                return ENODATA;
            } else if (const int error = wait_after(errno, POLLIN); error != 0) {
                return error;
            }
        }
        return 0;
    }

private:
    [[nodiscard]] int wait_after(int error, short events) const {
        if (error == EINTR) {
            return 0;
        }
        if (error != EAGAIN && error != EWOULDBLOCK) {
            return error;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline_ - std::chrono::steady_clock::now());
        pollfd waiting{socket_.get(), events, 0};
        const int found = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (found == 0) {
            return ETIMEDOUT;
        }
        return found < 0 && errno != EINTR ? errno : 0;
    }

    Descriptor socket_;
    TimePoint deadline_;
};

boost::system::result<Descriptor, Problem> connect(const ClientOptions& options) {
    const auto address = SocketAddress::of(options.folder);
    if (!address) {
        return nobody_listens(address.error().message());
    }
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.open()) {
        return not_made("there is no socket to be had (" + reason(errno) + "); close other programs.");
    }
    sockaddr_un target{};
    target.sun_family = AF_UNIX;
    std::copy(address->name().begin(), address->name().end(), std::begin(target.sun_path));
    // Where as many wait already as the system lets, connecting waits too.
    const timeval most{std::chrono::duration_cast<std::chrono::seconds>(options.greeting_within).count() + 1,
                       0};
    (void)::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
    if (::connect(socket.get(), std::bit_cast<const sockaddr*>(&target), sizeof target) != 0) {
        if (errno == EACCES || errno == EPERM) {
            return not_made("the server does not take changes from this user; use the server's, or root.");
        }
        if (errno == EAGAIN) {
            return not_made("the server does not answer; look at its log, and run the command again.");
        }
        return nobody_listens(reason(errno));
    }
    if (::fcntl(socket.get(), F_SETFL, O_NONBLOCK) != 0) {
        return not_made("the socket cannot be used (" + reason(errno) + "); run the command again.");
    }
    return socket;
}

std::string in_words(int error) {
    if (error == ETIMEDOUT) {
        return "the server did not answer in time";
    }
    return error == ENODATA || error == ECONNRESET || error == EPIPE
               ? "the server ended the connection before it answered"
               : "the connection to the server failed (" + reason(error) + ")";
}

/// None: it is of this program's version.
std::optional<Problem> check_greeting(TimedSocket& server, std::string_view version) {
    Greeting received{};
    if (const int error = server.receive(received); error != 0) {
        if (error == ENODATA || error == ECONNRESET) {
            // It stops, or it does not talk to this user.
            return nobody_listens("the server ended the connection; use the server's user, or root");
        }
        return not_made(in_words(error) + "; run the command again.");
    }
    if (!is_greeting(received)) {
        return not_made("what listens in the data folder is no Courtside server; stop it.");
    }
    if (received != greeting(version)) {
        return not_made(
            "the running server is of another version than this program; restart the server with this "
            "program's version and run the command again.");
    }
    return std::nullopt;
}

boost::system::result<Answer, Problem> receive_answer(TimedSocket& server) {
    SizeField field{};
    int error = server.receive(field);
    const std::size_t size = read_size(field);
    if (error == 0 && size > most_body_bytes) {
        return unknown("the server's answer is too long to be one");
    }
    std::string body;
    if (error == 0) {
        body.resize(size);
        error = server.receive(body);
    }
    if (error != 0) {
        return unknown(in_words(error));
    }
    auto answer = decode_answer(body);
    if (!answer) {
        return unknown("the server's answer cannot be read");
    }
    return *std::move(answer);
}

}  // namespace

boost::system::result<Answer, Problem> ask(const ClientOptions& options, const Change& change) {
    const std::string body = encode(change);
    if (body.size() > most_body_bytes) {
        return not_made("it has " + std::to_string(body.size()) + " bytes, and a running server takes " +
                        std::to_string(most_body_bytes) +
                        " at once; split it, or stop the server and run the command again.");
    }
    auto socket = connect(options);
    if (!socket) {
        return socket.error();
    }
    TimedSocket server(*std::move(socket));
    server.set_deadline(options.greeting_within);
    if (auto problem = check_greeting(server, options.version)) {
        return *std::move(problem);
    }
    server.set_deadline(options.answer_within);
    const SizeField size = size_field(body.size());
    int error = server.send({size.data(), size.size()});
    if (error == 0) {
        error = server.send(body);
    }
    if (error != 0) {
        // The server acts on whole requests only.
        return not_made(in_words(error) + "; run the command again.");
    }
    return receive_answer(server);
}

}  // namespace courtside::control
