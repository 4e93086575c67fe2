#pragma once

#include "core/time.hpp"

#include <string>

namespace courtside::core {

/// An instant as people and programs read it: 2026-03-01T09:30:00Z.
[[nodiscard]] std::string utc_text(Instant at);

}  // namespace courtside::core
