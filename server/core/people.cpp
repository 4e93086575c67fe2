#include "core/people.hpp"

#include "core/errors.hpp"
#include "core/offers.hpp"
#include "core/queue.hpp"

#include <algorithm>

namespace courtside::core::people {
namespace {

/// An offer between two people who no longer want to meet.
void withdraw_offers_between(Context& context, const PersonState& coach, PersonId other) {
    if (coach.offer) {
        const Offer& offer = context.tenant.offers.at(coach.offer);
        const bool between = offer.session
                                 ? context.tenant.sessions.at(offer.session).find(other) != nullptr
                                 : context.tenant.requests.at(offer.request).request.learner == other;
        if (between) {
            offers::rescind(context, coach.offer);
        }
    }
}

}  // namespace

MaybeReply block(Context& context, Caller& caller, const Block& command) {
    PersonState* other = context.tenant.find_person(command.person);
    if (other == nullptr) {
        return not_found("person");
    }
    if (command.person == caller.id()) {
        return invalid("person_id", "must be somebody else");
    }
    auto& blocked = caller.person.person.blocked;
    const auto place = std::ranges::lower_bound(blocked, command.person);
    caller.entity = command.person.value;
    if (place != blocked.end() && *place == command.person) {
        return Done{};
    }
    if (blocked.size() >= context.rules.blocked_people) {
        return too_large("blocked people", context.rules.blocked_people);
    }
    blocked.insert(place, command.person);
    context.put(caller.person.person);
    withdraw_offers_between(context, caller.person, command.person);
    withdraw_offers_between(context, *other, caller.id());
    queue::changed(context);
    return Done{};
}

MaybeReply unblock(Context& context, Caller& caller, const Unblock& command) {
    caller.entity = command.person.value;
    if (std::erase(caller.person.person.blocked, command.person) > 0) {
        context.put(caller.person.person);
        context.tenant.touch(caller.person);
        if (PersonState* other = context.tenant.find_person(command.person)) {
            context.tenant.touch(*other);
        }
        queue::changed(context);
    }
    return Done{};
}

}  // namespace courtside::core::people
