#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"

#include <chrono>
#include <filesystem>
#include <span>

namespace courtside::sqlite {

/// "CTSD" in ASCII: marks a file as ours in SQLite's header.
inline constexpr std::int64_t application_id = 0x43545344;

/// How long the writer waits for a lock. Nobody else writes, so only a recovery ever holds one.
inline constexpr std::chrono::milliseconds writer_patience{1000};

/// One step of the file format. It runs in a transaction of its own with the version number.
struct Migration {
    int version;  ///< what the file is at afterwards
    Sql script;   ///< ends by setting user_version to `version`
};

/// All steps, from version 1 on without a hole. A published one is never changed.
[[nodiscard]] std::span<const Migration> migrations();

/// Settings of a connection that only reads.
void configure_reader(Database& database);

/// Makes the connection the writer of its file: checks that the file is one of ours, or empty, sets
/// how it is written, and brings it to the last of `steps`. A file with content is copied to
/// `<file>.before-v<last version>` before a migration. Throws std::runtime_error, with the file
/// unchanged, when it is newer than the last step or of another program.
void prepare_writer(Database& database, const std::filesystem::path& file,
                    std::span<const Migration> steps = migrations());

/// The version of a file that is one of ours, not empty, and not newer than this program. Throws like
/// prepare_writer().
int known_version(Database& database, const std::filesystem::path& file);

/// For a connection that only reads: the version of the file, which has to be the newest. Throws
/// like prepare_writer().
int check_schema(Database& database, const std::filesystem::path& file);

}  // namespace courtside::sqlite
