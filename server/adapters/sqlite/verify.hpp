#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace courtside::sqlite {

/// How much a store holds, to be printed beside a verification.
struct StoreCounts {
    std::uint64_t tenants = 0;
    std::uint64_t people = 0;
    std::uint64_t issues = 0;
    std::uint64_t requests = 0;
    std::uint64_t sessions = 0;
    std::uint64_t live_sessions = 0;
    std::uint64_t messages = 0;
};

/// Checks all of a database file that can be checked from the file alone: SQLite's own integrity,
/// that each session's messages are numbered 1, 2, 3 … at ascending rows of the log, are those of its
/// list, come from its participants and repeat no command id, that what is referred to exists, and
/// that a start would read all of a live session's rows.
///
/// Gives sentences of what is wrong, at most 100 of them; none: all is well. Reads the log once, in
/// order: about 200 bytes of memory a session, and 8 bytes for each message of the sessions between
/// their first and their last. May run beside a server, whose live sessions it sees at one moment.
/// Throws std::runtime_error when the file is not there, cannot be read or has another schema.
[[nodiscard]] std::vector<std::string> verify(const std::filesystem::path& file,
                                              StoreCounts* counts = nullptr);

}  // namespace courtside::sqlite
