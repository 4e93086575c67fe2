#include "core/requests.hpp"

#include "core/errors.hpp"
#include "core/matching/due.hpp"
#include "core/offers.hpp"
#include "core/promises.hpp"
#include "core/queue.hpp"
#include "core/waiting.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::requests {
namespace {

/// Among those who were tried: the ones before it were asked in an earlier while.
constexpr PersonId earlier_until{};

/// Who needs it within the hour has no time for the usual one.
Duration while_of(const Context& context, const Request& request) {
    const Duration length = context.rules.offer_again;
    return matching::urgent(request, context.rules.short_deadline) ? Duration{length.ms / 2} : length;
}

/// The end of the while that runs: they are counted from the ask, so that nothing more has to be stored.
Instant while_ends(const Context& context, const Request& request) {
    const std::int64_t length = while_of(context, request).ms;
    const std::int64_t begun = (context.now - request.asked_at).ms / length;
    return request.asked_at + Duration{(begun + 1) * length};
}

void arm_offer_again(const Context& context, const Request& request) {
    if (!request.tried.empty()) {
        context.timers.set(context.timer(TimerKind::offer_again, request.id.value),
                           while_ends(context, request));
    }
}

/// Takes what has ended out of the expiries when it outweighs the rest.
void drop_ended(TenantState& tenant) {
    constexpr std::size_t few = 64;  // not worth the work
    if (tenant.expiries.size() > 2 * tenant.requests.size() + few) {
        std::vector<std::pair<Instant, RequestId>> open;
        open.reserve(tenant.requests.size());
        for (const auto& [id, entry] : tenant.requests) {
            open.emplace_back(entry.request.expires_at, id);
        }
        tenant.expiries = Earliest<std::pair<Instant, RequestId>>({}, std::move(open));
    }
}

}  // namespace

MaybeReply open_issue(Context& context, Caller& caller, const OpenIssue& command) {
    if (command.title.empty()) {
        return invalid("title", "must say in one line what is stuck");
    }
    if (command.title.size() > context.rules.title_bytes) {
        return too_large("title", context.rules.title_bytes);
    }
    if (command.description.size() > context.rules.description_bytes) {
        return too_large("description", context.rules.description_bytes);
    }
    Issue issue;
    issue.id = IssueId{context.tenant.counters.issue++};
    issue.learner = caller.id();
    issue.title = command.title;
    issue.description = command.description;
    issue.opened_at = context.now;
    caller.entity = issue.id.value;
    context.put(issue);
    context.notify(caller.person, IssueChanged{issue}, caller.connection);
    return IssueOpened{std::move(issue)};
}

MaybeReply cancel(Context& context, Caller& caller, const CancelRequest& command) {
    if (!command.request || caller.person.request != command.request) {
        return Error{ErrorCode::request_not_open, "you have no open request of this id", {}};
    }
    caller.entity = command.request.value;
    end(context, command.request, RequestState::cancelled, RequestReason::learner);
    return Done{};
}

MaybeReply solved_alone(Context& context, Caller& caller, const SolvedAlone& command) {
    if (!command.request || caller.person.request != command.request) {
        return Error{ErrorCode::request_not_open, "you have no open request of this id", {}};
    }
    caller.entity = command.request.value;
    Issue& issue = context.tenant.issues.at(context.tenant.requests.at(command.request).request.issue);
    issue.state = IssueState::resolved;
    context.put(issue);
    context.notify(caller.person, IssueChanged{issue});
    end(context, command.request, RequestState::solved_alone, RequestReason::learner);
    return Done{};
}

bool may_be_asked_for(const Context& context, const RequestEntry& entry) {
    const Request& request = entry.request;
    const PersonState& learner = context.person(request.learner);
    return learner.connected() && learner.sessions.size() < context.rules.sessions_per_person &&
           (!request.window || context.now >= request.window.from);
}

bool can_be_offered(const Context& context, const RequestEntry& entry) {
    return entry.request.state == RequestState::waiting && may_be_asked_for(context, entry);
}

void change_state(Context& context, RequestEntry& entry, RequestState state) {
    entry.request.state = state;
    if (state == RequestState::offered) {
        promises::set_unlikely(entry.request, false);
    }
    promises::arm(context, entry.request);
    context.put(entry.request);
    context.notify(context.person(entry.request.learner), RequestChanged{{entry.request, entry.status}});
    queue::changed(context);
}

void wait_again(Context& context, RequestId id, PersonId tried) {
    const auto place = context.tenant.requests.find(id);
    if (place == context.tenant.requests.end()) {
        return;
    }
    if (tried) {
        place->second.request.tried.push_back(tried);
    }
    if (place->second.offers.first()) {
        context.put(place->second.request);  // others are still asked
    } else {
        change_state(context, place->second, RequestState::waiting);
    }
    arm_offer_again(context, place->second.request);
    context.tenant.touch(context.person(place->second.request.learner));
}

