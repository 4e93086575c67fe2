#include "big_digits.hpp"

#include <array>
#include <cstddef>

namespace examples {
namespace {

constexpr std::size_t kLines = 5;
using Digit = std::array<const char*, kLines>;

constexpr std::array<Digit, 10> kDigits{{
    {"#####", "#   #", "#   #", "#   #", "#####"},
    {"   # ", "  ## ", "   # ", "   # ", "  ###"},
    {"#####", "    #", "#####", "#    ", "#####"},
    {"#####", "    #", " ####", "    #", "#####"},
    {"#   #", "#   #", "#####", "    #", "    #"},
    {"#####", "#    ", "#####", "    #", "#####"},
    {"#####", "#    ", "#####", "#   #", "#####"},
    {"#####", "    #", "   # ", "  #  ", "  #  "},
    {"#####", "#   #", "#####", "#   #", "#####"},
    {"#####", "#   #", "#####", "    #", "#####"},
}};

}  // namespace

std::string big_digits(int number) {
    const auto digits = std::to_string(number < 0 ? 0 : number);
    std::string out;
    for (std::size_t line = 0; line < kLines; ++line) {
        out += "    ";
        for (const char digit : digits) {
            out += kDigits.at(static_cast<std::size_t>(digit - '0')).at(line);
            out += "  ";
        }
        if (line + 1 < kLines) {
            out += '\n';
        }
    }
    return out;
}

}  // namespace examples
