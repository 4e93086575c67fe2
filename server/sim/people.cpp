#include "sim/people.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

namespace courtside::sim {

using namespace core;

Profile profile_of(const CoachPlan& plan) {
    Profile profile;
    profile.roles = Roles{static_cast<std::uint8_t>(Role::coach)};
    profile.skills.emplace();
    for (const auto& [code, level] : plan.levels) {
        profile.skills->push_back({code, level});
    }
    profile.languages = plan.languages;
    return profile;
}

std::vector<Skill> catalogue_of(const World& world) {
    std::set<std::string> codes;
    for (const CoachPlan& coach : world.coaches) {
        for (const auto& [code, level] : coach.levels) {
            codes.insert(code);
        }
    }
    for (const RequestPlan& request : world.requests) {
        codes.insert(request.skill);
    }
    std::vector<Skill> catalogue;
    for (const std::string& code : codes) {
        catalogue.push_back({code, "Skill", ""});
    }
    return catalogue;
}

double fit_of(std::uint8_t level, std::uint8_t asked) {
    const double shortfall = std::max(0.0, (asked - level) / 5.0);
    return 0.5 * level / 5.0 + 0.5 * std::max(0.0, 1.0 - 1.5 * shortfall);
}

Duration of_seconds(double value) {
    return Duration{static_cast<std::int64_t>(value * 1000.0)};
}

Answer answer_of(const Draws& draws, const World& world, std::size_t request, std::uint64_t draw,
                 std::size_t coach, const Offer& offer) {
    // Whoever is committed has less time to say no.
    const bool in_time = static_cast<bool>(offer.accepts_itself_at);
    const double most = in_time ? 4.5 : 19.0;
    const double least = in_time ? 1.0 : 4.0;
    const double takes = least + draws.exponential(in_time ? 2.0 : 7.0, Draws::What::answer, request, draw);
    return {draws.unit(Draws::What::accepts, request, draw) < world.coaches[coach].accepts,
            of_seconds(std::min(most, takes))};
}

void expect_late(const Error& error) {
    const bool late = error.code == ErrorCode::offer_not_open || error.code == ErrorCode::request_not_open ||
                      error.code == ErrorCode::wrong_session_state || error.code == ErrorCode::in_session ||
                      (error.code == ErrorCode::invalid_argument && error.text.starts_with("window"));
    if (!late) {
        throw std::logic_error("the engine refuses a command: " + error.text);
    }
}

}  // namespace courtside::sim
