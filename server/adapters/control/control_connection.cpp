#include "adapters/control/control_connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace courtside::control {

namespace asio = boost::asio;
using boost::system::error_code;

ControlConnection::ControlConnection(Socket socket, uid_t user, const Host& host)
    : socket_(std::move(socket)), timer_(socket_.get_executor()), user_(user), host_(host) {}

void ControlConnection::start() {
    set_deadline(host_.request_within);
    asio::async_write(socket_, asio::buffer(host_.greeting),
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                          if (self->goes_on(error)) {
                              self->read_size_field();
                          }
                      });
}

void ControlConnection::read_size_field() {
    asio::async_read(socket_, asio::buffer(size_field_),
                     [self = shared_from_this()](const error_code& error, std::size_t) {
                         if (self->goes_on(error)) {
                             self->read_body(read_size(self->size_field_));
                         }
                     });
}

void ControlConnection::read_body(std::size_t size) {
    if (size > most_body_bytes) {
        // The command line does not send such a one, so it is none of ours.
        end();
        return;
    }
    bytes_.resize(size);
    asio::async_read(socket_, asio::buffer(bytes_),
                     [self = shared_from_this()](const error_code& error, std::size_t) {
                         if (self->goes_on(error)) {
                             self->apply();
                         }
                     });
}

void ControlConnection::apply() {
    timer_.cancel();
    auto change = decode_change(std::exchange(bytes_, {}));
    if (!change) {
        answer(
            core::Error{core::ErrorCode::bad_frame, "the request cannot be read; nothing was changed", {}});
        return;
    }
    // Held by the server until the answer; whoever gave up meanwhile is not waited for.
    host_.apply(core::Admin{0, "command line, uid " + std::to_string(user_), *std::move(change)},
                [weak = weak_from_this()](const Answer& answer) {
                    if (const auto self = weak.lock()) {
                        self->answer(answer);
                    }
                });
}

void ControlConnection::answer(const Answer& answer) {
    if (ended_) {
        return;
    }
    const std::string body = encode(answer);
    const SizeField size = size_field(body.size());
    bytes_.assign(size.begin(), size.end());
    bytes_ += body;
    // Now, and not by the loop: when the server stops, this may be its last turn.
    error_code error;
    socket_.non_blocking(true, error);
    const std::size_t written = error ? 0 : socket_.write_some(asio::buffer(bytes_), error);
    if (error == asio::error::would_block || (!error && written < bytes_.size())) {
        write_rest(written);
    } else {
        end();
    }
}

void ControlConnection::write_rest(std::size_t written) {
    set_deadline(host_.answer_within);
    asio::async_write(socket_, asio::buffer(bytes_) + written,
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                          if (self->goes_on(error)) {
                              self->end();
                          }
                      });
}

void ControlConnection::set_deadline(std::chrono::milliseconds from_now) {
    timer_.expires_after(from_now);
    timer_.async_wait([self = shared_from_this()](const error_code& error) {
        if (!error && !self->ended_) {
            self->end();
        }
    });
}

bool ControlConnection::goes_on(const error_code& error) {
    if (error && !ended_) {
        end();
    }
    return !ended_;
}

void ControlConnection::end() {
    const auto self = shared_from_this();  // the host lets go of it
    abandon();
    host_.ended(self);
}

void ControlConnection::abandon() {
    ended_ = true;
    error_code ignored;  // closed is what it is afterwards, either way
    socket_.close(ignored);
    timer_.cancel();
}

}  // namespace courtside::control
