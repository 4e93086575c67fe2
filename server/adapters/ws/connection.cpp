#include "adapters/ws/connection.hpp"

#include "adapters/ws/hub.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace courtside::ws {

namespace asio = boost::asio;

/// A message that the app did not take yet, and the bytes that came behind it.
struct Connection::Held {
    std::string message;
    std::string rest;
};

struct Connection::Download {
    std::shared_ptr<const std::string> bytes;
    std::size_t sent = 0;
    std::chrono::steady_clock::time_point end_by;
};

Connection::Connection(Stream stream, core::ConnectionId id, Hub& hub, Entrance entrance)
    : stream_(std::move(stream)),
      id_(id),
      hub_(hub),
      decoder_(hub.options().first_message_limit),
      entrance_(entrance) {}

Connection::~Connection() = default;

void Connection::start() {
    reader_ = std::make_unique<http::RequestReader>(hub_.options().request_header);
    deadline_ = hub_.now() + hub_.options().upgrade_timeout;
    wait_readable();
}

void Connection::send(std::string_view payload) {
    if (phase_ == Phase::open) {
        queue(format_ == ports::Format::binary ? Opcode::binary : Opcode::text, payload);
    }
}

void Connection::close(std::uint16_t code, std::string_view reason) {
    if (phase_ == Phase::open) {
        say_goodbye(code, reason, Phase::closing);
    }
}

void Connection::set_message_limit(std::size_t bytes) {
    decoder_.set_message_limit(bytes);
}

void Connection::resume() {
    if (held_ && !resuming_) {
        resuming_ = true;
        hub_.mark_resumed(id_);
    }
}

void Connection::flush() {
    dirty_ = false;
    if (!writing_ && phase_ != Phase::gone) {
        write();
    }
}

void Connection::sweep() {
    const auto now = hub_.now();
    if (phase_ == Phase::open) {
        if (held_) {
            return;  // its pongs are not read, so its silence says nothing
        }
        switch (keep_alive_.check(now, hub_.options().pong_timeout)) {
            case KeepAlive::Action::none:
                break;
            case KeepAlive::Action::ping:
                queue(Opcode::ping, {});
                break;
            case KeepAlive::Action::give_up:
                ++hub_.stats().silent;
                hurry(hub_.options().silent_code);
                break;
        }
    } else if (phase_ != Phase::gone && now >= deadline_) {
        drop();
    }
}

void Connection::drop_if_new() {
    if (phase_ == Phase::request) {
        drop();
    }
}

bool Connection::take_farewell() {
    return phase_ != Phase::open && std::exchange(app_knows_, false);
}

// Handlers ask for the connection by id: after it is gone, or the whole server (`aborted`), nothing
// of it is touched.

void Connection::wait_readable() {
    if (reading_ || phase_ == Phase::gone) {
        return;
    }
    reading_ = true;
    stream_.async_wait_readable([hub = &hub_, id = id_](const boost::system::error_code& error) {
        if (error == asio::error::operation_aborted) {
            return;
        }
        if (Connection* connection = hub->find(id)) {
            connection->on_readable();
        }
    });
}

void Connection::wait_writable() {
    writing_ = true;
    stream_.async_wait_writable([hub = &hub_, id = id_](const boost::system::error_code& error) {
        if (error == asio::error::operation_aborted) {
            return;
        }
        if (Connection* connection = hub->find(id)) {
            connection->on_writable();
        }
    });
}

void Connection::on_readable() {
    reading_ = false;
    if (phase_ == Phase::gone || held_) {
        return;
    }
    boost::system::error_code error;
    std::vector<char>& buffer = hub_.receive_buffer();
    const std::size_t size = stream_.read_some(buffer, error);
    if (error && error != asio::error::would_block) {
        hub_.stats().failed_handshakes += stream_.is_in_handshake() ? 1U : 0U;
        drop();  // the client hung up, or the network did
        return;
    }
    if (size > 0) {
        keep_alive_.heard(hub_.now(), hub_.options().ping_after);
        if (phase_ == Phase::request) {
            take_request({buffer.data(), size});
        } else {
            take_frames({buffer.data(), size});
        }
    }
    if (!held_) {
        wait_readable();
    }
}

void Connection::on_writable() {
    writing_ = false;
    if (phase_ != Phase::gone) {
        write();
    }
}

void Connection::take_frames(std::span<char> bytes) {
    while (phase_ == Phase::open || phase_ == Phase::closing) {
        const FrameEvent event = decoder_.next(bytes);
        if (const auto* message = std::get_if<Message>(&event)) {
            if (!take_message(*message, bytes)) {
                return;
            }
        } else if (const auto* ping = std::get_if<Ping>(&event)) {
            if (phase_ == Phase::open) {
                queue(Opcode::pong, ping->payload);
            }
        } else if (const auto* close_frame = std::get_if<CloseReceived>(&event)) {
            if (phase_ == Phase::open) {
                say_goodbye(close_frame->code, {}, Phase::draining);
            } else {
                drain();
            }
        } else if (const auto* violation = std::get_if<Violation>(&event)) {
            ++hub_.stats().violations;
            if (phase_ == Phase::open) {
                say_goodbye(violation->code, violation->reason, Phase::draining);
            } else {
                drain();
            }
        } else if (std::holds_alternative<NeedMore>(event)) {
            return;
        }
    }
}

