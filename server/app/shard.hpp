#pragma once

#include "app/clock.hpp"
#include "app/connection_registry.hpp"
#include "app/counters.hpp"
#include "app/history_requests.hpp"
#include "app/observer.hpp"
#include "app/options.hpp"
#include "app/origins.hpp"
#include "app/outlet.hpp"
#include "core/engine.hpp"
#include "ports/connections.hpp"
#include "ports/history.hpp"
#include "ports/identity.hpp"
#include "ports/push.hpp"
#include "ports/store.hpp"
#include "wire/client_message.hpp"
#include "wire/decoder.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::app {

/// Argument of the error `unavailable` that answers an administrative change: the store failed while it
/// was committed, so it may have been made. Without it nothing was changed.
inline const std::pair<std::string, std::string> outcome_unknown{"made", "unknown"};

/// The outside of a shard. All of it must outlive the shard.
struct ShardPorts {
    ports::Store& store;
    ports::History& history;
    ports::Identity& identity;
    ports::Connections& connections;
    ShardObserver& observer;
    ports::Push* push = nullptr;  ///< none: nothing is pushed
};

/// One shard: an engine, its store and its connections, run in turns of one loop.
///
/// In a turn, everything that came is stepped through the engine at once and its effects are
/// gathered. `on_turn_end` commits their records in one transaction and only then lets the rest
/// out, in order; so nothing that anybody hears can be lost. Commands are taken before timeouts are
/// judged, so a long wait for the disk is not held against those whose answers arrived meanwhile.
///
/// After a failed commit nothing of the turn leaves. The engine is dropped, all connections are
/// told to come back, and the state is rebuilt from the store as soon as that can be opened again.
///
/// Everything runs on the loop; nothing blocks but the commit. The loop sets a timer for
/// next_deadline() and needs to do nothing in it: the turn that it makes is what is wanted.
class Shard final : public ports::ConnectionHandler {
public:
    using AdminDone = std::function<void(std::variant<core::Error, core::AdminResult>)>;

    /// `zones` and `policy` must outlive the shard.
    Shard(const ShardOptions& options, const ShardPorts& ports, const core::ZoneTables& zones,
          const core::MatchingPolicy& policy, Clock clock);
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    /// Loads what is stored and serves from now on. Once, before the first connection. On an error
    /// nothing is served, and the shard is of no more use.
    [[nodiscard]] std::optional<ports::StoreError> start();

    [[nodiscard]] bool origin_allowed(std::string_view origin) const override;
    void on_open(core::ConnectionId connection, ports::Format format, std::string_view origin) override;
    [[nodiscard]] ports::Intake on_message(core::ConnectionId connection, std::string_view payload) override;
    void on_close(core::ConnectionId connection) override;
    void on_turn_end() override;

    /// When the next turn has to come even if nothing does; by the clock that was given.
    [[nodiscard]] std::optional<core::Instant> next_deadline() const;

    /// Whether so much came in this turn that it should end now.
    [[nodiscard]] bool turn_full() const { return turn_frames_ >= options_.commands_per_turn; }

    /// Carries out an administrative change; `done` gets its result when it is durable, or an
    /// error. The ticket is the shard's own. At once refused while nothing is served.
    void apply(core::Admin change, AdminDone done);

    /// Ends it: no new connections, and with the next turn's end everybody is told to come back
    /// later. What was acknowledged is on disk then.
    void stop();
    /// After stop(): whether the last connection is gone.
    [[nodiscard]] bool stopped() const { return phase_ == Phase::stopped && registry_.size() == 0; }

    /// Whether commands are carried out; not before the start, after a failure or after the stop.
    [[nodiscard]] bool serving() const { return engine_.has_value(); }

