#include "core/offers.hpp"

#include "core/errors.hpp"
#include "core/experts.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/push.hpp"
#include "core/queue.hpp"
#include "core/requests.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::offers {
namespace {

/// ‰: whoever is needed more for what others are likely to ask is not asked as a second.
constexpr std::uint16_t most_cost_of_second = 80;

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
/// The state of its request is left as it is.
Offer close(Context& context, OfferId id, OfferState state, ConnectionId except = {}) {
    auto node = context.tenant.offers.extract(id);
    Offer offer = std::move(node.mapped());
    offer.state = state;
    offer.closed_at = context.now;
    PersonState& coach = context.person(offer.coach);
    coach.offer = {};
    for (const TimerKind kind :
         {TimerKind::offer_unshown, TimerKind::offer_timeout, TimerKind::offer_accepts}) {
        context.timers.cancel(context.timer(kind, id.value));
    }
    if (offer.session) {
        experts::on_offer_closed(context, offer);
    } else {
        PendingOffers& pending = context.tenant.requests.at(offer.request).offers;
        pending.remove(id);
        if (!pending.first()) {
            context.timers.cancel(context.timer(TimerKind::offer_second, offer.request.value));
        }
    }
    context.put(offer);
    context.notify(coach, OfferClosed{id, state}, except);
    context.tenant.touch(coach);
    return offer;
}

/// Whoever is called by push has longer, so the times tell.
bool by_push(const Context& context, const Offer& offer) {
    return offer.expires_at > offer.offered_at + context.rules.offer_answer;
}

/// The session that an accepted offer makes. The first to accept wins: the others' offers are taken back.
LiveSession& begin_session(Context& context, const Offer& offer, ConnectionId except) {
    RequestEntry& entry = context.tenant.requests.at(offer.request);
    while (const OfferId other = entry.offers.first()) {
        close(context, other, OfferState::rescinded);
    }
    LiveSession& live = sessions::open(context, entry.request, offer);
    sessions::push(context, live, except);
    live.request = requests::end(context, offer.request, RequestState::matched, RequestReason::accepted,
                                 live.session.id);
    return live;
}

/// What does not change while the request waits.
bool holds_for_good(DeclineReason reason) {
    return reason == DeclineReason::not_my_skill || reason == DeclineReason::too_long ||
           reason == DeclineReason::conflict;
}

/// An answer shows that offers do reach the coach; how they answer is learnt.
void note_answer(const Context& context, PersonState& coach, bool accepts) {
    coach.person.misses = 0;
    preferences::learn(coach.person, accepts);
    context.put(coach.person);
}

}  // namespace

Offer begin(Context& context, PersonId id) {
    Offer offer;
    offer.id = OfferId{context.tenant.counters.offer++};
    offer.coach = id;
    offer.offered_at = context.now;
    PersonState& coach = context.person(id);
    Duration to_show = context.rules.offer_shown;
    offer.expires_at = context.now + context.rules.offer_answer;
    if (!coach.connected()) {
        to_show = context.rules.push_shown;
        offer.expires_at = offer.expires_at + to_show;
    }
    coach.offer = offer.id;
    context.timers.set(context.timer(TimerKind::offer_unshown, offer.id.value), context.now + to_show);
    context.timers.set(context.timer(TimerKind::offer_timeout, offer.id.value), offer.expires_at);
    return offer;
}

void put_before(Context& context, Offer offer) {
    PersonState& coach = context.person(offer.coach);
    context.notify(coach, OfferMade{view(context, offer)});
    if (!coach.connected()) {
        push::tell_offer(context, coach, offer);
    }
    context.tenant.offers.emplace(offer.id, std::move(offer));
    matching::settle(context, coach);
}

