#pragma once

#include "main/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace courtside::server {

/// The content of a file that a person named on the command line; at most `most` bytes of UTF-8.
[[nodiscard]] Result<std::string> read_text_file(const std::string& path, std::size_t most);

/// Writes a file that only its owner can read and that must not be there yet: a secret is never
/// written over another.
[[nodiscard]] Result<> write_new_private_file(const std::string& path, std::string_view content);

/// Writes a file so that a reader sees nothing or all of it; replaces what was there.
[[nodiscard]] Result<> replace_file(const std::string& path, std::string_view content);

}  // namespace courtside::server
