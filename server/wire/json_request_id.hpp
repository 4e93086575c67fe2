#pragma once

#include <cstdint>
#include <string_view>

namespace courtside::wire {

/// The request id of a JSON frame that could not be read as a whole, so that the refusal finds the
/// one who asked; 0 when there is none.
[[nodiscard]] std::uint64_t json_request_id(std::string_view json);

}  // namespace courtside::wire
