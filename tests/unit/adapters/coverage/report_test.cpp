#include "adapters/coverage/report.hpp"

#include "adapters/coverage/busy_days.hpp"
#include "month_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::coverage::test {
namespace {

using courtside::test::past_skill;
using courtside::test::PastMonth;

constexpr core::Instant now{1'794'000'000'000};

std::optional<core::CoverageReport> report_of(const MonthStore& store, core::Month month = october) {
    const auto database = store.reader();
    // However slow the machine: nothing is left out.
    return make_report(*database, tenant_one, month, now, [] { return false; },
                       {.time = std::chrono::minutes(10)});
}

TEST(CoverageReport, TellsOfEachSkillAndLanguageByHours) {
    const MonthStore store(PastMonth{});
    const core::CoverageReport report = report_of(store).value();
    EXPECT_EQ(report.month, october);
    EXPECT_EQ(report.made_at, now);
    ASSERT_GT(report.cells.size(), 10U);
    std::uint32_t asked = 0;
    for (const core::CoverageCell& cell : report.cells) {
        EXPECT_EQ(cell.asked % 5, 0U);
        asked += cell.asked;
        EXPECT_LT(cell.from_hour, cell.to_hour);
    }
    EXPECT_GT(asked, 350U);
    EXPECT_LT(asked, 450U);
    EXPECT_EQ(report.cells.front().skill, past_skill(0));
    EXPECT_EQ(report.cells.front().skill_label, "skill 0");
    EXPECT_EQ(report.cells.front().could_serve, 4U);
}

TEST(CoverageReport, KnowsWhereOneMoreWouldHelp) {
    const MonthStore store(PastMonth{});
    const core::CoverageReport report = report_of(store).value();
    ASSERT_FALSE(report.levers.empty());
    EXPECT_EQ(report.levers.front().skill, past_skill(2)) << "which no coach knows";
    EXPECT_EQ(report.levers.front().skill_label, "skill 2");
    for (const core::CoverageLever& lever : report.levers) {
        EXPECT_GT(lever.saved_minutes_a_day, 0U);
        EXPECT_EQ(lever.saved_minutes_a_day % 5, 0U);
    }
}

TEST(CoverageReport, IsTheSameEachTime) {
    const MonthStore store(PastMonth{});
    const core::CoverageReport one = report_of(store).value();
    const core::CoverageReport other = report_of(store).value();
    EXPECT_EQ(one.cells, other.cells);
    EXPECT_EQ(one.levers, other.levers);
}

TEST(CoverageReport, CountsWhoKnowsASkillBelowItAsWell) {
    MonthStore store({.learners = 20, .coaches = 2, .requests = 60, .skills = 1});
    core::Person coach;
    coach.id = core::PersonId{50};
    coach.subject = "narrow";
    coach.roles.add(core::Role::peer);
    coach.skills = {{past_skill(0) + ".4", 1}};
    coach.languages = {"de"};
    core::Person manager = coach;
    manager.id = core::PersonId{51};
    manager.subject = "manager";
    manager.roles = {};
    manager.roles.add(core::Role::manager);
    store.write({core::Put<core::Person>{tenant_one, coach}, core::Put<core::Person>{tenant_one, manager}});
    const core::CoverageReport report = report_of(store).value();
    for (const core::CoverageCell& cell : report.cells) {
        EXPECT_EQ(cell.could_serve, cell.language == "en" ? 0U : 1U) << cell.language;
    }
}

TEST(CoverageReport, SaysNothingOfFew) {
    const MonthStore store({.learners = 7, .requests = 300});
    const core::CoverageReport report = report_of(store).value();
    EXPECT_TRUE(report.cells.empty());
    EXPECT_TRUE(report.levers.empty());
    EXPECT_TRUE(report_of(store, {600})->cells.empty()) << "a month without anybody looks the same";
}

TEST(CoverageReport, NamesNoLeverThatFewAskedFor) {
    MonthStore store({.learners = 30, .coaches = 2, .requests = 200, .skills = 2});
    core::Request rare;
    rare.issue = core::IssueId{1};
    rare.learner = core::PersonId{1};
    rare.state = core::RequestState::expired;
    rare.skill = "S9";
    rare.language = "de";
    for (std::uint64_t i = 0; i < 20; ++i) {
        rare.id = core::RequestId{1'000 + i};
        rare.asked_at = core::time_of(october).to - core::hours(9) + core::minutes(static_cast<int>(i));
        rare.expires_at = rare.ended_at = rare.asked_at + core::hours(2);
        store.write({core::Put<core::Request>{tenant_one, rare}});
    }
    const core::CoverageReport report = report_of(store).value();
    EXPECT_TRUE(std::ranges::none_of(report.levers, [](const auto& lever) { return lever.skill == "S9"; }));
    EXPECT_TRUE(std::ranges::none_of(report.cells, [](const auto& cell) { return cell.skill == "S9"; }));
}

TEST(CoverageReport, LeavesOutLeversForWhichThereIsNoTime) {
    const MonthStore store(PastMonth{});
    const auto database = store.reader();
    const auto report = make_report(*database, tenant_one, october, now, [] { return false; },
                                    {.time = std::chrono::milliseconds(0)});
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->cells.empty());
    EXPECT_TRUE(report->levers.empty());
}

TEST(CoverageReport, EndsWhenItIsStopped) {
    const MonthStore store(PastMonth{});
    const auto database = store.reader();
    EXPECT_FALSE(make_report(*database, tenant_one, october, now, [] { return true; }));
}

TEST(CoverageReport, ComesInPages) {
    core::CoverageReport report{october, now, std::vector<core::CoverageCell>(450), {{"S1", "", "de", 35}}};
    for (std::size_t i = 0; i < report.cells.size(); ++i) {
        report.cells[i].asked = static_cast<std::uint32_t>(i);
    }
    std::vector<core::CoverageCell> cells;
    std::uint32_t from = 0;
    std::size_t pages = 0;
    do {
        const core::CoveragePage page = page_of(report, from);
        EXPECT_EQ(page.levers.size(), from == 0 ? 1U : 0U);
        EXPECT_LE(page.cells.size(), 200U);
        cells.insert(cells.end(), page.cells.begin(), page.cells.end());
        from = page.next;
        ++pages;
    } while (from != 0);
    EXPECT_EQ(cells, report.cells);
    EXPECT_EQ(pages, 3U);
    EXPECT_TRUE(page_of(report, 450).cells.empty());
    EXPECT_TRUE(page_of(report, 4'000'000'000).cells.empty());
    for (core::CoverageCell& cell : report.cells) {
        cell.skill_label.assign(500, 'x');
    }
    EXPECT_LT(page_of(report, 0).cells.size(), 100U) << "a frame has its size";
}

core::MonthOfRequests month_with(const std::vector<std::size_t>& requests_by_day) {
    core::MonthOfRequests month{october, {{"S1", "de"}}, {}};
    for (std::size_t day = 0; day < requests_by_day.size(); ++day) {
        for (std::size_t i = 0; i < requests_by_day[day]; ++i) {
            core::PastRequest request;
            request.learner = i;
            request.asked_at = core::time_of(october).from + core::days(static_cast<std::int64_t>(day)) +
                               core::hours(8) + core::seconds(static_cast<std::int64_t>(i));
            month.requests.push_back(request);
        }
    }
    return month;
}

TEST(BusyDays, AreTheBusiestWithWhoWasOfferedSomething) {
    core::Person coach;
    coach.id = core::PersonId{9};
    coach.roles.add(core::Role::coach);
    coach.skills = {{"S1", 3}};
    core::Person former = coach;
    former.id = core::PersonId{10};
    former.roles = {};
    const std::int64_t first = core::time_of(october).from.ms / core::days(1).ms;
    const auto days = busy_days(month_with({3, 9, 1, 5}), {coach, former},
                                {{first + 1, {coach.id, former.id}}, {first + 3, {former.id}}}, {.days = 2});
    ASSERT_EQ(days.size(), 2U);
    EXPECT_EQ(days[0].requests.size(), 9U);
    ASSERT_EQ(days[0].coaches.size(), 1U);
    EXPECT_EQ(days[0].coaches[0].level_in("S1"), 3U);
    EXPECT_EQ(days[0].ready.from, sim::midnight + core::hours(8));
    EXPECT_EQ(days[1].requests.size(), 5U);
    EXPECT_TRUE(days[1].coaches.empty());
}

TEST(BusyDays, AreBounded) {
    const auto month = month_with({100, 90, 80, 70});
    EXPECT_EQ(busy_days(month, {}, {}, {.requests = 40}).at(0).requests.size(), 40U);
    EXPECT_EQ(busy_days(month, {}, {}, {.days = 2}).size(), 2U);
}

}  // namespace
}  // namespace courtside::coverage::test
