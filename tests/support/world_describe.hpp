#pragma once

#include "core/effects.hpp"
#include "core/inputs.hpp"

#include <string>

namespace courtside::support {

/// Everything that an effect says, field by field: two effects are the same when their
/// descriptions are.
[[nodiscard]] std::string describe(const core::Effect& effect);
[[nodiscard]] std::string describe(const core::Effects& effects);
[[nodiscard]] std::string describe(const core::ReplyBody& reply);
[[nodiscard]] std::string describe(const core::Input& input);

}  // namespace courtside::support
