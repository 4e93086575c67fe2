#pragma once

#include <chrono>
#include <functional>

namespace courtside::support {

/// Asks again and again until it is so; false when it still is not after half a minute. For what another
/// process does in its own time and tells nobody about: a number of tries would pass on slow machines only.
inline bool comes_true(const std::function<bool()>& condition) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= until) {
            return false;
        }
    }
    return true;
}

}  // namespace courtside::support
