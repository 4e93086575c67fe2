#pragma once

#include "courtside/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace examples {

/// The catalogue's entries that fit typed words best, best first, at most `limit`. A word counts where a word
/// of the label begins with it (twice) or the label or description holds it; words under three letters don't
/// count. Ties: the shorter code, which is the broader skill; of equal labels only that one.
[[nodiscard]] std::vector<courtside::Skill> find_skills(const std::vector<courtside::Skill>& catalogue,
                                                        std::string_view words, std::size_t limit);

}  // namespace examples
