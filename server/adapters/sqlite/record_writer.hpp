#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/records.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace courtside::sqlite {

/// Writes records as rows, inside a transaction that somebody else opens and commits. After an
/// error, or a transaction that did not commit, it has to be thrown away: it knows where the log
/// ends and which command is the oldest.
class RecordWriter {
public:
    /// Reads where the log ends.
    explicit RecordWriter(Database& database);

    /// All of one transaction. Throws SqliteError.
    void write(std::span<const core::Record> records);

    /// The lowest row id that was never given to a message nor named in a session's list.
    [[nodiscard]] core::RowId next_row() const { return next_row_; }

    /// When the oldest command is so old that it is worth a commit of its own to take it away.
    [[nodiscard]] std::optional<core::Instant> next_forgetting() const;
    /// Takes some of the commands away that are too old, in the caller's transaction.
    void forget_old_commands(core::Instant now) { forget_old_commands(now, forgotten_when_idle); }

private:
    static constexpr std::int64_t forgotten_when_idle = 250;

    void put(const core::Put<core::Tenant>& record);
    void put(const core::Put<core::Skill>& record);
    void put(const core::Put<core::Person>& record);
    void put(const core::Put<core::Issue>& record);
    void put(const core::Put<core::Request>& record);
    void put(const core::Put<core::Offer>& record);
    void put(const core::Put<core::Session>& record);
    void put(const core::EndSessionRecord& record);
    void put(const core::AppendMessage& record);
    void put(const core::PutMarks& record);
    void put(const core::Put<core::ClosingWord>& record);
    void put(const core::Put<core::CommandRecord>& record);
    void put(const core::AuditEntry& record);
    void put(const core::EraseRecord& record);
    void put(const core::RetentionRecord& record);
    void put(const core::Put<core::Note>& record);
    void put(const core::Put<core::PushChannels>& record);
    void put(const core::Put<core::Demand>& record);
    void put(const core::Put<core::DecisionRecord>& record);

    /// `rows`: absent for a live session, which keeps what the column holds.
    void put_session(core::TenantId tenant, const core::Session& session, std::optional<Blob> rows);
    void forget_old_commands(core::Instant now, std::int64_t written);

    Database& database_;
    core::RowId next_row_;
    std::optional<core::Instant> oldest_command_;
};

}  // namespace courtside::sqlite
