#include "adapters/sqlite/read_query.hpp"
#include "adapters/sqlite/schema.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using core::IssueId;
using core::SessionId;
using testing::ElementsAre;
using testing::IsEmpty;

class HistoryQuery : public testing::Test {
protected:
    template <class What>
    core::ReplyBody ask(What what, core::PersonId person = learner, core::TenantId tenant = tenant_one) {
        if (!reader_) {
            reader_ = std::make_unique<Database>(company_.file(), OpenMode::read_only);
            configure_reader(*reader_);
        }
        return read_query(*reader_, core::Query{tenant, person, std::move(what)});
    }

    static bool not_found(const core::ReplyBody& reply) {
        const auto* error = std::get_if<core::Error>(&reply);
        return error != nullptr && error->code == core::ErrorCode::not_found;
    }

    std::vector<std::uint64_t> numbers(const core::ReplyBody& reply) {
        std::vector<std::uint64_t> found;
        for (const core::Message& message : std::get<core::MessagesPage>(reply).messages) {
            found.push_back(message.number);
        }
        return found;
    }

    Company company_;
    std::unique_ptr<Database> reader_;
};

TEST_F(HistoryQuery, MessagesOfAnEndedSessionComeInPages) {
    company_.hold_session(1, {"a", "b", "c", "d", "e"});
    const core::ReplyBody first = ask(core::QueryMessages{SessionId{1}, 0, 2, {}});
    EXPECT_THAT(numbers(first), ElementsAre(1, 2));
    EXPECT_TRUE(std::get<core::MessagesPage>(first).more);
    EXPECT_EQ(std::get<core::MessagesPage>(first).messages[1].text, "b");
    const core::ReplyBody last = ask(core::QueryMessages{SessionId{1}, 4, 2, {}}, coach);
    EXPECT_THAT(numbers(last), ElementsAre(5));
    EXPECT_FALSE(std::get<core::MessagesPage>(last).more);
    EXPECT_THAT(numbers(ask(core::QueryMessages{SessionId{1}, 99, 2, {}})), IsEmpty());
}

TEST_F(HistoryQuery, MessagesPageEndsNearItsBytes) {
    company_.hold_session(1, std::vector<std::string>(10, std::string(16 * 1024, 'x')));
    const core::ReplyBody page = ask(core::QueryMessages{SessionId{1}, 0, 200, {}});
    EXPECT_THAT(numbers(page), ElementsAre(1, 2, 3));
    EXPECT_TRUE(std::get<core::MessagesPage>(page).more);
}

TEST_F(HistoryQuery, MessagesPageHoldsAtMostTwoHundred) {
    company_.hold_session(1, std::vector<std::string>(250, "x"));
    EXPECT_EQ(numbers(ask(core::QueryMessages{SessionId{1}, 0, 5000, {}})).size(), 200U);
    EXPECT_EQ(numbers(ask(core::QueryMessages{SessionId{1}, 0, 0, {}})).size(), 100U);
}

TEST_F(HistoryQuery, MessagesOfALiveSessionAreReadByTheirRows) {
    company_.begin_session(1);
    company_.begin_session(2);
    company_.write({company_.say(1, "a"), company_.say(2, "elsewhere"), company_.say(1, "b")});
    core::QueryMessages query{SessionId{1}, 0, 10, core::QueryMessages::Live{company_.rows(1), true}};
    core::ReplyBody page = ask(query);
    EXPECT_THAT(numbers(page), ElementsAre(1, 2));
    EXPECT_TRUE(std::get<core::MessagesPage>(page).more);
    query.live->rows = company_.rows(2);
    EXPECT_THAT(numbers(ask(query)), IsEmpty()) << "rows of another session";
}