void make(Context& context, RequestEntry& entry, const matching::Decision& decision) {
    Offer offer = begin(context, decision.choice.coach);
    offer.request = entry.request.id;
    offer.reasons = decision.choice.reasons;
    if (entry.request.reason == RequestReason::handed_over) {
        offer.reasons.add(MatchReason::handed_over);
    }
    offer.relaxed = decision.relaxed;
    offer.fit_percent = static_cast<std::uint8_t>(decision.record.fit / 10);
    const PersonState& coach = context.person(offer.coach);
    // Not for somebody who is called from elsewhere: nobody would be there.
    if (coach.person.preferences.committed && coach.connected()) {
        offer.accepts_itself_at = context.now + context.rules.offer_accepts;
        context.timers.set(context.timer(TimerKind::offer_accepts, offer.id.value), offer.accepts_itself_at);
    }
    context.put(offer);
    DecisionRecord record = decision.record;
    record.offer = offer.id;
    context.put(record);
    const bool first = !entry.offers.first();
    entry.offers.add(offer.id);
    if (entry.offers.size() < std::min<std::size_t>(context.rules.offers_at_once, PendingOffers::most)) {
        context.timers.set(context.timer(TimerKind::offer_second, offer.request.value),
                           context.now + context.rules.offer_second);
    }
    if (first) {
        requests::change_state(context, entry, RequestState::offered);
    }
    put_before(context, std::move(offer));
    matching::settle(context, context.person(entry.request.learner));
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
    note_answer(context, caller.person, true);
    const Offer offer = close(context, command.offer, OfferState::accepted, caller.connection);
    if (offer.session) {
        return experts::join(context, caller, offer);
    }
    LiveSession& live = begin_session(context, offer, caller.connection);
    caller.entity = live.session.id.value;
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
    note_answer(context, caller.person, false);
    const Offer closed = close(context, command.offer, OfferState::declined, caller.connection);
    if (!closed.session && holds_for_good(closed.decline_reason)) {
        context.tenant.requests.at(closed.request).request.leave_out.push_back(closed.coach);
    }
    requests::wait_again(context, closed.request, closed.coach);
    return Done{};
}

bool stays_when_gone(const Context& context, const PersonState& coach) {
    return coach.reachable() && by_push(context, context.tenant.offers.at(coach.offer));
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
    if (by_push(context, place->second)) {
        on_timeout(context, id);  // they said that they would come
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
    preferences::learn(coach.person, false);
    if (++coach.person.misses >= context.rules.misses_until_away) {
        presence::make_away(context, coach, PresenceReason::missed_offers);
    } else {
        context.put(coach.person);
    }
}

void on_second(Context& context, RequestId id) {
    const auto place = context.tenant.requests.find(id);
    if (place == context.tenant.requests.end() || place->second.request.state != RequestState::offered) {
        return;
    }
    RequestEntry& entry = place->second;
    // One is left for whoever asks next. While a phone rings, who is there need not wait for it; a second one
    // would ring for nothing most often.
    const bool rings = std::ranges::any_of(entry.offers.ids, [&](OfferId offer) {
        return offer && by_push(context, context.tenant.offers.at(offer));
    });
    if (entry.type->idle >= (rings ? 1U : 2U) && requests::may_be_asked_for(context, entry)) {
        const auto decision = matching::decide(context, entry);
        const auto allowed = [&](const PersonState& coach) {
            return rings ? coach.connected()
                         : context.tenant.index.cost_of(coach, entry.request.minutes, context.now) <=
                               most_cost_of_second;
        };
        if (decision && allowed(context.person(decision->choice.coach))) {
            make(context, entry, *decision);
            return;
        }
    }
    context.timers.set(context.timer(TimerKind::offer_second, id.value),
                       context.now + context.rules.offer_second);
}

void on_accepts_itself(Context& context, OfferId id) {
    const auto place = context.tenant.offers.find(id);
    if (place == context.tenant.offers.end()) {
        return;
    }
    PersonState& coach = context.person(place->second.coach);
    if (coach.sessions.size() < context.rules.sessions_per_person) {
        coach.person.misses = 0;
        context.put(coach.person);
        begin_session(context, close(context, id, OfferState::accepted), {});
    }
}

OfferView view(const Context& context, const Offer& offer) {
    const Request& request = offer.session ? context.tenant.sessions.at(offer.session).request
                                           : context.tenant.requests.at(offer.request).request;
    const std::string& code = offer.skill.empty() ? request.skill : offer.skill;
    const auto skill = context.tenant.skills.find(code);
    return {offer,
            context.tenant.issues.at(request.issue).title,
            code,
            skill == context.tenant.skills.end() ? std::string{} : skill->second.label,
            code == request.skill ? request.least_level : std::uint8_t{1},
            request.language,
            request.minutes,
            request.needed_by};
}

}  // namespace courtside::core::offers
