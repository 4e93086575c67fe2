#pragma once

#include "replay/dialogue_file.hpp"

#include <vector>

namespace courtside::test {

/// Texts that are easily changed on their way: every kind of UTF-8, control characters, the empty text, the
/// longest one that is taken and the shortest that is not, and one talk of 10,000 messages.
[[nodiscard]] std::vector<Dialogue> hard_dialogues();

}  // namespace courtside::test
