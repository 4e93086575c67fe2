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

std::unique_ptr<TypeState>& place_of(const Servers& servers) {
    return servers.kind->types.at((servers.least_level - 1U) * Kind::tiers + servers.tiers - 1U);
}

std::size_t tier_of(const Person& person) {
    return person.roles.has(Role::coach) ? 0 : 1;
}

}  // namespace

RequestType TypeState::name() const {
    return {std::string(kind->skill), std::string(kind->languages), least_level, tiers};
}

std::uint8_t level_in(const Servers& servers, const PersonState& person) {
    const auto skill = person.levels.find(servers.kind->skill);
    if (skill == person.levels.end() || skill->second < servers.least_level || !person.can_coach() ||
        (servers.tiers >> tier_of(person.person) & 1U) == 0) {
        return 0;
    }
    const auto& spoken = person.person.languages;
    const std::string_view asked = servers.kind->languages;
    const bool speaks = asked.empty() || any_language(asked, [&](std::string_view tag) {
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
            for (Bits& near : by_standing_) {
                near.clear(person.slot);
            }
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
        stand(person.slot, Standing::gone);
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
        SkilledBits& skilled = by_skill_[code];
        for (std::size_t i = 0; i < level; ++i) {
            join(skilled[i]);
        }
        for (auto kind = kinds_.lower_bound({code, {}}); kind != kinds_.end() && kind->first.first == code;
             ++kind) {
            for (const auto& type : kind->second.types) {
                if (type != nullptr && level_in(type->servers(), person) > 0) {
                    coach.types.push_back(type.get());
                    count(*type, coach.standing, 1);
                }
            }
        }
    }
}

void Index::stand(std::uint32_t slot, Standing standing) {
    for (std::size_t i = 0; i < by_standing_.size(); ++i) {
        if (i <= static_cast<std::size_t>(standing)) {
            by_standing_[i].set(slot);
        } else {
            by_standing_[i].clear(slot);
        }
    }
}

void Index::set_standing(PersonState& person, Standing standing) {
    if (person.slot == no_slot || coaches_[person.slot].standing == standing) {
        return;
    }
    Coach& coach = coaches_[person.slot];
    stand(person.slot, standing);
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

std::size_t Index::KindHash::operator()(const KindView& name) const {
    const std::hash<std::string_view> hash;
    return hash(name.first) + 31 * hash(name.second);
}

Kind& Index::kind(std::string_view skill, std::string_view languages) {
    const auto place = kinds_by_name_.find({skill, languages});
    return place != kinds_by_name_.end() ? *place->second : add_kind(skill, languages);
}

Kind& Index::add_kind(std::string_view skill, std::string_view languages) {
    const auto place = kinds_.try_emplace(KindName(skill, languages)).first;
    Kind& kind = place->second;
    kind.skill = place->first.first;
    kind.languages = place->first.second;
    // Sets of nobody where they are new: who comes later is found in them.
    kind.skilled = &by_skill_[place->first.first];
    any_language(kind.languages, [&](std::string_view tag) {
        kind.speakers.push_back(&by_language_[std::string(tag)]);
        return false;
    });
    kinds_by_name_.emplace(KindView(kind.skill, kind.languages), &kind);
    return kind;
}

TypeState& Index::type(const Servers& servers) {
    TypeState* type = place_of(servers).get();
    return type != nullptr ? *type : add_type(servers);
}

TypeState& Index::add_type(const Servers& servers) {
    std::unique_ptr<TypeState>& type = place_of(servers);
    type = std::make_unique<TypeState>();
    type->kind = servers.kind;
    type->least_level = servers.least_level;
    type->tiers = servers.tiers;
    each_server(type->servers(), Standing::gone, [&](const PersonState& person, std::uint8_t) {
        Coach& coach = coaches_[person.slot];
        coach.types.push_back(type.get());
        count(*type, coach.standing, 1);
    });
    return *type;
}

void Index::mark_types(const PersonState& person) {
    for (TypeState* type : types_of(person)) {
        type->changed = true;
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
    const Turn turn = policy.turn(entry.request);
    const auto line_of = [&](Place place) { return place == Place::open ? &type.open : &type.rest; };
    if (entry.place != Place::none) {
        line_of(entry.place)->erase(turn);
    }
    if (where != Place::none) {
        line_of(where)->insert(turn, entry);
    }
    if ((entry.place == Place::none) != (where == Place::none)) {
        for (const auto& each : type.kind->types) {
            if (each != nullptr) {
                each->changed = true;
            }
        }
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
    const Turn turn = policy.turn(entry.request);
    for (const auto& type : entry.type->kind->types) {
        before += type == nullptr ? 0 : type->open.before(turn) + type->rest.before(turn);
    }
    return static_cast<std::uint32_t>(before) + 1;
}

}  // namespace courtside::core::matching
