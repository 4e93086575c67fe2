#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace courtside::core::matching {

/// A set of small numbers, one bit each; grows as it is set.
class Bits {
public:
    void set(std::size_t at) {
        if (at / 64 >= words_.size()) {
            words_.resize(at / 64 + 1);
        }
        words_[at / 64] |= std::uint64_t{1} << (at % 64);
    }
    void clear(std::size_t at) {
        if (at / 64 < words_.size()) {
            words_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
        }
    }
    [[nodiscard]] bool test(std::size_t at) const { return (word(at / 64) >> (at % 64) & 1U) != 0; }

    /// Numbers 64 · `index` and on; beyond what was set: none.
    [[nodiscard]] std::uint64_t word(std::size_t index) const {
        return index < words_.size() ? words_[index] : 0;
    }
    [[nodiscard]] std::size_t size() const { return words_.size(); }  ///< in words

private:
    std::vector<std::uint64_t> words_;
};

}  // namespace courtside::core::matching
