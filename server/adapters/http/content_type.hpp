#pragma once

#include <string_view>

namespace courtside::http {

/// What a file with this name holds, by its ending; bytes without meaning where that is unknown.
[[nodiscard]] std::string_view content_type(std::string_view file_name);

}  // namespace courtside::http
