// Messages whose time is over are deleted, a part at a time.

#include "adapters/sqlite/upkeep.hpp"

#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/read_query.hpp"
#include "adapters/sqlite/verify.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace courtside::sqlite::test {
namespace {

using testing::IsEmpty;

constexpr core::Instant a_year_later = noon + core::days(365);

class Retention : public testing::Test {
protected:
    /// Lets time pass up to `until`, as the loop does. Returns how many times the store was called.
    int pass(core::Instant until) {
        int calls = 0;
        now_ = std::max(now_, noon);
        for (auto next = company_.store().next_upkeep(); next && *next <= until;
             next = company_.store().next_upkeep()) {
            now_ = std::max(now_, *next);
            const auto error = company_.store().upkeep(now_);
            EXPECT_FALSE(error) << error->text;
            if (++calls > 1'000 || error) {
                ADD_FAILURE() << "it does not come to an end";
                break;
            }
        }
        return calls;
    }
    std::int64_t stored(Sql count) { return Database(company_.file(), OpenMode::read_only).integer(count); }
    std::int64_t messages() { return stored("SELECT count(*) FROM message"); }
    core::MessagesPage fetch(std::uint64_t session, std::uint64_t after) {
        Database database(company_.file(), OpenMode::read_only);
        return std::get<core::MessagesPage>(read_query(
            database,
            {tenant_one, learner, core::QueryMessages{core::SessionId{session}, after, 100, std::nullopt}}));
    }
    void set_days(std::uint32_t days, core::Instant at) {
        core::Tenant tenant = make_tenant(tenant_one);
        tenant.message_days = days;
        company_.write({core::Put<core::Tenant>{tenant_one, tenant}, core::RetentionRecord{tenant_one, at}});
    }
    void hold_long_session(std::uint64_t id, std::size_t length) {
        company_.hold_session(id, std::vector<std::string>(length, "words"));
    }

    Company company_;
    core::Instant now_;
};

TEST_F(Retention, DeletesTheMessagesOfASessionWhenTheirTimeIsOver) {
    company_.hold_session(1, {"a", "b", "c"});
    company_.begin_session(2);
    company_.write({company_.say(2, "still talking")});
    EXPECT_EQ(pass(a_year_later - core::Duration{1}), 0);
    EXPECT_EQ(messages(), 4);
    EXPECT_EQ(pass(a_year_later), 1);
    EXPECT_EQ(messages(), 1);
    EXPECT_EQ(stored("SELECT last_number FROM session WHERE id = 1"), 3);
    EXPECT_EQ(stored("SELECT outcome FROM session WHERE id = 1"),
              static_cast<std::int64_t>(core::Outcome::resolved));
    EXPECT_FALSE(company_.store().next_upkeep());
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(Retention, DeletesTheNextStepWithTheMessagesAndAlsoWhereThereWereNone) {
    company_.hold_session(1, {"a"}, "One chart by Friday");
    company_.hold_session(2, {}, "Ask Kim");
    pass(a_year_later - core::Duration{1});
    EXPECT_EQ(stored("SELECT count(*) FROM next_step"), 2);
    pass(a_year_later);
    EXPECT_EQ(stored("SELECT count(*) FROM next_step"), 0);
}

TEST_F(Retention, DeletesEachNoteNinetyDaysAfterItWasWritten) {
    company_.hold_session(1, {"a"});
    const auto note_at = [&](core::PersonId author, core::Instant at) {
        company_.write({core::Put<core::Note>{tenant_one, {core::SessionId{1}, author, "Likes charts", at}}});
    };
    note_at(coach, noon);
    note_at(stranger, noon + core::days(2));
    note_at(coach, noon + core::days(1));
    pass(noon + core::days(91) - core::Duration{1});
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 2);
    pass(noon + core::days(91));
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 1);
    pass(noon + core::days(92));
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 0);
    EXPECT_EQ(messages(), 1);
}

TEST_F(Retention, OfNotesHoldsForWhatIsThere) {
    company_.hold_session(1, {"a"});
    company_.write({core::Put<core::Note>{tenant_one, {core::SessionId{1}, coach, "Likes charts", noon}}});
    core::Tenant tenant = make_tenant(tenant_one);
    tenant.note_days = 10;
    company_.write({core::Put<core::Tenant>{tenant_one, tenant},
                    core::RetentionRecord{tenant_one, noon + core::days(2)}});
    pass(noon + core::days(10) - core::Duration{1});
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 1);
    pass(noon + core::days(10));
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 0);
}

