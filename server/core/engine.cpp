#include "core/engine.hpp"

#include "core/dispatch.hpp"
#include "core/engine_impl.hpp"
#include "core/errors.hpp"
#include "core/matching/matcher.hpp"
#include "core/offers.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/promises.hpp"
#include "core/push.hpp"
#include "core/queue.hpp"
#include "core/repeats.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"
#include "core/waiting.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core {

Context Engine::Impl::context_of(TenantState& tenant, Effects& effects) {
    return {rules_, *zones_, *policy_, timers_, effects, tenant, next_row_, now_};
}

void Engine::Impl::step(const Input& input, Instant now, Effects& effects) {
    now_ = std::max(now_, now);
    std::visit([&](const auto& each) { on(each, effects); }, input);
}

void Engine::Impl::on(const Connected& input, Effects& effects) {
    const auto tenant = tenants_.find(input.claims.tenant);
    if (tenant == tenants_.end()) {
        effects.emplace_back(Reply{input.connection, input.request_id, not_found("tenant")});
        effects.emplace_back(Close{input.connection, CloseCode::unauthenticated, {}});
        return;
    }
    Context context = context_of(tenant->second, effects);
    connections::connect(context, connections_, input);
    matching::match_touched(context);
}

void Engine::Impl::on(const Refreshed& input, Effects& effects) {
    const auto place = connections_.find(input.connection);
    if (place == connections_.end()) {
        return;
    }
    Context context = context_of(tenants_.at(place->second.tenant), effects);
    if (auto reply = connections::refresh(context, connections_, input)) {
        effects.emplace_back(Reply{input.connection, input.request_id, std::move(*reply)});
    }
    matching::match_touched(context);
}

void Engine::Impl::on(const Disconnected& input, Effects& effects) {
    const auto place = connections_.find(input.connection);
    if (place == connections_.end()) {
        return;
    }
    Context context = context_of(tenants_.at(place->second.tenant), effects);
    connections::disconnect(context, connections_, input.connection);
    matching::match_touched(context);
}

void Engine::Impl::on(const ClientCommand& input, Effects& effects) {
    run(input, nullptr, effects);
}

void Engine::Impl::run(const ClientCommand& input, LoadedEntity* loaded, Effects& effects) {
    const auto place = connections_.find(input.connection);
    if (place == connections_.end()) {
        return;  // gone while its command waited; the client sends it again
    }
    place->second.last_activity = now_;
    Context context = context_of(tenants_.at(place->second.tenant), effects);
    Caller caller{input.connection, input.request_id, input.command_id, context.person(place->second.person)};
    presence::note_activity(context, caller.person);

    if (auto reply = decide(context, caller, input, loaded)) {
        effects.emplace_back(Reply{input.connection, input.request_id, std::move(*reply)});
    }
    matching::match_touched(context);
}

MaybeReply Engine::Impl::decide(Context& context, Caller& caller, const ClientCommand& input,
                                LoadedEntity* loaded) {
    const bool changes = needs_command_id(input.command);
    const bool is_message = std::holds_alternative<SendMessage>(input.command);
    if (changes && !input.command_id) {
        return invalid("command_id", "must be 16 bytes that the client makes for this change");
    }
    if (changes && !is_message) {
        if (const CommandRecord* before = repeats::find(context, caller, input.prior)) {
            return repeats::answer(context, caller, *before, input.command);
        }
    }
    if (loaded == nullptr) {
        if (const auto key = missing(context.tenant, caller, input.command)) {
            return park(input, *key, context.effects);
        }
    }
    MaybeReply reply = dispatch(context, connections_, caller, input.command, loaded);
    const bool refused = reply && std::holds_alternative<Error>(*reply);
    if (changes && !is_message && !refused) {
        repeats::record(context, caller, input.command);
    }
    return reply;
}

MaybeReply Engine::Impl::park(const ClientCommand& input, const LoadKey& key, Effects& effects) {
    if (parked_count_ >= rules_.parked_commands) {
        return busy(seconds(1));
    }
    auto& waiting = parked_[key];
    if (waiting.empty()) {
        effects.emplace_back(Load{key});
    }
    waiting.push_back({input});
    ++parked_count_;
    return std::nullopt;
}

void Engine::Impl::on(const Loaded& input, Effects& effects) {
    const LoadKey key = std::visit([](const auto& each) { return LoadKey{each.key}; }, input.entity);
    auto node = parked_.extract(key);
    if (node.empty()) {
        return;
    }
    parked_count_ -= node.mapped().size();
    LoadedEntity entity = input.entity;  // those who waited for it see what the ones before them changed
    for (const ParkedCommand& parked : node.mapped()) {
        run(parked.input, &entity, effects);
    }
}

void Engine::Impl::on(const PushFailed& input, Effects& effects) {
    const auto tenant = tenants_.find(input.tenant);
    PersonState* person = tenant == tenants_.end() ? nullptr : tenant->second.find_person(input.person);
    if (person == nullptr) {
        return;
    }
    Context context = context_of(tenant->second, effects);
    push::on_failed(context, *person, input);
    matching::match_touched(context);
}

