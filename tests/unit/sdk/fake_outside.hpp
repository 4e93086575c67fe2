#pragma once

#include "courtside/v1/frames.pb.h"
#include "protocol/engine.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courtside::internal {

/// Keeps what the engine wants done; the test plays the server and moves the time.
class FakeOutside : public Outside {
public:
    void open() override { ++opens; }
    void close() override { ++closes; }
    void send(std::string frame) override {
        v1::ClientFrame parsed;
        if (parsed.ParseFromString(frame)) {
            sent.push_back(std::move(parsed));
        }
    }
    [[nodiscard]] std::size_t unsent_bytes() const override { return unsent; }
    void ask_token(const TokenRequest& request, std::uint64_t ticket_) override {
        asked.push_back(request.fresh);
        ticket = ticket_;
    }
    void state_is(ConnectionState state_) override { state = state_; }
    void server_time_is(Time time) override { server_time = time; }

    /// The frames sent since the last call.
    std::vector<v1::ClientFrame> take_sent() { return std::exchange(sent, {}); }

    int opens = 0;
    int closes = 0;
    std::vector<v1::ClientFrame> sent;
    std::size_t unsent = 0;
    std::vector<bool> asked;
    std::uint64_t ticket = 0;
    ConnectionState state = ConnectionState::disconnected;
    Time server_time{};
};

}  // namespace courtside::internal
