#pragma once

#include "sim/company.hpp"

#include <boost/json/object.hpp>

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace courtside::sim {

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
