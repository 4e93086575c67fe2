#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/schema.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using core::IssueId;
using core::OfferId;
using core::PersonId;
using core::Put;
using core::RequestId;
using core::SessionId;
using testing::ElementsAre;
using testing::IsEmpty;

/// What is written, closed and opened again has to come back the same, in each field.
class StoreRoundTrip : public testing::Test {
protected:
    Database& reader() {
        if (!reader_) {
            reader_ = std::make_unique<Database>(company_.file(), OpenMode::read_only);
            configure_reader(*reader_);
        }
        return *reader_;
    }

    Company company_;
    std::unique_ptr<Database> reader_;
};

TEST_F(StoreRoundTrip, Tenant) {
    core::Tenant tenant = make_tenant(tenant_one);
    tenant.keys = {{"k2", core::KeyAlgorithm::hs256, std::string("\0binary\xff", 8)},
                   {"k1", core::KeyAlgorithm::hs256, "x"}};
    tenant.origins = {"https://b.example", "https://a.example"};
    tenant.message_days = 30;
    tenant.note_days = 60;
    company_.write({Put<core::Tenant>{tenant_one, tenant}});
    company_.restart();
    EXPECT_EQ(company_.load().tenant, tenant);
    tenant.keys.pop_back();
    tenant.origins.clear();
    tenant.name = "Renamed";
    company_.write({Put<core::Tenant>{tenant_one, tenant}});
    EXPECT_EQ(company_.load().tenant, tenant);
    EXPECT_EQ(company_.store().load().next_tenant, 3U);
}

TEST_F(StoreRoundTrip, Skills) {
    const core::Skill first{"S1", "Label", "Description"};
    const core::Skill second{"S1.1", "Sub", ""};
    company_.write({Put<core::Skill>{tenant_one, second}, Put<core::Skill>{tenant_one, {"S1", "old", "old"}},
                    Put<core::Skill>{tenant_one, first}});
    company_.restart();
    EXPECT_THAT(company_.load().skills, ElementsAre(first, second));
    EXPECT_THAT(company_.store().load().tenants.at(1).skills, IsEmpty());
}

TEST_F(StoreRoundTrip, Person) {
    core::Person person = make_person(PersonId{4});
    person.name = "Åsa \"O'Neil\"";
    person.roles.add(core::Role::coach);
    person.roles.add(core::Role::admin);
    person.skills = {{"S1.1", 4}, {"S5", 1}};
    person.languages = {"de", "en"};
    person.time_zone = "Europe/Berlin";
    person.manager = PersonId{1};
    person.unit = "Unit 7";
    person.ready_until = noon;
    person.away_reason = core::PresenceReason::missed_offers;
    person.windows = {{noon, noon + core::hours(1)}};
    person.misses = 2;
    person.free_since = noon - core::minutes(3);
    person.next_offer_from = noon + core::minutes(2);
    person.short_deadlines = {noon - core::days(2), noon - core::days(1)};
    person.tokens_from = noon - core::days(9);
    person.blocked = {PersonId{1}, PersonId{3}};
    company_.write({Put<core::Person>{tenant_one, person}});
    company_.restart();
    EXPECT_EQ(company_.load().people.back(), person);
    person.windows.clear();
    person.blocked.clear();
    person.misses = 0;
    company_.write({Put<core::Person>{tenant_one, person}});
    EXPECT_EQ(company_.load().people.back(), person);
    EXPECT_EQ(company_.load().counters.person, 5U);
    EXPECT_EQ(company_.store().load().tenants.at(1).people.size(), 3U);
}

