#pragma once

#include "sim/measures.hpp"
#include "sim/what_if.hpp"
#include "sim/world.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace courtside::sim {

/// A company's own people and a day of its demand.
struct Company {
    std::vector<CoachPlan> coaches;
    std::vector<RequestPlan> requests;
    core::TimeWindow ready;  ///< when everybody is there
    std::uint32_t patience_minutes = 20;
};

/// Skill and language.
using Type = std::pair<std::string, std::string>;

/// How those who asked for a type fared, a day; means over seeds.
struct TypeDay {
    std::uint32_t could_serve = 0;
    double asked = 0;
    double waited = 0;  ///< seconds, all together
    double lost = 0;
};

struct CompanyDay {
    Measures all;
    std::map<Type, TypeDay> types;
};

/// Whether to end early.
using Stopped = std::function<bool()>;

/// The day under the server's policy, averaged over seeds from `first_seed` on: who accepts, how fast, and
/// how long talks take is drawn. With a change, if it can be made. None where it cannot, or when it was
/// stopped.
[[nodiscard]] std::optional<CompanyDay> live(const Company& company, const std::optional<WhatIf>& change,
                                             std::uint32_t seeds, std::uint64_t first_seed = 1,
                                             const Stopped& stopped = {});

/// What one more coach who knows a type would save.
struct Lever {
    Type type;
    double saved = 0;  ///< seconds of waiting a day, of all together
};

/// Where to look for levers.
struct LeverSearch {
    std::uint32_t seeds = 1;  ///< each day is lived with these, the next day with the following ones
    std::size_t most = 10;    ///< types to try: those that wait longest together
    std::function<bool(const Type&)> may_be = {};  ///< none: every type
    Stopped stopped = {};  ///< then what was tried to its end is the answer; may be asked very often
};

/// The types where one more person helps most, best first, averaged over days of one company.
[[nodiscard]] std::vector<Lever> levers(std::span<const Company> days, const LeverSearch& search);

}  // namespace courtside::sim
