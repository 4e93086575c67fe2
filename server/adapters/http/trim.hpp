#pragma once

#include <string_view>

namespace courtside::http {

/// Without the optional whitespace around it (RFC 9110, 5.6.3).
[[nodiscard]] inline std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace courtside::http
