#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/queries.hpp"
#include "core/views.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace courtside::sqlite {

/// The bounds of what is held for those who fetch all that is stored about them.
struct OwnDocumentOptions {
    std::size_t held = 64;                                ///< documents at once
    std::uint64_t most_bytes = std::uint64_t{64} << 20U;  ///< of one
    std::size_t part_bytes = std::size_t{48} << 10U;      ///< of one answer
    std::chrono::seconds kept{120};                       ///< after the last part of it was read
};

/// Documents of people who read what is stored about them: each is made once, of one moment of the store, and
/// then read part by part from a file without a name, so that none of it is in memory and nothing is left of
/// it when the process ends.
///
/// One is made at a time, so that other reads go on. May be called on any thread.
class OwnDocuments {
public:
    using Clock = std::chrono::steady_clock;

    /// The files are made in `folder`, which has to be as private as the store.
    explicit OwnDocuments(std::filesystem::path folder, OwnDocumentOptions options = {});
    ~OwnDocuments();
    OwnDocuments(const OwnDocuments&) = delete;
    OwnDocuments& operator=(const OwnDocuments&) = delete;

    /// The part that begins at the query's offset, or why there is none. Throws SqliteError or CorruptValue
    /// when the store cannot be read, std::runtime_error when the file cannot be written.
    [[nodiscard]] core::ReplyBody part(Database& database, core::TenantId tenant, core::PersonId person,
                                       const core::QueryOwnData& query, Clock::time_point now);

    /// Lets go of what nobody has read for its time.
    void forget_old(Clock::time_point now);

private:
    class Document;
    using Key = std::pair<core::TenantId, core::PersonId>;

    [[nodiscard]] std::shared_ptr<Document> make(Database& database, const Key& key, core::Instant at) const;
    [[nodiscard]] core::ReplyBody read(const Document& document, std::uint64_t offset) const;

    const std::filesystem::path folder_;
    const OwnDocumentOptions options_;
    std::mutex mutex_;
    std::map<Key, std::shared_ptr<Document>> held_;
    bool making_ = false;
};

}  // namespace courtside::sqlite
