#include "core/erasure.hpp"

#include "core/directory.hpp"
#include "core/errors.hpp"
#include "core/experts.hpp"
#include "core/offers.hpp"
#include "core/presence.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"
#include "core/session_end.hpp"

#include <string>
#include <utility>
#include <vector>

namespace courtside::core::erasure {
namespace {

void end_sessions(Context& context, const PersonState& person) {
    const std::vector<SessionId> open = person.sessions;
    for (const SessionId id : open) {
        LiveSession& live = context.tenant.sessions.at(id);
        if (live.find(person.person.id)->role == SessionRole::expert) {
            experts::remove(context, live, person.person.id);
            continue;
        }
        sessions::Ending ending{Outcome::abandoned, {}, false, {}};
        if (live.coach() == person.person.id && live.session.state == SessionState::starting) {
            // The learner must not lose the request over it.
            ending = {Outcome::no_show, {live.coach()}, false, RequestReason::coach_no_show};
        }
        static_cast<void>(sessions::finish(context, live, std::move(ending)));
    }
}

void forget_commands(TenantState& tenant, PersonId person) {
    std::erase_if(tenant.recent_order, [&](const auto& each) { return each.second.person == person; });
    std::erase_if(tenant.recent_commands, [&](const auto& each) { return each.first.person == person; });
}

}  // namespace

Result<AdminResult> erase(Context& context, ConnectionStates& connections, const ErasePerson& change) {
    TenantState& tenant = context.tenant;
    const std::uint64_t mark = subject_mark(tenant.tenant.issuer, change.subject);
    const auto place = tenant.by_subject.find(change.subject);
    if (place == tenant.by_subject.end()) {
        const auto before = tenant.erased.find(mark);
        if (before == tenant.erased.end()) {
            return not_found("person");
        }
        return AdminResult{before->second.person.value, 0, 0, 1};
    }
    const PersonId id = place->second;
    PersonState& person = context.person(id);
    connections::close_all(context, connections, person);
    end_sessions(context, person);
    if (person.request) {
        requests::end(context, person.request, RequestState::cancelled, RequestReason::learner);
    }
    presence::make_away(context, person, PresenceReason::none);
    if (person.offer) {
        offers::rescind(context, person.offer);
    }
    context.timers.cancel(context.timer(TimerKind::pause_ends, 0, id));

    const Erasure erasure{id, mark, context.now, connections::revoked_until(context.now)};
    Person tombstone;
    tombstone.id = id;
    tombstone.name = "Erased person";
    tombstone.tokens_from = erasure.tokens_from;
    person.person = std::move(tombstone);
    person.channels.clear();
    directory::index(tenant, person);
    tenant.by_subject.erase(change.subject);
    forget_commands(tenant, id);
    note(tenant, erasure);
    context.put(person.person);
    context.persist(EraseRecord{tenant.tenant.id, change.subject, erasure});
    queue::changed(context);
    return AdminResult{id.value, 0, 1, 0};
}

Instant tokens_from(const TenantState& tenant, std::string_view subject) {
    if (tenant.erased.empty()) {
        return {};
    }
    const auto place = tenant.erased.find(subject_mark(tenant.tenant.issuer, subject));
    return place == tenant.erased.end() ? Instant{} : place->second.tokens_from;
}

void note(TenantState& tenant, const Erasure& erasure) {
    Erasure& latest = tenant.erased[erasure.mark];
    if (latest.at <= erasure.at) {
        latest = erasure;
    }
}

}  // namespace courtside::core::erasure
