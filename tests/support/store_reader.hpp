#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace courtside::test {

struct StoredMessage {
    std::uint64_t number = 0;
    std::uint64_t sender = 0;
    std::string command_id;
    std::string text;
};

struct StoredSession {
    std::uint64_t issue = 0;
    std::uint64_t request = 0;
    int state = 0;
    int outcome = 0;
    std::uint64_t last_number = 0;
    /// In the order of the log.
    std::vector<StoredMessage> messages;
};

struct StoredRequest {
    std::uint64_t issue = 0;
    std::uint64_t learner = 0;
    int state = 0;
};

/// What a store of one company holds, read by SQLite itself past all code of the server. Sessions and
/// requests by id.
struct StoreContent {
    std::map<std::uint64_t, StoredSession> sessions;
    std::map<std::uint64_t, StoredRequest> requests;
    /// Learner by issue.
    std::map<std::uint64_t, std::uint64_t> issues;
    /// How many closing words each session has.
    std::map<std::uint64_t, unsigned> closing_words;
    /// The messages whose session is not there.
    std::uint64_t stray_messages = 0;
};

/// Reads a store that no server writes to now, in one transaction; leaves the files as they are. Throws
/// std::runtime_error.
[[nodiscard]] StoreContent read_store(const std::filesystem::path& database);

}  // namespace courtside::test