TEST_F(StoreRoundTrip, PushChannelsUntilTheirPersonIsErased) {
    core::PushChannel first;
    first.endpoint = "https://push.example/1";
    first.p256dh = std::string("\x04\0\xff", 3);
    first.auth = std::string("\0\xff", 2);
    first.code = "c0de";
    first.code_at = noon;
    first.tested_at = noon + core::seconds(1);
    first.failed_at = noon + core::seconds(2);
    core::PushChannel second;
    second.endpoint = "https://push.example/0";
    const core::PushChannels of_coach{coach, {first, second}};
    const core::PushChannels of_learner{learner, {second}};
    company_.write({Put<core::PushChannels>{tenant_one, of_coach},
                    Put<core::PushChannels>{tenant_one, of_learner},
                    Put<core::PushChannels>{tenant_two, of_coach}});
    company_.restart();
    EXPECT_THAT(company_.load().push_channels, ElementsAre(of_learner, of_coach));
    EXPECT_THAT(read_push_channels(reader(), tenant_one, coach), ElementsAre(of_coach));
    core::Person tombstone;
    tombstone.id = coach;
    company_.write({Put<core::PushChannels>{tenant_one, {learner, {}}},
                    Put<core::Person>{tenant_one, tombstone},
                    core::EraseRecord{tenant_one, "subject-2", {coach, 1, noon, noon}}});
    EXPECT_THAT(company_.load().push_channels, IsEmpty());
    EXPECT_THAT(company_.store().load().tenants.at(1).push_channels, ElementsAre(of_coach));
}

TEST_F(StoreRoundTrip, IssueWithAndWithoutAProgramme) {
    core::Issue issue = make_issue(IssueId{9});
    issue.description = std::string(5000, 'd');
    issue.state = core::IssueState::resolved;
    issue.sessions = 3;
    issue.skill = "S1";
    issue.least_level = 2;
    issue.language = "en";
    issue.last_coach = coach;
    issue.kept_wait = noon - core::hours(2);
    issue.kept_front = true;
    issue.programme = 77;
    company_.write({Put<core::Issue>{tenant_one, issue}});
    EXPECT_EQ(find_issue(reader(), tenant_one, IssueId{9}), issue);
    issue.programme = 0;
    company_.write({Put<core::Issue>{tenant_one, issue}});
    EXPECT_EQ(find_issue(reader(), tenant_one, IssueId{9}), issue);
    EXPECT_EQ(reader().integer("SELECT programme_id IS NULL FROM issue"), 1);
    EXPECT_EQ(find_issue(reader(), tenant_two, IssueId{9}), std::nullopt);
    EXPECT_EQ(company_.load().counters.issue, 10U);
    EXPECT_THAT(company_.load().issues, IsEmpty()) << "nothing live is about it";
}

TEST_F(StoreRoundTrip, OpenRequestWithItsIssueUntilItEnds) {
    core::Request request = make_request(RequestId{5}, IssueId{9});
    request.reason = core::RequestReason::wrong_match;
    request.minutes = 30;
    request.skill = "S1.1";
    request.least_level = 3;
    request.language = "de";
    request.waiting_since = noon - core::hours(1);
    request.needed_by = noon + core::minutes(30);
    request.deadline_counts = true;
    request.front = true;
    request.window = {noon + core::hours(1), noon + core::hours(2)};
    request.proposed = {noon + core::hours(3), noon + core::hours(4)};
    request.unlikely_today = true;
    request.widened = true;
    request.expires_at = noon + core::hours(9);
    request.prefer = {PersonId{8}, PersonId{2}};
    request.leave_out = {PersonId{3}};
    request.tried = {PersonId{300}, PersonId{4}};
    request.allow_manager = true;
    request.leave_out_unit = true;
    const core::Issue issue = make_issue(IssueId{9});
    company_.write({Put<core::Issue>{tenant_one, issue}, Put<core::Request>{tenant_one, request}});
    company_.restart();
    EXPECT_THAT(company_.load().requests, ElementsAre(request));
    EXPECT_THAT(company_.load().issues, ElementsAre(issue));
    request.state = core::RequestState::offered;
    company_.write({Put<core::Request>{tenant_one, request}});
    EXPECT_THAT(company_.load().requests, ElementsAre(request));
    request.state = core::RequestState::booked;
    request.promise = request.proposed;
    request.proposed = {};
    request.reminded = true;
    request.likely_coach = PersonId{8};
    company_.write({Put<core::Request>{tenant_one, request}});
    EXPECT_THAT(company_.load().requests, ElementsAre(request)) << "what is booked is live";
    request.state = core::RequestState::expired;
    request.reason = core::RequestReason::nobody_free;
    request.ended_at = noon + core::hours(9);
    company_.write({Put<core::Request>{tenant_one, request}});
    EXPECT_THAT(company_.load().requests, IsEmpty());
    EXPECT_EQ(find_request(reader(), tenant_one, RequestId{5}), request);
    EXPECT_EQ(company_.load().counters.request, 6U);
}

