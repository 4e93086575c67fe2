#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace courtside::test {

/// A WebSocket client without any knowledge of Courtside. Blocking; each call throws std::runtime_error
/// after half a minute, or when the server does not do its part.
class RawWebSocket {
public:
    /// Does the upgrade. `origin`: empty for none, as programs other than browsers do.
    RawWebSocket(std::uint16_t port, std::string_view subprotocol, std::string_view origin = {});
    ~RawWebSocket();
    RawWebSocket(const RawWebSocket&) = delete;
    RawWebSocket& operator=(const RawWebSocket&) = delete;

    /// What the server chose.
    [[nodiscard]] const std::string& subprotocol() const;
    void send_text(std::string_view text);
    void send_binary(std::string_view bytes);
    /// The next message; nothing once the server has closed or dropped the connection.
    std::optional<std::string> receive();
    /// Receives until the connection is closed; 0 where it was dropped without a close frame.
    unsigned wait_for_close();
    [[nodiscard]] std::string close_reason() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace courtside::test
