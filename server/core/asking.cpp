// How a wish becomes a request: what is checked, what is filled in, what is kept from before.

#include "core/directory.hpp"
#include "core/errors.hpp"
#include "core/matching/demand.hpp"
#include "core/matching/matcher.hpp"
#include "core/promises.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::requests {
namespace {

/// Where an issue's programme would be checked. Issues count against none yet, so all may be asked.
bool entitled(const Issue& issue) {
    return issue.programme == 0;
}

std::optional<Error> check_people(const Context& context, const std::vector<PersonId>& people,
                                  std::string_view field, std::size_t most) {
    if (people.size() > most) {
        return too_large(field, most);
    }
    for (const PersonId person : people) {
        if (!context.tenant.people.contains(person)) {
            Error error = not_found("person");
            error.args.emplace_back("field", field);
            return error;
        }
    }
    return std::nullopt;
}

std::optional<Error> check_wish(const Context& context, const Ask& wish) {
    if (wish.minutes != 15 && wish.minutes != 30) {
        return invalid("minutes", "must be 15 or 30");
    }
    if (!context.tenant.skills.contains(wish.skill)) {
        return invalid("skill", "must be a code of the skill catalogue");
    }
    if (wish.least_level > 5) {
        return invalid("least_level", "must be 1 to 5");
    }
    if (!wish.language.empty() && !directory::valid_language(wish.language)) {
        return invalid("language", "must be a tag such as \"en\"");
    }
    if (auto error = check_people(context, wish.prefer, "prefer", context.rules.preferred_people)) {
        return error;
    }
    return check_people(context, wish.leave_out, "leave_out", context.rules.left_out_people);
}

std::optional<Error> check_times(const Context& context, const Ask& wish, Instant end_of_day,
                                 Instant expires) {
    if (wish.window) {
        const TimeWindow& window = *wish.window;
        if (!window || window.to <= context.now || window.from >= end_of_day || window.to > expires) {
            return invalid("window", "must lie later today and end after it begins");
        }
        if (window.to < std::max(window.from, context.now) + minutes(wish.minutes)) {
            return invalid("window", "must leave time for the session");
        }
    }
    if (wish.needed_by && (wish.needed_by <= context.now || wish.needed_by > expires)) {
        return invalid("needed_by_ms", "must be later than now and before the request expires");
    }
    return std::nullopt;
}

/// Whether the needed-by time goes before ordinary order. Short deadlines are counted: two in a week.
bool count_deadline(Context& context, PersonState& learner, Instant needed_by) {
    if (!needed_by) {
        return false;
    }
    if (needed_by - context.now >= context.rules.short_deadline) {
        return true;
    }
    auto& used = learner.person.short_deadlines;
    if (used[0] && context.now - used[0] < context.rules.short_deadline_week) {
        return false;
    }
    used = {used[1], context.now};
    context.put(learner.person);
    return true;
}

/// Puts a new request where it can be matched.
RequestEntry& enter(Context& context, Request&& request) {
    RequestEntry& entry = context.tenant.requests[request.id];
    entry.request = std::move(request);
    PersonState& learner = context.person(entry.request.learner);
    learner.request = entry.request.id;
    matching::settle(context, learner);
    return entry;
}

/// Stores a new request and begins what follows from it.
void begin(Context& context, RequestEntry& entry) {
    context.put(entry.request);
    queue::changed(context);
    arm(context, entry.request);
    context.tenant.touch(context.person(entry.request.learner));
    entry.status = queue::status(context, entry);
}

}  // namespace

