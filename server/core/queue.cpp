#include "core/queue.hpp"

#include "core/matching/eligibility.hpp"
#include "core/promises.hpp"
#include "core/waiting.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::queue {
namespace {

using matching::Standing;

/// Between the two lengths that can be asked for.
constexpr std::uint32_t mean_session_minutes = 22;

/// The range that four of five waits end in. Coaches also serve other lines, and some decline: it is wide.
WaitEstimate range_around(std::uint32_t middle) {
    return {middle / 5, middle + middle / 2 + 3};
}

/// Up to so many who could help, each is looked at; of more, the count of the type says enough.
constexpr std::uint32_t most_looked_at = 64;

struct Helpers {
    std::uint32_t all = 0;   ///< ready or in a session
    std::uint32_t free = 0;  ///< could be offered it now
};

Helpers count_helpers(const Context& context, const RequestEntry& entry) {
    const matching::TypeState& type = *entry.type;
    if (type.there > most_looked_at) {
        return {type.there, type.idle};
    }
    Helpers helpers;
    const PersonState& learner = context.person(entry.request.learner);
    const matching::Index& index = context.tenant.index;
    index.each_server(type.servers(), Standing::busy, [&](const PersonState& coach, std::uint8_t) {
        if (pair_allowed(entry.request, learner, coach)) {
            ++helpers.all;
            const bool free = index.standing(coach) == Standing::idle &&
                              has_time(context, coach, entry.request.minutes) &&
                              !promises::spoken_for(context, coach, entry.request);
            helpers.free += free ? 1U : 0U;
        }
    });
    return helpers;
}

Instant next_window(const Context& context, const RequestEntry& entry) {
    Instant next;
    const Request& request = entry.request;
    const PersonState& learner = context.person(request.learner);
    context.tenant.index.each_server(
        entry.type->servers(), Standing::gone, [&](const PersonState& coach, std::uint8_t) {
            if (coach.person.windows.empty() || !pair_allowed(request, learner, coach)) {
                return;
            }
            for (const TimeWindow& window : coach.person.windows) {
                const Instant begins = std::max(window.from, context.now);
                if (window.to >= begins + minutes(request.minutes) && (!next || window.from < next)) {
                    next = window.from;  // past or not: what is told must not change by time alone
                }
            }
        });
    return next;
}

}  // namespace

QueueStatus status(const Context& context, const RequestEntry& entry) {
    QueueStatus status;
    if (entry.place == matching::Place::none) {
        return status;  // promised or asked for a window that has not come: not yet in anybody's way
    }
    const Helpers helpers = count_helpers(context, entry);
    status.position = context.tenant.index.position(entry, context.policy);
    status.could_help = helpers.all;
    if (entry.offers.first() || helpers.free >= status.position) {
        status.estimate = WaitEstimate{0, 1};
    } else if (helpers.all > 0) {
        const auto pause = static_cast<std::uint32_t>(context.rules.coach_pause.ms / minutes(1).ms);
        status.estimate =
            range_around(((mean_session_minutes + pause) * status.position + helpers.all - 1) / helpers.all);
    }
    if (helpers.all == 0) {
        status.next_window = next_window(context, entry);
    }
    return status;
}

void changed(Context& context) {
    promises::changed(context);
    waiting::changed(context);
    if (context.tenant.requests.empty()) {
        return;
    }
    const TimerKey timer = context.timer(TimerKind::push_status, 0);
    if (context.timers.pending(timer)) {
        return;  // one that is due but comes late must not be put off by what happens meanwhile
    }
    // On multiples of the interval, so that it needs no memory of the last push.
    const std::int64_t interval = context.rules.status_interval.ms;
    const Instant next{(context.now.ms / interval + 1) * interval};
    context.timers.set(timer, next);
}

void push_status(Context& context) {
    context.tenant.index.each_type([&](matching::TypeState& type) {
        if (!std::exchange(type.changed, false)) {
            return;
        }
        const auto tell = [&](RequestEntry& entry) {
            const PersonState& learner = context.person(entry.request.learner);
            if (!learner.connected()) {
                return;
            }
            QueueStatus now = status(context, entry);
            if (now != entry.status) {
                entry.status = now;
                context.notify(learner, RequestChanged{{entry.request, entry.status}});
            }
        };
        type.open.each(tell);
        type.rest.each(tell);
    });
}

}  // namespace courtside::core::queue
