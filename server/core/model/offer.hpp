#pragma once

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>

namespace courtside::core {

enum class OfferState : std::uint8_t {
    pending = 1,
    accepted = 2,
    declined = 3,
    timed_out = 4,
    rescinded = 5
};

/// Why an offer is no longer open, as its coach is told afterwards.
enum class OfferEnd : std::uint8_t {
    open = 0,           ///< it still is
    answered = 1,       ///< accepted or declined
    not_answered = 2,   ///< shown, and no answer in time
    not_shown = 3,      ///< the client did not confirm that it is on the screen
    request_ended = 4,  ///< cancelled, solved alone or expired meanwhile
    not_free = 5,       ///< the coach or the learner could not be matched any more, or another was faster
};

enum class DeclineReason : std::uint8_t {
    none = 0,
    busy = 1,
    not_my_skill = 2,
    too_long = 3,
    conflict = 4,
    other = 5
};

/// Why a person was chosen; values as in the wire protocol.
enum class MatchReason : std::uint8_t {
    skill = 1,
    language = 2,
    preferred = 3,
    same_coach = 4,
    longest_free = 5,
    handed_over = 6,
    second_expert = 7,
    free_now = 8,       ///< nobody else who fits was
    spares_others = 9,  ///< others are needed more elsewhere
};

/// A set of match reasons, one bit each.
struct MatchReasons {
    std::uint16_t bits = 0;

    constexpr void add(MatchReason reason) {
        bits = static_cast<std::uint16_t>(bits | (1U << static_cast<unsigned>(reason)));
    }
    [[nodiscard]] constexpr bool has(MatchReason reason) const {
        return (bits & (1U << static_cast<unsigned>(reason))) != 0;
    }
    constexpr auto operator<=>(const MatchReasons&) const = default;
};

/// What was given up of a wish, after some time; values as in the wire protocol.
enum class RelaxedRule : std::uint8_t { preferred_person = 1, exact_level = 2, next_tier = 3 };

/// A set of relaxed rules, one bit each.
struct RelaxedRules {
    std::uint8_t bits = 0;

    constexpr void add(RelaxedRule rule) {
        bits = static_cast<std::uint8_t>(bits | (1U << static_cast<unsigned>(rule)));
    }
    [[nodiscard]] constexpr bool has(RelaxedRule rule) const {
        return (bits & (1U << static_cast<unsigned>(rule))) != 0;
    }
    constexpr auto operator<=>(const RelaxedRules&) const = default;
};

/// A request put to one coach, with an expiry; or a seat in a running session, put to an expert.
struct Offer {
    OfferId id;
    RequestId request;
    PersonId coach;
    OfferState state = OfferState::pending;
    Instant offered_at;
    Instant expires_at;
    Instant shown_at;  ///< when the client confirmed; none: not yet
    Instant closed_at;
    MatchReasons reasons;
    DeclineReason decline_reason = DeclineReason::none;
    std::string note;
    SessionId session{};        ///< that the coach would join as a second expert; none: it begins one
    std::string skill{};        ///< what the expert is asked for; empty: what the request asks for
    Instant accepts_itself_at;  ///< none: it does not
    RelaxedRules relaxed;
    std::uint8_t fit_percent = 0;

    bool operator==(const Offer&) const = default;
};

}  // namespace courtside::core
