#include "core/queue.hpp"

#include "core/matching/eligibility.hpp"
#include "core/promises.hpp"
#include "core/waiting.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace courtside::core::queue {
namespace {

constexpr std::uint32_t mean_session_minutes = 15;

struct Helpers {
    std::uint32_t all = 0;   ///< ready or in a session
    std::uint32_t free = 0;  ///< could be offered it now
};

Helpers count_helpers(const Context& context, const Request& request) {
    Helpers helpers;
    const PersonState& learner = context.person(request.learner);
    const auto count = [&](PersonId id) {
        const PersonState& coach = context.person(id);
        if (coach.reachable() && level_for(request, learner, coach) > 0) {
            ++helpers.all;
            helpers.free += free_for(context, coach, request.minutes) ? 1U : 0U;
        }
    };
    for (const PersonId id : context.tenant.ready) {
        count(id);
    }
    for (const PersonId id : context.tenant.in_session) {
        if (!context.tenant.ready.contains(id)) {
            count(id);
        }
    }
    return helpers;
}

Instant next_window(const Context& context, const Request& request) {
    Instant next;
    const PersonState& learner = context.person(request.learner);
    for (const PersonId id : context.tenant.with_windows) {
        const PersonState& coach = context.person(id);
        if (level_for(request, learner, coach) == 0) {
            continue;
        }
        for (const TimeWindow& window : coach.person.windows) {
            const Instant from = std::max(window.from, context.now);
            if (window.to >= from + minutes(request.minutes) && (!next || from < next)) {
                next = from;
            }
        }
    }
    return next;
}

/// Requests of one kind queue up behind each other.
using Kind = std::pair<std::string_view, std::string_view>;

/// Asked for a window that has not opened: in the queue for its place, not yet in anybody's way.
bool ahead(const Context& context, const Request& request) {
    return request.window.from > context.now;
}

Kind kind_of(const Request& request) {
    return {request.skill, request.language};
}

QueueStatus status_at(const Context& context, const RequestEntry& entry, std::uint32_t position) {
    QueueStatus status;
    if (ahead(context, entry.request)) {
        return status;
    }
    const Helpers helpers = count_helpers(context, entry.request);
    status.position = position;
    status.could_help = helpers.all;
    if (entry.offer || helpers.free >= position) {
        status.estimate = WaitEstimate{0, 1};
    } else if (helpers.all > 0) {
        const std::uint32_t middle = (mean_session_minutes * position + helpers.all - 1) / helpers.all;
        status.estimate = WaitEstimate{middle / 2, middle + (middle + 1) / 2};
    }
    if (helpers.all == 0) {
        status.next_window = next_window(context, entry.request);
    }
    return status;
}

}  // namespace

void insert(Context& context, const Request& request) {
    auto& queue = context.tenant.queue;
    const auto before = [&](RequestId id, const Request& other) {
        return context.policy.before(context.tenant.requests.at(id).request, other);
    };
    queue.insert(std::lower_bound(queue.begin(), queue.end(), request, before), request.id);
    changed(context);
}

void remove(Context& context, RequestId request) {
    std::erase(context.tenant.queue, request);
    changed(context);
}

QueueStatus status(const Context& context, const RequestEntry& entry) {
    if (!entry.request.queued()) {
        return {};
    }
    std::uint32_t position = 0;
    for (const RequestId id : context.tenant.queue) {
        const Request& other = context.tenant.requests.at(id).request;
        position += kind_of(other) == kind_of(entry.request) && !ahead(context, other) ? 1U : 0U;
        if (id == entry.request.id) {
            break;
        }
    }
    return status_at(context, entry, position);
}

void changed(Context& context) {
    promises::changed(context);
    waiting::changed(context);
    if (context.tenant.queue.empty()) {
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
    std::map<Kind, std::uint32_t> positions;
    for (const RequestId id : context.tenant.queue) {
        RequestEntry& entry = context.tenant.requests.at(id);
        std::uint32_t& position = positions[kind_of(entry.request)];
        position += ahead(context, entry.request) ? 0U : 1U;
        const PersonState& learner = context.person(entry.request.learner);
        if (!learner.connected()) {
            continue;
        }
        QueueStatus now = status_at(context, entry, position);
        if (now != entry.status) {
            entry.status = now;
            context.notify(learner, RequestChanged{{entry.request, entry.status}});
        }
    }
}

}  // namespace courtside::core::queue
