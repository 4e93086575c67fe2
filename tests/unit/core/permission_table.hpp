#pragma once

#include "core/commands.hpp"
#include "core/errors.hpp"

#include <optional>
#include <string>
#include <vector>

namespace courtside::core {

/// What commands name.
struct Things {
    IssueId issue;      ///< asked once before, not waiting now
    RequestId request;  ///< open
    OfferId offer;      ///< open
    SessionId session;  ///< active
    SessionId ended;
    PersonId person;
    PersonId me;
};

/// What of them a command has to find.
/// Coaching: an active session of which one is the coach; joined: one that one was asked into.
enum class Needs { nothing, issue, request, offer, session, coaching, joined, ended, person, channel };

struct PermissionRow {
    const char* what;
    Command (*make)(const Things&);
    Needs needs = Needs::nothing;
    /// The answer where that is not the caller's. Absent: the command is answered as if it named nothing, or
    /// from the store, where the query says for whom.
    std::optional<ErrorCode> not_ones_own{};
    bool helpers_only = false;
    bool administrators_only = false;
};

/// The device that a caller with a channel has.
inline const std::string one_channel = "https://push.example/phone";
[[nodiscard]] SubscribePush subscription();

/// Every command. The tests walk its columns "by whom" and "whose".
[[nodiscard]] const std::vector<PermissionRow>& permission_table();

}  // namespace courtside::core
