#include "core/promises.hpp"

#include "core/errors.hpp"
#include "core/matching/due.hpp"
#include "core/offers.hpp"
#include "core/promise_plan.hpp"
#include "core/promise_review.hpp"
#include "core/queue.hpp"

#include <algorithm>
#include <optional>

namespace courtside::core::promises {
namespace {

Error not_yours() {
    return {ErrorCode::request_not_open, "you have no open request of this id", {}};
}

MaybeReply asked(const RequestEntry& entry) {
    return Asked{{entry.request, entry.status}};
}

/// When something is due for the request as it is; none: it waits for others.
std::optional<Instant> next_step(const Context& context, const Request& request) {
    const Rules& rules = context.rules;
    if (request.state == RequestState::booked) {
        return request.promise.from - (request.reminded ? rules.promise_bind : rules.promise_reminder);
    }
    if (request.state != RequestState::waiting) {
        return std::nullopt;
    }
    if (request.promise) {
        const Instant late = request.promise.from + rules.late_after;
        return context.now < late ? std::min(late, request.promise.to) : request.promise.to;
    }
    if (request.proposed) {
        return request.proposed.from - rules.promise_bind;
    }
    const Instant due = proposal_due(context, request);
    return due > context.now ? std::optional(due) : std::nullopt;
}

/// Looks at everybody at the next multiple of the interval, which may be now: who asked at about the same
/// time shares one review.
void review_soon(Context& context) {
    context.timers.set(context.timer(TimerKind::promise_review, 0),
                       round_up(context.now, context.rules.status_interval));
}

/// Both are reminded. Of the coaches it is the one whom the plan reaches: reminding all who could help would
/// announce to many a learner who comes to one of them, and teach the rest to ignore it.
void remind(Context& context, RequestEntry& entry) {
    Request& request = entry.request;
    request.reminded = true;
    context.put(request);
    arm(context, request);
    const std::string& title = context.tenant.issues.at(request.issue).title;
    context.notify(context.person(request.learner),
                   PromiseReminder{request.id, request.promise, title, false});
    if (request.likely_coach) {
        context.notify(context.person(request.likely_coach),
                       PromiseReminder{{}, request.promise, title, true});
    }
}

/// Back into the queue, for coaches to be asked.
void call_up(Context& context, RequestEntry& entry) {
    entry.request.state = RequestState::waiting;
    enter_line(context, entry);
    tell(context, entry);
}

/// Some minutes into the window, and at its end. A learner who did not come is not waited for until then,
/// since a coach is kept free for them; nor is a coach.
void on_window(Context& context, RequestEntry& entry) {
    if (context.now < entry.request.promise.to) {
        if (learner_absent(context, entry.request)) {
            unbook(context, entry, RequestReason::asked);  // nobody of ours let them down
            return;
        }
        arm(context, entry.request);
    }
    review(context);
}

}  // namespace

MaybeReply take(Context& context, Caller& caller, const TakePromise& command) {
    if (!command.request || caller.person.request != command.request) {
        return not_yours();
    }
    caller.entity = command.request.value;
    RequestEntry& entry = context.tenant.requests.at(command.request);
    if (entry.request.promise == command.window) {
        return asked(entry);
    }
    if (!command.window) {
        unbook(context, entry, RequestReason::asked, caller.connection);
        return asked(entry);
    }
    const auto holds = [&] { return entry.request.proposed == command.window; };
    if (holds()) {
        review(context);  // what was proposed seconds ago may be somebody else's by now
    }
    if (!holds()) {
        return invalid("window", "must be the one that is proposed now; see the request");
    }
    while (const OfferId offer = entry.offers.first()) {
        offers::withdraw(context, offer);
    }
    ++context.tenant.promise_counts.made;
    book(context, entry, command.window, RequestReason::promised, caller.connection);
    changed(context);
    return asked(entry);
}

MaybeReply widen(Context& context, Caller& caller, const WidenRequest& command) {
    if (!command.request || caller.person.request != command.request) {
        return not_yours();
    }
    caller.entity = command.request.value;
    RequestEntry& entry = context.tenant.requests.at(command.request);
    Request& request = entry.request;
    if (request.widened) {
        return asked(entry);
    }
    request.widened = true;
    request.least_level = static_cast<std::uint8_t>(std::max(request.least_level - 1, 1));
    request.language.clear();
    request.leave_out_unit = false;
    enter_line(context, entry);
    if (request.unlikely_today) {
        look_ahead(context, entry);
    }
    tell(context, entry, caller.connection);
    return asked(entry);
}

void look_ahead(const Context& context, RequestEntry& entry) {
    set_unlikely(entry.request, !could_be_served_today(context, entry));
}

void set_unlikely(Request& request, bool unlikely) {
    request.unlikely_today = unlikely;
    if (request.reason == RequestReason::asked || request.reason == RequestReason::unlikely_today) {
        request.reason = unlikely ? RequestReason::unlikely_today : RequestReason::asked;
    }
}

bool spoken_for(const Context& context, const PersonState& coach, const Request& request) {
    const auto place = context.tenant.reserved.find(coach.person.id);
    if (place == context.tenant.reserved.end() || place->second.request == request.id) {
        return false;
    }
    const Rules& rules = context.rules;
    const TimeWindow window = context.tenant.requests.at(place->second.request).request.promise;
    const std::int64_t all = (window.to - window.from).ms;
    const Duration late{matching::urgent(request, rules.short_deadline) ? all : all / 2};
    return context.now + rules.offer_answer + minutes(request.minutes) + rules.coach_pause >
           window.from + late;
}

void arm(Context& context, const Request& request) {
    const TimerKey timer = context.timer(TimerKind::promise_step, request.id.value);
    if (const auto due = next_step(context, request)) {
        context.timers.set(timer, *due);
    } else {
        context.timers.cancel(timer);
    }
}

void recover(Context& context, const Request& request) {
    if (request.promise) {
        context.tenant.promised.insert(request.id);
        index_promises(context.tenant);
    }
    changed(context);
}

void close(Context& context, Request& request) {
    context.timers.cancel(context.timer(TimerKind::promise_step, request.id.value));
    if (context.tenant.promised.erase(request.id) > 0) {
        index_promises(context.tenant);
    }
    request.proposed = {};
    request.unlikely_today = false;
    request.likely_coach = {};
    if (request.promise) {
        const bool matched = request.state == RequestState::matched;
        const bool late = matched && context.now > request.promise.to;
        context.tenant.promise_counts.kept += matched && !late ? 1U : 0U;
        context.tenant.promise_counts.broken += late || request.state == RequestState::expired ? 1U : 0U;
    }
}

bool broken(const Request& request) {
    return request.promise || request.reason == RequestReason::promise_broken;
}

void changed(Context& context) {
    if (context.tenant.requests.empty()) {
        return;
    }
    const TimerKey timer = context.timer(TimerKind::promise_review, 0);
    if (!context.timers.pending(timer)) {
        const std::int64_t interval = context.rules.status_interval.ms;
        context.timers.set(timer, Instant{(context.now.ms / interval + 1) * interval});
    }
}

void on_step(Context& context, RequestId id) {
    const auto place = context.tenant.requests.find(id);
    if (place == context.tenant.requests.end()) {
        return;
    }
    RequestEntry& entry = place->second;
    if (entry.request.state != RequestState::booked) {
        if (entry.request.promise) {
            on_window(context, entry);
        } else {
            review_soon(context);
        }
        return;
    }
    const TimeWindow promise = entry.request.promise;
    if (context.now >= promise.from - context.rules.promise_bind) {
        call_up(context, entry);
        return;
    }
    review(context);
    if (entry.request.promise == promise) {
        remind(context, entry);
    }
}

void on_review(Context& context) {
    review(context);
}

}  // namespace courtside::core::promises
