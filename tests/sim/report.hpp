#pragma once

#include "sim/comparison.hpp"

#include <boost/json/object.hpp>

#include <iosfwd>
#include <vector>

namespace courtside::sim {

/// For people: all seeds, the means, and how the means compare with first-come best-fit.
void print(std::ostream& out, const WorldOptions& options, const std::vector<Comparison>& comparisons);

/// The same for programs. A measure that does not exist is null.
[[nodiscard]] boost::json::object document(const WorldOptions& options,
                                           const std::vector<Comparison>& comparisons);

/// A measure as a cell: "84.0", "2.3 %", "–" for none.
[[nodiscard]] std::string cell(std::optional<double> value, const Column& column);

}  // namespace courtside::sim
