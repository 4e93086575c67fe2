#pragma once

#include "core/month.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

// What a company is told of a month: how many asked for what and when, how long they waited, and how many got
// nobody. No cell is about fewer than eight learners. The cells are a partition, months do not overlap and
// nothing else can be chosen, so no reports can be subtracted from each other. Pure arithmetic.

/// Distinct learners of a cell, at least.
inline constexpr std::size_t least_learners = 8;
/// Counts are multiples of it.
inline constexpr std::uint32_t counted_in = 5;
/// Mean waits are multiples of it.
inline constexpr Duration waits_in = seconds(10);
/// Who waits longer counts as having waited: after this time a promise is proposed.
inline constexpr Duration long_wait = seconds(90);

/// What was asked for.
struct AskedType {
    std::string skill;
    std::string language;  ///< empty: none was named

    auto operator<=>(const AskedType&) const = default;
};

/// One ask, as it ended.
struct PastRequest {
    std::uint64_t learner = 0;  ///< the same number for the same person
    std::uint32_t type = 0;     ///< place in `types`
    std::uint16_t minutes = 15;
    std::uint8_t least_level = 1;
    bool urgent = false;
    bool lost = false;  ///< withdrawn, or expired unserved
    Instant asked_at;
    Duration waited;
};

struct MonthOfRequests {
    Month month;
    std::vector<AskedType> types;  ///< each once
    std::vector<PastRequest> requests;
};

/// Requests that are shown together.
struct CoverageGroup {
    std::string skill;     ///< empty: others, of any skill
    std::string language;  ///< empty: what of the skill and those below it is in no group of its own
    std::uint32_t from_hour = 0;
    std::uint32_t to_hour = 24;
    std::vector<std::size_t> requests;  ///< places
};

/// Every request is in exactly one group; every group has at least `least_learners`. None: the month has
/// fewer. In order of skill, language and hour, others last.
///
/// A skill and language with too few goes into "any language" of the skill, that into the skill above it
/// (codes nest by dots), and so on up to the others; where those are too few, the smallest group joins them.
/// A group is cut by hours, as finely as each part has enough.
[[nodiscard]] std::vector<CoverageGroup> coverage_groups(const MonthOfRequests& month);

/// The types with enough learners by themselves.
[[nodiscard]] std::vector<bool> frequent_types(const MonthOfRequests& month);

/// A group as it is told: counts rounded.
struct CoverageCell {
    std::string skill;
    std::string skill_label;
    std::string language;
    std::uint32_t from_hour = 0;
    std::uint32_t to_hour = 24;
    std::uint32_t could_serve = 0;  ///< 0 of others
    std::uint32_t asked = 0;
    std::uint32_t waited_long = 0;
    std::uint32_t lost = 0;
    std::uint32_t mean_wait_s = 0;

    bool operator==(const CoverageCell&) const = default;
};

/// Without the label and who could serve it.
[[nodiscard]] CoverageCell coverage_cell(const MonthOfRequests& month, const CoverageGroup& group);

/// Where one more person would help.
struct CoverageLever {
    std::string skill;
    std::string skill_label;
    std::string language;                   ///< empty: any
    std::uint32_t saved_minutes_a_day = 0;  ///< of waiting, of all together; a multiple of `counted_in`

    bool operator==(const CoverageLever&) const = default;
};

struct CoverageReport {
    Month month;
    Instant made_at;                    ///< when it was counted who could serve
    std::vector<CoverageCell> cells;    ///< none: fewer than eight learners asked
    std::vector<CoverageLever> levers;  ///< best first
};

/// The nearest multiple.
[[nodiscard]] std::uint32_t rounded(std::uint64_t value, std::uint32_t to);

/// "S1.2" is above "S1.2.4"; the empty code is above all.
[[nodiscard]] std::string skill_above(const std::string& code);

}  // namespace courtside::core
