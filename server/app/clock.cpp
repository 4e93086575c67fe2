#include "app/clock.hpp"

#include <chrono>

namespace courtside::app {

namespace {

template <class TimePoint>
core::Instant milliseconds_of(TimePoint at) {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()};
}

}  // namespace

Clock make_clock() {
    const auto offset =
        milliseconds_of(std::chrono::system_clock::now()) - milliseconds_of(std::chrono::steady_clock::now());
    return [offset] { return milliseconds_of(std::chrono::steady_clock::now()) + offset; };
}

}  // namespace courtside::app
