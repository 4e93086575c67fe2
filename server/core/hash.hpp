#pragma once

#include <cstdint>
#include <string_view>

namespace courtside::core {

/// FNV-1a, 64 bits: stable over builds and machines, since its values are stored. Not for
/// adversaries. (G. Fowler, L. C. Noll, K.-P. Vo: the FNV non-cryptographic hash algorithm.)
class Hash {
public:
    void byte(std::uint8_t value) { state_ = (state_ ^ value) * 0x100000001B3ULL; }

    /// Eight bytes, lowest first.
    void number(std::uint64_t value) {
        for (int i = 0; i < 8; ++i) {
            byte(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }

    void bytes(std::string_view text) {
        for (const char c : text) {
            byte(static_cast<std::uint8_t>(c));
        }
    }

    /// With its length, so that neighbours in a sequence do not run together.
    void text(std::string_view value) {
        number(value.size());
        bytes(value);
    }

    [[nodiscard]] std::uint64_t value() const { return state_; }

private:
    std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

}  // namespace courtside::core
