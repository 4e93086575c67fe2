#include "support/world.hpp"

#include <gtest/gtest.h>

namespace courtside::core {
namespace {

using namespace support;

TEST(Fetch, PagesAreReadFromTheStoreOnBehalfOfWhoAsks) {
    World world;
    Client lea = world.connect("lea");
    const Query query = lea.send(FetchIssues{IssueId{7}, 20}).read.value();
    EXPECT_EQ(query.tenant, TenantId{1});
    EXPECT_EQ(query.person, lea.id());
    EXPECT_EQ(std::get<QueryIssues>(query.what).before, IssueId{7});
    EXPECT_EQ(std::get<QueryIssues>(query.what).limit, 20U);
    const auto sessions = lea.reads<QuerySessions>(FetchSessions{IssueId{3}, SessionId{4}, 5});
    EXPECT_EQ(sessions.issue, IssueId{3});
    EXPECT_EQ(sessions.before, SessionId{4});
    EXPECT_EQ(sessions.limit, 5U);
}

TEST(Fetch, OffersAreOnesOwnAndKnowHowLongAClientHasToShowThem) {
    World world;
    Client lea = world.connect("lea");
    const Query query = lea.send(FetchOffers{OfferId{7}, 1'000}).read.value();
    EXPECT_EQ(query.person, lea.id());
    EXPECT_EQ(std::get<QueryOffers>(query.what).before, OfferId{7});
    EXPECT_EQ(std::get<QueryOffers>(query.what).limit, 100U);
    EXPECT_EQ(std::get<QueryOffers>(query.what).shown_within, seconds(3));
}

TEST(Fetch, LimitsHaveDefaultsAndAreBounded) {
    World world;
    Client lea = world.connect("lea");
    EXPECT_EQ(lea.reads<QueryIssues>(FetchIssues{}).limit, 50U);
    EXPECT_EQ(lea.reads<QueryIssues>(FetchIssues{{}, ~0U}).limit, 100U);
    EXPECT_EQ(lea.reads<QuerySessions>(FetchSessions{}).limit, 50U);
    EXPECT_EQ(lea.reads<QuerySessions>(FetchSessions{{}, {}, 101}).limit, 100U);
    EXPECT_EQ(lea.reads<QueryMessages>(FetchMessages{SessionId{1}, 0, 0}).limit, 100U);
    EXPECT_EQ(lea.reads<QueryMessages>(FetchMessages{SessionId{1}, 0, 1'000}).limit, 200U);
}

class FetchMessagesOf : public ::testing::Test {
protected:
    FetchMessagesOf() {
        for (int i = 1; i <= 5; ++i) {
            pair.coach.say(pair.session, std::to_string(i));
        }
    }
    QueryMessages fetch(std::uint64_t after, std::uint32_t limit) {
        return pair.learner.reads<QueryMessages>(FetchMessages{pair.session, after, limit});
    }
    std::string texts(const QueryMessages& query) {
        std::string joined;
        for (const Message& message : world.store().messages(query.live.value().rows)) {
            joined += message.text;
        }
        return joined;
    }

    World world;
    Pair pair = world.talk();
};

TEST_F(FetchMessagesOf, ALiveSessionNamesTheRows) {
    EXPECT_EQ(texts(fetch(0, 10)), "12345");
    EXPECT_FALSE(fetch(0, 5).live->more);
    EXPECT_EQ(texts(fetch(0, 2)), "12");
    EXPECT_TRUE(fetch(0, 2).live->more);
    EXPECT_EQ(texts(fetch(2, 2)), "34");
    EXPECT_TRUE(fetch(2, 2).live->more);
    EXPECT_EQ(texts(fetch(4, 2)), "5");
    EXPECT_EQ(texts(fetch(5, 2)), "");
    EXPECT_EQ(texts(fetch(~0ULL, 200)), "");
    EXPECT_FALSE(fetch(~0ULL, 200).live->more);
}

TEST_F(FetchMessagesOf, ALiveSessionNamesTheRowsAfterARestartToo) {
    world.restart();
    pair.learner = world.connect("lea");
    EXPECT_EQ(texts(fetch(3, 10)), "45");
}

TEST_F(FetchMessagesOf, AnEndedSessionIsLeftToTheStore) {
    pair.coach.end(pair.session);
    EXPECT_FALSE(fetch(0, 10).live);
    EXPECT_EQ(world.rows().sessions.at(pair.session).rows.size(), 5U);
}

TEST_F(FetchMessagesOf, SomebodyElsesLiveSessionLooksAbsent) {
    Client eve = world.connect("eve");
    EXPECT_EQ(eve.refused(FetchMessages{pair.session, 0, 0}).code, ErrorCode::not_found);
}

TEST(Search, NeedsTwoToAHundredBytes) {
    World world;
    Client lea = world.connect("lea");
    EXPECT_EQ(lea.refused(SearchMessages{"a", {}}).code, ErrorCode::invalid_argument);
    EXPECT_EQ(lea.refused(SearchMessages{std::string(101, 'a'), {}}).code, ErrorCode::invalid_argument);
    const auto query = lea.reads<QuerySearch>(SearchMessages{"ab", SessionId{9}});
    EXPECT_EQ(query.text, "ab");
    EXPECT_EQ(query.before, SessionId{9});
}

TEST(FetchSkills, PagesThroughTheCatalogueByCode) {
    World world;
    Client lea = world.connect("lea");
    SkillsPage page = lea.get<SkillsPage>(FetchSkills{"", 4});
    ASSERT_EQ(page.skills.size(), 4U);
    EXPECT_EQ(page.skills[0].code, "S1");
    EXPECT_EQ(page.skills[3].code, "S1.2");
    EXPECT_EQ(page.next, "S1.2");
    page = lea.get<SkillsPage>(FetchSkills{page.next, 4});
    ASSERT_EQ(page.skills.size(), 2U);
    EXPECT_EQ(page.skills[1].code, "T4");
    EXPECT_TRUE(page.next.empty());
    EXPECT_EQ(lea.get<SkillsPage>(FetchSkills{}).skills.size(), 6U);
    EXPECT_TRUE(lea.get<SkillsPage>(FetchSkills{"zz", 4}).skills.empty());
}

TEST(FetchBriefing, IsForTheCoachOfALiveSession) {
    World world;
    Pair pair = world.talk();
    const auto query = pair.coach.reads<QueryBriefing>(FetchBriefing{pair.session});
    EXPECT_EQ(query.session, pair.session);
    EXPECT_EQ(query.limit, 10U);
    EXPECT_EQ(pair.learner.refused(FetchBriefing{pair.session}).code, ErrorCode::not_allowed);
    EXPECT_EQ(world.connect("eve").refused(FetchBriefing{pair.session}).code, ErrorCode::not_found);
    pair.coach.end(pair.session);
    EXPECT_EQ(pair.coach.refused(FetchBriefing{pair.session}).code, ErrorCode::not_found);
}

Client administrator(World& world) {
    Profile profile = a_learner();
    profile.roles->add(Role::admin);
    return world.connect("head", profile);
}

TEST(FetchCoverage, IsOfTheLatestMonthThatIsOver) {
    World world;
    Client head = administrator(world);
    const auto query = head.reads<QueryCoverage>(FetchCoverage{});
    EXPECT_EQ(query.month, last_closed_month(world.now()));
    EXPECT_EQ(query.at, world.now());
    EXPECT_EQ(head.reads<QueryCoverage>(FetchCoverage{"2025-11", 0}).month, parse_month("2025-11"));
}

TEST(FetchCoverage, OfAMonthThatStillChangesIsRefused) {
    World world;
    Client head = administrator(world);
    const Error running = head.refused(FetchCoverage{month_text(month_of(world.now())), 0});
    EXPECT_EQ(running.code, ErrorCode::invalid_argument);
    EXPECT_NE(running.text.find("can be reported from"), std::string::npos) << running.text;
    EXPECT_EQ(head.refused(FetchCoverage{"last month", 0}).code, ErrorCode::invalid_argument);
}

TEST(FetchCoverage, LeavesATraceForEachPage) {
    World world;
    Client head = administrator(world);
    head.reads<QueryCoverage>(FetchCoverage{"2025-11", 0});
    head.reads<QueryCoverage>(FetchCoverage{"2025-11", 200});
    const auto traces = std::ranges::count(world.rows().audit, "tenant.coverage", &AuditEntry::action);
    EXPECT_EQ(traces, 2);
    EXPECT_EQ(world.rows().audit.back().object, "2025-11");
    EXPECT_EQ(world.rows().audit.back().actor, "person " + std::to_string(head.id().value));
}

TEST(NoteCoverage, LeavesATraceOfMonthsThatAreOver) {
    World world;
    ASSERT_TRUE(std::holds_alternative<AdminResult>(
        world.admin(NoteCoverage{TenantId{1}, last_closed_month(world.now())}).result));
    EXPECT_EQ(world.rows().audit.back().action, "tenant.coverage");
    ASSERT_TRUE(
        std::holds_alternative<Error>(world.admin(NoteCoverage{TenantId{1}, month_of(world.now())}).result));
}

}  // namespace
}  // namespace courtside::core
