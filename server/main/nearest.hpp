#pragma once

#include <span>
#include <string_view>

namespace courtside::server {

/// Which of `known` somebody who wrote `written` most likely meant: the one with the fewest single
/// letters added, left out, changed or swapped with their neighbour. Case and the difference of '-'
/// and '_' do not count; of equals the first wins. Empty only if `known` is.
[[nodiscard]] std::string_view nearest(std::string_view written, std::span<const std::string_view> known);

}  // namespace courtside::server
