#include "support/world_host.hpp"

#include "support/builders.hpp"

namespace courtside::support {

using namespace core;

WorldHost::WorldHost(const Rules& rules, WorldStore store, Instant now)
    : WorldHost(rules, store, store.live_state(), now) {}

WorldHost::WorldHost(const Rules& rules, WorldStore store, LiveState loaded, Instant now)
    : zones_(test_zones()), engine_(rules, zones_, policy_), store_(std::move(store)), checks_(rules) {
    engine_.start(std::move(loaded), now, start_effects_);
    for (const Effect& effect : start_effects_) {
        promise(std::holds_alternative<Persist>(effect), "a start has nobody to talk to");
        store_.apply(std::get<Persist>(effect).record);
    }
}

const Effects& WorldHost::step(Input input, Instant now) {
    if (auto* command = std::get_if<ClientCommand>(&input)) {
        const auto speaker = engine_.speaker(command->connection);
        if (speaker && command->command_id && needs_command_id(command->command) &&
            !std::holds_alternative<SendMessage>(command->command)) {
            command->prior = store_.find_command(speaker->tenant, speaker->person, command->command_id);
        }
    }
    effects_.clear();
    checks_.begin(input, now);
    const std::size_t held = held_.size();
    run(input, now);
    const bool parked = engine_.totals().parked_commands > 0 || held_.size() > held;
    checks_.end(input, store_, engine_, parked);
    return effects_;
}

const Effects& WorldHost::answer_loads(Instant now) {
    effects_.clear();
    hold_loads_ = false;
    for (const LoadKey& key : std::exchange(held_, {})) {
        const Input loaded = Loaded{store_.load(key)};
        checks_.begin(loaded, now);
        run(loaded, now);
        checks_.end(loaded, store_, engine_, false);
    }
    return effects_;
}

void WorldHost::run(const Input& input, Instant now) {
    recording_.push_back({now, input});
    const std::size_t first = effects_.size();
    engine_.step(input, now, effects_);
    carry_out(first, now);
}

void WorldHost::carry_out(std::size_t first, Instant now) {
    std::vector<LoadKey> loads;
    for (std::size_t i = first; i < effects_.size(); ++i) {
        checks_.check(effects_[i], store_);
        if (const auto* persist = std::get_if<Persist>(&effects_[i])) {
            store_.apply(persist->record);
        } else if (const auto* load = std::get_if<Load>(&effects_[i])) {
            loads.push_back(load->key);
        }
    }
    for (const LoadKey& key : loads) {
        if (hold_loads_) {
            held_.push_back(key);
        } else {
            run(Loaded{store_.load(key)}, now);
        }
    }
}

}  // namespace courtside::support
