// The enumerations of the C interface are those of the C++ one: proven here, at compile time.

#include "courtside/courtside_types.h"
#include "courtside/events.hpp"
#include "courtside/types.hpp"

namespace courtside::c_api {
namespace {

template <class Enum>
constexpr bool same(int c_value, Enum value) {
    return c_value == static_cast<int>(value);
}

static_assert(same(COURTSIDE_DISCONNECTED, ConnectionState::disconnected));
static_assert(same(COURTSIDE_CONNECTING, ConnectionState::connecting));
static_assert(same(COURTSIDE_CONNECTED, ConnectionState::connected));
static_assert(same(COURTSIDE_RECONNECTING, ConnectionState::reconnecting));

static_assert(same(COURTSIDE_REASON_NONE, StateReason::none));
static_assert(same(COURTSIDE_REASON_ASKED, StateReason::asked));
static_assert(same(COURTSIDE_REASON_NETWORK, StateReason::network));
static_assert(same(COURTSIDE_REASON_CLOSED_BY_SERVER, StateReason::closed_by_server));
static_assert(same(COURTSIDE_REASON_TOKEN_FAILED, StateReason::token_failed));
static_assert(same(COURTSIDE_REASON_UNAUTHORISED, StateReason::unauthorised));
static_assert(same(COURTSIDE_REASON_DISPLACED, StateReason::displaced));
static_assert(same(COURTSIDE_REASON_REFUSED, StateReason::refused));

static_assert(same(COURTSIDE_PRESENCE_OFFLINE, PresenceState::offline));
static_assert(same(COURTSIDE_PRESENCE_AWAY, PresenceState::away));
static_assert(same(COURTSIDE_PRESENCE_READY, PresenceState::ready));
static_assert(same(COURTSIDE_PRESENCE_IN_SESSION, PresenceState::in_session));

static_assert(same(COURTSIDE_ISSUE_OPEN, IssueState::open));
static_assert(same(COURTSIDE_ISSUE_RESOLVED, IssueState::resolved));

static_assert(same(COURTSIDE_REQUEST_WAITING, RequestState::waiting));
static_assert(same(COURTSIDE_REQUEST_OFFERED, RequestState::offered));
static_assert(same(COURTSIDE_REQUEST_MATCHED, RequestState::matched));
static_assert(same(COURTSIDE_REQUEST_CANCELLED, RequestState::cancelled));
static_assert(same(COURTSIDE_REQUEST_SOLVED_ALONE, RequestState::solved_alone));
static_assert(same(COURTSIDE_REQUEST_EXPIRED, RequestState::expired));
static_assert(same(COURTSIDE_REQUEST_BOOKED, RequestState::booked));

static_assert(same(COURTSIDE_OFFER_PENDING, OfferState::pending));
static_assert(same(COURTSIDE_OFFER_ACCEPTED, OfferState::accepted));
static_assert(same(COURTSIDE_OFFER_DECLINED, OfferState::declined));
static_assert(same(COURTSIDE_OFFER_TIMED_OUT, OfferState::timed_out));
static_assert(same(COURTSIDE_OFFER_RESCINDED, OfferState::rescinded));

static_assert(same(COURTSIDE_OFFER_END_OPEN, OfferEnd::open));
static_assert(same(COURTSIDE_OFFER_END_ANSWERED, OfferEnd::answered));
static_assert(same(COURTSIDE_OFFER_END_NOT_ANSWERED, OfferEnd::not_answered));
static_assert(same(COURTSIDE_OFFER_END_NOT_SHOWN, OfferEnd::not_shown));
static_assert(same(COURTSIDE_OFFER_END_REQUEST_ENDED, OfferEnd::request_ended));
static_assert(same(COURTSIDE_OFFER_END_NOT_FREE, OfferEnd::not_free));

static_assert(same(COURTSIDE_DECLINE_BUSY, DeclineReason::busy));
static_assert(same(COURTSIDE_DECLINE_NOT_MY_SKILL, DeclineReason::not_my_skill));
static_assert(same(COURTSIDE_DECLINE_TOO_LONG, DeclineReason::too_long));
static_assert(same(COURTSIDE_DECLINE_CONFLICT, DeclineReason::conflict));
static_assert(same(COURTSIDE_DECLINE_OTHER, DeclineReason::other));

static_assert(same(COURTSIDE_SESSION_STARTING, SessionState::starting));
static_assert(same(COURTSIDE_SESSION_ACTIVE, SessionState::active));
static_assert(same(COURTSIDE_SESSION_WRAP_UP, SessionState::wrap_up));
static_assert(same(COURTSIDE_SESSION_ENDED, SessionState::ended));

static_assert(same(COURTSIDE_OUTCOME_RESOLVED, Outcome::resolved));
static_assert(same(COURTSIDE_OUTCOME_ANOTHER_SESSION, Outcome::another_session));
static_assert(same(COURTSIDE_OUTCOME_REFERRED, Outcome::referred));
static_assert(same(COURTSIDE_OUTCOME_TRANSFERRED, Outcome::transferred));
static_assert(same(COURTSIDE_OUTCOME_WRONG_MATCH, Outcome::wrong_match));
static_assert(same(COURTSIDE_OUTCOME_ABANDONED, Outcome::abandoned));
static_assert(same(COURTSIDE_OUTCOME_UNSTATED, Outcome::unstated));
static_assert(same(COURTSIDE_OUTCOME_NO_SHOW, Outcome::no_show));

static_assert(same(COURTSIDE_ROLE_LEARNER, SessionRole::learner));
static_assert(same(COURTSIDE_ROLE_COACH, SessionRole::coach));
static_assert(same(COURTSIDE_ROLE_EXPERT, SessionRole::expert));

static_assert(same(COURTSIDE_MOMENT_SHOW, MomentKind::show));
static_assert(same(COURTSIDE_MOMENT_TRY_OUT, MomentKind::try_out));
static_assert(same(COURTSIDE_MOMENT_FEEDBACK, MomentKind::feedback));
static_assert(same(COURTSIDE_MOMENT_PERSON, MomentKind::person));
static_assert(same(COURTSIDE_MOMENT_PLACE, MomentKind::place));
static_assert(same(COURTSIDE_MOMENT_TOOL, MomentKind::tool));
static_assert(same(COURTSIDE_MOMENT_STORY, MomentKind::story));
static_assert(same(COURTSIDE_MOMENT_WHY, MomentKind::why));
static_assert(same(COURTSIDE_MOMENT_FIRST_WIN, MomentKind::first_win));

static_assert(same(COURTSIDE_ANSWER_YES, Answer::yes));
static_assert(same(COURTSIDE_ANSWER_PARTLY, Answer::partly));
static_assert(same(COURTSIDE_ANSWER_NO, Answer::no));

}  // namespace
}  // namespace courtside::c_api