MaybeReply ask(Context& context, Caller& caller, const Ask& wish, const Issue* loaded) {
    const auto live = context.tenant.issues.find(wish.issue);
    const Issue* found = live != context.tenant.issues.end() ? &live->second : loaded;
    if (found == nullptr || found->learner != caller.id()) {
        return not_found("issue");
    }
    if (found->state != IssueState::open) {
        return invalid("issue_id", "names a resolved issue; open a new one");
    }
    if (caller.person.request) {
        return Error{ErrorCode::request_already_open,
                     "you have an open request; cancel it before you ask again",
                     {{"request_id", std::to_string(caller.person.request.value)}}};
    }
    if (!entitled(*found)) {
        return not_allowed("this issue's programme is used up");
    }
    const Instant end_of_day = end_of_local_day(context.zone_of(caller.person.person), context.now);
    const Instant expires = std::max(end_of_day, context.now + context.rules.request_shortest);
    if (auto error = check_wish(context, wish)) {
        return *error;
    }
    if (auto error = check_times(context, wish, end_of_day, expires)) {
        return *error;
    }

    Issue issue = *found;
    Request request;
    request.id = RequestId{context.tenant.counters.request++};
    request.issue = issue.id;
    request.learner = caller.id();
    request.minutes = wish.minutes;
    request.skill = wish.skill;
    request.least_level = static_cast<std::uint8_t>(std::max(wish.least_level, 1U));
    request.language = wish.language;
    request.asked_at = context.now;
    request.waiting_since = issue.kept_wait ? issue.kept_wait : context.now;
    request.needed_by = wish.needed_by;
    request.deadline_counts = count_deadline(context, caller.person, wish.needed_by);
    request.expires_at = expires;
    request.prefer = wish.prefer;
    request.leave_out = wish.leave_out;
    request.allow_manager = wish.allow_manager;
    request.leave_out_unit = wish.leave_out_unit;
    if (wish.window && wish.window->from > context.now) {
        request.window = *wish.window;
        request.reason = RequestReason::window_ahead;
    }
    issue.skill = request.skill;
    issue.least_level = request.least_level;
    issue.language = request.language;
    request.front = issue.kept_front;
    issue.kept_wait = {};
    issue.kept_front = false;
    context.put(issue);
    context.tenant.issues.insert_or_assign(issue.id, std::move(issue));
    RequestEntry& entry = enter(context, std::move(request));
    promises::look_ahead(context, entry);
    begin(context, entry);
    matching::count_ask(entry.type->rate, context.now);
    context.put(Demand{entry.type->name(), entry.type->rate});

    caller.entity = entry.request.id.value;
    context.notify(caller.person, RequestChanged{{entry.request, entry.status}}, caller.connection);
    return Asked{{entry.request, entry.status}};
}

MaybeReply ask_again(Context& context, Caller& caller, const AskAgain& command, const Issue* loaded) {
    const auto live = context.tenant.issues.find(command.issue);
    const Issue* issue = live != context.tenant.issues.end() ? &live->second : loaded;
    if (issue == nullptr || issue->learner != caller.id()) {
        return not_found("issue");
    }
    Ask wish;
    wish.issue = command.issue;
    wish.minutes = command.minutes;
    wish.window = command.window;
    wish.needed_by = command.needed_by;
    wish.skill = issue->skill;
    wish.least_level = issue->least_level;
    wish.language = issue->language;
    return ask(context, caller, wish, loaded);
}

void reopen(Context& context, const Request& matched, RequestReason reason, PersonId without) {
    PersonState& learner = context.person(matched.learner);
    if (learner.request || context.tenant.issues.at(matched.issue).state != IssueState::open) {
        return;
    }
    Request request = matched;
    request.id = RequestId{context.tenant.counters.request++};
    request.state = RequestState::waiting;
    request.reason = reason;
    request.front = true;
    request.window = {};
    request.session = {};
    request.ended_at = {};
    request.promise = {};
    request.reminded = false;
    request.likely_coach = {};
    request.leave_out.push_back(without);
    std::erase(request.prefer, without);
    request.expires_at = std::max(end_of_local_day(context.zone_of(learner.person), context.now),
                                  context.now + context.rules.request_shortest);
    RequestEntry& entry = enter(context, std::move(request));
    begin(context, entry);
    context.notify(learner, RequestChanged{{entry.request, entry.status}});
}

}  // namespace courtside::core::requests