void on_offer_again(Context& context, RequestId id) {
    const auto place = context.tenant.requests.find(id);
    if (place == context.tenant.requests.end()) {
        return;
    }
    Request& request = place->second.request;
    std::vector<PersonId>& tried = request.tried;
    if (const auto mark = std::ranges::find(tried, earlier_until); mark != tried.end()) {
        tried.erase(tried.begin(), mark + 1);
    }
    if (!tried.empty()) {
        tried.push_back(earlier_until);
    }
    context.put(request);
    arm_offer_again(context, request);
    context.tenant.touch(context.person(request.learner));
    queue::changed(context);
}

Instant can_be_asked_from(const Context& context, const Request& request, PersonId person) {
    const auto& tried = request.tried;
    const auto place = std::ranges::find(tried, person);
    if (place == tried.end()) {
        return context.now;
    }
    const bool earlier = std::find(place, tried.end(), earlier_until) != tried.end();
    return while_ends(context, request) + (earlier ? Duration{} : while_of(context, request));
}

Request end(Context& context, RequestId id, RequestState state, RequestReason reason, SessionId session) {
    RequestEntry& entry = context.tenant.requests.at(id);
    while (const OfferId offer = entry.offers.first()) {
        offers::withdraw(context, offer);
    }
    context.tenant.index.remove(entry, context.policy);
    queue::changed(context);
    auto node = context.tenant.requests.extract(id);
    Request& request = node.mapped().request;
    request.state = state;
    request.reason = reason;
    request.session = session;
    request.ended_at = context.now;
    promises::close(context, request);
    context.put(request);
    context.timers.cancel(context.timer(TimerKind::window_opens, id.value));
    context.timers.cancel(context.timer(TimerKind::reach_widens, id.value));
    context.timers.cancel(context.timer(TimerKind::offer_again, id.value));
    PersonState& learner = context.person(request.learner);
    learner.request = {};
    context.notify(learner, RequestChanged{{request, {}}});
    release_issue(context, request.issue);
    return std::move(request);
}

void arm(Context& context, const Request& request) {
    auto& expiries = context.tenant.expiries;
    drop_ended(context.tenant);
    if (expiries.empty() || request.expires_at < expiries.top().first) {
        context.timers.set(context.timer(TimerKind::request_expires, 0), request.expires_at);
    }
    expiries.emplace(request.expires_at, request.id);
    matching::arm_reach(context, request);
    // Also where it opened while the server was down: that is still to be told.
    if (request.reason == RequestReason::window_ahead) {
        context.timers.set(context.timer(TimerKind::window_opens, request.id.value), request.window.from);
    }
    arm_offer_again(context, request);
    promises::arm(context, request);
}

void on_window_opens(Context& context, RequestId id) {
    const auto place = context.tenant.requests.find(id);
    if (place == context.tenant.requests.end()) {
        return;
    }
    RequestEntry& entry = place->second;
    entry.request.reason = RequestReason::asked;
    promises::set_unlikely(entry.request, entry.request.unlikely_today);
    context.put(entry.request);
    PersonState& learner = context.person(entry.request.learner);
    context.notify(learner, RequestChanged{{entry.request, entry.status}});
    context.tenant.touch(learner);
    waiting::changed(context);
}

void on_reach_widens(Context& context, RequestId id) {
    const auto place = context.tenant.requests.find(id);
    if (place != context.tenant.requests.end()) {
        matching::arm_reach(context, place->second.request);
        context.tenant.touch(context.person(place->second.request.learner));
        queue::changed(context);
    }
}

void on_expiry(Context& context) {
    auto& expiries = context.tenant.expiries;
    while (!expiries.empty() && expiries.top().first <= context.now) {
        const RequestId id = expiries.top().second;
        expiries.pop();
        const auto place = context.tenant.requests.find(id);
        if (place == context.tenant.requests.end()) {
            continue;
        }
        const Request& request = place->second.request;
        Issue& issue = context.tenant.issues.at(request.issue);
        const bool broken = promises::broken(request);
        issue.kept_wait = request.waiting_since;
        issue.kept_front = broken;
        context.put(issue);
        end(context, id, RequestState::expired,
            broken ? RequestReason::promise_broken : RequestReason::nobody_free);
    }
    if (!expiries.empty()) {
        context.timers.set(context.timer(TimerKind::request_expires, 0), expiries.top().first);
    }
}

void release_issue(Context& context, IssueId id) {
    const auto& tenant = context.tenant;
    const auto requested = [&](const auto& entry) { return entry.second.request.issue == id; };
    const Issue& issue = tenant.issues.at(id);
    const PersonState& learner = context.person(issue.learner);
    const bool talked = std::ranges::any_of(
        learner.sessions, [&](SessionId session) { return tenant.sessions.at(session).session.issue == id; });
    const bool asked = learner.request && requested(*tenant.requests.find(learner.request));
    if (!talked && !asked) {
        context.tenant.issues.erase(id);
    }
}

}  // namespace courtside::core::requests