TEST_F(StoreRoundTrip, PendingOfferUntilItIsAnswered) {
    core::Offer offer;
    offer.id = OfferId{6};
    offer.request = RequestId{5};
    offer.coach = coach;
    offer.offered_at = noon;
    offer.expires_at = noon + core::seconds(20);
    offer.shown_at = noon + core::seconds(1);
    offer.reasons.add(core::MatchReason::same_coach);
    offer.reasons.add(core::MatchReason::second_expert);
    offer.session = SessionId{4};
    offer.skill = "S2";
    company_.write({Put<core::Offer>{tenant_one, offer}});
    company_.restart();
    EXPECT_THAT(company_.load().offers, ElementsAre(offer));
    offer.state = core::OfferState::declined;
    offer.closed_at = noon + core::seconds(5);
    offer.decline_reason = core::DeclineReason::busy;
    offer.note = "tomorrow";
    company_.write({Put<core::Offer>{tenant_one, offer}});
    EXPECT_THAT(company_.load().offers, IsEmpty());
    EXPECT_EQ(find_offer(reader(), tenant_one, OfferId{6}), offer);
    EXPECT_EQ(company_.load().counters.offer, 7U);
}

TEST_F(StoreRoundTrip, LiveSessionWithItsRequestAndIssue) {
    company_.begin_session(4);
    core::Session session = make_session(4);
    session.state = core::SessionState::wrap_up;
    session.minutes = 30;
    session.participants[0].joined_at = noon;
    session.participants[1].joined_at = noon + core::seconds(2);
    session.participants[1].left_at = noon + core::minutes(3);
    session.participants[1].delivered_to = 2;
    session.participants[1].read_to = 1;
    session.started_at = noon + core::seconds(2);
    session.ends_at = noon + core::minutes(30);
    session.coach_spoke = true;
    session.ending_soon_told = true;
    session.extension_by = coach;
    session.reasons.add(core::MatchReason::language);
    company_.write({Put<core::Session>{tenant_one, session}});
    company_.restart();
    const core::TenantLiveState live = company_.load();
    ASSERT_EQ(live.sessions.size(), 1U);
    EXPECT_EQ(live.sessions[0].session, session);
    ASSERT_EQ(live.requests.size(), 1U);
    EXPECT_EQ(live.requests[0].state, core::RequestState::matched);
    ASSERT_EQ(live.issues.size(), 1U);
    EXPECT_EQ(live.counters.session, 5U);
}

TEST_F(StoreRoundTrip, ParticipantsAreReplacedWhole) {
    company_.begin_session(4);
    core::Session session = make_session(4);
    session.participants.push_back({stranger, core::SessionRole::coach, noon, {}, 0, 0});
    company_.write({Put<core::Session>{tenant_one, session}});
    EXPECT_EQ(company_.load().sessions[0].session, session);
    session.participants.erase(session.participants.begin() + 1);
    company_.write({Put<core::Session>{tenant_one, session}});
    EXPECT_EQ(company_.load().sessions[0].session, session);
    EXPECT_FALSE(is_participant(reader(), tenant_one, SessionId{4}, coach));
}

TEST_F(StoreRoundTrip, EndedSessionKeepsItsRows) {
    company_.hold_session(4, {"one", "two", "three"});
    core::Session ended = company_.end(4).session;
    ended.outcome = core::Outcome::no_show;
    ended.absent = {coach, learner};
    ended.coach_silent = true;
    ended.next_step = "Build one chart by Friday";
    company_.write({Put<core::Session>{tenant_one, ended}});
    EXPECT_THAT(company_.load().sessions, IsEmpty());
    EXPECT_EQ(find_session(reader(), tenant_one, SessionId{4})->session, ended);
    EXPECT_EQ(find_session_rows(reader(), tenant_one, SessionId{4}), company_.rows(4));
}

