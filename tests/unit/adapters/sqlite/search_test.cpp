#include "adapters/sqlite/search.hpp"

#include "adapters/sqlite/read_query.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using core::SessionId;
using testing::ElementsAre;
using testing::IsEmpty;

class Search : public testing::Test {
protected:
    core::SearchPage find(const std::string& text, SessionId before = {}, core::PersonId person = learner,
                          core::TenantId tenant = tenant_one) {
        Database reader(company_.file(), OpenMode::read_only);
        return std::get<core::SearchPage>(
            read_query(reader, core::Query{tenant, person, core::QuerySearch{text, before}}));
    }

    static std::vector<std::string> texts(const core::SearchPage& page) {
        std::vector<std::string> found;
        for (const core::Message& message : page.messages) {
            found.push_back(message.text);
        }
        return found;
    }

    Company company_;
};

TEST_F(Search, IgnoresTheCaseOfAsciiLettersOnly) {
    company_.hold_session(1, {"Pivot Table", "a PIVOT", "pivo t", "ÄRGER", "ärger"});
    EXPECT_THAT(texts(find("pIvOt")), ElementsAre("Pivot Table", "a PIVOT"));
    EXPECT_THAT(texts(find("ärger")), ElementsAre("ärger"));
    EXPECT_THAT(texts(find("t T")), ElementsAre("Pivot Table"));
}

TEST_F(Search, GivesTheNewestSessionFirstInEachByNumber) {
    company_.hold_session(1, {"word 1.1", "word 1.2"});
    company_.hold_session(2, {"word 2.1", "other", "word 2.3"});
    const core::SearchPage page = find("word");
    EXPECT_THAT(texts(page), ElementsAre("word 2.1", "word 2.3", "word 1.1", "word 1.2"));
    EXPECT_EQ(page.next, SessionId{});
    EXPECT_THAT(texts(find("word", SessionId{2})), ElementsAre("word 1.1", "word 1.2"));
}

TEST_F(Search, SeesOnlyOnesOwnEndedSessions) {
    company_.hold_session(1, {"word"});
    company_.begin_session(2);
    company_.write({company_.say(2, "word in a live session")});
    EXPECT_THAT(texts(find("word")), ElementsAre("word"));
    EXPECT_THAT(texts(find("word", {}, coach)), ElementsAre("word"));
    EXPECT_THAT(texts(find("word", {}, stranger)), IsEmpty());
    EXPECT_THAT(texts(find("word", {}, learner, tenant_two)), IsEmpty());
}

TEST_F(Search, StopsBeforeASessionWithTooManyHitsAndGoesOnThere) {
    company_.hold_session(1, std::vector<std::string>(30, "word old"));
    company_.hold_session(2, std::vector<std::string>(30, "word new"));
    const core::SearchPage first = find("word");
    EXPECT_THAT(texts(first), testing::AllOf(testing::SizeIs(30), testing::Each("word new")));
    EXPECT_EQ(first.next, SessionId{2});
    const core::SearchPage last = find("word", first.next);
    EXPECT_THAT(texts(last), testing::AllOf(testing::SizeIs(30), testing::Each("word old")));
    EXPECT_EQ(last.next, SessionId{});
}

TEST_F(Search, OneSessionGivesAtMostFiftyHits) {
    company_.hold_session(1, std::vector<std::string>(60, "word"));
    EXPECT_EQ(find("word").messages.size(), search_hits);
}

TEST_F(Search, PageOfLongHitsEndsNearItsBytes) {
    company_.hold_session(1, std::vector<std::string>(10, "word" + std::string(16'000, 'x')));
    EXPECT_EQ(find("word").messages.size(), 3U);
}

TEST_F(Search, LooksAtABoundedNumberOfMessages) {
    company_.hold_session(1, {"word"});
    company_.hold_session(2, std::vector<std::string>(6'000, "x"));
    company_.hold_session(3, std::vector<std::string>(6'000, "x"));
    const core::SearchPage first = find("word");
    EXPECT_THAT(first.messages, IsEmpty());
    EXPECT_EQ(first.next, SessionId{3});
    EXPECT_THAT(texts(find("word", first.next)), ElementsAre("word"));
}

TEST_F(Search, SessionAboveTheBoundIsSearchedFromItsEnd) {
    std::vector<std::string> said(search_rows + 1, "x");
    said.front() = "word at the very beginning";
    said.back() = "word at the end";
    company_.hold_session(1, said);
    EXPECT_THAT(texts(find("word")), ElementsAre("word at the end"));
}

TEST_F(Search, EmptyTextIsRefused) {
    Database reader(company_.file(), OpenMode::read_only);
    const core::ReplyBody reply =
        read_query(reader, core::Query{tenant_one, learner, core::QuerySearch{"", {}}});
    EXPECT_EQ(std::get<core::Error>(reply).code, core::ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace courtside::sqlite::test
