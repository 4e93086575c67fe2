#pragma once

#include <filesystem>

namespace courtside::sqlite {

/// Copies a store as it is at one moment into a new file, readable by its owner only and flushed. A server
/// may write meanwhile: it is not held up, but its write-ahead log cannot be started afresh until the copy is
/// done.
///
/// Throws std::runtime_error when the source is none of ours, newer than this program or damaged, or when
/// `target` is there already or cannot be written; then there is no `target`, or what was there.
void copy_store(const std::filesystem::path& source, const std::filesystem::path& target);

}  // namespace courtside::sqlite
