#include "adapters/ws/stream.hpp"

#include "adapters/http/message.hpp"
#include "adapters/ws/tls_context.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <new>

namespace courtside::ws {

namespace asio = boost::asio;

void Stream::Free::operator()(SSL* tls) const {
    SSL_free(tls);
}

Stream::Stream(Socket socket, const TlsContext* tls) : socket_(std::move(socket)) {
    if (tls == nullptr) {
        return;
    }
    tls_.reset(SSL_new(tls->native()));
    if (!tls_ || SSL_set_fd(tls_.get(), socket_.native_handle()) != 1) {
        throw std::bad_alloc();
    }
    SSL_set_accept_state(tls_.get());
}

std::size_t Stream::read_some(std::span<char> buffer, boost::system::error_code& error) {
    if (!tls_) {
        return socket_.read_some(asio::buffer(buffer.data(), buffer.size()), error);
    }
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_read_ex(tls_.get(), buffer.data(), buffer.size(), &size);
    error = result == 1 ? boost::system::error_code() : judge(result, read_waits_for_);
    if (result == 1) {
        read_waits_for_ = Socket::wait_read;
    }
    return size;
}

std::size_t Stream::write_some(std::string_view bytes, boost::system::error_code& error) {
    if (!tls_) {
        return socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
    }
    error.clear();
    std::size_t total = 0;
    while (total < bytes.size() && !error) {
        ERR_clear_error();
        std::size_t size = 0;
        const int result = SSL_write_ex(tls_.get(), bytes.data() + total, bytes.size() - total, &size);
        total += size;
        if (result != 1) {
            error = judge(result, write_waits_for_);
        }
    }
    if (!error) {
        write_waits_for_ = Socket::wait_write;
    }
    if (total > 0 && error == asio::error::would_block) {
        error.clear();  // the rest is for the next time
    }
    return total;
}

/// What it means that a call of OpenSSL's did not succeed.
boost::system::error_code Stream::judge(int result, Socket::wait_type& waits_for) {
    switch (SSL_get_error(tls_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            waits_for = Socket::wait_read;
            return asio::error::would_block;
        case SSL_ERROR_WANT_WRITE:
            waits_for = Socket::wait_write;
            return asio::error::would_block;
        case SSL_ERROR_ZERO_RETURN:
            return asio::error::eof;
        default:
            break;
    }
    if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST) {
        answer_plain_http();
    }
    ERR_clear_error();
    return asio::error::connection_reset;
}

/// A favour to whoever forgot the s of https. It fits into an empty socket's buffer, and with the request
/// read the end of the connection does not reset it.
void Stream::answer_plain_http() {
    boost::system::error_code ignored;
    std::array<char, std::size_t{8} * 1024> request{};
    socket_.read_some(asio::buffer(request), ignored);
    const http::Response response =
        http::text_response(400, "This port speaks TLS: use https:// or wss://.\n");
    socket_.write_some(asio::buffer(http::to_wire(response, false)), ignored);
}

bool Stream::is_in_handshake() const {
    return tls_ != nullptr && SSL_is_init_finished(tls_.get()) == 0;
}

void Stream::shut_down_sending() {
    if (tls_) {
        ERR_clear_error();
        SSL_shutdown(tls_.get());  // says that the end is meant; whoever misses it sees the socket's end
        ERR_clear_error();
    }
    boost::system::error_code ignored;  // it is already reset: the next read says so
    socket_.shutdown(Socket::shutdown_send, ignored);
}

void Stream::close() {
    boost::system::error_code ignored;  // there is nothing to do about a socket that cannot be closed
    socket_.close(ignored);
}

}  // namespace courtside::ws