TEST_F(StoreRoundTrip, Message) {
    company_.begin_session(4);
    core::Message message = *company_.say(4, "").message;
    message.kind = core::MessageKind::moment;
    message.moment = core::MomentKind::first_win;
    message.reply_to = 12;
    message.redacted = true;
    message.text = std::string("text with \0 and \xf0\x9f\x8c\xb1", 20);
    company_.write({core::AppendMessage{std::make_shared<const core::Message>(message)}});
    EXPECT_EQ(find_message(reader(), message.row), message);
}

TEST_F(StoreRoundTrip, Marks) {
    company_.begin_session(4);
    company_.write({core::PutMarks{tenant_one, SessionId{4}, coach, 9, 7}});
    const core::Session session = company_.load().sessions[0].session;
    EXPECT_EQ(session.participants[0].delivered_to, 0U);
    EXPECT_EQ(session.participants[1].delivered_to, 9U);
    EXPECT_EQ(session.participants[1].read_to, 7U);
}

TEST_F(StoreRoundTrip, ClosingWordIsReplacedByALaterOne) {
    core::ClosingWord word{SessionId{4}, learner, core::Answer::partly, core::Answer::yes, core::Answer::no,
                           "early",      noon};
    company_.write({Put<core::ClosingWord>{tenant_one, word}});
    word.line = "late";
    company_.write({Put<core::ClosingWord>{tenant_one, word}});
    Statement statement = reader().prepare(
        "SELECT session, person, solved, felt_heard, knows_next_step, line, at FROM closing_word");
    ASSERT_TRUE(statement.step());
    core::ClosingWord found;
    Columns(statement).into(found.session, found.person, found.solved, found.felt_heard,
                            found.knows_next_step, found.line, found.at);
    EXPECT_EQ(found, word);
    EXPECT_FALSE(statement.step());
}

TEST_F(StoreRoundTrip, NoteIsReplacedByALaterOneAndGoesWithAnEmptyOne) {
    company_.hold_session(4, {"one"});
    core::Note note{SessionId{4}, coach, "early", noon};
    company_.write({Put<core::Note>{tenant_one, note}});
    note.text = "late";
    note.written_at = noon + core::seconds(1);
    company_.write({Put<core::Note>{tenant_one, note}});
    const auto notes = read_notes(reader(), tenant_one, SessionId{4});
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes[0].note, note);
    EXPECT_EQ(notes[0].author, "Person 2");
    note.text.clear();
    company_.write({Put<core::Note>{tenant_one, note}});
    EXPECT_THAT(read_notes(reader(), tenant_one, SessionId{4}), IsEmpty());
}

TEST_F(StoreRoundTrip, CommandIsFoundByItsPersonOnly) {
    const core::CommandRecord record{learner, command_id(1), 7, 0xFFFF'FFFF'FFFF'FFF0ULL, 42, noon};
    company_.write({Put<core::CommandRecord>{tenant_one, record}});
    company_.restart();
    SqliteStore& store = company_.store();
    EXPECT_EQ(store.find_command(tenant_one, learner, command_id(1)), record);
    EXPECT_EQ(store.find_command(tenant_one, coach, command_id(1)), std::nullopt);
    EXPECT_EQ(store.find_command(tenant_two, learner, command_id(1)), std::nullopt);
    EXPECT_EQ(store.find_command(tenant_one, learner, command_id(2)), std::nullopt);
}

TEST_F(StoreRoundTrip, AuditEntries) {
    company_.write({core::AuditEntry{tenant_one, "admin", "tenant.add", "1", noon},
                    core::AuditEntry{tenant_one, "admin", "tenant.add", "1", noon}});
    EXPECT_EQ(reader().integer("SELECT count(*) FROM audit WHERE actor = 'admin' AND action = 'tenant.add' "
                               "AND object = '1' AND tenant = 1"),
              2);
}

}  // namespace
}  // namespace courtside::sqlite::test
