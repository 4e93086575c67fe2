#pragma once

#include "core/claims.hpp"
#include "core/commands.hpp"
#include "core/ids.hpp"
#include "core/model/tenant.hpp"
#include "core/rules.hpp"
#include "core/time.hpp"
#include "core/zone_table.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courtside::support {

/// An instant by its UTC date and time of day.
[[nodiscard]] core::Instant utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0);

/// A Monday morning, on a multiple of every interval of the rules: where tests begin.
[[nodiscard]] core::Instant monday_at_nine();

/// The shortest time there is, and the longest that is shorter than `length`.
constexpr core::Duration one_ms{1};
constexpr core::Duration just_under(core::Duration length) {
    return {length.ms - 1};
}

/// Distinct for distinct `n`, and never the "none" of all zeros.
[[nodiscard]] core::CommandId command_id(std::uint64_t n);

/// The usual ones of a server that sends push messages, to https://push.example.
[[nodiscard]] core::Rules push_rules();

/// UTC, and some zones made by hand with the changes of offset of the years 2025 and 2026.
[[nodiscard]] core::ZoneTables test_zones();

/// Nested ones, and two that stand alone: S1, S1.1, S1.1.1, S1.2, S2, T4.
[[nodiscard]] std::vector<core::Skill> test_skills();

/// What a company says of one of its people.
class ProfileBuilder {
public:
    ProfileBuilder& as(core::Role role);
    ProfileBuilder& named(std::string name);
    ProfileBuilder& skilled(std::string code, std::uint8_t level);
    ProfileBuilder& speaks(std::vector<std::string> languages);
    ProfileBuilder& in_zone(std::string zone);
    ProfileBuilder& managed_by(std::string subject);
    ProfileBuilder& in_unit(std::string unit);

    operator core::Profile() const { return profile_; }  // NOLINT: meant to convert

private:
    core::Profile profile_;
};

/// A learner who speaks English.
[[nodiscard]] ProfileBuilder a_learner();

/// A coach who speaks English, without a skill yet.
[[nodiscard]] ProfileBuilder a_coach();

/// A coach at S1 on the given level, which fits what `a_wish` asks for.
[[nodiscard]] ProfileBuilder a_coach_of_s1(std::uint8_t level = 3);

/// What a learner asks for.
class WishBuilder {
public:
    explicit WishBuilder(core::IssueId issue);

    WishBuilder& minutes(std::uint32_t minutes);
    WishBuilder& within(core::Instant from, core::Instant to);
    WishBuilder& needed_by(core::Instant at);
    WishBuilder& skill(std::string code);
    WishBuilder& least_level(std::uint32_t level);
    WishBuilder& in_language(std::string language);
    WishBuilder& prefer(core::PersonId person);
    WishBuilder& without(core::PersonId person);
    WishBuilder& manager_too();
    WishBuilder& other_units_only();

    operator core::Ask() const { return wish_; }  // NOLINT: meant to convert

private:
    core::Ask wish_;
};

/// Fifteen minutes now, on S1.
[[nodiscard]] WishBuilder a_wish(core::IssueId issue);

/// A message of plain text.
[[nodiscard]] core::SendMessage text(core::SessionId session, std::string words, std::uint64_t reply_to = 0);

}  // namespace courtside::support
