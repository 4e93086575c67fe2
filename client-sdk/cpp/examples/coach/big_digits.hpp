#pragma once

#include <string>

namespace examples {

/// The number in digits of five lines, to be seen from across the desk; at least 0.
[[nodiscard]] std::string big_digits(int number);

}  // namespace examples
