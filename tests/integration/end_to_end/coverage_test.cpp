// An administrator fetches what the company asked for in a month; nobody else does.

#include "adapters/sqlite/sqlite_store.hpp"
#include "integration/end_to_end/end_to_end.hpp"
#include "support/past_month.hpp"

#include <chrono>

namespace courtside::test {
namespace {

core::Month latest_month() {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return core::last_closed_month(core::Instant{now.count()});
}

class FetchingCoverage : public EndToEnd {
protected:
    void serve_after(PastMonth past) {
        past.month = latest_month();
        past.first_person = 1'000;
        sqlite::StoreOptions options;
        options.folder = folder_.path() / "data";
        {
            sqlite::SqliteStore store(options);
            ASSERT_FALSE(store.commit(records_of(past)));
        }
        serve();
    }

    std::unique_ptr<Desk> desk_of(const std::string& subject, core::Role role) {
        TokenOptions options;
        options.claims.roles = core::Roles{static_cast<std::uint8_t>(role)};
        auto made = std::make_unique<Desk>(subject, server_->url(), token(subject, options));
        made->welcome();
        return made;
    }
};

TEST_F(FetchingCoverage, TellsAnAdministratorOfTheMonth) {
    serve_after({});
    const auto head = desk_of("head", core::Role::admin);
    const CoveragePage page = value_of((*head)->fetch_coverage());
    EXPECT_EQ(page.month, core::month_text(latest_month()));
    ASSERT_GT(page.cells.size(), 10U);
    EXPECT_EQ(page.cells.front().skill, past_skill(0));
    EXPECT_EQ(page.next, 0U);
    ASSERT_FALSE(page.levers.empty());
    EXPECT_EQ(page.levers.front().skill, past_skill(2));
    const CoveragePage rest = value_of((*head)->fetch_coverage(page.month, 5));
    EXPECT_EQ(rest.cells.size() + 5, page.cells.size());
}

TEST_F(FetchingCoverage, IsForAdministratorsOnlyAndForMonthsThatAreOver) {
    serve();
    for (const core::Role role : {core::Role::learner, core::Role::coach, core::Role::manager}) {
        const auto other = desk_of("other", role);
        EXPECT_EQ(error_of((*other)->fetch_coverage()).code, ErrorCode::not_allowed);
    }
    const auto head = desk_of("head", core::Role::admin);
    EXPECT_TRUE(value_of((*head)->fetch_coverage()).cells.empty()) << "nobody was here";
    EXPECT_EQ(error_of((*head)->fetch_coverage("2999-01")).code, ErrorCode::invalid_argument);
}

/// The loop goes on while a report is made.
TEST_F(FetchingCoverage, HoldsNobodyUp) {
    serve_after({.learners = 500, .coaches = 30, .requests = 8'000, .skills = 12});
    const auto head = desk_of("head", core::Role::admin);
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    auto report = (*head)->fetch_coverage();
    begin_session(*anna, *cem);
    EXPECT_FALSE(value_of(std::move(report)).cells.empty());
}

}  // namespace
}  // namespace courtside::test
