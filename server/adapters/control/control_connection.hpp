#pragma once

#include "adapters/control/messages.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace courtside::control {

/// Gets an answer once, when the change is durable or refused.
using Done = std::function<void(Answer)>;
/// Carries out a change and calls back on the loop, at once or later; or never, where the server ends.
using Apply = std::function<void(core::Admin, Done)>;

/// One request of the command line, from the greeting to the answer. Everything on the loop.
///
/// Whoever takes longer than the time limits is hung up on; nothing of an incomplete request is done.
class ControlConnection : public std::enable_shared_from_this<ControlConnection> {
public:
    /// What a connection knows of its server, which outlives it or has told it to abandon().
    struct Host {
        Greeting greeting;
        std::chrono::milliseconds request_within;
        std::chrono::milliseconds answer_within;
        Apply apply;
        std::function<void(const std::shared_ptr<ControlConnection>&)> ended;
    };
    using Socket = boost::asio::local::stream_protocol::socket;

    /// `user`: of the process at the other end, for the audit log.
    ControlConnection(Socket socket, uid_t user, const Host& host);

    void start();
    /// Closes it; the host hears nothing more.
    void abandon();

private:
    void read_size_field();
    void read_body(std::size_t size);
    void apply();
    void answer(const Answer& answer);
    void write_rest(std::size_t written);
    void set_deadline(std::chrono::milliseconds from_now);
    /// Whether the connection goes on after a step that ended so.
    [[nodiscard]] bool goes_on(const boost::system::error_code& error);
    void end();

    Socket socket_;
    boost::asio::steady_timer timer_;
    uid_t user_;
    const Host& host_;
    bool ended_ = false;
    SizeField size_field_{};
    std::string bytes_;  ///< what is read, then what is written
};

}  // namespace courtside::control
