#include "core/promise_review.hpp"

#include "core/matching/matcher.hpp"
#include "core/promise_plan.hpp"
#include "core/promises.hpp"
#include "core/queue.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace courtside::core::promises {
namespace {

std::vector<RequestId> by_window(const Context& context) {
    std::vector<RequestId> promised(context.tenant.promised.begin(), context.tenant.promised.end());
    std::ranges::stable_sort(
        promised, {}, [&](RequestId id) { return context.tenant.requests.at(id).request.promise.from; });
    return promised;
}

/// Puts a promise into the plan; false: nobody can be found for it.
bool plan_promise(const Context& context, PromisePlan& plan, Request& request) {
    const bool offered = request.state == RequestState::offered;
    const Instant latest = request.promise.to;
    if (!offered && context.now >= latest) {
        return false;
    }
    const Instant earliest = request.queued() ? context.now : std::max(context.now, request.promise.from);
    const auto slot =
        plan.find(request, {minutes(request.minutes), earliest, std::max(latest, earliest), Duration{1}});
    if (!slot) {
        return offered;
    }
    plan.take(*slot, request);
    if (request.likely_coach != plan.person(*slot)) {
        request.likely_coach = plan.person(*slot);
        context.put(request);
    }
    return true;
}

/// The next best window, or an honest word that there is none today.
void make_good(Context& context, PromisePlan& plan, RequestEntry& entry) {
    if (const auto slot = plan.find(entry.request, promise_wish(context, entry.request))) {
        plan.take(*slot, entry.request);
        ++context.tenant.promise_counts.moved;
        entry.request.likely_coach = plan.person(*slot);
        book(context, entry, promise_window(context, slot->start), RequestReason::promise_moved);
        return;
    }
    ++context.tenant.promise_counts.broken;
    unbook(context, entry, RequestReason::promise_broken);
}

/// The proposed window still holds, and nothing much better came up.
bool keeps_proposal(const Context& context, PromisePlan& plan, const Request& request,
                    const std::optional<Schedule::Slot>& fresh) {
    const TimeWindow& proposed = request.proposed;
    if (!proposed || proposed.from - context.rules.promise_bind <= context.now ||
        (fresh && fresh->start + context.rules.promise_window <= proposed.from)) {
        return false;
    }
    // Hardly later than its start: the rest of the window is for what goes wrong once it is taken.
    const auto slot = plan.find(request, {minutes(request.minutes), proposed.from,
                                          proposed.from + context.rules.promise_grid, Duration{1}});
    if (slot) {
        plan.take(*slot, request);
    }
    return slot.has_value();
}

/// What can be said to a request that waits: sets `proposed` and `unlikely_today`.
void judge(const Context& context, PromisePlan& plan, Request& request) {
    if (context.now >= proposal_due(context, request)) {
        const auto fresh = plan.find(request, promise_wish(context, request));
        if (keeps_proposal(context, plan, request, fresh)) {
            set_unlikely(request, false);
            return;
        }
        if (fresh) {
            plan.take(*fresh, request);
            request.proposed = promise_window(context, fresh->start);
            set_unlikely(request, false);
            return;
        }
    }
    request.proposed = {};
    const auto slot = plan.find(request, plain_wish(context, request));
    if (slot) {
        plan.take(*slot, request);
    }
    set_unlikely(request, !slot);
}

/// Requests that wait, whether or not they can be offered yet, in the order in which they are served.
std::vector<RequestEntry*> front_of_queue(const Context& context) {
    std::vector<RequestEntry*> queued;
    for (auto& [id, entry] : context.tenant.requests) {
        if (entry.request.queued()) {
            queued.push_back(&entry);
        }
    }
    const auto many = static_cast<std::ptrdiff_t>(std::min(queued.size(), reviewed_requests));
    std::ranges::partial_sort(queued, queued.begin() + many, {},
                              [&](const auto* entry) { return context.policy.turn(entry->request); });
    queued.resize(static_cast<std::size_t>(many));
    return queued;
}

void judge_queue(Context& context, PromisePlan& plan) {
    for (RequestEntry* each : front_of_queue(context)) {
        RequestEntry& entry = *each;
        Request& request = entry.request;
        if (request.promise) {
            continue;  // planned with the promises
        }
        if (request.state == RequestState::offered) {
            if (const auto slot = plan.find(request, plain_wish(context, request))) {
                plan.take(*slot, request);
            }
            continue;
        }
        const Request before = request;
        judge(context, plan, request);
        if (request != before) {
            tell(context, entry);
        }
    }
}

}  // namespace

