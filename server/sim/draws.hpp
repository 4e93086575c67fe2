#pragma once

#include <cmath>
#include <cstdint>

namespace courtside::sim {

/// Random numbers by key instead of by turn: whatever a policy does, the same request takes the
/// same time and the same coach answers it the same way.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : seed_(seed) {}

    enum class What : std::uint64_t {
        skill = 1,
        level,
        will,
        gap,
        thinned,
        asked_skill,
        asked_language,
        asked_level,
        minutes,
        length,
        urgent,
        accepts,
        answer,
        learner_of_skill,
        takes_promise
    };

    /// In [0, 1).
    [[nodiscard]] double unit(What what, std::uint64_t a, std::uint64_t b = 0) const {
        std::uint64_t hash = mix(seed_);
        hash = mix(hash ^ static_cast<std::uint64_t>(what));
        hash = mix(hash ^ a);
        hash = mix(hash ^ b);
        return static_cast<double>(hash >> 11U) * 0x1.0p-53;
    }
    [[nodiscard]] std::uint32_t below(std::uint32_t n, What what, std::uint64_t a,
                                      std::uint64_t b = 0) const {
        return static_cast<std::uint32_t>(unit(what, a, b) * n);
    }
    [[nodiscard]] double exponential(double mean, What what, std::uint64_t a, std::uint64_t b = 0) const {
        return -mean * std::log1p(-unit(what, a, b));
    }

private:
    static std::uint64_t mix(std::uint64_t x) {
        x += 0x9E3779B97F4A7C15ULL;
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31U);
    }

    std::uint64_t seed_;
};

}  // namespace courtside::sim