/// False if the app holds the message, and with it everything that follows.
bool Connection::take_message(const Message& message, std::span<const char> rest) {
    if (phase_ != Phase::open) {
        return true;  // it crossed our close frame
    }
    const Opcode expected = format_ == ports::Format::binary ? Opcode::binary : Opcode::text;
    if (message.type != expected) {
        ++hub_.stats().violations;
        say_goodbye(close_code::unsupported_data, "this subprotocol uses the other type of message",
                    Phase::draining);
        return true;
    }
    if (hub_.handler().on_message(id_, message.payload) == ports::Intake::taken || phase_ != Phase::open) {
        return true;
    }
    held_ = std::make_unique<Held>(Held{std::string(message.payload), std::string(rest.data(), rest.size())});
    return false;
}

void Connection::deliver_held() {
    resuming_ = false;
    if (!held_ || phase_ != Phase::open) {
        return;
    }
    const std::unique_ptr<Held> held = std::exchange(held_, nullptr);
    keep_alive_.heard(hub_.now(), hub_.options().ping_after);
    const Opcode type = format_ == ports::Format::binary ? Opcode::binary : Opcode::text;
    if (!take_message(Message{type, held->message}, held->rest)) {
        return;
    }
    take_frames({held->rest.data(), held->rest.size()});
    if (!held_) {
        wait_readable();
    }
}

std::string& Connection::outgoing() {
    if (!dirty_) {
        dirty_ = true;
        hub_.mark_dirty(id_);
    }
    return out_.tail(hub_.buffers());
}

void Connection::queue(Opcode opcode, std::string_view payload) {
    const std::size_t limit = hub_.options().max_waiting;
    if (out_.size() + payload.size() > limit && !writing_) {
        write();  // much in one turn is not slow yet; the socket's buffer may take it
    }
    if (phase_ != Phase::open) {
        return;
    }
    if (out_.size() + payload.size() > limit) {
        ++hub_.stats().slow;
        hurry(hub_.options().slow_code);
        return;
    }
    append_frame(outgoing(), opcode, payload);
}

void Connection::write() {
    if (!out_.empty()) {
        boost::system::error_code error;
        const std::string_view unsent = out_.unsent();
        const std::size_t size = stream_.write_some(unsent, error);
        if (error && error != asio::error::would_block) {
            drop();
            return;
        }
        const bool all = size == unsent.size();
        out_.sent(size, hub_.buffers());
        if (!all) {
            wait_writable();
            return;
        }
    }
    if (download_ && !write_download()) {
        return;
    }
    if (phase_ == Phase::draining && !shut_) {
        // Our end of the stream; closing the socket with bytes unread would reset the connection,
        // and the client might never see why.
        shut_ = true;
        stream_.shut_down_sending();
    }
}

bool Connection::write_download() {
    const std::string_view unsent = std::string_view(*download_->bytes).substr(download_->sent);
    boost::system::error_code error;
    const std::size_t size = stream_.write_some(unsent, error);
    if (error && error != asio::error::would_block) {
        drop();
        return false;
    }
    download_->sent += size;
    if (size > 0) {
        // Whoever goes on reading has more time.
        deadline_ = std::min(hub_.now() + hub_.options().close_timeout, download_->end_by);
    }
    if (size < unsent.size()) {
        wait_writable();
        return false;
    }
    download_.reset();
    return true;
}

void Connection::respond(const http::Response& response, bool head_only) {
    outgoing().append(http::to_wire(response, head_only));
    reader_.reset();
    if (response.shared_body && !head_only && !response.shared_body->empty()) {
        download_ = std::make_unique<Download>(
            Download{response.shared_body, 0, hub_.now() + hub_.options().download_timeout});
    }
    drain();
}

/// The close frame, after everything queued before; the app hears of the end soon.
void Connection::say_goodbye(std::uint16_t code, std::string_view reason, Phase next) {
    append_close(outgoing(), code, reason);
    hub_.mark_leaving(id_);
    deadline_ = hub_.now() + hub_.options().close_timeout;
    phase_ = next;
    if (held_) {
        // What was held back is lost, perhaps with half a frame: there is nothing left to decode.
        held_.reset();
        phase_ = Phase::draining;
        wait_readable();
    }
}

/// Closes with a code of our own after which the client comes back.
void Connection::hurry(std::uint16_t code) {
    say_goodbye(code, std::to_string(hub_.options().reconnect_delay.count()), Phase::closing);
}

void Connection::drain() {
    phase_ = Phase::draining;
    deadline_ = hub_.now() + hub_.options().close_timeout;
    if (!writing_ && out_.empty()) {
        write();
    }
}

void Connection::drop() {
    phase_ = Phase::gone;
    stream_.close();
    out_.clear(hub_.buffers());
    held_.reset();
    download_.reset();
    reader_.reset();
    hub_.mark_leaving(id_);
}

}  // namespace courtside::ws