void Engine::Impl::on(const Tick&, Effects& effects) {
    while (const auto timer = timers_.take_due(now_)) {
        fire(*timer, effects);
    }
}

void Engine::Impl::fire(const TimerKey& timer, Effects& effects) {
    Context context = context_of(tenants_.at(timer.tenant), effects);
    const std::uint64_t id = timer.entity;
    switch (timer.kind) {
        case TimerKind::offer_unshown:
            offers::on_unshown(context, OfferId{id});
            break;
        case TimerKind::offer_timeout:
            offers::on_timeout(context, OfferId{id});
            break;
        case TimerKind::window_opens:
            requests::on_window_opens(context, RequestId{id});
            break;
        case TimerKind::request_expires:
            requests::on_expiry(context);
            break;
        case TimerKind::push_status:
            queue::push_status(context);
            break;
        case TimerKind::push_waiting:
            waiting::push(context);
            break;
        case TimerKind::joining_ends:
            sessions::on_joining_ends(context, SessionId{id});
            break;
        case TimerKind::coach_silent:
            sessions::on_coach_silent(context, SessionId{id});
            break;
        case TimerKind::ending_soon:
            sessions::on_ending_soon(context, SessionId{id});
            break;
        case TimerKind::hard_cap:
            sessions::on_hard_cap(context, SessionId{id});
            break;
        case TimerKind::wrap_up_ends:
            sessions::on_wrap_up_ends(context, SessionId{id});
            break;
        case TimerKind::grace_ends:
            sessions::on_grace_ends(context, SessionId{id}, timer.person);
            break;
        case TimerKind::ready_ends:
            presence::on_ready_ends(context, context.person(timer.person));
            break;
        case TimerKind::ready_lapses:
            presence::on_ready_lapses(context, context.person(timer.person));
            break;
        case TimerKind::pause_ends:
            context.tenant.touch(context.person(timer.person));
            queue::changed(context);
            presence::push(context, context.person(timer.person));
            break;
        case TimerKind::offer_second:
            offers::on_second(context, RequestId{id});
            break;
        case TimerKind::offer_accepts:
            offers::on_accepts_itself(context, OfferId{id});
            break;
        case TimerKind::reach_widens:
            requests::on_reach_widens(context, RequestId{id});
            break;
        case TimerKind::offer_again:
            requests::on_offer_again(context, RequestId{id});
            break;
        case TimerKind::preference_edge:
            preferences::on_edge(context, context.person(timer.person));
            break;
        case TimerKind::token_expires:
            connections::on_token_expires(context, connections_, ConnectionId{id});
            break;
        case TimerKind::promise_step:
            promises::on_step(context, RequestId{id});
            break;
        case TimerKind::promise_review:
            promises::on_review(context);
            break;
    }
    matching::match_touched(context);
}

Engine::Engine(const Rules& rules, const ZoneTables& zones, const MatchingPolicy& policy)
    : impl_(std::make_unique<Impl>(rules, zones, policy)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::start(LiveState state, Instant now, Effects& effects) {
    impl_->start(std::move(state), now, effects);
}

void Engine::step(const Input& input, Instant now, Effects& effects) {
    impl_->step(input, now, effects);
}

std::optional<Instant> Engine::next_deadline() const {
    return impl_->timers_.next();
}

std::optional<Engine::Speaker> Engine::speaker(ConnectionId connection) const {
    const auto place = impl_->connections_.find(connection);
    if (place == impl_->connections_.end()) {
        return std::nullopt;
    }
    return Speaker{place->second.tenant, place->second.person};
}

std::vector<Tenant> Engine::tenants() const {
    std::vector<Tenant> tenants;
    for (const auto& [id, tenant] : impl_->tenants_) {
        tenants.push_back(tenant.tenant);
    }
    return tenants;
}

std::vector<Person> Engine::people(TenantId id) const {
    std::vector<Person> people;
    const auto tenant = impl_->tenants_.find(id);
    if (tenant != impl_->tenants_.end()) {
        for (const auto& [person, state] : tenant->second.people) {
            people.push_back(state.person);
        }
    }
    return people;
}

Engine::Totals Engine::totals() const {
    Totals totals;
    totals.connections = impl_->connections_.size();
    totals.parked_commands = impl_->parked_count_;
    for (const auto& [id, tenant] : impl_->tenants_) {
        totals.open_requests += tenant.requests.size();
        totals.pending_offers += tenant.offers.size();
        totals.live_sessions += tenant.sessions.size();
        totals.promises_made += tenant.promise_counts.made;
        totals.promises_kept += tenant.promise_counts.kept;
        totals.promises_moved += tenant.promise_counts.moved;
        totals.promises_broken += tenant.promise_counts.broken;
    }
    return totals;
}

std::uint64_t Engine::digest() const {
    return impl_->digest();
}

}  // namespace courtside::core
