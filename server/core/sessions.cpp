#include "core/sessions.hpp"

#include "core/errors.hpp"
#include "core/offers.hpp"
#include "core/presence.hpp"
#include "core/session_end.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::sessions {
namespace {

constexpr std::uint32_t short_minutes = 15;
constexpr std::uint32_t long_minutes = 30;

/// Of an expert who left while the session went on: whether they are there is no business of it any more.
bool left_before(const Session& session, const Participant& participant) {
    return participant.left_at &&
           (session.state != SessionState::ended || participant.left_at < session.ends_at);
}

bool is_expert(const Caller& caller, const LiveSession& live) {
    return live.find(caller.id())->role == SessionRole::expert;
}

void activate(Context& context, LiveSession& live) {
    Session& session = live.session;
    context.timers.cancel(context.timer(TimerKind::joining_ends, session.id.value));
    session.state = SessionState::active;
    session.started_at = context.now;
    session.ends_at = context.now + minutes(session.minutes);
    Issue& issue = context.tenant.issues.at(session.issue);
    ++issue.sessions;
    context.put(issue);
    arm(context, live);
    begin_grace(context, live);
}

}  // namespace

void engage(Context& context, PersonId id, SessionId session) {
    PersonState& state = context.person(id);
    state.sessions.push_back(session);
    context.tenant.touch(state);
    if (state.offer) {
        offers::rescind(context, state.offer);
    }
    if (state.request) {
        while (const OfferId offer = context.tenant.requests.at(state.request).offers.first()) {
            offers::rescind(context, offer);
        }
    }
    presence::push(context, state);
}

LiveSession& open(Context& context, const Request& request, const Offer& offer) {
    Session session;
    session.id = SessionId{context.tenant.counters.session++};
    session.issue = request.issue;
    session.request = request.id;
    session.minutes = request.minutes;
    Participant learner;
    learner.person = request.learner;
    learner.role = SessionRole::learner;
    Participant coach;
    coach.person = offer.coach;
    coach.role = SessionRole::coach;
    session.participants = {learner, coach};
    session.matched_at = context.now;
    session.ends_at = context.now + context.rules.joining;
    session.reasons = offer.reasons;
    session.relaxed = offer.relaxed;
    context.put(session);

    const SessionId id = session.id;
    LiveSession& live = context.tenant.sessions[id];
    live.session = std::move(session);
    live.grace_ends.resize(live.session.participants.size());
    arm(context, live);
    engage(context, live.learner(), id);
    engage(context, live.coach(), id);
    return live;
}

MaybeReply join(Context& context, Caller& caller, LiveSession& live) {
    Participant& participant = *live.find(caller.id());
    if (!participant.joined_at) {
        participant.joined_at = context.now;
        const bool all_there = std::ranges::all_of(live.session.participants, [](const Participant& each) {
            return static_cast<bool>(each.joined_at);
        });
        if (all_there) {
            activate(context, live);
        }
        context.put(live.session);
        push(context, live, caller.connection);
    }
    return SessionChanged{view(context, live)};
}

MaybeReply extend(Context& context, Caller& caller, LiveSession& live, const Extend& command) {
    if (is_expert(caller, live)) {
        return not_allowed("learner and coach agree on the time");
    }
    Session& session = live.session;
    if (session.state != SessionState::active) {
        return wrong_state(session.state);
    }
    if (session.minutes != short_minutes) {
        return Error{ErrorCode::cannot_extend, "a session extends once, from 15 to 30 minutes", {}};
    }
    const Session before = session;
    if (!command.agree) {
        session.extension_by = {};
    } else if (!session.extension_by) {
        session.extension_by = caller.id();
    } else if (session.extension_by != caller.id()) {
        session.extension_by = {};
        session.minutes = long_minutes;
        session.ends_at = session.started_at + minutes(long_minutes);
        session.ending_soon_told = false;
        arm(context, live);
        for (const PersonId person : live.people()) {
            context.tenant.touch(context.person(person));
        }
    }
    if (session != before) {
        context.put(session);
        push(context, live, caller.connection);
    }
    return SessionChanged{view(context, live)};
}

MaybeReply wrong_match(Context& context, Caller& caller, LiveSession& live) {
    if (is_expert(caller, live)) {
        return not_allowed("a match is the learner's and the coach's; leave the session instead");
    }
    const Session& session = live.session;
    if (session.started_at && context.now > session.started_at + context.rules.wrong_match) {
        return Error{ErrorCode::too_late,
                     "a wrong match can be said in the first three minutes; end the session instead",
                     {}};
    }
    return SessionChanged{finish(context, live, {Outcome::wrong_match, {}, false, RequestReason::wrong_match},
                                 caller.connection)};
}

MaybeReply end(Context& context, Caller& caller, LiveSession& live, const EndSession& command) {
    if (is_expert(caller, live)) {
        return not_allowed("learner and coach end the session; leave it instead");
    }
    if (auto error = check_line("next_step", command.next_step, context.rules.line_bytes)) {
        return *error;
    }
    Ending ending;
    switch (command.outcome) {
        case Outcome::none:
            ending.outcome = Outcome::unstated;
            break;
        case Outcome::resolved:
        case Outcome::another_session:
        case Outcome::referred:
        case Outcome::transferred:
            ending.outcome = command.outcome;
            break;
        default:
            return invalid("outcome",
                           "must be resolved, another_session, referred or transferred, or be left out");
    }
    if (live.session.state == SessionState::starting && caller.id() == live.coach()) {
        // A coach who leaves before it began: the learner must not lose the request over it.
        ending = {Outcome::no_show, {live.coach()}, false, RequestReason::coach_no_show};
    } else {
        live.session.next_step = command.next_step;
    }
    return SessionChanged{finish(context, live, std::move(ending), caller.connection)};
}

MaybeReply close_with_word(Context& context, Caller& caller, LiveSession& live,
                           const CloseWithWord& command) {
    if (live.session.state != SessionState::wrap_up) {
        return wrong_state(live.session.state);
    }
    return store_word(context, caller, command);
}

MaybeReply store_word(Context& context, Caller& caller, const CloseWithWord& command) {
    if (command.line.size() > context.rules.line_bytes) {
        return too_large("line", context.rules.line_bytes);
    }
    context.put(ClosingWord{command.session, caller.id(), command.solved, command.felt_heard,
                            command.knows_next_step, command.line, context.now});
    return Done{};
}

SessionView view(const Context& context, const LiveSession& live) {
    SessionView view{live.session, {}, context.tenant.issues.at(live.session.issue)};
    view.session.last_number = live.log.size();
    for (std::size_t i = 0; i < live.session.participants.size(); ++i) {
        const Participant& participant = live.session.participants[i];
        const PersonState& state = context.person(participant.person);
        const bool connected = state.connected() && !left_before(live.session, participant);
        view.participants.push_back({participant, state.person.name, connected, live.grace_ends[i]});
    }
    return view;
}

void tell(const Context& context, const std::vector<PersonId>& people, const SessionView& view,
          ConnectionId except) {
    std::vector<ConnectionId> to;
    for (const PersonId person : people) {
        for (const ConnectionId connection : context.person(person).connections) {
            if (connection != except) {
                to.push_back(connection);
            }
        }
    }
    if (!to.empty()) {
        context.effects.emplace_back(Notify{std::move(to), SessionChanged{view}});
    }
}

void push(const Context& context, const LiveSession& live, ConnectionId except) {
    tell(context, live.people(), view(context, live), except);
}

}  // namespace courtside::core::sessions
