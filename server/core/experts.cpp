#include "core/experts.hpp"

#include "core/errors.hpp"
#include "core/matching/eligibility.hpp"
#include "core/matching/matcher.hpp"
#include "core/offers.hpp"
#include "core/preferences.hpp"
#include "core/queue.hpp"
#include "core/session_end.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::experts {
namespace {

bool has_expert(const LiveSession& live) {
    return std::ranges::any_of(live.session.participants, [](const Participant& each) {
        return each.role == SessionRole::expert && !each.left_at;
    });
}

std::optional<Error> check(const Context& context, const Caller& caller, const LiveSession& live,
                           const InviteExpert& command) {
    if (caller.id() != live.coach()) {
        return not_allowed("only the coach of a session asks for a second expert");
    }
    if (live.session.state != SessionState::active) {
        return wrong_state(live.session.state);
    }
    if (live.invitation || has_expert(live)) {
        return not_allowed("one expert at a time: somebody was asked already, or is here");
    }
    if (live.session.participants.size() >= context.rules.people_per_session) {
        return too_large("participants", context.rules.people_per_session);
    }
    const PersonId person = command.person;
    if (person &&
        (person == live.coach() || person == live.learner() || !context.tenant.people.contains(person))) {
        return not_found("person");
    }
    if (!command.skill.empty() && !context.tenant.skills.contains(command.skill)) {
        return invalid("skill", "must be a code of the skill catalogue, or empty");
    }
    return std::nullopt;
}

/// What an expert has to fit: the learner's request, with the skill of the invitation.
Request wish_of(const LiveSession& live) {
    Request wish = live.request;
    if (live.invitation->skill != wish.skill) {
        wish.skill = live.invitation->skill;
        wish.least_level = 1;
    }
    wish.prefer.clear();
    wish.tried = live.invitation->tried;
    return wish;
}

std::vector<Candidate> candidates_for(const Context& context, const LiveSession& live, const Request& wish) {
    std::vector<Candidate> candidates;
    const PersonState& learner = context.person(live.learner());
    const Person& coach = context.person(live.coach()).person;
    const matching::Servers servers = matching::widest_servers_of(context, wish);
    const auto consider = [&](const PersonState& helper, std::uint8_t level) {
        if (has_time(context, helper, 0) && pair_allowed(wish, learner, helper) &&
            !keep_apart(helper.person, coach)) {
            candidates.push_back({&helper.person, level, false, false});
        }
    };
    if (const PersonId asked = live.invitation->person) {
        const PersonState& helper = context.person(asked);
        // Who is asked by name alone is wanted for what the coach knows of them.
        const std::uint8_t level =
            live.invitation->skill.empty() ? std::uint8_t{1} : matching::level_in(servers, helper);
        if (level > 0 && context.tenant.index.standing(helper) == matching::Standing::idle) {
            consider(helper, level);
        }
    } else {
        context.tenant.index.each_server(servers, matching::Standing::idle, consider);
        std::ranges::sort(candidates, {}, [](const Candidate& each) { return each.person->id; });
    }
    // A push takes a minute: who is there comes first.
    const auto there = [&](const Candidate& each) { return context.person(each.person->id).connected(); };
    if (std::ranges::any_of(candidates, there)) {
        std::erase_if(candidates, [&](const Candidate& each) { return !there(each); });
    }
    return candidates;
}

void end_invitation(Context& context, LiveSession& live) {
    live.invitation.reset();
    context.tenant.inviting.erase(live.session.id);
}

/// False: nobody who fits is free.
bool ask_next(Context& context, LiveSession& live) {
    const Request wish = wish_of(live);
    const auto choice = context.policy.choose(wish, candidates_for(context, live, wish));
    if (!choice) {
        return false;
    }
    Offer offer = offers::begin(context, choice->coach);
    offer.request = live.session.request;
    offer.session = live.session.id;
    offer.skill = wish.skill;
    if (!live.invitation->skill.empty()) {
        offer.reasons = choice->reasons;
    }
    offer.reasons.add(MatchReason::second_expert);
    live.invitation->offer = offer.id;
    context.put(offer);
    offers::put_before(context, std::move(offer));
    return true;
}

}  // namespace

MaybeReply invite(Context& context, Caller& caller, LiveSession& live, const InviteExpert& command) {
    if (auto error = check(context, caller, live, command)) {
        return *error;
    }
    const bool anybody = !command.person && command.skill.empty();
    live.invitation = Invitation{command.person, anybody ? live.request.skill : command.skill, {}, {}};
    context.tenant.inviting.insert(live.session.id);
    if (!ask_next(context, live)) {
        end_invitation(context, live);
        return Error{ErrorCode::not_found,
                     "nobody who could join is free now; ask later, or hand the session over",
                     {{"what", "expert"}}};
    }
    return Done{};
}

MaybeReply leave(Context& context, Caller& caller, LiveSession& live) {
    if (live.find(caller.id())->role != SessionRole::expert) {
        return not_allowed("learner and coach end the session instead");
    }
    remove(context, live, caller.id());
    return Done{};
}

MaybeReply join(Context& context, Caller& caller, const Offer& offer) {
    LiveSession& live = context.tenant.sessions.at(offer.session);
    auto& participants = live.session.participants;
    auto place = std::ranges::find(participants, caller.id(), &Participant::person);
    if (place == participants.end()) {
        Participant expert;
        expert.person = caller.id();
        expert.role = SessionRole::expert;
        participants.push_back(expert);
        live.grace_ends.emplace_back();
        place = std::prev(participants.end());
    }
    place->joined_at = context.now;
    place->left_at = {};
    caller.entity = live.session.id.value;
    context.put(live.session);
    sessions::engage(context, caller.id(), live.session.id);
    sessions::push(context, live, caller.connection);
    return SessionChanged{sessions::view(context, live)};
}

void remove(Context& context, LiveSession& live, PersonId expert) {
    Participant& participant = *live.find(expert);
    const auto index = static_cast<std::size_t>(&participant - live.session.participants.data());
    const SessionId session = live.session.id;
    context.timers.cancel(context.timer(TimerKind::grace_ends, session.value, expert));
    live.grace_ends[index] = {};
    std::vector<PersonId> people = live.people();
    participant.left_at = context.now;
    context.put(live.session);
    preferences::count_session(context, context.person(expert).person, live.session, participant);
    sessions::set_free(context, expert, session, true);
    sessions::tell(context, people, sessions::view(context, live), {});
    queue::changed(context);
}

void on_offer_closed(Context& context, const Offer& offer) {
    const auto place = context.tenant.sessions.find(offer.session);
    if (place == context.tenant.sessions.end() || !place->second.invitation) {
        return;  // of before a start
    }
    Invitation& invitation = *place->second.invitation;
    invitation.offer = {};
    invitation.tried.push_back(offer.coach);
    if (offer.state == OfferState::accepted || invitation.person) {
        end_invitation(context, place->second);
    }
}

void go_on(Context& context) {
    const std::set<SessionId> inviting = context.tenant.inviting;
    for (const SessionId session : inviting) {
        LiveSession& live = context.tenant.sessions.at(session);
        if (!live.invitation->offer && !ask_next(context, live)) {
            end_invitation(context, live);
        }
    }
}

void withdraw(Context& context, LiveSession& live) {
    if (!live.invitation) {
        return;
    }
    const OfferId offer = live.invitation->offer;
    end_invitation(context, live);
    if (offer) {
        offers::withdraw(context, offer);
    }
}

}  // namespace courtside::core::experts
