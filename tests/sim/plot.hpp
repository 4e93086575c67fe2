#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::sim {

struct Line {
    std::string name;
    std::vector<std::pair<double, double>> points;  ///< x ascending
};

struct Axes {
    std::string title;
    std::string x;
    std::string y;
};

/// An SVG document with one line for each of `lines`, axes from round numbers, and a name beside each line's
/// end. At least one line with two points.
[[nodiscard]] std::string line_chart(const Axes& axes, const std::vector<Line>& lines);

}  // namespace courtside::sim
