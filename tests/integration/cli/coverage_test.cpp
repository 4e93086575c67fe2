// What a company asked for in a month, on the command line: while a server runs and while none does.

#include "adapters/sqlite/sqlite_store.hpp"
#include "integration/cli/program.hpp"
#include "support/past_month.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

core::Instant present() {
    return core::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count()};
}

core::Month last_month() {
    return core::last_closed_month(present());
}

class Coverage : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override { workplace_.add_company(); }

    /// The company asked for something, and then a server may begin.
    void after(test::PastMonth past) {
        past.month = last_month();
        {
            sqlite::StoreOptions options;
            options.folder = workplace_.data();
            sqlite::SqliteStore store(options);
            ASSERT_FALSE(store.commit(test::records_of(past)));
        }
        if (GetParam()) {
            server_.emplace(Arguments{"serve", "--port", "0", "--data", workplace_.data()});
            ASSERT_THAT(server_->read_line(), HasSubstr("listening on"));
        }
    }
    void TearDown() override {
        if (server_) {
            server_->send_signal(SIGTERM);
            EXPECT_EQ(server_->finish().code, 0);
        }
    }

    [[nodiscard]] Finished coverage(Arguments more = {}) const {
        Arguments all{"tenant", "coverage", "--tenant", issuer};
        all.insert(all.end(), more.begin(), more.end());
        return workplace_.run(all);
    }

    Workplace workplace_;
    std::optional<Program> server_;
};

TEST_P(Coverage, IsATableForPeople) {
    after({});
    const Finished told = coverage();
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.out,
                AllOf(HasSubstr("What was asked for in " + core::month_text(last_month())),
                      HasSubstr("S1.0 skill 0"), HasSubstr("minutes of waiting saved a day"),
                      HasSubstr("S1.2 skill 2"), Not(HasSubstr("Person")), Not(HasSubstr("person-"))));
    EXPECT_EQ(coverage({"--month", core::month_text(last_month())}).out, told.out);
}

TEST_P(Coverage, IsADocumentForProgramsWithTheFieldsOfTheProtocol) {
    after({});
    const Finished told = coverage({"--json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const boost::json::value document = boost::json::parse(told.out);
    EXPECT_EQ(document.at("month").as_string(), core::month_text(last_month()));
    EXPECT_GT(document.at("made_ms").as_int64(), 0);
    const auto& cell = document.at("cells").at(0);
    for (const auto* field :
         {"from_hour", "to_hour", "could_serve", "asked", "waited_long", "lost", "mean_wait_s"}) {
        EXPECT_TRUE(cell.at(field).is_number()) << field;
    }
    EXPECT_EQ(cell.at("skill").as_string(), "S1.0");
    EXPECT_EQ(cell.at("skill_label").as_string(), "skill 0");
    EXPECT_TRUE(cell.at("language").is_string());
    const auto& lever = document.at("levers").at(0);
    EXPECT_EQ(lever.at("skill").as_string(), "S1.2");
    EXPECT_GT(lever.at("saved_minutes_a_day").as_int64(), 0);
}

TEST_P(Coverage, SaysNothingOfFewerThanEight) {
    after({.learners = 7});
    EXPECT_THAT(coverage().out, HasSubstr("Fewer than 8 people asked"));
    const boost::json::value document = boost::json::parse(coverage({"--json"}).out);
    EXPECT_TRUE(document.at("cells").as_array().empty());
    EXPECT_TRUE(document.at("levers").as_array().empty());
}

TEST_P(Coverage, OfAMonthThatRunsIsRefusedWithTheReason) {
    after({});
    const std::string running = core::month_text(core::month_of(present()));
    const Finished refused = coverage({"--month", running});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, AllOf(HasSubstr(running + " can be reported from"), HasSubstr("single people")));
    EXPECT_EQ(coverage({"--month", "october"}).code, 2);
    EXPECT_EQ(workplace_.run({"tenant", "coverage", "--tenant", "nobody"}).code, 2);
}

INSTANTIATE_TEST_SUITE_P(Administration, Coverage, ::testing::Bool(), [](const auto& with_server) {
    return with_server.param ? "WhileAServerRuns" : "WhileNoServerRuns";
});

}  // namespace
}  // namespace courtside::cli_test
