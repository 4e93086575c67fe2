#include "core/directory.hpp"

#include "core/erasure.hpp"
#include "core/errors.hpp"
#include "core/presence.hpp"
#include "core/queue.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core::directory {
namespace {

constexpr std::size_t most_skills = 100;
constexpr std::size_t most_languages = 16;

Result<std::vector<SkillLevel>> usable_skills(const Context& context, const std::vector<SkillLevel>& skills,
                                              Strictness strictness) {
    std::vector<SkillLevel> usable;
    for (const SkillLevel& skill : skills) {
        if (context.tenant.skills.contains(skill.code) && skill.level >= 1 && skill.level <= 5) {
            usable.push_back(skill);
        } else if (strictness == Strictness::refuse) {
            return invalid("skills", "holds \"" + skill.code + ":" + std::to_string(skill.level) +
                                         "\"; use a code of the skill catalogue and a level from 1 to 5");
        }
    }
    if (usable.size() > most_skills) {
        if (strictness == Strictness::refuse) {
            return too_large("skills", most_skills);
        }
        usable.resize(most_skills);
    }
    return usable;
}

Result<std::vector<std::string>> usable_languages(const std::vector<std::string>& languages,
                                                  Strictness strictness) {
    std::vector<std::string> usable;
    for (const std::string& language : languages) {
        if (valid_language(language) && usable.size() < most_languages) {
            usable.push_back(language);
        } else if (strictness == Strictness::refuse) {
            return invalid("languages",
                           "holds \"" + language + "\"; use up to 16 tags such as \"en\" or \"pt-BR\"");
        }
    }
    return usable;
}

}  // namespace

PersonState& find_or_add(Context& context, const std::string& subject) {
    TenantState& tenant = context.tenant;
    const auto [place, added] = tenant.by_subject.try_emplace(subject);
    if (!added) {
        return tenant.people.at(place->second);
    }
    const PersonId id{tenant.counters.person++};
    place->second = id;
    PersonState& state = tenant.people[id];
    state.person.id = id;
    state.person.subject = subject;
    state.person.name = subject;
    state.person.roles.add(Role::learner);
    state.person.tokens_from = erasure::tokens_from(tenant, subject);
    return state;
}

Result<Person> merge(const Context& context, const Person& person, const Profile& profile,
                     Strictness strictness) {
    Person changed = person;
    if (profile.name) {
        if (profile.name->empty() || profile.name->size() > context.rules.name_bytes) {
            if (strictness == Strictness::refuse) {
                return invalid("name", "must be 1 to " + std::to_string(context.rules.name_bytes) + " bytes");
            }
        } else {
            changed.name = *profile.name;
        }
    }
    if (profile.roles) {
        changed.roles = *profile.roles;
    }
    if (profile.skills) {
        auto skills = usable_skills(context, *profile.skills, strictness);
        if (!skills) {
            return skills.error();
        }
        changed.skills = std::move(skills.value());
    }
    if (profile.languages) {
        auto languages = usable_languages(*profile.languages, strictness);
        if (!languages) {
            return languages.error();
        }
        changed.languages = std::move(languages.value());
    }
    if (profile.time_zone) {
        if (context.zones.contains(*profile.time_zone)) {
            changed.time_zone = *profile.time_zone;
        } else if (strictness == Strictness::refuse) {
            return invalid("time_zone",
                           "is \"" + *profile.time_zone + "\"; use an IANA name such as \"Europe/Berlin\"");
        }
    }
    if (profile.manager) {
        const auto manager = context.tenant.by_subject.find(*profile.manager);
        if (manager != context.tenant.by_subject.end()) {
            changed.manager = manager->second;
        } else if (profile.manager->empty()) {
            changed.manager = {};
        } else if (strictness == Strictness::refuse) {
            return invalid("manager", "is \"" + *profile.manager + "\", who is not among the people");
        }
    }
    if (profile.unit) {
        if (profile.unit->size() <= context.rules.name_bytes) {
            changed.unit = *profile.unit;
        } else if (strictness == Strictness::refuse) {
            return too_large("unit", context.rules.name_bytes);
        }
    }
    return changed;
}

Result<bool> apply(Context& context, PersonState& state, const Profile& profile, Strictness strictness) {
    auto merged = merge(context, state.person, profile, strictness);
    if (!merged) {
        return merged.error();
    }
    if (merged.value() == state.person) {
        return false;
    }
    state.person = std::move(merged.value());
    index(context.tenant, state);
    context.put(state.person);
    queue::changed(context);
    if (!state.can_coach()) {
        presence::make_away(context, state, PresenceReason::none);
    }
    return true;
}

void index(TenantState& tenant, PersonState& state) {
    state.levels.clear();
    for (const SkillLevel& skill : state.person.skills) {
        std::string_view code = skill.code;
        for (;;) {
            auto& level = state.levels[std::string(code)];
            level = std::max(level, skill.level);
            const auto dot = code.rfind('.');
            if (dot == std::string_view::npos) {
                break;
            }
            code = code.substr(0, dot);
        }
    }
    state.profile_changed = true;
    tenant.touch(state);
}

bool valid_language(std::string_view tag) {
    return tag.size() >= 2 && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace courtside::core::directory
