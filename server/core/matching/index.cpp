#include "core/matching/index.hpp"

#include "core/matching/demand.hpp"
#include "core/state.hpp"

#include <algorithm>

namespace courtside::core::matching {
namespace {

constexpr std::uint32_t no_slot = PersonState::no_slot;

/// The chance that one who is idle now, or will be soon, is taken when an ask comes, in thousandths.
constexpr std::uint64_t idle_taken = 500;
constexpr std::uint64_t soon_taken = 800;
/// Asks that find nobody, in thousandths, at which the cost is half of the most.
constexpr std::uint64_t half_cost = 4000;

std::uint64_t power(std::uint64_t base, std::uint32_t exponent) {
    std::uint64_t value = 1000;
    for (std::uint32_t i = 0; i < exponent && value > 0; ++i) {
        value = value * base / 1000;
    }
    return value;
}

std::size_t tier_of(const Person& person) {
    return person.roles.has(Role::coach) ? 0 : 1;
}

}  // namespace

std::uint8_t level_in(const RequestType& type, const PersonState& person) {
    const auto skill = person.levels.find(type.skill);
    if (skill == person.levels.end() || skill->second < type.least_level || !person.can_coach() ||
        (type.tiers >> tier_of(person.person) & 1U) == 0) {
        return 0;
    }
    const auto& spoken = person.person.languages;
    const bool speaks = type.languages.empty() || any_language(type.languages, [&](std::string_view tag) {
                            return std::ranges::find(spoken, tag) != spoken.end();
                        });
    return speaks ? skill->second : std::uint8_t{0};
}

void Index::count(TypeState& type, Standing standing, std::uint32_t by) const {
    type.there += standing != Standing::gone ? by : 0;
    type.idle += standing == Standing::idle ? by : 0;
    type.soon += standing == Standing::soon ? by : 0;
    type.changed = true;
}

void Index::leave_profile(std::uint32_t slot) {
    Coach& coach = coaches_[slot];
    for (TypeState* type : coach.types) {
        count(*type, coach.standing, ~std::uint32_t{0});  // one less
    }
    for (Bits* set : coach.sets) {
        set->clear(slot);
    }
    coach.types.clear();
    coach.sets.clear();
}

void Index::set_profile(PersonState& person) {
    if (person.slot != no_slot) {
        leave_profile(person.slot);
    }
    if (!person.can_coach()) {
        if (person.slot != no_slot) {
            by_standing_[static_cast<std::size_t>(coaches_[person.slot].standing)].clear(person.slot);
            coaches_[person.slot] = {};
            unused_.push_back(person.slot);
            person.slot = no_slot;
        }
        return;
    }
    if (person.slot == no_slot) {
        if (unused_.empty()) {
            person.slot = static_cast<std::uint32_t>(coaches_.size());
            coaches_.emplace_back();
        } else {
            person.slot = unused_.back();
            unused_.pop_back();
        }
        coaches_[person.slot].person = &person;
        by_standing_[static_cast<std::size_t>(Standing::gone)].set(person.slot);
    }
    Coach& coach = coaches_[person.slot];
    const auto join = [&](Bits& set) {
        set.set(person.slot);
        coach.sets.push_back(&set);
    };
    join(by_tier_[tier_of(person.person)]);
    for (const std::string& language : person.person.languages) {
        join(by_language_[language]);
    }
    for (const auto& [code, level] : person.levels) {
        join(by_skill_[code][level - 1U]);
        for (auto type = types_.lower_bound({code, {}, 0, 0});
             type != types_.end() && type->first.skill == code; ++type) {
            if (level_in(type->first, person) > 0) {
                coach.types.push_back(&type->second);
                count(type->second, coach.standing, 1);
            }
        }
    }
}

void Index::set_standing(PersonState& person, Standing standing) {
    if (person.slot == no_slot || coaches_[person.slot].standing == standing) {
        return;
    }
    Coach& coach = coaches_[person.slot];
    by_standing_[static_cast<std::size_t>(coach.standing)].clear(person.slot);
    by_standing_[static_cast<std::size_t>(standing)].set(person.slot);
    for (TypeState* type : coach.types) {
        count(*type, coach.standing, ~std::uint32_t{0});
        count(*type, standing, 1);
    }
    coach.standing = standing;
}

Standing Index::standing(const PersonState& person) const {
    return person.slot == no_slot ? Standing::gone : coaches_[person.slot].standing;
}

const std::vector<TypeState*>& Index::types_of(const PersonState& person) const {
    static const std::vector<TypeState*> none;
    return person.slot == no_slot ? none : coaches_[person.slot].types;
}

std::uint64_t Index::standing_at_least(Standing least, std::size_t word) const {
    std::uint64_t found = 0;
    for (std::size_t i = static_cast<std::size_t>(least); i < by_standing_.size(); ++i) {
        found |= by_standing_[i].word(word);
    }
    return found;
}

std::uint16_t Index::cost_of(const PersonState& person, std::uint32_t minutes, Instant now) const {
    if (person.slot == no_slot) {
        return 0;
    }
    const Coach& coach = coaches_[person.slot];
    std::uint64_t unserved = 0;  // thousandths of asks
    for (const TypeState* type : coach.types) {
        const std::uint32_t rate = hourly(type->rate, now);
        if (rate > 0) {
            const std::uint32_t others = type->idle - (coach.standing == Standing::idle ? 1U : 0U);
            const std::uint64_t nobody = power(idle_taken, others) * power(soon_taken, type->soon) / 1000;
            unserved += rate * nobody * minutes / 60 / 1000;
        }
    }
    return static_cast<std::uint16_t>(1000 * unserved / (unserved + half_cost));
}

TypeState& Index::type(const RequestType& type) {
    const auto [place, added] = types_.try_emplace(type);
    TypeState& state = place->second;
    if (!added) {
        return state;
    }
    state.type = &place->first;
    const auto by_type = [](const TypeState* a, const TypeState* b) { return *a->type < *b->type; };
    const auto add = [&](const PersonState& person, std::uint8_t) {
        Coach& coach = coaches_[person.slot];
        coach.types.insert(std::ranges::upper_bound(coach.types, &state, by_type), &state);
        count(state, coach.standing, 1);
    };
    each_server(type, Standing::gone, add);
    return state;
}

void Index::mark_types(const PersonState& person) {
    for (TypeState* type : types_of(person)) {
        type->changed = true;
    }
}

void Index::mark_kind(const RequestType& type) {
    for (auto place = types_.lower_bound({type.skill, type.languages, 0, 0});
         place != types_.end() && place->first.skill == type.skill &&
         place->first.languages == type.languages;
         ++place) {
        place->second.changed = true;
    }
}

void Index::place(RequestEntry& entry, TypeState& type, Place where, const MatchingPolicy& policy) {
    if (entry.type != &type) {
        remove(entry, policy);
        entry.type = &type;
    }
    if (entry.place == where) {
        return;
    }
    const auto line_of = [&](Place place) { return place == Place::open ? &type.open : &type.rest; };
    if (entry.place != Place::none) {
        line_of(entry.place)->erase(entry, policy);
    }
    if (where != Place::none) {
        line_of(where)->insert(entry, policy);
    }
    if ((entry.place == Place::none) != (where == Place::none)) {
        mark_kind(*type.type);
    }
    type.changed = true;
    entry.place = where;
}

void Index::remove(RequestEntry& entry, const MatchingPolicy& policy) {
    if (entry.type != nullptr) {
        place(entry, *entry.type, Place::none, policy);
        entry.type = nullptr;
    }
}

std::uint32_t Index::position(const RequestEntry& entry, const MatchingPolicy& policy) const {
    std::size_t before = 0;
    const RequestType& type = *entry.type->type;
    for (auto place = types_.lower_bound({type.skill, type.languages, 0, 0});
         place != types_.end() && place->first.skill == type.skill &&
         place->first.languages == type.languages;
         ++place) {
        before += place->second.open.before(entry.request, policy) +
                  place->second.rest.before(entry.request, policy);
    }
    return static_cast<std::uint32_t>(before) + 1;
}

}  // namespace courtside::core::matching
