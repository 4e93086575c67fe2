#include "adapters/sqlite/verify.hpp"

#include "adapters/sqlite/compact.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A sound store with two ended sessions and a live one, whose messages are interleaved.
class Verify : public testing::Test {
protected:
    Verify() {
        company_.begin_session(1);
        company_.begin_session(2);
        std::vector<core::Record> records;
        for (int i = 0; i < 4; ++i) {
            records.emplace_back(company_.say(1, "one"));
            records.emplace_back(company_.say(2, "two"));
        }
        records.emplace_back(company_.end(1));
        records.emplace_back(company_.end(2));
        company_.write(records);
        company_.begin_session(3);
        company_.write({company_.say(3, "three"), company_.say(3, "three")});
    }

    template <class... Values>
    std::vector<std::string> after(Sql damage, const Values&... values) {
        company_.close();
        Database(company_.file(), OpenMode::read_write_create).run(damage, values...);
        return verify(company_.file());
    }

    Company company_;
};

TEST_F(Verify, SoundStoreHasNoProblems) {
    StoreCounts counts;
    EXPECT_THAT(verify(company_.file(), &counts), IsEmpty()) << "beside the one who writes it";
    EXPECT_EQ(counts.tenants, 2U);
    EXPECT_EQ(counts.people, 6U);
    EXPECT_EQ(counts.sessions, 3U);
    EXPECT_EQ(counts.live_sessions, 1U);
    EXPECT_EQ(counts.messages, 10U);
}

TEST_F(Verify, FindsAHole) {
    const auto problems = after("DELETE FROM message WHERE row_id = 5");
    EXPECT_THAT(problems,
                testing::Contains(HasSubstr("message 4 of session 1 of tenant 1: number 3 was expected")));
}

TEST_F(Verify, FindsANumberThatIsThereTwice) {
    EXPECT_THAT(after("UPDATE message SET number = 2 WHERE row_id = 5"),
                ElementsAre(HasSubstr("row 5, message 2 of session 1 of tenant 1: number 3 was expected")));
}

TEST_F(Verify, FindsAListThatIsNotThatOfTheRows) {
    const std::string foreign =
        encode_rows(std::vector{core::RowId{1}, core::RowId{3}, core::RowId{5}, core::RowId{8}});
    EXPECT_THAT(
        after("UPDATE session SET message_rows = ? WHERE id = 1", Blob{foreign}),
        ElementsAre(HasSubstr("session 1 of tenant 1: its list of 4 rows is not that of the 4 in the log")));
}

TEST_F(Verify, FindsAListThatIsGone) {
    EXPECT_THAT(after("UPDATE session SET message_rows = NULL WHERE id = 2"),
                ElementsAre(HasSubstr("session 2 of tenant 1: its list of 0 rows")));
}

TEST_F(Verify, FindsAListThatCannotBeRead) {
    EXPECT_THAT(after("UPDATE session SET message_rows = x'ff' WHERE id = 2"),
                testing::Contains(HasSubstr("ends inside a number")));
}

TEST_F(Verify, FindsAWrongLastNumber) {
    EXPECT_THAT(after("UPDATE session SET last_number = 5 WHERE id = 1"),
                ElementsAre(HasSubstr("its last number is 5, the log holds 4 messages")));
}

TEST_F(Verify, FindsASenderFromElsewhere) {
    EXPECT_THAT(
        after("UPDATE message SET sender = 3 WHERE row_id = 2"),
        ElementsAre(HasSubstr("row 2, message 1 of session 2 of tenant 1: its sender 3 takes no part")));
}

TEST_F(Verify, FindsACommandThatWasCarriedOutTwice) {
    EXPECT_THAT(
        after("UPDATE message SET command_id = (SELECT command_id FROM message WHERE row_id = 1) "
              "WHERE row_id = 5"),
        ElementsAre(HasSubstr("session 1 of tenant 1: two messages of one sender have the same command id")));
}

TEST_F(Verify, FindsAStartThatWouldMissRows) {
    EXPECT_THAT(after("UPDATE session SET first_row = 10 WHERE id = 3"),
                ElementsAre(HasSubstr("row 9, message 1 of session 3 of tenant 1: it is before row 10")));
}

TEST_F(Verify, FindsRowsThatMightBeGivenAgain) {
    EXPECT_THAT(after("UPDATE log_bound SET highest_listed = 7"),
                ElementsAre(HasSubstr(
                    "session 2 of tenant 1: its list names row 8, above the highest one noted (7)")));
}

TEST_F(Verify, FindsMessagesWithoutASession) {
    EXPECT_THAT(after("UPDATE message SET session = 77 WHERE row_id = 10"),
                ElementsAre(HasSubstr("row 10: session 77 of tenant 1 does not exist")));
}

TEST_F(Verify, FindsAMissingParticipant) {
    EXPECT_THAT(after("DELETE FROM participant WHERE session = 3 AND person = 1"),
                testing::Contains(HasSubstr("session 3 of tenant 1: it has fewer than two participants")));
}

TEST_F(Verify, FindsReferencesToNothing) {
    EXPECT_THAT(after("DELETE FROM issue WHERE id = 2"),
                testing::UnorderedElementsAre(HasSubstr("the issue of request 2 of tenant 1"),
                                              HasSubstr("the issue of session 2 of tenant 1")));
}

TEST_F(Verify, ReportIsBounded) {
    const auto problems = after("UPDATE message SET sender = 999, session = 1000 + row_id");
    EXPECT_LE(problems.size(), 100U);
    std::vector<core::Record> people;
    company_.open();
    for (std::uint64_t i = 0; i < 300; ++i) {
        people.emplace_back(
            core::Put<core::Issue>{tenant_two, make_issue(core::IssueId{i + 1}, core::PersonId{50})});
    }
    company_.write(people);
    const auto many = verify(company_.file());
    EXPECT_EQ(many.size(), 100U);
    EXPECT_THAT(many.back(), HasSubstr("further problems"));
}

TEST_F(Verify, FileThatIsNotThereIsAnError) {
    EXPECT_THROW((void)verify(company_.file().parent_path() / "none.db"), std::runtime_error);
}

}  // namespace
}  // namespace courtside::sqlite::test
