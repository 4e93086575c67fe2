#pragma once

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace courtside::bench {

/// A WebSocket connection made for load: non-blocking, one buffer each way, no library between it
/// and the socket, so that the load side costs as little as it can.
class BenchClient {
public:
    /// Connects to loopback and upgrades; blocks until that is done. Throws std::runtime_error.
    explicit BenchClient(std::uint16_t port) : BenchClient(port, nullptr) {}
    /// With `tls` over TLS, whoever the server is; none: without.
    BenchClient(std::uint16_t port, SSL_CTX* tls);
    ~BenchClient();
    BenchClient(BenchClient&& other) noexcept;
    BenchClient(const BenchClient&) = delete;
    BenchClient& operator=(const BenchClient&) = delete;
    BenchClient& operator=(BenchClient&&) = delete;

    [[nodiscard]] int socket() const { return socket_; }

    /// Queues one binary message; leaves with flush().
    void send(std::string_view payload);
    /// Writes what is queued. False: the socket is full, call again when it is writable.
    bool flush();

    /// Reads what is there. False: the server closed.
    bool receive();
    /// The next whole message of what was received; empty when there is none. Valid until receive().
    /// Control frames are passed over, pings answered.
    [[nodiscard]] std::string_view next();

    /// Blocks until a message is there, at most ten seconds.
    std::string wait_next();

private:
    /// As send() and recv() return.
    [[nodiscard]] std::ptrdiff_t write_some(std::string_view bytes);
    [[nodiscard]] std::ptrdiff_t read_some(char* to, std::size_t most);
    void write_all(std::string_view bytes);
    void append_frame(unsigned char opcode, std::string_view payload);

    int socket_ = -1;
    std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
    std::string out_;
    std::size_t out_sent_ = 0;
    std::string in_;
    std::size_t in_read_ = 0;
};

}  // namespace courtside::bench
