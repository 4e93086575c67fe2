#pragma once

#include <filesystem>

namespace courtside::sqlite {

/// Has the system write a file, or the names in a folder, to the disk. Throws std::runtime_error.
void flush_to_disk(const std::filesystem::path& path);

}  // namespace courtside::sqlite
