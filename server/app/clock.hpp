#pragma once

#include "core/time.hpp"

#include <functional>

namespace courtside::app {

/// The present. Never goes back.
using Clock = std::function<core::Instant()>;

/// The system's time as it was when this was called, moved on by the steady clock: setting the
/// machine's clock changes nothing until the next start.
[[nodiscard]] Clock make_clock();

}  // namespace courtside::app
