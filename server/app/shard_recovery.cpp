#include "app/shard.hpp"

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace courtside::app {

std::optional<ports::StoreError> Shard::start() {
    if (auto error = rebuild()) {
        return error;
    }
    turn_time_.reset();
    return std::nullopt;
}

std::optional<ports::StoreError> Shard::rebuild() {
    std::optional<ports::StoreError> error;
    try {
        auto state = ports_.store.load();
        engine_.emplace(options_.rules, zones_, policy_);
        engine_->start(std::move(state), turn_time(), effects_);
        error = commit();
    } catch (const std::runtime_error& failure) {
        error = ports::StoreError{failure.what()};
    }
    if (error) {
        engine_.reset();
        effects_.clear();
        return error;
    }
    phase_ = Phase::serving;
    tell_tenants();
    release();
    return std::nullopt;
}

void Shard::fail(const ports::StoreError& error) {
    ++counters_.store_failures;
    // Whether the records reached the disk is not known, so nobody may hear of anything they caused.
    engine_.reset();
    effects_.clear();
    trouble_.reset();
    history_.abandon();
    for (auto& [ticket, done] : std::exchange(tickets_, {})) {
        done(core::Error{core::ErrorCode::unavailable,
                         "the store failed, and whether the change was made is not known; look at what is "
                         "there when the store works again, or repeat the change: it is not made twice",
                         {outcome_unknown},
                         true,
                         options_.probe_interval});
    }
    close_all(core::CloseCode::try_again);
    if (phase_ != Phase::stopping) {
        phase_ = Phase::failed;
        probe_at_ = turn_time() + options_.probe_interval;
    }
    ports_.observer.store_failed(error);
}

void Shard::probe(core::Instant now) {
    if (ports_.store.reopen() || rebuild()) {
        probe_at_ = now + options_.probe_interval;
        return;
    }
    ++counters_.rebuilds;
    ports_.observer.store_recovered();
}

void Shard::stop() {
    if (phase_ != Phase::stopped) {
        phase_ = Phase::stopping;
        ports_.connections.stop_accepting();
    }
}

void Shard::finish() {
    // Nobody is offline because of this: after the start everyone has the time of grace again. So
    // the engine does not hear of the connections that end now.
    engine_.reset();
    history_.abandon();
    close_all(core::CloseCode::going_down);
    phase_ = Phase::stopped;
}

void Shard::close_all(core::CloseCode code) {
    registry_.for_each([&](core::ConnectionId id, Connection& connection) {
        if (!std::exchange(connection.closing, true)) {
            outlet_.close(id, code, reconnect_delay(id));
        }
        connection.signed_in = false;
    });
}

void Shard::tell_tenants() {
    const auto tenants = engine_->tenants();
    origins_.replace(tenants);
    ports_.observer.tenants_changed(tenants);
}

void Shard::apply(core::Admin change, AdminDone done) {
    if (!engine_) {
        done(core::Error{core::ErrorCode::unavailable,
                         phase_ == Phase::stopped
                             ? "the server stops, nothing was changed; try again when it has stopped"
                             : "the store failed, nothing was changed; try again when the server's log says "
                               "that it works again",
                         {},
                         true,
                         options_.probe_interval});
        return;
    }
    change.ticket = ++last_ticket_;
    tickets_.emplace(change.ticket, std::move(done));
    step(std::move(change), turn_time());
}

core::Duration Shard::reconnect_delay(core::ConnectionId id) const {
    // Multiplying by the golden ratio spreads consecutive ids evenly (Knuth, TAOCP 3, 6.4).
    const std::uint64_t mixed = (id.value * 0x9E3779B97F4A7C15ULL) >> 32U;
    const auto range =
        static_cast<std::uint64_t>(options_.reconnect_latest.ms - options_.reconnect_earliest.ms) + 1;
    return options_.reconnect_earliest + core::Duration{static_cast<std::int64_t>(mixed % range)};
}

}  // namespace courtside::app
