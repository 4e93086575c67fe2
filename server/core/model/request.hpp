#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

/// waiting -> offered -> matched; from waiting and offered also the other ends. Booked: a promised window is
/// ahead; it waits again shortly before that begins.
enum class RequestState : std::uint8_t {
    waiting = 1,
    offered = 2,
    matched = 3,
    cancelled = 4,
    solved_alone = 5,
    expired = 6,
    booked = 7,
};

enum class RequestReason : std::uint8_t {
    asked = 1,
    coach_no_show = 2,
    coach_silent = 3,
    wrong_match = 4,
    window_ahead = 5,
    accepted = 6,
    learner = 7,
    nobody_free = 8,
    handed_over = 9,
    promised = 10,
    promise_moved = 11,
    unlikely_today = 12,
    promise_broken = 13,
};

/// One ask for a session on an issue. Durable; ends exactly once, with a reason.
struct Request {
    RequestId id;
    IssueId issue;
    PersonId learner;
    RequestState state = RequestState::waiting;
    RequestReason reason = RequestReason::asked;
    std::uint8_t least_level = 1;
    bool deadline_counts = false;
    bool front = false;  ///< back in front after a match that did not work out
    bool allow_manager = false;
    bool leave_out_unit = false;
    std::uint32_t minutes = 15;
    std::string skill;
    std::string language;  ///< empty: any of the learner's
    Instant asked_at;
    Instant waiting_since;  ///< older than asked_at where an earlier wait is kept
    Instant needed_by;
    TimeWindow window;
    Instant expires_at;
    std::vector<PersonId> prefer;
    std::vector<PersonId> leave_out;  ///< by wish, who was matched in vain, or said that it is not theirs
    /// Declined it or did not answer; not offered it for a while. A mark, which is nobody's id, parts those
    /// who were asked in an earlier while from those who were asked in this one.
    std::vector<PersonId> tried;
    SessionId session;  ///< once matched
    Instant ended_at;
    TimeWindow promise;           ///< in which a session begins; stays when it was kept
    TimeWindow proposed;          ///< could be promised; the learner has not taken it
    bool unlikely_today = false;  ///< by presence, windows and those ahead, nobody will be free for it
    bool widened = false;
    bool reminded = false;  ///< of the promise
    PersonId likely_coach;  ///< whom the plan of the day has for the promise; kept free for it

    /// In the queue.
    [[nodiscard]] bool queued() const {
        return state == RequestState::waiting || state == RequestState::offered;
    }
    [[nodiscard]] bool open() const { return queued() || state == RequestState::booked; }
    bool operator==(const Request&) const = default;
};

}  // namespace courtside::core
