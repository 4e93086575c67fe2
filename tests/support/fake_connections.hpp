#pragma once

#include "ports/connections.hpp"
#include "support/journal.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::support {

/// Keeps what would go to the network. Messages count as sent when flush() was called.
class FakeConnections final : public ports::Connections {
public:
    explicit FakeConnections(Journal& journal) : journal_(journal) {}

    struct Closed {
        std::uint16_t code = 0;
        std::string reason;
    };

    void send(core::ConnectionId connection, std::string_view payload) override {
        journal_.push_back("send " + std::to_string(connection.value));
        if (!closed.contains(connection)) {
            queued_.emplace_back(connection, payload);
        }
    }
    void close(core::ConnectionId connection, std::uint16_t code, std::string_view reason) override {
        journal_.push_back("close " + std::to_string(connection.value));
        closed.try_emplace(connection, Closed{code, std::string(reason)});
    }
    void resume(core::ConnectionId connection) override { resumed.push_back(connection); }
    void set_message_limit(core::ConnectionId connection, std::size_t bytes) override {
        limits[connection] = bytes;
    }
    void flush() override {
        journal_.emplace_back("flush");
        for (auto& [connection, payload] : std::exchange(queued_, {})) {
            sent[connection].push_back(std::move(payload));
        }
    }
    void stop_accepting() override { accepting = false; }

    std::map<core::ConnectionId, std::vector<std::string>> sent;
    std::map<core::ConnectionId, Closed> closed;
    std::map<core::ConnectionId, std::size_t> limits;
    std::vector<core::ConnectionId> resumed;
    bool accepting = true;

private:
    Journal& journal_;
    std::vector<std::pair<core::ConnectionId, std::string>> queued_;
};

}  // namespace courtside::support
