#pragma once

#include <cstddef>
#include <filesystem>

namespace courtside::bench {

/// Puts ended sessions of 30 messages of 120 bytes, as the server stores them, into the store of a company
/// whose first two people held them. No server may run on it. Returns how many messages there are: at least
/// `messages`. Throws std::runtime_error.
std::size_t store_past(const std::filesystem::path& data_folder, std::size_t messages);

}  // namespace courtside::bench
