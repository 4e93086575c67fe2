#include "core/admin.hpp"

#include "core/directory.hpp"
#include "core/errors.hpp"
#include "core/matching/matcher.hpp"
#include "core/month.hpp"
#include "core/promises.hpp"
#include "core/tenant_keys.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string_view>

namespace courtside::core::admin {
namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::size_t most_skill_rows = 20'000;
constexpr std::size_t code_bytes = 64;
constexpr std::size_t subject_bytes = 200;
constexpr std::uint32_t most_days = 3'650;

std::optional<Error> check_days(std::string_view field, std::uint32_t days) {
    if (days < 1 || days > most_days) {
        return invalid(field, "must be 1 to 3650");
    }
    return std::nullopt;
}

Error at_row(Error error, std::size_t index) {
    error.text = "row " + std::to_string(index + 1) + ": " + error.text;
    error.args.emplace_back("row", std::to_string(index + 1));
    return error;
}

/// What would refuse the import, found before anything changes, so that it is all or nothing.
std::optional<Error> find_bad_row(const Context& context, const ImportPeople& change) {
    std::set<std::string_view> subjects;
    for (std::size_t i = 0; i < change.people.size(); ++i) {
        const std::string& subject = change.people[i].subject;
        if (subject.empty() || subject.size() > subject_bytes) {
            return at_row(invalid("subject", "must be 1 to 200 bytes"), i);
        }
        if (!subjects.insert(subject).second) {
            return at_row(invalid("subject", "\"" + subject + "\" is there twice"), i);
        }
    }
    for (std::size_t i = 0; i < change.people.size(); ++i) {
        Profile profile = change.people[i].profile;
        if (profile.manager && subjects.contains(*profile.manager)) {
            profile.manager.reset();  // comes with this import
        }
        const auto merged = directory::merge(context, Person{}, profile, directory::Strictness::refuse);
        if (!merged) {
            return at_row(merged.error(), i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Error> check(const AddTenant& change) {
    if (change.name.empty() || change.name.size() > subject_bytes) {
        return invalid("name", "must be 1 to 200 bytes");
    }
    if (change.issuer.empty() || change.issuer.size() > subject_bytes) {
        return invalid("issuer", "must be 1 to 200 bytes: the `iss` of the company's tokens");
    }
    if (change.keys.empty()) {
        return invalid("keys", "must hold at least one key");
    }
    if (change.keys.size() > tenant_keys::most) {
        return too_large("keys", tenant_keys::most);
    }
    if (auto error = check_days("message_days", change.message_days)) {
        return error;
    }
    std::set<std::string_view> key_ids;
    for (const TenantKey& key : change.keys) {
        if (!key_ids.insert(key.key_id).second) {
            return invalid("key_id", "\"" + key.key_id + "\" is there twice");
        }
        if (auto error = tenant_keys::check(key)) {
            return error;
        }
    }
    return std::nullopt;
}

Result<AdminResult> set_retention(Context& context, const SetRetention& change) {
    const bool notes = change.note_days != 0;
    const bool messages = change.message_days != 0 || !notes;
    if (messages) {
        if (auto error = check_days("message_days", change.message_days)) {
            return *std::move(error);
        }
    }
    if (notes) {
        if (auto error = check_days("note_days", change.note_days)) {
            return *std::move(error);
        }
    }
    Tenant& tenant = context.tenant.tenant;
    const Tenant before = tenant;
    tenant.message_days = messages ? change.message_days : tenant.message_days;
    tenant.note_days = notes ? change.note_days : tenant.note_days;
    if (tenant == before) {
        return AdminResult{tenant.id.value, 0, 0, 1};
    }
    context.put(tenant);
    context.persist(RetentionRecord{tenant.id, context.now});
    return AdminResult{tenant.id.value, 0, 1, 0};
}

Result<AdminResult> note_export(Context& context, const NoteExport& change) {
    const auto place = context.tenant.by_subject.find(change.subject);
    if (place == context.tenant.by_subject.end()) {
        return not_found("person");
    }
    return AdminResult{place->second.value, 0, 0, 0};
}

Result<AdminResult> note_explanation(Context& context, const NoteExplanation& change) {
    if (!change.request || change.request.value >= context.tenant.counters.request) {
        return not_found("request");
    }
    return AdminResult{change.request.value, 0, 0, 0};
}

Result<AdminResult> note_coverage(Context& context, const NoteCoverage& change) {
    if (auto error = check_closed(change.month, context.now)) {
        return *std::move(error);
    }
    return AdminResult{context.tenant.tenant.id.value, 0, 0, 0};
}

Result<AdminResult> set_reach(Context& context, const SetReach& change) {
    constexpr std::uint32_t most_seconds = 86'400;
    const Reach& reach = change.reach;
    if (std::max({reach.preferred_s, reach.level_below_s, reach.next_tier_s, reach.promise_s}) >
        most_seconds) {
        return invalid("reach", "must hold times of at most a day");
    }
    Tenant& tenant = context.tenant.tenant;
    if (tenant.reach == reach) {
        return AdminResult{tenant.id.value, 0, 0, 1};
    }
    tenant.reach = reach;
    context.put(tenant);
    for (auto& [id, entry] : context.tenant.requests) {
        matching::arm_reach(context, entry.request);
        promises::arm(context, entry.request);
        context.tenant.touch(context.person(entry.request.learner));
    }
    promises::changed(context);
    return AdminResult{tenant.id.value, 0, 1, 0};
}

std::string reach_text(const SetReach& change, const AdminResult&) {
    constexpr std::array<const char*, 3> tiers{"together", "peers first", "coaches first"};
    const Reach& reach = change.reach;
    return "preferred " + std::to_string(reach.preferred_s) + " s, level below " +
           std::to_string(reach.level_below_s) + " s, " + tiers.at(static_cast<std::size_t>(reach.tiers)) +
           ", next " + std::to_string(reach.next_tier_s) + " s, promise " +
           (reach.promise_s == 0 ? "as the server" : std::to_string(reach.promise_s) + " s");
}

Result<AdminResult> import_skills(Context& context, const ImportSkills& change) {
    if (change.skills.size() > most_skill_rows) {
        return too_large("skills", most_skill_rows);
    }
    std::set<std::string_view> added_codes;
    for (std::size_t i = 0; i < change.skills.size(); ++i) {
        const Skill& skill = change.skills[i];
        if (skill.code.empty() || skill.code.size() > code_bytes) {
            return at_row(invalid("code", "must be 1 to 64 bytes"), i);
        }
        if (skill.label.empty() || skill.label.size() > context.rules.name_bytes) {
            return at_row(invalid("label", "must be 1 to 200 bytes"), i);
        }
        if (skill.description.size() > context.rules.description_bytes) {
            return at_row(too_large("description", context.rules.description_bytes), i);
        }
        if (!context.tenant.skills.contains(skill.code)) {
            added_codes.insert(skill.code);
        }
    }
    if (context.tenant.skills.size() + added_codes.size() > most_skill_rows) {
        return too_large("skills", most_skill_rows);
    }
    AdminResult result;
    for (const Skill& skill : change.skills) {
        const auto [place, added] = context.tenant.skills.try_emplace(skill.code, skill);
        if (!added && place->second == skill) {
            ++result.unchanged;
            continue;
        }
        ++(added ? result.added : result.updated);
        place->second = skill;
        context.put(skill);
    }
    return result;
}

Result<AdminResult> import_people(Context& context, const ImportPeople& change) {
    if (change.people.size() > most_rows) {
        return too_large("people", most_rows);
    }
    if (auto error = find_bad_row(context, change)) {
        return *error;
    }
    AdminResult result;
    std::vector<bool> is_new;
    for (const PersonImport& row : change.people) {
        is_new.push_back(!context.tenant.by_subject.contains(row.subject));
        PersonState& person = directory::find_or_add(context, row.subject);
        if (is_new.back()) {
            context.put(person.person);
        }
    }
    for (std::size_t i = 0; i < change.people.size(); ++i) {
        PersonState& person = directory::find_or_add(context, change.people[i].subject);
        const auto changed =
            directory::apply(context, person, change.people[i].profile, directory::Strictness::refuse);
        if (is_new[i]) {
            ++result.added;
        } else {
            ++(changed.value() ? result.updated : result.unchanged);
        }
    }
    return result;
}

}  // namespace courtside::core::admin
