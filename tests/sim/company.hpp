#pragma once

#include "main/failure.hpp"
#include "sim/measures.hpp"
#include "sim/what_if.hpp"
#include "sim/world.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
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

/// The day under the server's policy, averaged over seeds from 1 on: who accepts, how fast, and how long
/// talks take is drawn. With a change, if it can be made.
[[nodiscard]] server::Result<CompanyDay> live(const Company& company, const std::optional<WhatIf>& change,
                                              std::uint32_t seeds);

/// What one more coach who knows a type would save.
struct Lever {
    Type type;
    double saved = 0;  ///< seconds of waiting a day, of all together
};

/// The types where one more person helps most, best first, of the `most` that wait longest together.
[[nodiscard]] std::vector<Lever> levers(const Company& company, const CompanyDay& now, std::uint32_t seeds,
                                        std::size_t most);

struct CompanyAnswer {
    CompanyDay now;
    std::optional<CompanyDay> after;  ///< with the change that was asked about
    std::string change;               ///< as it was asked
    std::vector<Lever> levers;
};

/// Types that fewer than eight asked for are shown together: no line is about a person.
void print(std::ostream& out, const Company& company, const CompanyAnswer& answer);
[[nodiscard]] boost::json::object document(const Company& company, const CompanyAnswer& answer);

}  // namespace courtside::sim
