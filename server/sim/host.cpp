#include "sim/host.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace courtside::sim {

using namespace core;

Host::Host(const Rules& rules, const MatchingPolicy& policy, Listener& listener)
    : engine_(rules, zones_, policy), listener_(listener) {}

void Host::found(std::vector<Skill> catalogue) {
    Effects effects;
    engine_.start({}, now_, effects);
    step(Admin{
        1, "sim",
        AddTenant{
            "Company", "https://sim.example", {{"key", KeyAlgorithm::hs256, std::string(32, 'k')}}, {}}});
    step(Admin{2, "sim", ImportSkills{TenantId{1}, std::move(catalogue)}});
}

void Host::advance_to(Instant at) {
    now_ = std::max(now_, at);
}

Instant Host::next_deadline() const {
    return engine_.next_deadline().value_or(Instant::never());
}

void Host::connect(ConnectionId connection, std::string subject, Profile profile) {
    step(Connected{connection,
                   ++commands_,
                   {TenantId{1}, std::move(subject), now_, now_ + days(2), std::move(profile), "key"}});
}

void Host::send(ConnectionId from, Command command) {
    CommandId id;
    const std::uint64_t number = ++commands_;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    step(ClientCommand{from, number, id, std::move(command), std::nullopt});
}

void Host::step(const Input& input) {
    Effects effects;
    engine_.step(input, now_, effects);
    for (const Effect& effect : effects) {
        if (const auto* put = std::get_if<Persist>(&effect)) {
            keep(put->record);
        }
    }
    for (const Effect& effect : effects) {
        if (const auto* load = std::get_if<Load>(&effect)) {
            bring(load->key);
        } else if (const auto* reply = std::get_if<Reply>(&effect)) {
            listener_.told(*reply);
        } else if (const auto* notify = std::get_if<Notify>(&effect)) {
            listener_.told(*notify);
        }
    }
}

void Host::keep(const Record& record) {
    if (const auto* issue = std::get_if<Put<Issue>>(&record)) {
        issues_.insert_or_assign(issue->value.id, issue->value);
    } else if (const auto* request = std::get_if<Put<Request>>(&record)) {
        listener_.stored(request->value);
    }
}

void Host::bring(const LoadKey& key) {
    if (const auto* issue = std::get_if<LoadIssue>(&key)) {
        step(Loaded{LoadedIssue{*issue, issues_.at(issue->issue)}});
    } else {  // a session that its cap ended before its people did
        step(Loaded{LoadedSession{std::get<LoadSession>(key), {}, {}}});
    }
}

}  // namespace courtside::sim
