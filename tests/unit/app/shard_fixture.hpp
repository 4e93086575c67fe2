#pragma once

#include "app/shard.hpp"
#include "core/matching/foresight.hpp"
#include "courtside/v1/frames.pb.h"
#include "support/fake_connections.hpp"
#include "support/fake_history.hpp"
#include "support/fake_identity.hpp"
#include "support/journal.hpp"
#include "support/scripted_store.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::app {

namespace pb = courtside::v1;

class RecordingObserver final : public ShardObserver {
public:
    void tenants_changed(std::span<const core::Tenant> all) override {
        tenants.assign(all.begin(), all.end());
    }
    void store_failed(const ports::StoreError& error) override { failures.push_back(error.text); }
    void store_recovered() override { ++recoveries; }

    std::vector<core::Tenant> tenants;
    std::vector<std::string> failures;
    int recoveries = 0;
};

/// A shard with the real engine between fakes, time moved by hand. The company 1 has the learner
/// "ada" and the coach "carl", and the pages of https://one.example.
class ShardTest : public testing::Test {
protected:
    /// `instead`: a store that takes the place of `store`; it must outlive the fixture.
    explicit ShardTest(ports::Store* instead = nullptr);

    /// A new shard over the same store, started.
    void restart();
    void turn() { shard->on_turn_end(); }
    void pass(core::Duration time) { now = now + time; }

    core::ConnectionId open(ports::Format format = ports::Format::binary, std::string_view origin = {});
    /// Opens and signs in; its Welcome is not among what received() returns.
    core::ConnectionId sign_in(const std::string& subject, ports::Format format = ports::Format::binary);

    /// A frame with a request id and a command id of its own.
    pb::ClientFrame frame();
    pb::ClientFrame hello(const std::string& token);
    pb::ClientFrame open_issue(const std::string& title);
    pb::ClientFrame text(std::uint64_t session, const std::string& text);

    ports::Intake send(core::ConnectionId connection, const pb::ClientFrame& frame);
    /// What left for the connection since the last call.
    std::vector<pb::ServerFrame> received(core::ConnectionId connection);
    /// One turn with just this command, and one more if it has to wait for the store; its reply.
    pb::ServerFrame call(core::ConnectionId connection, const pb::ClientFrame& frame);

    [[nodiscard]] bool is_closed(core::ConnectionId connection) const {
        return network.closed.contains(connection);
    }
    [[nodiscard]] std::uint16_t close_code(core::ConnectionId connection) const {
        return network.closed.at(connection).code;
    }
    /// In milliseconds.
    [[nodiscard]] int close_delay(core::ConnectionId connection) const {
        return std::stoi(network.closed.at(connection).reason);
    }

    /// How many issues and messages the company has in the store.
    [[nodiscard]] std::size_t stored_issues() const { return store.world.tenant({1}).issues.size(); }
    [[nodiscard]] std::vector<core::Message> stored_messages(std::uint64_t session) const {
        return store.world.messages({1}, {session});
    }

    /// An active session of the two; both must be signed in.
    std::uint64_t begin_session(core::ConnectionId learner, core::ConnectionId coach);

    support::Journal journal;
    core::Instant now{1'795'262'400'000};
    support::ScriptedStore store{journal};
    support::FakeHistory history;
    support::FakeIdentity identity;
    support::FakeConnections network{journal};
    RecordingObserver observer;
    core::ZoneTables zones{{"UTC", core::fixed_zone()}};
    core::Foresight policy;
    ShardOptions options;
    ports::Push* push_to = nullptr;  ///< from the next restart on
    std::unique_ptr<Shard> shard;

private:
    ports::Store* stored_in_;
    std::uint64_t last_connection_ = 0;
    std::uint64_t last_request_ = 0;
    std::map<core::ConnectionId, ports::Format> formats_;
};

}  // namespace courtside::app
