#pragma once

#include <cstdint>
#include <string_view>

namespace courtside::ws {

/// Checks text that comes in pieces for well-formed UTF-8 (Unicode 15, table 3-7): no overlong
/// forms, no surrogates, nothing above U+10FFFF. A wrong byte is found as soon as it is fed.
class Utf8Checker {
public:
    /// False once `bytes` cannot continue what was fed before; the checker is of no use afterwards.
    [[nodiscard]] bool feed(std::string_view bytes);

    /// Whether what was fed ends with a whole character.
    [[nodiscard]] bool complete() const { return missing_ == 0; }

private:
    std::uint8_t missing_ = 0;  // continuation bytes that the current character still needs
    std::uint8_t low_ = 0x80;   // bounds of the next of them; narrower only right after the lead byte
    std::uint8_t high_ = 0xBF;
};

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace courtside::ws
