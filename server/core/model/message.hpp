#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace courtside::core {

enum class MessageKind : std::uint8_t { text = 1, moment = 2 };

/// Training (show, try, feedback), Integration (person, place, tool), Motivation (story, why,
/// first win). Values as in the wire protocol.
enum class MomentKind : std::uint8_t {
    none = 0,
    show = 1,
    try_it = 2,
    feedback = 3,
    person = 4,
    place = 5,
    tool = 6,
    story = 7,
    why = 8,
    first_win = 9,
};

/// One row of the append-only log. Numbers run 1, 2, 3 … in a session, without a hole.
struct Message {
    TenantId tenant;
    SessionId session;
    std::uint64_t number = 0;
    RowId row;
    PersonId sender;
    CommandId command;
    Instant sent_at;
    MessageKind kind = MessageKind::text;
    MomentKind moment = MomentKind::none;
    std::uint64_t reply_to = 0;
    bool redacted = false;
    std::string text;

    bool operator==(const Message&) const = default;
};

/// Shared by the record that stores it and the pushes that carry it.
using MessagePtr = std::shared_ptr<const Message>;

/// What tells a repeated message from another one under the same command id: its content.
[[nodiscard]] std::uint64_t content_hash(MessageKind kind, MomentKind moment, std::uint64_t reply_to,
                                         std::string_view text);

/// What a live session remembers of each message it holds.
struct LogEntry {
    RowId row;
    PersonId sender;
    CommandId command;
    std::uint64_t content = 0;  ///< content_hash
    Instant sent_at;

    bool operator==(const LogEntry&) const = default;
};

}  // namespace courtside::core
