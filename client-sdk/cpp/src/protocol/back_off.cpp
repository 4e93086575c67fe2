#include "protocol/back_off.hpp"

#include <algorithm>

namespace courtside::internal {

BackOff::BackOff(Milliseconds least, Milliseconds most)
    : least_(std::max(least, Milliseconds{1})), most_(std::max(most, least_)), ceiling_(least_) {}

Milliseconds BackOff::next(const Random& random) {
    // Compared by division, so that a large bound can't overflow when doubled.
    ceiling_ = ceiling_ > most_ / 2 ? most_ : ceiling_ * 2;
    const auto choices = static_cast<std::uint64_t>((ceiling_ - least_).count()) + 1;
    return least_ + Milliseconds{static_cast<Milliseconds::rep>(random() % choices)};
}

}  // namespace courtside::internal