bool learner_absent(const Context& context, const Request& request) {
    const PersonState& learner = context.person(request.learner);
    return !learner.connected() || learner.sessions.size() >= context.rules.sessions_per_person;
}

Instant proposal_due(const Context& context, const Request& request) {
    const std::uint32_t own = context.tenant.tenant.reach.promise_s;
    return std::max(request.asked_at, request.window.from) +
           (own > 0 ? seconds(own) : context.rules.promise_after);
}

void tell(Context& context, const RequestEntry& entry, ConnectionId except) {
    context.put(entry.request);
    arm(context, entry.request);
    context.notify(context.person(entry.request.learner), RequestChanged{{entry.request, entry.status}},
                   except);
}

void book(Context& context, RequestEntry& entry, const TimeWindow& window, RequestReason reason,
          ConnectionId except) {
    Request& request = entry.request;
    context.tenant.index.remove(entry, context.policy);
    queue::changed(context);
    request.state = RequestState::booked;
    request.reason = reason;
    request.promise = window;
    request.proposed = {};
    request.unlikely_today = false;
    request.reminded = false;
    entry.status = {};
    context.tenant.promised.insert(request.id);
    index_promises(context.tenant);
    tell(context, entry, except);
}

void unbook(Context& context, RequestEntry& entry, RequestReason reason, ConnectionId except) {
    Request& request = entry.request;
    // Out of its place first, since that depends on the promise.
    context.tenant.index.remove(entry, context.policy);
    if (!request.queued()) {
        request.state = RequestState::waiting;
    }
    if (reason == RequestReason::promise_broken) {
        request.front = true;
        request.unlikely_today = true;
    }
    request.reason = reason;
    request.promise = {};
    request.reminded = false;
    request.likely_coach = {};
    context.tenant.promised.erase(request.id);
    index_promises(context.tenant);
    enter_line(context, entry);
    tell(context, entry, except);
}

void enter_line(Context& context, RequestEntry& entry) {
    PersonState& learner = context.person(entry.request.learner);
    matching::settle(context, learner);
    context.tenant.touch(learner);
    queue::changed(context);
    entry.status = queue::status(context, entry);
}

void index_promises(TenantState& tenant) {
    std::map<PersonId, Reservation> reserved;
    for (const RequestId id : tenant.promised) {
        const Request& request = tenant.requests.at(id).request;
        if (!request.likely_coach) {
            continue;
        }
        const Reservation each{request.promise.from, id};
        const auto [place, first] = reserved.emplace(request.likely_coach, each);
        if (!first && each.from < place->second.from) {
            place->second = each;
        }
    }
    for (const auto& [coach, reservation] : tenant.reserved) {
        const auto place = reserved.find(coach);
        if (place == reserved.end() || place->second != reservation) {
            tenant.touch(tenant.people.at(coach));  // who was kept free may be no longer
        }
    }
    tenant.reserved = std::move(reserved);
}

void review(Context& context) {
    PromisePlan plan(context);
    std::vector<RequestId> missed;
    for (const RequestId id : by_window(context)) {
        if (!plan_promise(context, plan, context.tenant.requests.at(id).request)) {
            missed.push_back(id);
        }
    }
    index_promises(context.tenant);
    for (const RequestId id : missed) {
        RequestEntry& entry = context.tenant.requests.at(id);
        const bool over = context.now >= entry.request.promise.to;
        if (over && learner_absent(context, entry.request)) {
            unbook(context, entry, RequestReason::asked);  // nobody of ours let them down
        } else {
            make_good(context, plan, entry);
        }
    }
    judge_queue(context, plan);
}

}  // namespace courtside::core::promises
