#pragma once

#include <cstddef>
#include <filesystem>

namespace courtside::bench {

/// The median time, in milliseconds, that this disk takes to flush 4 KiB written over others in a file: what
/// no durable acknowledgement can be faster than. Throws std::runtime_error.
double flush_ms(const std::filesystem::path& folder, std::size_t times = 400);

}  // namespace courtside::bench
