#include "sim/plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>

namespace courtside::sim {
namespace {

constexpr double width = 760;
constexpr double height = 460;
constexpr double left = 70;
constexpr double right = 160;  // room for the lines' names
constexpr double top = 50;
constexpr double bottom = 60;
constexpr double name_height = 16;
// Apart from each other for those who see no colours, too: by dash as well as by hue.
constexpr std::array colours{"#0b5fa5", "#0f766e", "#c2410c", "#7e22ce", "#6b7280"};
constexpr std::array dashes{"none", "10 3", "6 4", "3 3", "12 3 3 3"};

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", std::round(value * 100) / 100);
    return text.data();
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&':
                result += "&amp;";
                break;
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '"':
                result += "&quot;";
                break;
            default:
                result += c;
        }
    }
    return result;
}

/// A step of 1, 2 or 5 times a power of ten that makes about five of them.
double round_step(double range) {
    const double power = std::pow(10.0, std::floor(std::log10(range / 5)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (range / (factor * power) <= 6) {
            return factor * power;
        }
    }
    return 10 * power;
}

struct Scale {
    double low = 0;
    double high = 1;
    double from = 0;  ///< where `low` is drawn
    double to = 1;

    [[nodiscard]] double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

std::string text_at(double x, double y, std::string_view attributes, std::string_view text) {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + std::string(attributes) + ">" +
           escaped(text) + "</text>\n";
}

std::string straight(double x1, double y1, double x2, double y2, std::string_view colour) {
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
           number(y2) + "\" stroke=\"" + std::string(colour) + "\"/>\n";
}

std::string frame(const Axes& axes, const Scale& x, const Scale& y) {
    std::string svg = text_at(left, 28, "font-size=\"16\" font-weight=\"bold\"", axes.title);
    const double y_step = round_step(y.high - y.low);
    for (double value = y.low; value <= y.high + y_step / 1000; value += y_step) {
        svg += straight(x.from, y.at(value), x.to, y.at(value), "#e5e7eb");
        svg += text_at(x.from - 8, y.at(value) + 4, "text-anchor=\"end\"", number(value));
    }
    const double x_step = round_step(x.high - x.low);
    for (double value = std::ceil(x.low / x_step - 1e-9) * x_step; value <= x.high + x_step / 1000;
         value += x_step) {
        svg += straight(x.at(value), y.from, x.at(value), y.from + 5, "#374151");
        svg += text_at(x.at(value), y.from + 20, "text-anchor=\"middle\"", number(value));
    }
    svg += straight(x.from, y.from, x.to, y.from, "#374151");
    svg += straight(x.from, y.from, x.from, y.to, "#374151");
    svg += text_at((x.from + x.to) / 2, height - 14, "text-anchor=\"middle\"", axes.x);
    const std::string turned =
        "text-anchor=\"middle\" transform=\"rotate(-90 18 " + number((y.from + y.to) / 2) + ")\"";
    svg += text_at(18, (y.from + y.to) / 2, turned, axes.y);
    return svg;
}

/// Where the names go: beside the ends of their lines, moved apart where those are close.
std::vector<double> name_places(const std::vector<Line>& lines, const Scale& y) {
    std::vector<std::size_t> order(lines.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    const auto end = [&](std::size_t line) { return y.at(lines[line].points.back().second); };
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return end(a) > end(b); });
    std::vector<double> places(lines.size());
    double lowest = y.from;
    for (const std::size_t line : order) {
        places[line] = std::min(end(line), lowest);
        lowest = places[line] - name_height;
    }
    return places;
}

}  // namespace

std::string line_chart(const Axes& axes, const std::vector<Line>& lines) {
    Scale x{lines.front().points.front().first, lines.front().points.back().first, left, width - right};
    Scale y{0, 0, height - bottom, top};
    for (const Line& line : lines) {
        for (const auto& [at, value] : line.points) {
            x.low = std::min(x.low, at);
            x.high = std::max(x.high, at);
            y.high = std::max(y.high, value);
        }
    }
    y.high = std::max(y.high, 1.0);
    const double step = round_step(y.high);
    y.high = std::ceil(y.high / step) * step;

    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " +
                      number(height) +
                      "\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#111827\" role=\"img\">\n";
    svg += "<title>" + escaped(axes.title) + "</title>\n";
    svg += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + frame(axes, x, y);
    const std::vector<double> places = name_places(lines, y);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string colour = colours.at(i % colours.size());
        svg += "<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2.5\" stroke-dasharray=\"" +
               dashes.at(i % dashes.size()) + "\" points=\"";
        for (const auto& [at, value] : lines[i].points) {
            svg += number(x.at(at)) + "," + number(y.at(value)) + " ";
        }
        svg += "\"/>\n";
        svg += text_at(x.to + 8, places[i] + 4, "fill=\"" + colour + "\"", lines[i].name);
    }
    return svg + "</svg>\n";
}

}  // namespace courtside::sim
