#include "adapters/jwt/claim_reader.hpp"

#include "adapters/jwt/jose.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace courtside::jwt {
namespace {

constexpr std::size_t max_text = 200;
constexpr std::size_t max_zone_name = 64;
constexpr std::size_t max_skills = 100;
constexpr std::size_t max_skill_code = 64;
constexpr std::size_t max_languages = 16;
constexpr std::size_t least_language_tag = 2;
constexpr std::size_t max_language_tag = 35;
/// 9999-12-31T23:59:59Z. A time in milliseconds, the usual slip, is far beyond.
constexpr std::int64_t max_seconds = 253'402'300'799;

std::string_view view(const json_t& text) {
    return {json_string_value(&text), json_string_length(&text)};
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

/// The characters of a BCP 47 tag.
bool is_language_tag(std::string_view tag) {
    return tag.size() >= least_language_tag && tag.size() <= max_language_tag &&
           std::ranges::all_of(tag, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace

void ClaimReader::refuse(std::string sentence) {
    if (!problem_) {
        problem_ = std::move(sentence);
    }
}

std::optional<std::string> ClaimReader::text(const char* claim, std::size_t least, std::size_t most) {
    const json_t* value = json_object_get(&claims_, claim);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (json_is_string(value)) {
        const std::string_view found = view(*value);
        if (found.size() >= least && found.size() <= most && !has_control_character(found)) {
            return std::string(found);
        }
    }
    refuse("The claim \"" + std::string(claim) + "\" must be a string of " + std::to_string(least) + " to " +
           std::to_string(most) + " bytes without control characters.");
    return std::nullopt;
}

std::string ClaimReader::required_text(const char* claim, std::size_t least, std::size_t most) {
    auto found = text(claim, least, most);
    if (!found) {
        refuse("The token has no \"" + std::string(claim) + "\"; add that claim.");
        return {};
    }
    return *std::move(found);
}

std::optional<core::Instant> ClaimReader::instant(const char* claim) {
    const json_t* value = json_object_get(&claims_, claim);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (json_is_number(value)) {
        // The range is judged before a fraction is cut off: the conversion of a huge double has no meaning.
        const double number = json_number_value(value);
        if (number >= 1 && number <= static_cast<double>(max_seconds)) {
            const auto whole = json_is_integer(value) ? static_cast<std::int64_t>(json_integer_value(value))
                                                      : static_cast<std::int64_t>(number);
            return core::Instant{} + core::seconds(whole);
        }
    }
    refuse("The claim \"" + std::string(claim) +
           "\" must be a number of seconds since 1970 (not milliseconds, no string).");
    return std::nullopt;
}

core::Instant ClaimReader::required_instant(const char* claim) {
    const auto found = instant(claim);
    if (!found) {
        refuse("The token has no \"" + std::string(claim) + "\"; add it, in seconds since 1970.");
        return {};
    }
    return *found;
}

void ClaimReader::require_audience(std::string_view audience) {
    const json_t* aud = json_object_get(&claims_, "aud");
    if (aud == nullptr || (json_is_array(aud) && json_array_size(aud) == 0)) {
        return refuse("The token has no audience but this server is " + quoted(audience) +
                      "; set aud to the server's audience.");
    }
    const std::size_t count = json_is_array(aud) ? json_array_size(aud) : 1;
    for (std::size_t i = 0; i < count; ++i) {
        const json_t* one = json_is_array(aud) ? json_array_get(aud, i) : aud;
        if (!json_is_string(one)) {
            return refuse("The claim \"aud\" must be a string or an array of strings.");
        }
        if (view(*one) == audience) {
            return;
        }
    }
    const json_t* first = json_is_array(aud) ? json_array_get(aud, 0) : aud;
    refuse("The token's audience is " + quoted(view(*first)) + " but this server is " + quoted(audience) +
           "; set aud to the server's audience.");
}

core::Profile ClaimReader::profile() {
    core::Profile profile;
    profile.name = text("name", 1, max_text);
    profile.roles = roles();
    profile.skills = skills();
    profile.languages = languages();
    profile.time_zone = text("tz", 1, max_zone_name);
    // Empty is allowed for these two: it takes away what was said before.
    profile.manager = text("manager", 0, max_text);
    profile.unit = text("unit", 0, max_text);
    return profile;
}

std::optional<core::Roles> ClaimReader::roles() {
    const json_t* value = json_object_get(&claims_, "roles");
    if (value == nullptr) {
        return std::nullopt;
    }
    if (!json_is_array(value)) {
        refuse("The claim \"roles\" must be an array such as [\"learner\", \"coach\"].");
        return std::nullopt;
    }
    core::Roles roles;
    for (std::size_t i = 0; i < json_array_size(value); ++i) {
        const json_t* item = json_array_get(value, i);
        const std::string_view name = json_is_string(item) ? view(*item) : std::string_view{};
        const auto* known =
            std::ranges::find(role_names, name, &std::pair<std::string_view, core::Role>::first);
        if (known == role_names.end()) {
            refuse("The claim \"roles\" holds " + (json_is_string(item) ? quoted(name) : "something else") +
                   "; use only \"learner\", \"coach\", \"peer\", \"manager\" and \"admin\".");
            return std::nullopt;
        }
        roles.add(known->second);
    }
    return roles;
}

std::optional<std::vector<core::SkillLevel>> ClaimReader::skills() {
    const json_t* value = json_object_get(&claims_, "skills");
    if (value == nullptr) {
        return std::nullopt;
    }
    const std::size_t count = json_is_object(value) ? json_object_size(value) : json_array_size(value);
    if (!(json_is_object(value) || json_is_array(value)) || count > max_skills) {
        refuse("The claim \"skills\" must be an object such as {\"S1.1\": 3} of at most " +
               std::to_string(max_skills) + " skills.");
        return std::nullopt;
    }
    std::vector<core::SkillLevel> skills;
    skills.reserve(count);
    if (json_is_object(value)) {
        const char* code = nullptr;
        json_t* level = nullptr;
        // jansson's iteration takes a mutable object but does not change it.
        json_object_foreach(const_cast<json_t*>(value), code, level) {
            add_skill(skills, code, level);
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            const json_t* item = json_array_get(value, i);
            const char* code = json_string_value(json_object_get(item, "code"));
            add_skill(skills, code == nullptr ? "" : code, json_object_get(item, "level"));
        }
    }
    // One order for both forms, so that equal profiles compare equal.
    std::ranges::sort(skills);
    const auto twice = std::ranges::adjacent_find(skills, {}, &core::SkillLevel::code);
    if (twice != skills.end()) {
        refuse("The claim \"skills\" names " + quoted(twice->code) + " twice; name each skill once.");
    }
    return skills;
}

void ClaimReader::add_skill(std::vector<core::SkillLevel>& skills, const char* code, const json_t* level) {
    const std::string_view name = code;
    const json_int_t number = json_is_integer(level) ? json_integer_value(level) : 0;
    if (name.empty() || name.size() > max_skill_code || has_control_character(name)) {
        return refuse("A skill of the claim \"skills\" must have a code of 1 to " +
                      std::to_string(max_skill_code) + " bytes without control characters.");
    }
    if (number < 1 || number > 5) {
        return refuse("The level of skill " + quoted(name) +
                      " must be a whole number from 1 (knows the basics) to 5 (teaches it).");
    }
    skills.push_back({std::string(name), static_cast<std::uint8_t>(number)});
}

std::optional<std::vector<std::string>> ClaimReader::languages() {
    const json_t* value = json_object_get(&claims_, "lang");
    if (value == nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> languages;
    if (json_is_string(value)) {
        add_language(languages, value);
    } else if (json_is_array(value) && json_array_size(value) <= max_languages) {
        for (std::size_t i = 0; i < json_array_size(value); ++i) {
            add_language(languages, json_array_get(value, i));
        }
    } else {
        refuse("The claim \"lang\" must be a language tag such as \"en\", or an array of at most " +
               std::to_string(max_languages) + " tags.");
    }
    return languages;
}

void ClaimReader::add_language(std::vector<std::string>& languages, const json_t* tag) {
    if (!json_is_string(tag) || !is_language_tag(view(*tag))) {
        return refuse("A language of the claim \"lang\" must be a tag such as \"en\" or \"pt-BR\" of " +
                      std::to_string(least_language_tag) + " to " + std::to_string(max_language_tag) +
                      " letters, digits and hyphens.");
    }
    // The order is the order of preference, so the first mention counts.
    if (std::ranges::find(languages, view(*tag)) == languages.end()) {
        languages.emplace_back(view(*tag));
    }
}

}  // namespace courtside::jwt
