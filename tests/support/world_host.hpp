#pragma once

#include "core/engine.hpp"
#include "core/matching/foresight.hpp"
#include "support/world_checks.hpp"
#include "support/world_store.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace courtside::support {

/// An engine with what the runner does for it: records are applied before anything else is looked
/// at, loads are answered, and earlier commands are looked up in the store. Checks every promise
/// on the way and keeps a recording of all inputs.
class WorldHost {
public:
    /// Starts on what the store holds.
    WorldHost(const core::Rules& rules, WorldStore store, core::Instant now);
    /// Starts on what another store loaded, which has to be what `store` holds.
    WorldHost(const core::Rules& rules, WorldStore store, core::LiveState loaded, core::Instant now);
    WorldHost(const WorldHost&) = delete;  // the engine points into it
    WorldHost& operator=(const WorldHost&) = delete;

    /// Gives the input to the engine, and what it then wants loaded. Returns all effects, also the
    /// records, until the next call.
    const core::Effects& step(core::Input input, core::Instant now);

    /// While loads are held they wait for answer_loads().
    void hold_loads() { hold_loads_ = true; }
    const core::Effects& answer_loads(core::Instant now);

    /// Sends the ticks that are due up to `until`, each at its deadline, and tells each one's effects.
    template <class Told>
    void run_until(core::Instant from, core::Instant until, Told told) {
        for (auto due = engine_.next_deadline(); due && *due <= until; due = engine_.next_deadline()) {
            const core::Instant at = std::max(from, *due);
            told(step(core::Tick{}, at), at);
        }
    }

    [[nodiscard]] const core::Engine& engine() const { return engine_; }
    [[nodiscard]] const WorldStore& store() const { return store_; }
    [[nodiscard]] const WorldChecks& checks() const { return checks_; }
    /// What the start did, such as taking offers back.
    [[nodiscard]] const core::Effects& start_effects() const { return start_effects_; }

    struct Recorded {
        core::Instant at;
        core::Input input;
    };
    [[nodiscard]] const std::vector<Recorded>& recording() const { return recording_; }

private:
    void run(const core::Input& input, core::Instant now);
    void carry_out(std::size_t first, core::Instant now);

    core::ZoneTables zones_;
    core::Foresight policy_;
    core::Engine engine_;
    WorldStore store_;
    WorldChecks checks_;
    core::Effects effects_;
    core::Effects start_effects_;
    bool hold_loads_ = false;
    std::vector<core::LoadKey> held_;
    std::vector<Recorded> recording_;
};

}  // namespace courtside::support
