#include "adapters/coverage/reporting_history.hpp"

#include "month_store.hpp"
#include "support/hand_loop.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace courtside::coverage::test {
namespace {

using courtside::test::HandLoop;
using courtside::test::PastMonth;

/// Counts what is left to it.
class Others final : public ports::History {
public:
    bool query(core::Query, std::function<void(core::ReplyBody)>) override { return ++queries > 1; }
    bool load(core::LoadKey, std::function<void(core::LoadedEntity, bool)>) override { return ++loads > 1; }

    int queries = 0;
    int loads = 0;
};

class Reporting : public ::testing::Test {
protected:
    std::shared_ptr<std::optional<core::ReplyBody>> ask(core::Month month, std::uint32_t from = 0) {
        auto reply = std::make_shared<std::optional<core::ReplyBody>>();
        EXPECT_TRUE(reports_.query({tenant_one, core::PersonId{1}, core::QueryCoverage{month, from, {}}},
                                   [reply](core::ReplyBody body) { *reply = std::move(body); }));
        EXPECT_FALSE(*reply) << "never before the loop runs it";
        return reply;
    }

    MonthStore store_{PastMonth{}};
    HandLoop loop_;
    Others others_;
    ReportingHistory reports_{others_, {.file = store_.file()}, loop_.poster()};
};

TEST_F(Reporting, AnswersOnTheLoop) {
    const auto reply = ask(october);
    loop_.run_one();
    ASSERT_TRUE(std::holds_alternative<core::CoveragePage>(reply->value()));
    const auto& page = std::get<core::CoveragePage>(reply->value());
    EXPECT_EQ(page.month, october);
    EXPECT_FALSE(page.cells.empty());
    EXPECT_FALSE(page.levers.empty());
}

TEST_F(Reporting, MakesOneAtATime) {
    const auto first = ask(october);
    const auto second = ask({680});
    loop_.run_one();
    loop_.run_one();
    const bool first_made = std::holds_alternative<core::CoveragePage>(first->value());
    EXPECT_TRUE(first_made);
    // The first may have been made before the second was asked for, though hardly ever.
    if (const auto* error = std::get_if<core::Error>(&second->value())) {
        EXPECT_EQ(error->code, core::ErrorCode::busy);
        EXPECT_TRUE(error->retry);
        EXPECT_NE(error->text.find("another coverage report"), std::string::npos);
    }
    const auto third = ask({680});
    loop_.run_one();
    EXPECT_TRUE(std::holds_alternative<core::CoveragePage>(third->value()));
}

TEST_F(Reporting, KeepsAReportForItsNextPageAndTheNextCaller) {
    const auto first = ask(october);
    loop_.run_one();
    // What is stored by now would be told otherwise.
    core::Person coach;
    coach.id = core::PersonId{900};
    coach.subject = "new";
    coach.roles.add(core::Role::coach);
    coach.skills = {{"S1", 1}, {courtside::test::past_skill(0), 1}};
    coach.languages = {"de", "en"};
    store_.write({core::Put<core::Person>{tenant_one, coach}});
    const auto again = ask(october);
    const auto rest = ask(october, 3);
    loop_.run_one();
    loop_.run_one();
    const auto& page = std::get<core::CoveragePage>(first->value());
    EXPECT_EQ(std::get<core::CoveragePage>(again->value()).cells, page.cells);
    const auto& more = std::get<core::CoveragePage>(rest->value());
    EXPECT_EQ(more.cells.front(), page.cells.at(3));
    EXPECT_TRUE(more.levers.empty());
}

TEST_F(Reporting, LeavesEverythingElseToTheOthers) {
    const core::Query query{tenant_one, core::PersonId{1}, core::QueryIssues{}};
    EXPECT_FALSE(reports_.query(query, {}));
    EXPECT_TRUE(reports_.query(query, {}));
    EXPECT_FALSE(reports_.load(core::LoadIssue{}, {}));
    EXPECT_TRUE(reports_.load(core::LoadIssue{}, {}));
    EXPECT_EQ(others_.queries, 2);
    EXPECT_EQ(others_.loads, 2);
}

TEST_F(Reporting, EndsInTheMiddleOfAReport) {
    ask(october);  // and the fixture goes
}

TEST(ReportingWithoutAStore, SaysThatItCannotBeRead) {
    HandLoop loop;
    Others others;
    ReportingHistory reports(others, {.file = "/nowhere/courtside.db"}, loop.poster());
    std::optional<core::ReplyBody> reply;
    ASSERT_TRUE(reports.query({tenant_one, core::PersonId{1}, core::QueryCoverage{october, 0, {}}},
                              [&](core::ReplyBody body) { reply = std::move(body); }));
    loop.run_one();
    EXPECT_EQ(std::get<core::Error>(reply.value()).code, core::ErrorCode::unavailable);
}

}  // namespace
}  // namespace courtside::coverage::test
