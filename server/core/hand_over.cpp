// A coach passes a learner on to somebody else.

#include "core/errors.hpp"
#include "core/session_end.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::sessions {
namespace {

std::optional<Error> check(const Context& context, const Caller& caller, const LiveSession& live,
                           const HandOver& command) {
    if (caller.id() != live.coach()) {
        return not_allowed("only the coach of a session hands it over");
    }
    if (!live.writable()) {
        return wrong_state(live.session.state);
    }
    const PersonId to = command.to;
    if (to && (to == live.coach() || to == live.learner() || !context.tenant.people.contains(to))) {
        return not_found("person");
    }
    if (!command.skill.empty() && !context.tenant.skills.contains(command.skill)) {
        return invalid("skill", "must be a code of the skill catalogue, or empty for the one asked for");
    }
    if (context.person(live.learner()).request) {
        return Error{ErrorCode::request_already_open,
                     "the learner has another open request; end the session instead",
                     {}};
    }
    return check_line("line", command.line, context.rules.line_bytes);
}

/// What the learner asked for, as the next coach is looked for.
Request handed_on(const Request& request, const HandOver& command) {
    Request next = request;
    if (!command.skill.empty() && command.skill != request.skill) {
        next.skill = command.skill;
        next.least_level = 1;
        next.tried.clear();  // who declined it for another skill
    }
    if (command.to) {
        next.prefer = {command.to};
        std::erase(next.tried, command.to);
    }
    return next;
}

}  // namespace

MaybeReply hand_over(Context& context, Caller& caller, LiveSession& live, const HandOver& command) {
    if (auto error = check(context, caller, live, command)) {
        return *error;
    }
    live.request = handed_on(live.request, command);
    live.session.next_step = command.line;
    return SessionChanged{finish(context, live, {Outcome::transferred, {}, false, RequestReason::handed_over},
                                 caller.connection)};
}

}  // namespace courtside::core::sessions
