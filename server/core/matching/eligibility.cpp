#include "core/matching/eligibility.hpp"

#include <algorithm>

namespace courtside::core {
namespace {

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

bool blocks(const Person& person, PersonId other) {
    return std::ranges::binary_search(person.blocked, other);
}

bool shares_language(const Request& request, const Person& learner, const Person& coach) {
    const auto speaks = [&](const std::string& language) {
        return std::ranges::find(coach.languages, language) != coach.languages.end();
    };
    if (!request.language.empty()) {
        return speaks(request.language);
    }
    return learner.languages.empty() || std::ranges::any_of(learner.languages, speaks);
}

}  // namespace

std::uint8_t level_for(const Request& request, const PersonState& learner, const PersonState& coach) {
    const Person& helper = coach.person;
    const Person& asker = learner.person;
    if (helper.id == asker.id || !coach.can_coach()) {
        return 0;
    }
    const auto skill = coach.levels.find(request.skill);
    if (skill == coach.levels.end() || skill->second < request.least_level) {
        return 0;
    }
    if (contains(request.tried, helper.id) || contains(request.leave_out, helper.id) ||
        blocks(helper, asker.id) || blocks(asker, helper.id)) {
        return 0;
    }
    if (!request.allow_manager && asker.manager == helper.id) {
        return 0;
    }
    if (request.leave_out_unit && !asker.unit.empty() && asker.unit == helper.unit) {
        return 0;
    }
    return shares_language(request, asker, helper) ? skill->second : std::uint8_t{0};
}

bool free_for(const Context& context, const PersonState& coach, std::uint32_t session_minutes) {
    return coach.reachable() && !coach.unreachable && !coach.offer &&
           coach.sessions.size() < context.rules.sessions_per_person &&
           coach.person.ready_until >= context.now + minutes(session_minutes) &&
           coach.person.next_offer_from <= context.now;
}

}  // namespace courtside::core
