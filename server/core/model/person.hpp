#pragma once

#include "core/claims.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace courtside::core {

enum class PresenceState : std::uint8_t { offline = 1, away = 2, ready = 3, in_session = 4 };

/// Why somebody is away. Values as in the wire protocol.
enum class PresenceReason : std::uint8_t {
    none = 0,
    chosen = 1,
    ready_ended = 2,
    inactive = 3,
    missed_offers = 4,
    silent = 5,
    no_show = 6,
};

/// What somebody who coaches wants of the matching.
struct Preferences {
    bool committed = false;            ///< "ready means committed": offers accept themselves
    std::uint32_t weekly_minutes = 0;  ///< no more than this; 0: no budget
    std::vector<TimeWindow> focus;     ///< no offers in these

    bool operator==(const Preferences&) const = default;
};

constexpr std::uint8_t acceptance_unknown = 255;

/// A member of a tenant, as stored: who they are, and what they intend. Whether they are
/// connected is not part of it.
struct Person {
    PersonId id;
    std::string subject;  ///< the company's own id
    std::string name;
    Roles roles;
    std::vector<SkillLevel> skills;
    std::vector<std::string> languages;  ///< in order of preference
    std::string time_zone = "UTC";
    PersonId manager;
    std::string unit;
    Instant ready_until;  ///< none: away
    PresenceReason away_reason = PresenceReason::none;
    std::vector<TimeWindow> windows;
    std::uint8_t misses = 0;                   ///< offers in a row that went unanswered
    Instant free_since;                        ///< since when without a session; orders equal fits
    Instant next_offer_from;                   ///< the pause after a session
    std::array<Instant, 2> short_deadlines{};  ///< the last two that counted, older first
    Instant tokens_from;                       ///< tokens issued before are refused
    std::vector<PersonId> blocked;             ///< by this person, ascending
    Preferences preferences;
    std::uint8_t acceptance = acceptance_unknown;  ///< learnt from answers to offers, 0 never to 250 always
    Instant week;                                  ///< whose minutes are counted; weeks begin on Monday, UTC
    std::uint32_t week_minutes = 0;                ///< coached in it

    /// All that is left of somebody who was erased is the number; no subject is empty otherwise.
    [[nodiscard]] bool erased() const { return subject.empty(); }
    bool operator==(const Person&) const = default;
};

}  // namespace courtside::core
