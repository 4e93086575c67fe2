#pragma once

// The enums of the core have the protocol's values, so that they are converted by a cast; what
// follows fails to compile where one of them is changed alone. Roles and match reasons are sets of
// bits in the core and mapped one by one.

#include "core/claims.hpp"
#include "core/error.hpp"
#include "core/model/closing_word.hpp"
#include "core/model/issue.hpp"
#include "core/model/message.hpp"
#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/request.hpp"
#include "core/model/session.hpp"
#include "courtside/v1/frames.pb.h"

#include <array>
#include <type_traits>
#include <utility>

namespace courtside::wire {

namespace pb = courtside::v1;

template <class Core, class Proto>
constexpr bool same(Core core_value, Proto proto_value) {
    return static_cast<int>(core_value) == static_cast<int>(proto_value);
}

static_assert(same(core::PresenceState::offline, pb::PRESENCE_STATE_OFFLINE));
static_assert(same(core::PresenceState::away, pb::PRESENCE_STATE_AWAY));
static_assert(same(core::PresenceState::ready, pb::PRESENCE_STATE_READY));
static_assert(same(core::PresenceState::in_session, pb::PRESENCE_STATE_IN_SESSION));

static_assert(same(core::PresenceReason::none, pb::PRESENCE_REASON_UNSPECIFIED));
static_assert(same(core::PresenceReason::chosen, pb::PRESENCE_REASON_CHOSEN));
static_assert(same(core::PresenceReason::ready_ended, pb::PRESENCE_REASON_READY_ENDED));
static_assert(same(core::PresenceReason::inactive, pb::PRESENCE_REASON_INACTIVE));
static_assert(same(core::PresenceReason::missed_offers, pb::PRESENCE_REASON_MISSED_OFFERS));
static_assert(same(core::PresenceReason::silent, pb::PRESENCE_REASON_SILENT));
static_assert(same(core::PresenceReason::no_show, pb::PRESENCE_REASON_NO_SHOW));

static_assert(same(core::IssueState::open, pb::ISSUE_STATE_OPEN));
static_assert(same(core::IssueState::resolved, pb::ISSUE_STATE_RESOLVED));

static_assert(same(core::RequestState::waiting, pb::REQUEST_STATE_WAITING));
static_assert(same(core::RequestState::offered, pb::REQUEST_STATE_OFFERED));
static_assert(same(core::RequestState::matched, pb::REQUEST_STATE_MATCHED));
static_assert(same(core::RequestState::cancelled, pb::REQUEST_STATE_CANCELLED));
static_assert(same(core::RequestState::solved_alone, pb::REQUEST_STATE_SOLVED_ALONE));
static_assert(same(core::RequestState::expired, pb::REQUEST_STATE_EXPIRED));
static_assert(same(core::RequestState::booked, pb::REQUEST_STATE_BOOKED));

static_assert(same(core::RequestReason::asked, pb::REQUEST_REASON_ASKED));
static_assert(same(core::RequestReason::coach_no_show, pb::REQUEST_REASON_COACH_NO_SHOW));
static_assert(same(core::RequestReason::coach_silent, pb::REQUEST_REASON_COACH_SILENT));
static_assert(same(core::RequestReason::wrong_match, pb::REQUEST_REASON_WRONG_MATCH));
static_assert(same(core::RequestReason::window_ahead, pb::REQUEST_REASON_WINDOW_AHEAD));
static_assert(same(core::RequestReason::accepted, pb::REQUEST_REASON_ACCEPTED));
static_assert(same(core::RequestReason::learner, pb::REQUEST_REASON_LEARNER));
static_assert(same(core::RequestReason::nobody_free, pb::REQUEST_REASON_NOBODY_FREE));
static_assert(same(core::RequestReason::handed_over, pb::REQUEST_REASON_HANDED_OVER));
static_assert(same(core::RequestReason::promised, pb::REQUEST_REASON_PROMISED));
static_assert(same(core::RequestReason::promise_moved, pb::REQUEST_REASON_PROMISE_MOVED));
static_assert(same(core::RequestReason::unlikely_today, pb::REQUEST_REASON_UNLIKELY_TODAY));
static_assert(same(core::RequestReason::promise_broken, pb::REQUEST_REASON_PROMISE_BROKEN));

static_assert(same(core::OfferState::pending, pb::OFFER_STATE_PENDING));
static_assert(same(core::OfferState::accepted, pb::OFFER_STATE_ACCEPTED));
static_assert(same(core::OfferState::declined, pb::OFFER_STATE_DECLINED));
static_assert(same(core::OfferState::timed_out, pb::OFFER_STATE_TIMED_OUT));
static_assert(same(core::OfferState::rescinded, pb::OFFER_STATE_RESCINDED));

static_assert(same(core::OfferEnd::open, pb::OFFER_END_UNSPECIFIED));
static_assert(same(core::OfferEnd::answered, pb::OFFER_END_ANSWERED));
static_assert(same(core::OfferEnd::not_answered, pb::OFFER_END_NOT_ANSWERED));
static_assert(same(core::OfferEnd::not_shown, pb::OFFER_END_NOT_SHOWN));
static_assert(same(core::OfferEnd::request_ended, pb::OFFER_END_REQUEST_ENDED));
static_assert(same(core::OfferEnd::not_free, pb::OFFER_END_NOT_FREE));

static_assert(same(core::DeclineReason::none, pb::DECLINE_REASON_UNSPECIFIED));
static_assert(same(core::DeclineReason::busy, pb::DECLINE_REASON_BUSY));
static_assert(same(core::DeclineReason::not_my_skill, pb::DECLINE_REASON_NOT_MY_SKILL));
static_assert(same(core::DeclineReason::too_long, pb::DECLINE_REASON_TOO_LONG));
static_assert(same(core::DeclineReason::conflict, pb::DECLINE_REASON_CONFLICT));
static_assert(same(core::DeclineReason::other, pb::DECLINE_REASON_OTHER));

static_assert(same(core::SessionState::starting, pb::SESSION_STATE_STARTING));
static_assert(same(core::SessionState::active, pb::SESSION_STATE_ACTIVE));
static_assert(same(core::SessionState::wrap_up, pb::SESSION_STATE_WRAP_UP));
static_assert(same(core::SessionState::ended, pb::SESSION_STATE_ENDED));

static_assert(same(core::Outcome::none, pb::OUTCOME_UNSPECIFIED));
static_assert(same(core::Outcome::resolved, pb::OUTCOME_RESOLVED));
static_assert(same(core::Outcome::another_session, pb::OUTCOME_ANOTHER_SESSION));
static_assert(same(core::Outcome::referred, pb::OUTCOME_REFERRED));
static_assert(same(core::Outcome::transferred, pb::OUTCOME_TRANSFERRED));
static_assert(same(core::Outcome::wrong_match, pb::OUTCOME_WRONG_MATCH));
static_assert(same(core::Outcome::abandoned, pb::OUTCOME_ABANDONED));
static_assert(same(core::Outcome::unstated, pb::OUTCOME_UNSTATED));
static_assert(same(core::Outcome::no_show, pb::OUTCOME_NO_SHOW));

static_assert(same(core::SessionRole::learner, pb::SESSION_ROLE_LEARNER));
static_assert(same(core::SessionRole::coach, pb::SESSION_ROLE_COACH));
static_assert(same(core::SessionRole::expert, pb::SESSION_ROLE_EXPERT));

static_assert(same(core::MomentKind::none, pb::MOMENT_KIND_UNSPECIFIED));
static_assert(same(core::MomentKind::show, pb::MOMENT_KIND_SHOW));
static_assert(same(core::MomentKind::try_it, pb::MOMENT_KIND_TRY));
static_assert(same(core::MomentKind::feedback, pb::MOMENT_KIND_FEEDBACK));
static_assert(same(core::MomentKind::person, pb::MOMENT_KIND_PERSON));
static_assert(same(core::MomentKind::place, pb::MOMENT_KIND_PLACE));
static_assert(same(core::MomentKind::tool, pb::MOMENT_KIND_TOOL));
static_assert(same(core::MomentKind::story, pb::MOMENT_KIND_STORY));
static_assert(same(core::MomentKind::why, pb::MOMENT_KIND_WHY));
static_assert(same(core::MomentKind::first_win, pb::MOMENT_KIND_FIRST_WIN));

static_assert(same(core::Answer::none, pb::ANSWER_UNSPECIFIED));
static_assert(same(core::Answer::yes, pb::ANSWER_YES));
static_assert(same(core::Answer::partly, pb::ANSWER_PARTLY));
static_assert(same(core::Answer::no, pb::ANSWER_NO));

static_assert(same(core::ErrorCode::invalid_argument, pb::ERROR_CODE_INVALID_ARGUMENT));
static_assert(same(core::ErrorCode::unauthenticated, pb::ERROR_CODE_UNAUTHENTICATED));
static_assert(same(core::ErrorCode::not_allowed, pb::ERROR_CODE_NOT_ALLOWED));
static_assert(same(core::ErrorCode::not_found, pb::ERROR_CODE_NOT_FOUND));
static_assert(same(core::ErrorCode::command_id_reused, pb::ERROR_CODE_COMMAND_ID_REUSED));
static_assert(same(core::ErrorCode::request_already_open, pb::ERROR_CODE_REQUEST_ALREADY_OPEN));
static_assert(same(core::ErrorCode::request_not_open, pb::ERROR_CODE_REQUEST_NOT_OPEN));
static_assert(same(core::ErrorCode::offer_not_open, pb::ERROR_CODE_OFFER_NOT_OPEN));
static_assert(same(core::ErrorCode::wrong_session_state, pb::ERROR_CODE_WRONG_SESSION_STATE));
static_assert(same(core::ErrorCode::in_session, pb::ERROR_CODE_IN_SESSION));
static_assert(same(core::ErrorCode::cannot_extend, pb::ERROR_CODE_CANNOT_EXTEND));
static_assert(same(core::ErrorCode::too_late, pb::ERROR_CODE_TOO_LATE));
static_assert(same(core::ErrorCode::too_large, pb::ERROR_CODE_TOO_LARGE));
static_assert(same(core::ErrorCode::busy, pb::ERROR_CODE_BUSY));
static_assert(same(core::ErrorCode::unavailable, pb::ERROR_CODE_UNAVAILABLE));
static_assert(same(core::ErrorCode::unsupported, pb::ERROR_CODE_UNSUPPORTED));
static_assert(same(core::ErrorCode::bad_frame, pb::ERROR_CODE_BAD_FRAME));

/// The protocol's value of an enum whose values are the core's.
template <class Proto, class Core>
constexpr Proto as(Core value) {
    static_assert(std::is_enum_v<Proto> && std::is_enum_v<Core>);
    return static_cast<Proto>(value);
}

inline constexpr std::array<std::pair<core::Role, pb::Role>, 5> roles{{
    {core::Role::learner, pb::ROLE_LEARNER},
    {core::Role::coach, pb::ROLE_COACH},
    {core::Role::peer, pb::ROLE_PEER},
    {core::Role::manager, pb::ROLE_MANAGER},
    {core::Role::admin, pb::ROLE_ADMIN},
}};

inline constexpr std::array<std::pair<core::MatchReason, pb::MatchReason>, 9> match_reasons{{
    {core::MatchReason::skill, pb::MATCH_REASON_SKILL},
    {core::MatchReason::language, pb::MATCH_REASON_LANGUAGE},
    {core::MatchReason::preferred, pb::MATCH_REASON_PREFERRED},
    {core::MatchReason::same_coach, pb::MATCH_REASON_SAME_COACH},
    {core::MatchReason::longest_free, pb::MATCH_REASON_LONGEST_FREE},
    {core::MatchReason::handed_over, pb::MATCH_REASON_HANDED_OVER},
    {core::MatchReason::second_expert, pb::MATCH_REASON_SECOND_EXPERT},
    {core::MatchReason::free_now, pb::MATCH_REASON_FREE_NOW},
    {core::MatchReason::spares_others, pb::MATCH_REASON_SPARES_OTHERS},
}};

inline constexpr std::array<std::pair<core::RelaxedRule, pb::RelaxedRule>, 3> relaxed_rules{{
    {core::RelaxedRule::preferred_person, pb::RELAXED_RULE_PREFERRED_PERSON},
    {core::RelaxedRule::exact_level, pb::RELAXED_RULE_EXACT_LEVEL},
    {core::RelaxedRule::next_tier, pb::RELAXED_RULE_NEXT_TIER},
}};

}  // namespace courtside::wire