TEST_F(Retention, AnswersForWhatIsGoneWithAnEmptyPage) {
    company_.hold_session(1, {"a", "b"});
    pass(a_year_later);
    const core::MessagesPage page = fetch(1, 0);
    EXPECT_THAT(page.messages, IsEmpty());
    EXPECT_FALSE(page.more);
}

TEST_F(Retention, DeletesALongSessionInPartsOldestFirst) {
    hold_long_session(1, 2 * upkeep_rows + 10);
    const auto error = company_.store().upkeep(a_year_later);
    EXPECT_FALSE(error);
    EXPECT_EQ(messages(), static_cast<std::int64_t>(upkeep_rows + 10));
    EXPECT_THAT(verify(company_.file()), IsEmpty());
    const core::MessagesPage page = fetch(1, 0);
    ASSERT_FALSE(page.messages.empty());
    EXPECT_EQ(page.messages.front().number, upkeep_rows + 1);
    EXPECT_EQ(fetch(1, upkeep_rows + 5).messages.front().number, upkeep_rows + 6);
    ASSERT_TRUE(company_.store().next_upkeep());
    EXPECT_GT(*company_.store().next_upkeep(), a_year_later) << "clients come in between";
    company_.restart();
    pass(a_year_later + core::hours(1));
    EXPECT_EQ(messages(), 0);
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(Retention, NeverGivesARowAgain) {
    company_.hold_session(1, {"a", "b", "c"});
    const core::RowId next = company_.store().load().next_row;
    pass(a_year_later);
    company_.restart();
    EXPECT_EQ(company_.store().load().next_row, next);
}

TEST_F(Retention, OfASmallerNumberOfDaysHoldsForWhatIsThere) {
    for (std::uint64_t id = 1; id <= upkeep_rows + 20; ++id) {
        company_.hold_session(id, {"a"});
    }
    set_days(10, noon + core::days(2));
    pass(noon + core::days(9));
    EXPECT_EQ(messages(), static_cast<std::int64_t>(upkeep_rows + 20));
    pass(noon + core::days(10) + core::hours(1));
    EXPECT_EQ(messages(), 0);
    pass(a_year_later + core::days(1));
    EXPECT_EQ(stored("SELECT count(*) FROM due"), 0) << "the rows from before find nothing and go";
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(Retention, OfMoreDaysHoldsForWhatIsThereToo) {
    company_.hold_session(1, {"a"});
    set_days(400, noon + core::days(2));
    pass(noon + core::days(400) - core::Duration{1});
    EXPECT_EQ(messages(), 1);
    pass(noon + core::days(400));
    EXPECT_EQ(messages(), 0);
}

TEST_F(Retention, IsEachCompanysOwn) {
    company_.hold_session(1, {"a"});
    core::Tenant other = make_tenant(tenant_two);
    other.message_days = 1;
    company_.write({core::Put<core::Tenant>{tenant_two, other}, core::RetentionRecord{tenant_two, noon}});
    pass(noon + core::days(300));
    EXPECT_EQ(messages(), 1);
}

TEST_F(Retention, ForgetsOldCommandsAlsoWhenNothingElseHappens) {
    company_.write({core::Put<core::CommandRecord>{tenant_one, {learner, command_id(1), 1, 2, 3, noon}}});
    pass(noon + core::days(30));
    EXPECT_EQ(stored("SELECT count(*) FROM command"), 1);
    pass(noon + core::days(31));
    EXPECT_EQ(stored("SELECT count(*) FROM command"), 0);
    EXPECT_FALSE(company_.store().next_upkeep());
}

TEST_F(Retention, WithoutARowThatSaysWhenIsFoundByVerify) {
    company_.hold_session(1, {"a"});
    company_.close();
    Database(company_.file(), OpenMode::read_write_create).execute("DELETE FROM due");
    EXPECT_THAT(verify(company_.file()), testing::ElementsAre(testing::HasSubstr("nothing says when")));
}

}  // namespace
}  // namespace courtside::sqlite::test
