#pragma once

#include "courtside/v1/frames.pb.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace courtside::testing {

/// One accepted connection, as a script reads it: each call blocks until it is done, and throws where the
/// client is gone, which ends the script.
class Peer {
public:
    virtual ~Peer() = default;
    /// The next frame of the client.
    virtual v1::ClientFrame receive() = 0;
    virtual void send(const v1::ServerFrame& frame) = 0;
    virtual void close(std::uint16_t code, const std::string& reason) = 0;
    /// The connection breaks without a close frame.
    virtual void drop() = 0;
    /// Waits until the client closes; returns the close code, 0 where there was none.
    virtual std::uint16_t wait_closed() = 0;
    /// What the client sent at the upgrade.
    [[nodiscard]] virtual std::string path() const = 0;
    [[nodiscard]] virtual std::string user_agent() const = 0;

    v1::ClientFrame receive_hello();
    void reply(const v1::ClientFrame& to, v1::ServerFrame frame);
    void refuse(const v1::ClientFrame& to, v1::ErrorCode code);
    void done(const v1::ClientFrame& to);
    /// Takes the hello and welcomes person 7, with a session of that many messages (0: without one).
    v1::ClientFrame welcome(std::uint64_t session = 0, std::uint64_t last_number = 0);
};

/// A WebSocket server on a free loopback port that runs a script for each connection, each on a thread.
class FakeServer {
public:
    /// `script` gets the connection and its number, from 0.
    explicit FakeServer(std::function<void(Peer&, int)> script);
    /// Closes everything; scripts that still wait end.
    ~FakeServer();

    [[nodiscard]] std::string url() const;
    [[nodiscard]] int connections() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace courtside::testing
