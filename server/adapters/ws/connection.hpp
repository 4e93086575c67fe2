#pragma once

#include "adapters/http/request_reader.hpp"
#include "adapters/ws/frame_codec.hpp"
#include "adapters/ws/keep_alive.hpp"
#include "adapters/ws/send_buffer.hpp"
#include "adapters/ws/stream.hpp"
#include "core/ids.hpp"
#include "ports/connections.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace courtside::ws {

class Hub;

/// Which door a socket came through.
enum class Entrance : std::uint8_t {
    everyone,  ///< clients: WebSocket, files, health
    internal,  ///< those who run the server: HTTP alone, with paths of its own
};

/// One accepted socket, from its HTTP request to its end. Small, since there are thousands: what
/// only some moments need (the request, half a message, bytes to send) is allocated for them.
class Connection {
public:
    Connection(Stream stream, core::ConnectionId id, Hub& hub, Entrance entrance);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Waits for the HTTP request.
    void start();

    // What the app can do; without effect unless the connection is open.
    void send(std::string_view payload);
    void close(std::uint16_t code, std::string_view reason);
    void resume();
    void set_message_limit(std::size_t bytes);

    /// One write of all that waits, unless the socket is known to be full.
    void flush();
    /// Gives what on_message held back, then what came behind it.
    void deliver_held();
    /// What time demands: pings, and the end of whoever takes too long.
    void sweep();
    /// Ends it at once if its upgrade is not complete.
    void drop_if_new();

    /// True once: the app was told of the connection and has to hear that it is over.
    [[nodiscard]] bool take_farewell();
    /// The socket is closed and the object can be destroyed.
    [[nodiscard]] bool is_gone() const { return phase_ == Phase::gone; }

private:
    enum class Phase : std::uint8_t {
        request,   // reads the HTTP request
        open,      // the app knows it
        closing,   // our close frame is out, the client's is awaited; messages are not delivered
        draining,  // nothing is left to say: sends what waits, then ignores all until the client hangs up
        gone,
    };

    struct Held;
    struct Download;

    void wait_readable();
    void wait_writable();
    void on_readable();
    void on_writable();

    void take_request(std::string_view bytes);
    void answer_request(const http::Request& request, std::string rest);
    void upgrade(const http::Request& request, std::string rest);
    void respond(const http::Response& response, bool head_only);
    void take_frames(std::span<char> bytes);
    [[nodiscard]] bool take_message(const Message& message, std::span<const char> rest);

    [[nodiscard]] std::string& outgoing();
    void queue(Opcode opcode, std::string_view payload);
    void write();
    /// False: the socket is full, or gone.
    [[nodiscard]] bool write_download();
    void say_goodbye(std::uint16_t code, std::string_view reason, Phase next);
    void hurry(std::uint16_t code);
    void drain();
    void drop();

    Stream stream_;
    const core::ConnectionId id_;
    Hub& hub_;
    FrameDecoder decoder_;
    SendBuffer out_;
    std::unique_ptr<http::RequestReader> reader_;  // during the request only
    std::unique_ptr<Held> held_;                   // while the app holds a message back
    std::unique_ptr<Download> download_;           // a response's body that is shared with others
    KeepAlive keep_alive_;
    std::chrono::steady_clock::time_point deadline_{};  // of every phase but `open`
    Phase phase_ = Phase::request;
    const Entrance entrance_;
    ports::Format format_ = ports::Format::binary;
    bool app_knows_ = false;  // on_open was called, on_close was not
    bool resuming_ = false;   // deliver_held is on its way
    bool dirty_ = false;      // in the hub's list
    bool reading_ = false;    // a wait is under way
    bool writing_ = false;    // a wait is under way: the socket is full
    bool shut_ = false;       // our direction of the socket is closed
};

}  // namespace courtside::ws
