#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace courtside::sim {

/// Midnight of the day that is simulated, a Monday, in UTC.
inline constexpr core::Instant midnight{1'772'409'600'000};

struct CoachPlan {
    std::string subject;
    std::map<std::string, std::uint8_t> levels;  ///< by skill code
    std::vector<std::string> languages;
    double accepts = 1;  ///< share of the offers that are accepted
    std::vector<core::TimeWindow> shifts;

    /// In a skill or one below it, such as S1.1.2 for S1.1; 0: does not have it.
    [[nodiscard]] std::uint8_t level_in(const std::string& skill) const;
    [[nodiscard]] bool serves(const std::string& skill, const std::string& language,
                              std::uint8_t least_level) const;
};

struct RequestPlan {
    core::Instant at;
    std::string skill;
    std::string language;
    std::uint8_t least_level = 1;
    std::uint32_t minutes = 15;  ///< as asked for
    double length = 15;          ///< minutes that the talk will take, whoever holds it
    bool urgent = false;         ///< needed within `due_minutes`
};

inline constexpr std::uint32_t due_minutes = 15;

/// Who is there, and what is asked: fixed before the first command is sent, so that every policy meets the
/// same people and the same questions.
struct World {
    std::uint64_t seed = 1;  ///< of what is still to be drawn: answers, and how long they take
    std::vector<CoachPlan> coaches;
    std::vector<RequestPlan> requests;            ///< in time order
    core::Instant measured_from;                  ///< requests before it only fill the place
    core::Duration patience = core::minutes(20);  ///< then the learner withdraws; 0: never
};

enum class Shape : std::uint8_t {
    flat,  ///< the same load all the time, everybody there all the time
    day    ///< the hours of a working day, 07 to 21 h, and eight hours for each coach
};

struct WorldOptions {
    std::uint64_t seed = 1;
    std::uint32_t coaches = 60;
    double load = 0.85;  ///< work including the pause after it, by the coaches' time
    Shape shape = Shape::flat;
    std::uint32_t hours = 24;  ///< of a flat load
    std::uint32_t patience_minutes = 20;
};

/// A company as good as any: 60 % of the coaches know two, 30 % four and 10 % eight of twelve skills, each
/// with one or two of three languages; skills are known and asked for after Zipf's law; 40 % of the requests
/// are urgent. Nothing is asked for that no coach can do.
[[nodiscard]] World seeded_world(const WorldOptions& options);

/// The same world where every coach can serve every request: nobody can do better than that.
[[nodiscard]] World pooled(World world);

}  // namespace courtside::sim
