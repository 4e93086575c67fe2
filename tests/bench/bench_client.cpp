#include "bench/bench_client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace courtside::bench {
namespace {

constexpr unsigned char final_bit = 0x80;
constexpr unsigned char binary = 2;
constexpr unsigned char ping = 9;
constexpr unsigned char pong = 10;
constexpr unsigned char mask_bit = 0x80;

std::runtime_error failure(const std::string& what) {
    return std::runtime_error(what + ": " + std::strerror(errno));
}

/// What a call of the TLS library that did not get on says, as a call of a socket does.
std::ptrdiff_t as_socket_error(SSL* tls, int result) {
    const int error = SSL_get_error(tls, result);
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
        errno = EAGAIN;
        return -1;
    }
    return error == SSL_ERROR_ZERO_RETURN ? 0 : -1;
}

}  // namespace

BenchClient::BenchClient(std::uint16_t port, SSL_CTX* tls)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw failure("cannot connect");
    }
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (tls != nullptr) {
        tls_.reset(SSL_new(tls));
        SSL_set_fd(tls_.get(), socket_);
        if (SSL_connect(tls_.get()) != 1) {
            throw std::runtime_error("no TLS with the server");
        }
    }
    write_all(
        "GET /v1/connect HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        "Sec-WebSocket-Protocol: courtside.v1.proto\r\n\r\n");
    while (in_.find("\r\n\r\n") == std::string::npos) {
        if (!receive()) {
            throw std::runtime_error("the server closed before the upgrade");
        }
    }
    if (in_.compare(0, 12, "HTTP/1.1 101") != 0) {
        throw std::runtime_error("no upgrade: " + in_.substr(0, in_.find('\r')));
    }
    in_.erase(0, in_.find("\r\n\r\n") + 4);
    ::fcntl(socket_, F_SETFL, O_NONBLOCK);
}

std::ptrdiff_t BenchClient::write_some(std::string_view bytes) {
    if (!tls_) {
        return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    const int sent = SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
    return sent > 0 ? sent : as_socket_error(tls_.get(), sent);
}

std::ptrdiff_t BenchClient::read_some(char* to, std::size_t most) {
    if (!tls_) {
        return ::recv(socket_, to, most, 0);
    }
    const int got = SSL_read(tls_.get(), to, static_cast<int>(most));
    return got > 0 ? got : as_socket_error(tls_.get(), got);
}

void BenchClient::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::ptrdiff_t sent = write_some(bytes);
        if (sent < 0) {
            throw failure("cannot send");
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

BenchClient::~BenchClient() {
    tls_.reset();
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

BenchClient::BenchClient(BenchClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      tls_(std::move(other.tls_)),
      out_(std::move(other.out_)),
      out_sent_(other.out_sent_),
      in_(std::move(other.in_)),
      in_read_(other.in_read_) {}

void BenchClient::append_frame(unsigned char opcode, std::string_view payload) {
    out_.push_back(static_cast<char>(final_bit | opcode));
    if (payload.size() < 126) {
        out_.push_back(static_cast<char>(mask_bit | payload.size()));
    } else if (payload.size() < 65536) {
        out_.push_back(static_cast<char>(mask_bit | 126U));
        out_.push_back(static_cast<char>(payload.size() >> 8U));
        out_.push_back(static_cast<char>(payload.size() & 0xFFU));
    } else {
        throw std::runtime_error("larger than this client sends");
    }
    // Masked with zeros: legal for a client that is no browser, and free.
    out_.append(4, '\0');
    out_.append(payload);
}

void BenchClient::send(std::string_view payload) {
    append_frame(binary, payload);
}

bool BenchClient::flush() {
    while (out_sent_ < out_.size()) {
        const std::ptrdiff_t sent = write_some(std::string_view(out_).substr(out_sent_));
        if (sent < 0) {
            if (errno == EAGAIN) {
                return false;
            }
            throw failure("cannot send");
        }
        out_sent_ += static_cast<std::size_t>(sent);
    }
    out_.clear();
    out_sent_ = 0;
    return true;
}

bool BenchClient::receive() {
    in_.erase(0, in_read_);
    in_read_ = 0;
    constexpr std::size_t chunk = 64 * 1024;
    const std::size_t had = in_.size();
    in_.resize(had + chunk);
    const std::ptrdiff_t got = read_some(in_.data() + had, chunk);
    in_.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    return got > 0 || (got < 0 && errno == EAGAIN);
}

std::string_view BenchClient::next() {
    for (;;) {
        const std::string_view rest = std::string_view(in_).substr(in_read_);
        if (rest.size() < 2) {
            return {};
        }
        std::size_t header = 2;
        std::size_t length = static_cast<unsigned char>(rest[1]) & 0x7FU;
        const std::size_t extra = length == 126 ? 2 : (length == 127 ? 8 : 0);
        if (rest.size() < header + extra) {
            return {};
        }
        if (extra > 0) {
            length = 0;
            for (std::size_t i = 0; i < extra; ++i) {
                length = (length << 8U) | static_cast<unsigned char>(rest[header + i]);
            }
        }
        header += extra;
        if (rest.size() < header + length) {
            return {};
        }
        in_read_ += header + length;
        const std::string_view payload = rest.substr(header, length);
        const auto opcode = static_cast<unsigned char>(rest[0]) & 0x0FU;
        if (opcode == binary) {
            return payload;
        }
        if (opcode == ping) {
            append_frame(pong, payload);
            flush();
        }
    }
}

std::string BenchClient::wait_next() {
    for (;;) {
        if (const std::string_view message = next(); !message.empty()) {
            return std::string(message);
        }
        pollfd readable{socket_, POLLIN, 0};
        if (::poll(&readable, 1, 10'000) <= 0 || !receive()) {
            throw std::runtime_error("no answer from the server");
        }
    }
}

}  // namespace courtside::bench