TEST_F(HistoryQuery, ForeignAndAbsentSessionsLookTheSame) {
    company_.hold_session(1, {"a"});
    for (const std::uint64_t id : {1U, 2U}) {
        EXPECT_TRUE(not_found(ask(core::QueryMessages{SessionId{id}, 0, 10, {}}, stranger)));
        EXPECT_TRUE(not_found(ask(core::QuerySession{SessionId{id}}, stranger)));
        EXPECT_TRUE(not_found(ask(core::QueryMessages{SessionId{id}, 0, 10, {}}, learner, tenant_two)));
        EXPECT_TRUE(not_found(ask(core::QuerySession{SessionId{id}}, learner, tenant_two)));
    }
    EXPECT_TRUE(not_found(
        ask(core::QueryMessages{SessionId{1}, 0, 10, core::QueryMessages::Live{company_.rows(1), false}},
            stranger)));
}

TEST_F(HistoryQuery, OffersTellTheirCoachHowEachEnded) {
    core::Request cancelled = make_request(core::RequestId{2}, IssueId{1}, core::RequestState::cancelled);
    cancelled.ended_at = core::Instant{9'000};
    core::Request taken = make_request(core::RequestId{3}, IssueId{1}, core::RequestState::matched);
    taken.ended_at = core::Instant{12'000};
    company_.write({core::Put<core::Issue>{tenant_one, make_issue(IssueId{1})},
                    core::Put<core::Request>{tenant_one, make_request(core::RequestId{1}, IssueId{1})},
                    core::Put<core::Request>{tenant_one, cancelled},
                    core::Put<core::Request>{tenant_one, taken}});
    std::uint64_t next = 1;
    const auto offered = [&](core::OfferState state, std::uint64_t request, std::int64_t shown,
                             std::int64_t closed) {
        core::Offer offer;
        offer.id = core::OfferId{next++};
        offer.request = core::RequestId{request};
        offer.coach = coach;
        offer.state = state;
        offer.offered_at = core::Instant{5'000};
        offer.shown_at = core::Instant{shown};
        offer.closed_at = core::Instant{closed};
        company_.write({core::Put<core::Offer>{tenant_one, offer}});
    };
    offered(core::OfferState::declined, 1, 5'100, 7'000);
    offered(core::OfferState::timed_out, 1, 5'100, 25'000);
    offered(core::OfferState::rescinded, 1, 0, 8'000);
    offered(core::OfferState::rescinded, 2, 5'100, 9'000);
    offered(core::OfferState::rescinded, 1, 5'100, 8'500);
    offered(core::OfferState::rescinded, 3, 0, 12'000);
    offered(core::OfferState::pending, 1, 5'100, 0);
    const core::QueryOffers all{{}, 50, core::seconds(3)};
    std::vector<core::OfferEnd> ends;
    const auto page = std::get<core::OffersPage>(ask(all, coach));
    for (const core::PastOffer& past : page.offers) {
        EXPECT_EQ(past.offer.title, make_issue(IssueId{1}).title);
        ends.push_back(past.end);
    }
    EXPECT_THAT(ends, ElementsAre(core::OfferEnd::open, core::OfferEnd::not_free, core::OfferEnd::not_free,
                                  core::OfferEnd::request_ended, core::OfferEnd::not_shown,
                                  core::OfferEnd::not_answered, core::OfferEnd::answered));
    const auto first = std::get<core::OffersPage>(ask(core::QueryOffers{{}, 4, core::seconds(3)}, coach));
    EXPECT_EQ(first.next, core::OfferId{4});
    EXPECT_EQ(std::get<core::OffersPage>(ask(core::QueryOffers{first.next, 4, {}}, coach)).offers.size(), 3U);
    EXPECT_THAT(std::get<core::OffersPage>(ask(all, learner)).offers, IsEmpty());
    EXPECT_THAT(std::get<core::OffersPage>(ask(all, coach, tenant_two)).offers, IsEmpty());
}

TEST_F(HistoryQuery, NotesAreForTheCoachesAndTheLearnerOfTheSession) {
    company_.hold_session(1, {"a"});
    company_.write({core::Put<core::Note>{tenant_one, {core::SessionId{1}, coach, "Likes pictures", noon}}});
    for (const core::PersonId reader : {learner, coach}) {
        const auto page = std::get<core::NotesPage>(ask(core::QueryNotes{core::SessionId{1}}, reader));
        ASSERT_EQ(page.notes.size(), 1U);
        EXPECT_EQ(page.notes[0].note.text, "Likes pictures");
    }
    EXPECT_TRUE(not_found(ask(core::QueryNotes{core::SessionId{1}}, stranger)));
    EXPECT_TRUE(not_found(ask(core::QueryNotes{core::SessionId{2}}, learner)));
    EXPECT_TRUE(not_found(ask(core::QueryNotes{core::SessionId{1}}, learner, tenant_two)));
}

TEST_F(HistoryQuery, AnExpertSeesNothingFromAfterTheyLeft) {
    company_.hold_session(1, {"the first", "the second", "the third"});
    core::EndSessionRecord end = company_.end(1);
    core::Participant expert;
    expert.person = stranger;
    expert.role = core::SessionRole::expert;
    expert.joined_at = noon;
    expert.left_at = noon + core::seconds(2);
    end.session.participants.push_back(expert);
    company_.write({end});
    const core::QueryMessages query{core::SessionId{1}, 0, 100, std::nullopt};
    const auto page = std::get<core::MessagesPage>(ask(query, stranger));
    ASSERT_EQ(page.messages.size(), 2U);
    EXPECT_FALSE(page.more);
    EXPECT_EQ(std::get<core::MessagesPage>(ask(query, coach)).messages.size(), 3U);
    const core::QuerySearch search{"the", {}};
    EXPECT_EQ(std::get<core::SearchPage>(ask(search, stranger)).messages.size(), 2U);
    EXPECT_EQ(std::get<core::SearchPage>(ask(search, learner)).messages.size(), 3U);
}

TEST_F(HistoryQuery, BriefingTellsWhatWasHeldOnTheIssueBefore) {
    const auto held = [&](std::uint64_t id, core::Outcome outcome, core::Instant started) {
        company_.begin_session(id);
        core::EndSessionRecord end = company_.end(id);
        end.session.issue = IssueId{1};
        end.session.outcome = outcome;
        end.session.started_at = started;
        end.session.next_step = "Step " + std::to_string(id);
        company_.write({end});
    };
    for (std::uint64_t id = 1; id <= 12; ++id) {
        held(id, core::Outcome::another_session, noon);
    }
    held(13, core::Outcome::no_show, {});
    held(14, core::Outcome::wrong_match, noon);
    company_.write({core::Put<core::Note>{tenant_one, {core::SessionId{12}, coach, "Likes pictures", noon}}});
    company_.begin_session(15);
    core::Session now = make_session(15);
    now.issue = IssueId{1};
    company_.write({core::Put<core::Session>{tenant_one, now}});

    const core::QueryBriefing query{core::SessionId{15}, 10};
    const auto briefing = std::get<core::Briefing>(ask(query, coach));
    EXPECT_EQ(briefing.session, core::SessionId{15});
    ASSERT_EQ(briefing.sessions.size(), 10U);
    EXPECT_EQ(briefing.sessions[0].session.id, core::SessionId{12});
    EXPECT_EQ(briefing.sessions[0].session.next_step, "Step 12");
    EXPECT_EQ(briefing.sessions[0].coach, "Person 2");
    ASSERT_EQ(briefing.sessions[0].notes.size(), 1U);
    EXPECT_EQ(briefing.sessions[0].notes[0].note.text, "Likes pictures");
    EXPECT_EQ(briefing.sessions[9].session.id, core::SessionId{3});
    for (const core::PersonId other : {learner, stranger}) {
        EXPECT_TRUE(not_found(ask(query, other)));
    }
    EXPECT_TRUE(not_found(ask(query, coach, tenant_two)));
}

TEST_F(HistoryQuery, BriefingOfLongNotesEndsNearItsBytes) {
    for (std::uint64_t id = 1; id <= 9; ++id) {
        company_.begin_session(id);
        core::EndSessionRecord end = company_.end(id);
        end.session.issue = IssueId{1};
        end.session.started_at = noon;
        company_.write({end});
        for (const core::PersonId author : {coach, stranger}) {
            company_.write({core::Put<core::Note>{
                tenant_one, {core::SessionId{id}, author, std::string(4096, 'n'), noon}}});
        }
    }
    company_.begin_session(10);
    core::Session now = make_session(10);
    now.issue = IssueId{1};
    company_.write({core::Put<core::Session>{tenant_one, now}});
    const auto briefing = std::get<core::Briefing>(ask(core::QueryBriefing{core::SessionId{10}, 10}, coach));
    EXPECT_GE(briefing.sessions.size(), 5U);
    EXPECT_LE(briefing.sessions.size(), 6U);
}

TEST_F(HistoryQuery, IssueAndRequestAreShownToTheirLearnerOnly) {
    company_.hold_session(1, {"a"});
    EXPECT_EQ(std::get<core::IssueOpened>(ask(core::QueryIssue{IssueId{1}})).issue, make_issue(IssueId{1}));
    EXPECT_EQ(std::get<core::Asked>(ask(core::QueryRequest{core::RequestId{1}})).request.request.issue,
              IssueId{1});
    for (const core::PersonId other : {coach, stranger}) {
        EXPECT_TRUE(not_found(ask(core::QueryIssue{IssueId{1}}, other)));
        EXPECT_TRUE(not_found(ask(core::QueryRequest{core::RequestId{1}}, other)));
    }
    EXPECT_TRUE(not_found(ask(core::QueryIssue{IssueId{1}}, learner, tenant_two)));
    EXPECT_TRUE(not_found(ask(core::QueryRequest{core::RequestId{1}}, learner, tenant_two)));
}

TEST_F(HistoryQuery, IssuesComeNewestFirst) {
    for (const std::uint64_t id : {1U, 2U, 4U}) {
        company_.write({core::Put<core::Issue>{tenant_one, make_issue(IssueId{id})}});
    }
    company_.write({core::Put<core::Issue>{tenant_one, make_issue(IssueId{3}, stranger)}});
    const auto first = std::get<core::IssuesPage>(ask(core::QueryIssues{{}, 2}));
    EXPECT_THAT(first.issues, ElementsAre(make_issue(IssueId{4}), make_issue(IssueId{2})));
    EXPECT_EQ(first.next, IssueId{2});
    const auto last = std::get<core::IssuesPage>(ask(core::QueryIssues{first.next, 2}));
    EXPECT_THAT(last.issues, ElementsAre(make_issue(IssueId{1})));
    EXPECT_EQ(last.next, IssueId{});
    EXPECT_THAT(std::get<core::IssuesPage>(ask(core::QueryIssues{}, learner, tenant_two)).issues, IsEmpty());
}

TEST_F(HistoryQuery, PageOfLongIssuesEndsNearItsBytes) {
    for (std::uint64_t id = 1; id <= 30; ++id) {
        core::Issue issue = make_issue(IssueId{id});
        issue.description = std::string(4096, 'd');
        company_.write({core::Put<core::Issue>{tenant_one, issue}});
    }
    std::size_t seen = 0;
    IssueId before;
    do {
        const auto page = std::get<core::IssuesPage>(ask(core::QueryIssues{before, 100}));
        EXPECT_LE(page.issues.size(), 11U);
        seen += page.issues.size();
        before = page.next;
    } while (before);
    EXPECT_EQ(seen, 30U);
}

TEST_F(HistoryQuery, SessionsShowNamesAndIssue) {
    company_.hold_session(1, {"a"});
    company_.begin_session(2);
    const auto page = std::get<core::SessionsPage>(ask(core::QuerySessions{{}, {}, 1}, coach));
    ASSERT_EQ(page.sessions.size(), 1U);
    const core::SessionView& view = page.sessions[0];
    EXPECT_EQ(view.session, make_session(2));
    EXPECT_EQ(view.issue, make_issue(IssueId{2}));
    ASSERT_EQ(view.participants.size(), 2U);
    EXPECT_EQ(view.participants[0].name, "Person 1");
    EXPECT_EQ(view.participants[1].name, "Person 2");
    EXPECT_FALSE(view.participants[1].connected);
    const auto last = std::get<core::SessionsPage>(ask(core::QuerySessions{{}, page.next, 1}, coach));
    ASSERT_EQ(last.sessions.size(), 1U);
    EXPECT_EQ(last.sessions[0].session, company_.end(1).session);
    EXPECT_EQ(last.next, SessionId{});
    EXPECT_EQ(std::get<core::SessionChanged>(ask(core::QuerySession{SessionId{1}})).session.session,
              company_.end(1).session);
}

TEST_F(HistoryQuery, SessionsOfOneIssueAreThoseOneTookPartIn) {
    company_.hold_session(1, {"a"});
    company_.begin_session(2);
    core::Session second = make_session(2);
    second.issue = IssueId{1};
    second.participants[1].person = stranger;
    company_.write({core::Put<core::Session>{tenant_one, second}});
    EXPECT_EQ(std::get<core::SessionsPage>(ask(core::QuerySessions{IssueId{1}, {}, 10})).sessions.size(), 2U);
    const auto of_coach = std::get<core::SessionsPage>(ask(core::QuerySessions{IssueId{1}, {}, 10}, coach));
    ASSERT_EQ(of_coach.sessions.size(), 1U);
    EXPECT_EQ(of_coach.sessions[0].session.id, SessionId{1});
    EXPECT_THAT(
        std::get<core::SessionsPage>(ask(core::QuerySessions{IssueId{1}, {}, 10}, learner, tenant_two))
            .sessions,
        IsEmpty());
}

TEST_F(HistoryQuery, LoadGivesAnEndedSessionAndTheMessageOfACommand) {
    company_.hold_session(1, {"a", "b"});
    (void)ask(core::QueryIssues{});  // opens the reader
    const auto load = [this](core::PersonId sender, core::CommandId command) {
        return std::get<core::LoadedSession>(
            read_entity(*reader_, core::LoadSession{tenant_one, SessionId{1}, sender, command}));
    };
    const core::LoadedSession found = load(coach, command_id(2));
    EXPECT_EQ(found.session, company_.end(1).session);
    ASSERT_TRUE(found.message.has_value());
    EXPECT_EQ(found.message->number, 2U);
    EXPECT_EQ(found.message->content,
              core::content_hash(core::MessageKind::text, core::MomentKind::none, 0, "b"));
    EXPECT_FALSE(load(learner, command_id(2)).message.has_value()) << "the other one's command";
    EXPECT_FALSE(load(learner, {}).message.has_value());
    EXPECT_TRUE(load(learner, {}).session.has_value());
    const auto absent = std::get<core::LoadedSession>(
        read_entity(*reader_, core::LoadSession{tenant_two, SessionId{1}, learner, command_id(1)}));
    EXPECT_FALSE(absent.session.has_value());
    EXPECT_EQ(
        std::get<core::LoadedIssue>(read_entity(*reader_, core::LoadIssue{tenant_one, IssueId{1}})).issue,
        make_issue(IssueId{1}));
    EXPECT_EQ(
        std::get<core::LoadedIssue>(read_entity(*reader_, core::LoadIssue{tenant_two, IssueId{1}})).issue,
        std::nullopt);
}

}  // namespace
}  // namespace courtside::sqlite::test
