// How an engine comes back from the store: the same way at every start and after a failed commit.

#include "core/directory.hpp"
#include "core/engine_impl.hpp"
#include "core/erasure.hpp"
#include "core/offers.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/promises.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core {
namespace {

void take_people(TenantState& tenant, std::vector<Person>& people) {
    for (Person& person : people) {
        PersonState& state = tenant.people[person.id];
        state.person = std::move(person);
        if (!state.person.erased()) {
            tenant.by_subject.emplace(state.person.subject, state.person.id);
        }
        directory::index(tenant, state);
    }
}

void take_session(TenantState& tenant, LiveSessionState& stored) {
    const SessionId id = stored.session.id;
    LiveSession& live = tenant.sessions[id];
    live.session = std::move(stored.session);
    live.session.last_number = 0;  // the log tells it while the session lives
    live.log = std::move(stored.log);
    live.grace_ends.resize(live.session.participants.size());
    for (std::size_t i = 0; i < live.log.size(); ++i) {
        live.numbers.emplace(PersonCommand{live.log[i].sender, live.log[i].command}, i + 1);
        live.session.coach_spoke = live.session.coach_spoke || live.log[i].sender == live.coach();
    }
    for (const PersonId person : live.people()) {
        tenant.people.at(person).sessions.push_back(id);
    }
}

}  // namespace

void Engine::Impl::start(LiveState state, Instant now, Effects& effects) {
    now_ = now;
    next_tenant_ = state.next_tenant;
    next_row_ = state.next_row;
    for (TenantLiveState& tenant : state.tenants) {
        take_over(std::move(tenant), effects);
    }
}

void Engine::Impl::take_over(TenantLiveState state, Effects& effects) {
    TenantState& tenant = tenants_[state.tenant.id];
    tenant.tenant = std::move(state.tenant);
    tenant.counters = state.counters;
    for (Skill& skill : state.skills) {
        tenant.skills.emplace(skill.code, std::move(skill));
    }
    take_people(tenant, state.people);
    if (!rules_.push_key.empty()) {  // else nobody is reached by them
        for (PushChannels& of_person : state.push_channels) {
            tenant.people.at(of_person.person).channels = std::move(of_person.channels);
        }
    }
    for (const Erasure& erasure : state.erasures) {
        erasure::note(tenant, erasure);
    }
    for (Issue& issue : state.issues) {
        tenant.issues.emplace(issue.id, std::move(issue));
    }
    std::ranges::sort(state.sessions, {}, [](const LiveSessionState& each) { return each.session.id; });
    for (LiveSessionState& session : state.sessions) {
        take_session(tenant, session);
    }
    Context context = context_of(tenant, effects);
    for (const Demand& demand : state.demands) {
        const RequestType& type = demand.type;
        matching::Kind& kind = tenant.index.kind(type.skill, type.languages);
        tenant.index.type({&kind, type.least_level, type.tiers}).rate = demand.rate;
    }
    for (Request& request : state.requests) {
        if (request.open()) {
            const Request& open = tenant.requests[request.id].request = std::move(request);
            tenant.people.at(open.learner).request = open.id;
            requests::arm(context, open);
            promises::recover(context, open);
        } else if (request.session) {
            tenant.sessions.at(request.session).request = std::move(request);
        }
    }
    for (Offer& offer : state.offers) {
        const OfferId id = offer.id;
        if (!offer.session) {
            tenant.requests.at(offer.request).offers.add(id);
        }
        tenant.people.at(offer.coach).offer = id;
        tenant.offers.emplace(id, std::move(offer));
        offers::rescind(context, id);
    }
    for (auto& [id, person] : tenant.people) {
        presence::arm_stored(context, person);
        preferences::arm(context, person);
        matching::settle(context, person);
        tenant.touch(person);
    }
    std::vector<SessionId> live;
    for (const auto& [id, session] : tenant.sessions) {
        live.push_back(id);
    }
    std::ranges::sort(live);
    for (const SessionId id : live) {
        LiveSession& session = tenant.sessions.at(id);
        sessions::arm(context, session);
        sessions::begin_grace(context, session);
    }
    queue::changed(context);
}

}  // namespace courtside::core
