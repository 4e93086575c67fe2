#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace courtside::ws {

/// The limits of the network's side. Everything that a client can make the server wait for or keep
/// is bounded by one of them.
struct WebSocketOptions {
    std::string path = "/v1/connect";

    std::size_t max_connections = 20'000;  ///< one more is answered with 503
    std::size_t receive_buffer =
        std::size_t{64} * 1024;  ///< bytes taken from a socket at once, 16 KiB at least; one buffer a server
    std::size_t request_header = std::size_t{8} * 1024;       ///< bytes of the HTTP request
    std::size_t first_message_limit = std::size_t{8} * 1024;  ///< bytes, until Connections::set_message_limit
    std::size_t max_waiting =
        std::size_t{1024} * 1024;  ///< bytes a connection may wait to send; above, it is slow

    std::chrono::milliseconds upgrade_timeout{10'000};    ///< from accept to the whole request
    std::chrono::milliseconds ping_after{25'000};         ///< of silence
    std::chrono::milliseconds pong_timeout{10'000};       ///< after the ping
    std::chrono::milliseconds close_timeout{5'000};       ///< for the client's side of the farewell
    std::chrono::milliseconds download_timeout{300'000};  ///< for a whole file; each piece has close_timeout
    std::chrono::milliseconds sweep_interval{1'000};      ///< how exactly the times above are kept
    std::chrono::milliseconds accept_retry{1'000};        ///< pause after a failed accept

    /// Close codes of the range "reconnect after the delay given as the reason".
    std::uint16_t silent_code = 4002;
    std::uint16_t slow_code = 4003;
    std::chrono::milliseconds reconnect_delay{1'000};
};

/// Counted since the start, but for `open`.
struct WebSocketStats {
    std::uint64_t accepted = 0;           ///< TCP connections
    std::uint64_t over_capacity = 0;      ///< of them refused, since there were too many
    std::uint64_t upgraded = 0;           ///< WebSocket connections
    std::uint64_t refused_upgrades = 0;   ///< requests for the WebSocket path that were no good
    std::uint64_t violations = 0;         ///< closed since the client broke the protocol or a limit
    std::uint64_t slow = 0;               ///< closed with too much waiting to be sent
    std::uint64_t silent = 0;             ///< closed without an answer to a ping
    std::uint64_t failed_handshakes = 0;  ///< connections that ended before TLS was agreed on
    std::uint64_t accept_errors = 0;
    std::size_t open = 0;  ///< sockets now, in whatever phase
};

}  // namespace courtside::ws
