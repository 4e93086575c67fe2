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

bool keep_apart(const Person& one, const Person& other) {
    return blocks(one, other.id) || blocks(other, one.id);
}

bool may_help(const Request& request, const PersonState& learner, const PersonState& coach) {
    const Person& helper = coach.person;
    const Person& asker = learner.person;
    if (helper.id == asker.id || !coach.can_coach()) {
        return false;
    }
    if (contains(request.tried, helper.id) || contains(request.leave_out, helper.id) ||
        keep_apart(helper, asker)) {
        return false;
    }
    if (!request.allow_manager && asker.manager == helper.id) {
        return false;
    }
    return !request.leave_out_unit || asker.unit.empty() || asker.unit != helper.unit;
}

std::uint8_t level_for(const Request& request, const PersonState& learner, const PersonState& coach) {
    const auto skill = coach.levels.find(request.skill);
    if (skill == coach.levels.end() || skill->second < request.least_level ||
        !may_help(request, learner, coach)) {
        return 0;
    }
    return shares_language(request, learner.person, coach.person) ? skill->second : std::uint8_t{0};
}

bool free_for(const Context& context, const PersonState& coach, std::uint32_t session_minutes) {
    return coach.reachable() && !coach.unreachable && !coach.offer &&
           coach.sessions.size() < context.rules.sessions_per_person &&
           coach.person.ready_until >= context.now + minutes(session_minutes) &&
           coach.person.next_offer_from <= context.now;
}

}  // namespace courtside::core
