#pragma once

#include <cstddef>
#include <cstdint>

namespace courtside::wire {

/// How frames are written: the subprotocols "courtside.v1.proto" and "courtside.v1.json".
enum class Format : std::uint8_t { binary, json };
inline constexpr std::size_t format_count = 2;

}  // namespace courtside::wire
