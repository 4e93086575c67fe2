// What a company is told of a month is never about fewer than eight learners.

#include "core/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace courtside::core {
namespace {

constexpr Month october{681};

/// A month that is filled by sentences.
class MonthOf {
public:
    MonthOf() { month_.month = october; }

    /// `learners` people, from the number `first` on, ask once each.
    MonthOf& asked(std::size_t learners, const AskedType& type, std::uint32_t hour = 9,
                   std::uint64_t first = 1, Duration waited = seconds(20), bool lost = false) {
        for (std::uint64_t i = 0; i < learners; ++i) {
            add(first + i, type, hour, waited, lost);
        }
        return *this;
    }

    void add(std::uint64_t learner, const AskedType& type, std::uint32_t hour, Duration waited, bool lost) {
        PastRequest request;
        request.learner = learner;
        request.type = place_of(type);
        request.asked_at =
            time_of(october).from + days(static_cast<std::int64_t>(learner % 28)) + hours(hour);
        request.waited = waited;
        request.lost = lost;
        month_.requests.push_back(request);
    }

    [[nodiscard]] const MonthOfRequests& get() const { return month_; }
    [[nodiscard]] std::vector<CoverageCell> cells() const {
        std::vector<CoverageCell> cells;
        for (const CoverageGroup& group : coverage_groups(month_)) {
            cells.push_back(coverage_cell(month_, group));
        }
        return cells;
    }

private:
    std::uint32_t place_of(const AskedType& type) {
        const auto place = std::ranges::find(month_.types, type);
        if (place != month_.types.end()) {
            return static_cast<std::uint32_t>(place - month_.types.begin());
        }
        month_.types.push_back(type);
        return static_cast<std::uint32_t>(month_.types.size() - 1);
    }

    MonthOfRequests month_;
};

std::string text_of(const std::vector<CoverageCell>& cells) {
    std::string text;
    for (const CoverageCell& cell : cells) {
        text += (text.empty() ? "" : ", ") + (cell.skill.empty() ? "others" : cell.skill) + "/" +
                cell.language + " " + std::to_string(cell.from_hour) + "-" + std::to_string(cell.to_hour) +
                ": " + std::to_string(cell.asked);
    }
    return text;
}

TEST(Coverage, OfFewerThanEightLearnersSaysNothing) {
    MonthOf month;
    EXPECT_EQ(text_of(month.cells()), "");
    month.asked(7, {"S1", "de"}).asked(7, {"S1", "de"}, 11).asked(7, {"S2", "en"});
    EXPECT_EQ(text_of(month.cells()), "") << "21 requests of seven people";
}

TEST(Coverage, ShowsASkillAndLanguageWithEnough) {
    EXPECT_EQ(text_of(MonthOf().asked(8, {"S1", "de"}).asked(20, {"S2", "en"}).cells()),
              "S1/de 0-24: 10, S2/en 0-24: 20");
}

TEST(Coverage, CutsTheDayWhereEachPartHasEnough) {
    EXPECT_EQ(text_of(MonthOf()
                          .asked(8, {"S1", "de"}, 8)
                          .asked(5, {"S1", "de"}, 10, 20)
                          .asked(5, {"S1", "de"}, 12, 30)
                          .asked(3, {"S1", "de"}, 20, 40)
                          .cells()),
              "S1/de 0-9: 10, S1/de 9-24: 15")
        << "the last three have to go with those before them";
}

TEST(Coverage, PutsLanguagesOfFewTogether) {
    EXPECT_EQ(text_of(MonthOf()
                          .asked(9, {"S1", "de"})
                          .asked(5, {"S1", "en"}, 9, 20)
                          .asked(4, {"S1", "fr"}, 9, 30)
                          .asked(1, {"S1", ""}, 9, 40)
                          .cells()),
              "S1/ 0-24: 10, S1/de 0-24: 10");
}

TEST(Coverage, PutsNarrowSkillsIntoTheWiderOne) {
    EXPECT_EQ(text_of(MonthOf()
                          .asked(3, {"S1.2.1", "de"})
                          .asked(3, {"S1.2.2", "en"}, 9, 10)
                          .asked(3, {"S1.2", "de"}, 9, 20)
                          .asked(8, {"S1", "de"}, 9, 30)
                          .cells()),
              "S1/de 0-24: 10, S1.2/ 0-24: 10");
}

TEST(Coverage, PutsWhatIsLeftIntoOthers) {
    EXPECT_EQ(text_of(MonthOf()
                          .asked(10, {"S1", "de"})
                          .asked(4, {"S2", "de"}, 9, 20)
                          .asked(5, {"S3.1", "en"}, 9, 30)
                          .cells()),
              "S1/de 0-24: 10, others/ 0-24: 10");
}

TEST(Coverage, LetsTheSmallestGroupJoinOthersThatAreTooFew) {
    EXPECT_EQ(text_of(MonthOf()
                          .asked(30, {"S1", "de"})
                          .asked(9, {"S2", "de"}, 9, 40)
                          .asked(1, {"S3", "en"}, 9, 60)
                          .cells()),
              "S1/de 0-24: 30, others/ 0-24: 10")
        << "or who knows the total would know of one person";
}

TEST(Coverage, RoundsAllThatItCounts) {
    MonthOf month;
    month.asked(9, {"S1", "de"}, 9, 1, seconds(90)).asked(4, {"S1", "de"}, 9, 20, seconds(91), true);
    const CoverageCell cell = month.cells().at(0);
    EXPECT_EQ(cell.asked, 15U);
    EXPECT_EQ(cell.waited_long, 5U);
    EXPECT_EQ(cell.lost, 5U);
    EXPECT_EQ(cell.mean_wait_s, 90U);
    EXPECT_EQ(rounded(2, 5), 0U);
    EXPECT_EQ(rounded(3, 5), 5U);
    EXPECT_EQ(rounded(12, 5), 10U);
}

TEST(Coverage, CallsTypesFrequentThatEightAskedFor) {
    MonthOf month;
    month.asked(8, {"S1", "de"}).asked(7, {"S1", "en"}).asked(7, {"S1", "en"});
    EXPECT_EQ(frequent_types(month.get()), (std::vector<bool>{true, false}));
}

/// A month as it may be: few or many people, few or many skills, all day or an hour.
MonthOfRequests random_month(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t n) { return random() % n; };
    const std::uint64_t people = 1 + below(seed % 3 == 0 ? 12 : 200);
    const std::uint64_t skills = 1 + below(12);
    const std::uint64_t hours_of_day = 1 + below(24);
    const std::vector<std::string> languages{"de", "en", ""};
    MonthOf month;
    const std::uint64_t requests = below(400);
    for (std::uint64_t i = 0; i < requests; ++i) {
        // Some are asked for much more often than others.
        const std::uint64_t skill = std::min(below(skills), below(skills));
        std::string code = "S" + std::to_string(skill % 4);
        for (std::uint64_t depth = skill / 4; depth > 0; --depth) {
            code += "." + std::to_string(below(2));
        }
        month.add(below(people), {code, languages.at(std::min(below(3), below(3)))},
                  static_cast<std::uint32_t>(below(hours_of_day)),
                  seconds(static_cast<std::int64_t>(below(1200))), below(5) == 0);
    }
    return month.get();
}

