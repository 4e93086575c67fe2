#include "unit/adapters/control/live_control.hpp"

#include "adapters/control/socket_address.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace courtside::control {

RawPeer::RawPeer(const std::filesystem::path& folder)
    : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval most{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto named = SocketAddress::of(folder);
    std::copy(named->name().begin(), named->name().end(), std::begin(address.sun_path));
    connected_ = ::connect(socket_, std::bit_cast<const sockaddr*>(&address), sizeof address) == 0;
}

RawPeer::~RawPeer() {
    ::close(socket_);
}

void RawPeer::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;  // hung up on: what comes, or does not come, back shows it
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string RawPeer::receive(std::size_t size) const {
    std::string received(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const ssize_t more = ::recv(socket_, received.data() + have, size - have, 0);
        if (more < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            throw std::runtime_error("neither a byte nor an end came in 30 s");
        }
        if (more <= 0) {
            break;
        }
        have += static_cast<std::size_t>(more);
    }
    received.resize(have);
    return received;
}

bool RawPeer::has_input() const {
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

LiveControl::LiveControl()
    : options_{.folder = folder_.path(), .version = "1.0.0"},
      client_{.folder = folder_.path(), .version = "1.0.0"},
      log_("control test"),
      loop_([this] {
          const auto guard = boost::asio::make_work_guard(io_);
          io_.run();
      }) {}

LiveControl::~LiveControl() {
    end_server();
    io_.stop();
    loop_.join();
}

void LiveControl::post(std::function<void()> work) {
    boost::asio::post(io_, std::move(work));
}

void LiveControl::serve(Apply apply) {
    std::string problem;
    on_loop([&] {
        auto opened = ControlServer::open(io_, options_, std::move(apply), log_);
        if (opened) {
            server_ = *std::move(opened);
        } else {
            problem = opened.error().message();
        }
    });
    ASSERT_EQ(problem, "");
}

void LiveControl::serve_and_answer(const Answer& answer) {
    serve([answer](const core::Admin&, const Done& done) { done(answer); });
}

void LiveControl::end_server() {
    on_loop([this] { server_.reset(); });
}

core::AddTenant some_change() {
    return {"Acme", "https://id.example", {{"k", core::KeyAlgorithm::hs256, std::string(32, 'k')}}, {}};
}

}  // namespace courtside::control
