#pragma once

#include "core/ids.hpp"
#include "core/model/closing_word.hpp"
#include "core/model/decision.hpp"
#include "core/model/demand.hpp"
#include "core/model/erasure.hpp"
#include "core/model/issue.hpp"
#include "core/model/message.hpp"
#include "core/model/note.hpp"
#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/push_channel.hpp"
#include "core/model/request.hpp"
#include "core/model/session.hpp"
#include "core/model/tenant.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace courtside::core {

/// Inserts an entity of a tenant, or replaces it whole.
template <class T>
struct Put {
    TenantId tenant;
    T value;

    bool operator==(const Put&) const = default;
};

/// Appends one row to the log.
struct AppendMessage {
    MessagePtr message;
};

/// A session's end: its last state and where its messages are, in number order.
struct EndSessionRecord {
    TenantId tenant;
    Session session;
    std::vector<RowId> rows;
    Instant messages_until{};  ///< by the company's present rule; none: it says nothing
};

/// How far a participant got. Small, since it is written often.
struct PutMarks {
    TenantId tenant;
    SessionId session;
    PersonId person;
    std::uint64_t delivered_to = 0;
    std::uint64_t read_to = 0;

    bool operator==(const PutMarks&) const = default;
};

/// A change that was carried out, so that its repetition is recognised for 30 days.
struct CommandRecord {
    PersonId person;
    CommandId command;
    std::uint8_t kind = 0;      ///< index of the command's alternative in `Command`
    std::uint64_t payload = 0;  ///< fingerprint of its content
    std::uint64_t entity = 0;   ///< what it made or changed
    Instant at;

    bool operator==(const CommandRecord&) const = default;
};

/// Who did what to what, for everything administrative. Append only; subjects of the erased go.
struct AuditEntry {
    TenantId tenant;
    std::string actor;
    std::string action;
    std::string object;
    Instant at;

    bool operator==(const AuditEntry&) const = default;
};

/// All that is stored of a person goes, however long that takes: the words in their messages, issues, notes
/// and closing words, and what is remembered of their commands. Numbers and rows stay. Comes with the `Put`
/// of the tombstone, and after the ends of what they had open.
struct EraseRecord {
    TenantId tenant;
    std::string subject;  ///< for what is to be replaced; not stored
    Erasure erasure;

    bool operator==(const EraseRecord&) const = default;
};

/// A company's messages or notes are kept for another time than before, those of ended sessions too.
struct RetentionRecord {
    TenantId tenant;
    Instant at;

    bool operator==(const RetentionRecord&) const = default;
};

/// A change of the stored truth. The records of a turn are committed together, in order.
using Record = std::variant<Put<Tenant>, Put<Skill>, Put<Person>, Put<Issue>, Put<Request>, Put<Offer>,
                            Put<Session>, EndSessionRecord, AppendMessage, PutMarks, Put<ClosingWord>,
                            Put<CommandRecord>, AuditEntry, EraseRecord, RetentionRecord, Put<Note>,
                            Put<PushChannels>, Put<Demand>, Put<DecisionRecord>>;

}  // namespace courtside::core