std::size_t learners(const MonthOfRequests& month, const std::vector<std::size_t>& places) {
    std::set<std::uint64_t> found;
    for (const std::size_t place : places) {
        found.insert(month.requests[place].learner);
    }
    return found.size();
}

/// What a cell says it holds: its skill or what is below it, its language, its hours.
void expect_belongs(const MonthOfRequests& month, const CoverageGroup& group, std::size_t place) {
    const PastRequest& request = month.requests[place];
    const AskedType& type = month.types[request.type];
    const auto hour = static_cast<std::uint32_t>(request.asked_at.ms / hours(1).ms % 24);
    EXPECT_GE(hour, group.from_hour);
    EXPECT_LT(hour, group.to_hour);
    if (!group.language.empty()) {
        EXPECT_EQ(type.skill, group.skill);
        EXPECT_EQ(type.language, group.language);
    } else if (!group.skill.empty()) {
        EXPECT_TRUE(type.skill == group.skill || type.skill.starts_with(group.skill + "."));
    }
}

TEST(Coverage, OfAnyMonthIsAPartitionIntoGroupsOfEight) {
    std::size_t cells = 0;
    for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
        SCOPED_TRACE(seed);
        const MonthOfRequests month = random_month(seed);
        const auto groups = coverage_groups(month);
        cells += groups.size();
        std::vector<std::size_t> times(month.requests.size(), 0);
        for (const CoverageGroup& group : groups) {
            ASSERT_GE(learners(month, group.requests), least_learners);
            for (const std::size_t place : group.requests) {
                ++times.at(place);
                expect_belongs(month, group, place);
            }
        }
        std::vector<std::size_t> all(month.requests.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = i;
        }
        const std::size_t wanted = learners(month, all) >= least_learners ? 1 : 0;
        ASSERT_TRUE(std::ranges::all_of(times, [&](std::size_t each) { return each == wanted; }));
    }
    EXPECT_GT(cells, 5'000U);
}

/// Whatever somebody adds up and subtracts: of what there is, a part and what is left of it are both empty or
/// about eight people or more. With a partition that holds by itself; this says so.
TEST(Coverage, LeavesNoDifferenceOfFewerThanEight) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        const MonthOfRequests month = random_month(seed);
        const auto groups = coverage_groups(month);
        std::mt19937_64 random(seed);
        for (int i = 0; i < 20; ++i) {
            std::vector<std::size_t> one;
            std::vector<std::size_t> other;
            for (const CoverageGroup& group : groups) {
                auto& side = random() % 2 == 0 ? one : other;
                side.insert(side.end(), group.requests.begin(), group.requests.end());
            }
            for (const auto& side : {one, other}) {
                EXPECT_TRUE(side.empty() || learners(month, side) >= least_learners);
            }
        }
    }
}

TEST(Coverage, IsTheSameInAnyOrderOfRequests) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        MonthOfRequests month = random_month(seed);
        const auto cells = [&] {
            std::vector<CoverageCell> made;
            for (const CoverageGroup& group : coverage_groups(month)) {
                made.push_back(coverage_cell(month, group));
            }
            return made;
        };
        const auto before = cells();
        std::ranges::reverse(month.requests);
        EXPECT_EQ(cells(), before) << seed;
    }
}

}  // namespace
}  // namespace courtside::core
