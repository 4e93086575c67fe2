#pragma once

#include "core/ids.hpp"
#include "core/matching/bits.hpp"
#include "core/matching/line.hpp"
#include "core/model/demand.hpp"
#include "core/time.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace courtside::core {
struct PersonState;
}

namespace courtside::core::matching {

/// How somebody who coaches stands to taking a request now.
enum class Standing : std::uint8_t {
    gone,  ///< not there, or away and in no session
    busy,  ///< in a session, with an offer before them, or not reached
    soon,  ///< free within five minutes: in the pause, or near the end of a session
    idle,  ///< can be offered something
};

/// The level at which somebody could serve the type, by what they know and speak alone; 0: not at all.
[[nodiscard]] std::uint8_t level_in(const RequestType& type, const PersonState& person);

/// Which of the lines of its type a request is in.
enum class Place : std::uint8_t { none, rest, open };

/// Everything that is known of one type: who waits, who could serve it, how much it is asked for.
struct TypeState {
    const RequestType* type = nullptr;
    Line open;                ///< open requests that can be offered now
    Line rest;                ///< the other ones whose time has come: already offered, or nobody is there
    std::uint32_t there = 0;  ///< who could serve it and is not gone
    std::uint32_t idle = 0;   ///< of those
    std::uint32_t soon = 0;   ///< of those
    AskRate rate;
    bool changed = false;  ///< something that its learners are told may have changed
};

/// Where to look for whom, of one tenant: those who coach as sets of bits by skill and level, language, tier
/// and standing; requests in one line for each type. It knows nothing of two particular people: what keeps
/// them apart is checked on what it yields. People and entries are the caller's and stay where they are.
class Index {
public:
    // Who coaches.

    /// Takes over what somebody's profile says; whoever cannot coach is taken out.
    void set_profile(PersonState& person);
    void set_standing(PersonState& person, Standing standing);
    [[nodiscard]] Standing standing(const PersonState& person) const;
    /// Something of the person changed beside standing and profile, which those who wait for their types are
    /// told.
    void mark_types(const PersonState& person);

    /// Types that the person could serve, in order.
    [[nodiscard]] const std::vector<TypeState*>& types_of(const PersonState& person) const;

    /// Calls `take(person, level)` for each that could serve the type and is at least as near to it as
    /// `least`, in no order that may decide anything.
    template <class Take>
    void each_server(const RequestType& type, Standing least, Take take) const {
        static_cast<void>(any_server(type, least, [&](const PersonState& person, std::uint8_t level) {
            take(person, level);
            return false;
        }));
    }

    /// Whether one of those `fits(person, level)`; the rest is not looked at.
    template <class Fits>
    [[nodiscard]] bool any_server(const RequestType& type, Standing least, Fits fits) const;

    /// Calls `take` for each who coaches, in no order that may decide anything.
    template <class Take>
    void each_coach(Take take) const {
        for (const Coach& coach : coaches_) {
            if (coach.person != nullptr) {
                take(std::as_const(*coach.person));
            }
        }
    }

    /// Thousandths: how many asks, of the types that the person could serve, are likely to come in `minutes`
    /// and to find nobody else, weighed against each other so that it stays below 1000.
    [[nodiscard]] std::uint16_t cost_of(const PersonState& person, std::uint32_t minutes, Instant now) const;

    // Requests.

    /// The type's state, made if it is new.
    TypeState& type(const RequestType& type);
    /// Puts the request into one of the lines of its type, or into none.
    void place(RequestEntry& entry, TypeState& type, Place where, const MatchingPolicy& policy);
    void remove(RequestEntry& entry, const MatchingPolicy& policy);

    /// From 1: the place among the open requests of the same skill and languages.
    [[nodiscard]] std::uint32_t position(const RequestEntry& entry, const MatchingPolicy& policy) const;

    [[nodiscard]] std::map<RequestType, TypeState>& types() { return types_; }
    [[nodiscard]] const std::map<RequestType, TypeState>& types() const { return types_; }

private:
    static constexpr std::size_t levels = 5;

    struct Coach {
        PersonState* person = nullptr;
        Standing standing = Standing::gone;
        std::vector<TypeState*> types;
        std::vector<Bits*> sets;  ///< that they are in by profile
    };

    [[nodiscard]] std::uint64_t able(const RequestType& type, std::size_t word) const;
    [[nodiscard]] std::uint64_t standing_at_least(Standing least, std::size_t word) const;
    void leave_profile(std::uint32_t slot);
    void count(TypeState& type, Standing standing, std::uint32_t by) const;
    void mark_kind(const RequestType& type);

    std::vector<Coach> coaches_;  ///< by slot
    std::vector<std::uint32_t> unused_;
    std::map<std::string, std::array<Bits, levels>, std::less<>> by_skill_;  ///< by the level that they have
    std::map<std::string, Bits, std::less<>> by_language_;
    std::array<Bits, 2> by_tier_;
    std::array<Bits, 4> by_standing_;
    std::map<RequestType, TypeState> types_;
};

/// The tags of `languages`, one after the other, until one is `taken`; whether one was.
template <class Take>
bool any_language(std::string_view languages, Take taken) {
    while (!languages.empty()) {
        const std::size_t end = std::min(languages.find(' '), languages.size());
        if (taken(languages.substr(0, end))) {
            return true;
        }
        languages.remove_prefix(std::min(end + 1, languages.size()));
    }
    return false;
}

template <class Fits>
bool Index::any_server(const RequestType& type, Standing least, Fits fits) const {
    const auto skill = by_skill_.find(type.skill);
    if (skill == by_skill_.end()) {
        return false;
    }
    std::vector<const Bits*> languages;
    any_language(type.languages, [&](std::string_view tag) {
        if (const auto place = by_language_.find(tag); place != by_language_.end()) {
            languages.push_back(&place->second);
        }
        return false;
    });
    for (std::size_t word = 0; word < (coaches_.size() + 63) / 64; ++word) {
        std::uint64_t found = standing_at_least(least, word);
        if (found == 0) {
            continue;
        }
        std::uint64_t skilled = 0;
        for (std::size_t level = type.least_level; level <= levels; ++level) {
            skilled |= skill->second[level - 1].word(word);
        }
        std::uint64_t spoken = type.languages.empty() ? ~std::uint64_t{0} : 0;
        for (const Bits* language : languages) {
            spoken |= language->word(word);
        }
        std::uint64_t tiers = 0;
        for (std::size_t tier = 0; tier < by_tier_.size(); ++tier) {
            tiers |= (type.tiers >> tier & 1U) != 0 ? by_tier_[tier].word(word) : 0;
        }
        found &= skilled & spoken & tiers;
        for (; found != 0; found &= found - 1) {
            const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(found));
            std::size_t level = levels;
            while (!skill->second[level - 1].test(slot)) {
                --level;
            }
            if (fits(*coaches_[slot].person, static_cast<std::uint8_t>(level))) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace courtside::core::matching