    [[nodiscard]] const Counters& counters() const { return counters_; }
    [[nodiscard]] core::Engine::Totals totals() const;

private:
    enum class Phase : std::uint8_t {
        idle,  ///< before the start
        serving,
        failed,    ///< no engine until the store can be opened again
        stopping,  ///< until the end of this turn
        stopped,
    };
    struct Held {
        core::Instant until;
        core::ConnectionId connection;
        bool operator>(const Held& other) const { return until > other.until; }
    };

    // What comes in (shard_intake.cpp).
    void receive(core::ConnectionId id, Connection& connection, wire::ClientMessage message);
    void refuse(core::ConnectionId id, const wire::Refused& refused);
    void hello(core::ConnectionId id, Connection& connection, std::uint64_t request_id,
               const wire::Hello& hello);
    void command(core::ConnectionId id, std::uint64_t request_id, const core::CommandId& command_id,
                 core::Command command);
    void refuse_and_close(core::ConnectionId id, std::uint64_t request_id, core::Error error,
                          core::CloseCode code, core::Duration delay = {});
    void end_connection(core::ConnectionId id, core::CloseCode code, core::Duration delay = {});

    // Who signs in (shard_identity.cpp).
    enum class Purpose : std::uint8_t { hello, refresh };
    /// Has the token verified; holds what the connection sends until the verdict is there.
    void verify(core::ConnectionId id, std::uint64_t request_id, const std::string& token, Purpose purpose);
    void on_verdict(core::ConnectionId id, std::uint64_t request_id, ports::Verdict verdict, Purpose purpose);
    void decide(core::ConnectionId id, std::uint64_t request_id, ports::Verdict verdict, Purpose purpose);
    void sign_in(core::ConnectionId id, std::uint64_t request_id, core::Claims claims);
    void refuse_for_now(core::ConnectionId id, std::uint64_t request_id, Purpose purpose);

    // The turn (shard.cpp).
    void step(const core::Input& input, core::Instant now);
    void judge_time(core::Instant now);
    [[nodiscard]] std::optional<ports::StoreError> commit();
    /// Between two turns: a part of what is due in the store.
    void keep_up(core::Instant now);
    void release();
    void release(core::Effect& effect);
    /// How long the turn took those whose answers it let out.
    void measure();
    void read(core::Read read);
    void push(core::PushMessage message);
    [[nodiscard]] core::Instant turn_time();

    // The store's failures, the start and the end (shard_recovery.cpp).
    /// Loads, starts a new engine, commits what its start changed and serves.
    [[nodiscard]] std::optional<ports::StoreError> rebuild();
    void fail(const ports::StoreError& error);
    void probe(core::Instant now);
    void finish();
    void close_all(core::CloseCode code);
    void tell_tenants();
    [[nodiscard]] core::Duration reconnect_delay(core::ConnectionId id) const;

    ShardOptions options_;
    TokenBucket::Rate rate_;
    ShardPorts ports_;
    const core::ZoneTables& zones_;
    const core::MatchingPolicy& policy_;
    Clock clock_;

    Phase phase_ = Phase::idle;
    std::optional<core::Engine> engine_;
    core::Instant probe_at_;

    ConnectionRegistry registry_;
    Counters counters_;
    Origins origins_;
    wire::Decoder decoder_;
    Outlet outlet_;
    HistoryRequests history_;
    /// At most one for each connection.
    std::priority_queue<Held, std::vector<Held>, std::greater<>> held_;
    std::uint64_t last_ticket_ = 0;
    std::unordered_map<std::uint64_t, AdminDone> tickets_;

    // The turn. Its vectors are kept for their memory.
    std::optional<core::Instant> turn_time_;
    std::chrono::steady_clock::time_point turn_began_;  ///< for measuring; decides nothing
    std::uint64_t acknowledged_ = 0;                    ///< messages whose answers the turn lets out
    std::uint32_t turn_frames_ = 0;
    core::Effects effects_;
    core::Effects released_;
    std::vector<core::Record> records_;
    /// The store failed outside a commit; the turn must not end as if nothing was.
    std::optional<ports::StoreError> trouble_;
};

}  // namespace courtside::app
