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
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// Which of the lines of its type a request is in.
enum class Place : std::uint8_t { none, rest, open };

inline constexpr std::size_t levels = 5;

/// Those who coach a skill: by level, who has at least that.
using SkilledBits = std::array<Bits, levels>;

struct Kind;

/// Those who could serve a type, by what they know and speak alone.
struct Servers {
    Kind* kind = nullptr;
    std::uint8_t least_level = 1;
    std::uint8_t tiers = 3;  ///< as of a type
};

/// Everything that is known of one type: who waits, who could serve it, how much it is asked for.
struct TypeState {
    Kind* kind = nullptr;
    std::uint8_t least_level = 1;
    std::uint8_t tiers = 3;
    bool changed = false;     ///< something that its learners are told may have changed
    std::uint32_t there = 0;  ///< who could serve it and is not gone
    std::uint32_t idle = 0;   ///< of those
    std::uint32_t soon = 0;   ///< of those
    AskRate rate;
    Line open;  ///< open requests that can be offered now
    Line rest;  ///< the other ones whose time has come: already offered, or nobody is there

    [[nodiscard]] RequestType name() const;
    [[nodiscard]] Servers servers() const { return {kind, least_level, tiers}; }
};

/// What is asked for in one skill and in one of some languages: types that differ in level and tier alone. To
/// who waits, their requests are one queue.
struct Kind {
    std::string_view skill;
    std::string_view languages;  ///< as of a type
    const SkilledBits* skilled = nullptr;
    std::vector<const Bits*> speakers;  ///< of each of the languages
    static constexpr std::size_t tiers = 3;
    /// By level, then by tier; null: not asked for yet.
    std::array<std::unique_ptr<TypeState>, levels * tiers> types;
};

/// The level at which somebody could serve; 0: not at all.
[[nodiscard]] std::uint8_t level_in(const Servers& servers, const PersonState& person);

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

    /// Types that the person could serve, in no order that may decide anything.
    [[nodiscard]] const std::vector<TypeState*>& types_of(const PersonState& person) const;

    /// Calls `take(person, level)` for each of the servers who is at least as near to serving as `least`, in
    /// no order that may decide anything.
    template <class Take>
    void each_server(const Servers& servers, Standing least, Take take) const {
        static_cast<void>(any_server(servers, least, [&](const PersonState& person, std::uint8_t level) {
            take(person, level);
            return false;
        }));
    }

    /// Whether one of those `fits(person, level)`; the rest is not looked at.
    template <class Fits>
    [[nodiscard]] bool any_server(const Servers& servers, Standing least, Fits fits) const;

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

    /// What is asked for, made if it is new. It stays where it is.
    Kind& kind(std::string_view skill, std::string_view languages);
    TypeState& type(const Servers& servers);
    /// Puts the request into one of the lines of its type, or into none.
    void place(RequestEntry& entry, TypeState& type, Place where, const MatchingPolicy& policy);
    void remove(RequestEntry& entry, const MatchingPolicy& policy);

    /// From 1: the place among the open requests of the same skill and languages.
    [[nodiscard]] std::uint32_t position(const RequestEntry& entry, const MatchingPolicy& policy) const;

    /// Calls `take` for each type that was ever asked for, in the order of their names.
    template <class Take>
    void each_type(Take take) const {
        for (const auto& [name, kind] : kinds_) {
            for (const auto& type : kind.types) {
                if (type != nullptr) {
                    take(*type);
                }
            }
        }
    }

private:
    using KindName = std::pair<std::string, std::string>;  ///< skill and languages
    using KindView = std::pair<std::string_view, std::string_view>;
    struct KindHash {
        std::size_t operator()(const KindView& name) const;
    };

    struct Coach {
        PersonState* person = nullptr;
        Standing standing = Standing::gone;
        std::vector<TypeState*> types;
        std::vector<Bits*> sets;  ///< that they are in by profile
    };

    void leave_profile(std::uint32_t slot);
    void stand(std::uint32_t slot, Standing standing);
    void count(TypeState& type, Standing standing, std::uint32_t by) const;
    Kind& add_kind(std::string_view skill, std::string_view languages);
    TypeState& add_type(const Servers& servers);

    std::vector<Coach> coaches_;  ///< by slot
    std::vector<std::uint32_t> unused_;
    std::map<std::string, SkilledBits, std::less<>> by_skill_;
    std::map<std::string, Bits, std::less<>> by_language_;
    std::array<Bits, 2> by_tier_;
    std::array<Bits, 4> by_standing_;  ///< who is at least as near
    std::map<KindName, Kind> kinds_;
    std::unordered_map<KindView, Kind*, KindHash> kinds_by_name_;  ///< the names are those of `kinds_`
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
bool Index::any_server(const Servers& servers, Standing least, Fits fits) const {
    const SkilledBits& by_level = *servers.kind->skilled;
    const Bits& skilled = by_level[servers.least_level - 1U];
    const Bits& near = by_standing_[static_cast<std::size_t>(least)];
    for (std::size_t word = 0; word < std::min(skilled.size(), near.size()); ++word) {
        std::uint64_t found = skilled.word(word) & near.word(word);
        if (found == 0) {
            continue;
        }
        std::uint64_t spoken = servers.kind->speakers.empty() ? ~std::uint64_t{0} : 0;
        for (const Bits* speakers : servers.kind->speakers) {
            spoken |= speakers->word(word);
        }
        std::uint64_t tiers = 0;
        for (std::size_t tier = 0; tier < by_tier_.size(); ++tier) {
            tiers |= (servers.tiers >> tier & 1U) != 0 ? by_tier_[tier].word(word) : 0;
        }
        found &= spoken & tiers;
        for (; found != 0; found &= found - 1) {
            const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(found));
            std::size_t level = levels;
            while (!by_level[level - 1].test(slot)) {
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
