#include "core/offers.hpp"

#include "core/errors.hpp"
#include "core/matching/eligibility.hpp"
#include "core/presence.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::offers {
namespace {

Error not_open() {
    return {ErrorCode::offer_not_open, "this offer was answered, timed out or was taken back", {}};
}

/// The caller's own pending offer; null for anybody else's.
Offer* pending_of(Context& context, const Caller& caller, OfferId id) {
    const auto place = context.tenant.offers.find(id);
    return place != context.tenant.offers.end() && place->second.coach == caller.id() ? &place->second
                                                                                      : nullptr;
}

/// The end of an offer, however it ended: stored, out of memory, and told to the coach's devices.
/// The request is left as it is.
Offer close(Context& context, OfferId id, OfferState state, ConnectionId except = {}) {
    auto node = context.tenant.offers.extract(id);
    Offer offer = std::move(node.mapped());
    offer.state = state;
    offer.closed_at = context.now;
    PersonState& coach = context.person(offer.coach);
    coach.offer = {};
    context.tenant.requests.at(offer.request).offer = {};
    context.timers.cancel(context.timer(TimerKind::offer_unshown, id.value));
    context.timers.cancel(context.timer(TimerKind::offer_timeout, id.value));
    context.put(offer);
    context.notify(coach, OfferClosed{id, state}, except);
    context.tenant.match_wanted = true;
    return offer;
}

/// An answer shows that offers do reach the coach.
void forget_misses(const Context& context, PersonState& coach) {
    if (coach.person.misses > 0) {
        coach.person.misses = 0;
        context.put(coach.person);
    }
}

void make(Context& context, RequestEntry& entry, const Choice& choice) {
    Offer offer;
    offer.id = OfferId{context.tenant.counters.offer++};
    offer.request = entry.request.id;
    offer.coach = choice.coach;
    offer.offered_at = context.now;
    offer.expires_at = context.now + context.rules.offer_answer;
    offer.reasons = choice.reasons;
    PersonState& coach = context.person(choice.coach);
    coach.offer = offer.id;
    entry.offer = offer.id;
    context.put(offer);
    context.timers.set(context.timer(TimerKind::offer_unshown, offer.id.value),
                       context.now + context.rules.offer_shown);
    context.timers.set(context.timer(TimerKind::offer_timeout, offer.id.value), offer.expires_at);
    requests::change_state(context, entry, RequestState::offered);
    context.notify(coach, OfferMade{view(context, offer)});
    context.tenant.offers.emplace(offer.id, std::move(offer));
}

/// Who could be offered the request now, of those who are free at all.
std::vector<Candidate> candidates_for(const Context& context, const Request& request,
                                      const std::vector<const PersonState*>& free) {
    std::vector<Candidate> candidates;
    const PersonState& learner = context.person(request.learner);
    const PersonId last_coach = context.tenant.issues.at(request.issue).last_coach;
    for (const PersonState* coach : free) {
        const std::uint8_t level = level_for(request, learner, *coach);
        if (level > 0 && free_for(context, *coach, request.minutes)) {
            const PersonId id = coach->person.id;
            const bool preferred = std::ranges::find(request.prefer, id) != request.prefer.end();
            candidates.push_back({&coach->person, level, preferred, id == last_coach, 0, 0});
        }
    }
    return candidates;
}

}  // namespace

void match(Context& context) {
    TenantState& tenant = context.tenant;
    if (!tenant.match_wanted) {
        return;
    }
    tenant.match_wanted = false;
    std::vector<const PersonState*> free;
    for (const PersonId id : tenant.ready) {
        const PersonState& coach = context.person(id);
        if (free_for(context, coach, 0)) {
            free.push_back(&coach);
        }
    }
    for (std::size_t i = 0; i < tenant.queue.size() && !free.empty(); ++i) {
        RequestEntry& entry = tenant.requests.at(tenant.queue[i]);
        if (!requests::can_be_offered(context, entry)) {
            continue;
        }
        const auto choice =
            context.policy.choose(entry.request, candidates_for(context, entry.request, free));
        if (choice) {
            make(context, entry, *choice);
            std::erase_if(free, [&](const PersonState* coach) { return coach->person.id == choice->coach; });
        }
    }
}

MaybeReply shown(Context& context, Caller& caller, const OfferShown& command) {
    Offer* offer = pending_of(context, caller, command.offer);
    if (offer == nullptr) {
        return not_open();
    }
    if (!offer->shown_at) {
        offer->shown_at = context.now;
        context.timers.cancel(context.timer(TimerKind::offer_unshown, offer->id.value));
        context.put(*offer);
    }
    return Done{};
}

MaybeReply accept(Context& context, Caller& caller, const AcceptOffer& command) {
    if (pending_of(context, caller, command.offer) == nullptr) {
        return not_open();
    }
    if (caller.person.sessions.size() >= context.rules.sessions_per_person) {
        return Error{ErrorCode::in_session, "you are in a session; end it first", {}};
    }
    forget_misses(context, caller.person);
    const Offer offer = close(context, command.offer, OfferState::accepted, caller.connection);
    LiveSession& live = sessions::open(context, context.tenant.requests.at(offer.request).request, offer);
    caller.entity = live.session.id.value;
    sessions::push(context, live, caller.connection);
    live.request = requests::end(context, offer.request, RequestState::matched, RequestReason::accepted,
                                 live.session.id);
    return SessionChanged{sessions::view(context, live)};
}

MaybeReply decline(Context& context, Caller& caller, const DeclineOffer& command) {
    Offer* offer = pending_of(context, caller, command.offer);
    if (offer == nullptr) {
        return not_open();
    }
    if (command.note.size() > context.rules.note_bytes) {
        return too_large("note", context.rules.note_bytes);
    }
    offer->decline_reason = command.reason;
    offer->note = command.note;
    caller.entity = offer->id.value;
    forget_misses(context, caller.person);
    const Offer closed = close(context, command.offer, OfferState::declined, caller.connection);
    requests::wait_again(context, closed.request, closed.coach);
    return Done{};
}

void rescind(Context& context, OfferId id) {
    const Offer offer = close(context, id, OfferState::rescinded);
    requests::wait_again(context, offer.request, {});
}

void withdraw(Context& context, OfferId id) {
    close(context, id, OfferState::rescinded);
}

void on_unshown(Context& context, OfferId id) {
    const auto place = context.tenant.offers.find(id);
    if (place == context.tenant.offers.end()) {
        return;
    }
    context.person(place->second.coach).unreachable = true;
    rescind(context, id);
}

void on_timeout(Context& context, OfferId id) {
    if (!context.tenant.offers.contains(id)) {
        return;
    }
    const Offer offer = close(context, id, OfferState::timed_out);
    requests::wait_again(context, offer.request, offer.coach);
    PersonState& coach = context.person(offer.coach);
    if (++coach.person.misses >= context.rules.misses_until_away) {
        presence::make_away(context, coach, PresenceReason::missed_offers);
    } else {
        context.put(coach.person);
    }
}

OfferView view(const Context& context, const Offer& offer) {
    const Request& request = context.tenant.requests.at(offer.request).request;
    const auto skill = context.tenant.skills.find(request.skill);
    return {offer,
            context.tenant.issues.at(request.issue).title,
            request.skill,
            skill == context.tenant.skills.end() ? std::string{} : skill->second.label,
            request.least_level,
            request.language,
            request.minutes,
            request.needed_by};
}

}  // namespace courtside::core::offers
