#pragma once

#include "adapters/ws/socket.hpp"

#include <boost/system/error_code.hpp>
#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace courtside::ws {

class TlsContext;

/// A connection's bytes, plain or under TLS, without ever blocking.
///
/// Under TLS, OpenSSL reads and writes the socket itself, a record at a time: nothing that was decrypted
/// waits inside for more than one read, as long as the reader's buffer takes a record (16 KiB). The handshake
/// is part of the first reads.
class Stream {
public:
    /// `socket` does not block. `tls`: null for plain bytes.
    Stream(Socket socket, const TlsContext* tls);

    /// As a socket's: with `would_block` when there is nothing now, `eof` at the end.
    std::size_t read_some(std::span<char> buffer, boost::system::error_code& error);
    /// As a socket's. What was not taken has to be the start of the next call's bytes.
    std::size_t write_some(std::string_view bytes, boost::system::error_code& error);

    /// Calls back when it is worth to read, or to write, again.
    template <class Handler>
    void async_wait_readable(Handler&& handler) {
        socket_.async_wait(read_waits_for_, std::forward<Handler>(handler));
    }
    template <class Handler>
    void async_wait_writable(Handler&& handler) {
        socket_.async_wait(write_waits_for_, std::forward<Handler>(handler));
    }

    /// Whether TLS was never agreed on.
    [[nodiscard]] bool is_in_handshake() const;
    /// The end of our direction; what the other side sends can still be read.
    void shut_down_sending();
    void close();

private:
    struct Free {
        void operator()(SSL* tls) const;
    };

    [[nodiscard]] boost::system::error_code judge(int result, Socket::wait_type& waits_for);
    void answer_plain_http();

    Socket socket_;
    std::unique_ptr<SSL, Free> tls_;
    // TLS may have to write in order to read, and the other way round.
    Socket::wait_type read_waits_for_ = Socket::wait_read;
    Socket::wait_type write_waits_for_ = Socket::wait_write;
};

}  // namespace courtside::ws
