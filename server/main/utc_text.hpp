#pragma once

#include "core/time.hpp"

#include <string>

namespace courtside::server {

/// An instant as people and programs read it: 2026-03-01T09:30:00Z.
[[nodiscard]] std::string utc_text(core::Instant at);

}  // namespace courtside::server
