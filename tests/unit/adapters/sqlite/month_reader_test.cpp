#include "adapters/sqlite/month_reader.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/schema.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

using core::RequestState;
using testing::ElementsAre;

constexpr core::Month october{681};

class MonthReader : public testing::Test {
protected:
    /// Asked for an S1 in German, `after` the month's begin, and found nobody two minutes later.
    core::Request request(std::uint64_t id, core::Duration after) {
        core::Request request = make_request(core::RequestId{id}, core::IssueId{id}, RequestState::matched);
        request.skill = "S1";
        request.language = "de";
        request.asked_at = core::time_of(october).from + after;
        request.expires_at = request.asked_at + core::hours(10);
        request.ended_at = request.asked_at + core::minutes(2);
        return request;
    }
    void put(const core::Request& request, core::TenantId tenant = tenant_one) {
        company_.write({core::Put<core::Request>{tenant, request}});
    }

    Database& database() {
        if (!database_) {
            database_ = std::make_unique<Database>(company_.file(), OpenMode::read_only);
            configure_reader(*database_);
        }
        return *database_;
    }
    core::MonthOfRequests read(core::Month month = october) {
        const Transaction transaction(database(), Transaction::Kind::read);
        return read_month(database(), tenant_one, month, read_people(database(), tenant_one));
    }

    Company company_;
    std::unique_ptr<Database> database_;
};

TEST_F(MonthReader, TakesWhatWasAskedForInTheMonth) {
    const core::Duration month = core::time_of(october).to - core::time_of(october).from;
    put(request(1, core::Duration{-1}));
    put(request(2, {}));
    core::Request english = request(3, month + core::Duration{-1});
    english.language = "en";
    english.needed_by = english.asked_at + core::minutes(15);
    english.state = RequestState::cancelled;
    english.minutes = 30;
    english.least_level = 4;
    put(english);
    put(request(4, month));
    put(request(5, {}), tenant_two);
    const core::MonthOfRequests found = read();
    EXPECT_EQ(found.month, october);
    EXPECT_THAT(found.types, ElementsAre(core::AskedType{"S1", "de"}, core::AskedType{"S1", "en"}));
    ASSERT_EQ(found.requests.size(), 2U);
    EXPECT_EQ(found.requests[0].waited, core::minutes(2));
    EXPECT_FALSE(found.requests[0].lost);
    EXPECT_FALSE(found.requests[0].urgent);
    EXPECT_EQ(found.requests[1].type, 1U);
    EXPECT_TRUE(found.requests[1].lost);
    EXPECT_TRUE(found.requests[1].urgent);
    EXPECT_EQ(found.requests[1].minutes, 30U);
    EXPECT_EQ(found.requests[1].least_level, 4U);
    EXPECT_EQ(read({680}).requests.size(), 1U);
    EXPECT_EQ(read({682}).requests.size(), 1U);
    EXPECT_TRUE(read({600}).requests.empty());
    EXPECT_TRUE(read({700}).requests.empty());
}

TEST_F(MonthReader, FindsItsRowsAmongMany) {
    std::vector<core::Record> records;
    for (std::uint64_t id = 1; id <= 3'000; ++id) {
        // With holes, from 100 days before to 200 days after.
        records.emplace_back(core::Put<core::Request>{
            tenant_one,
            request(id * 7, core::minutes(static_cast<std::int64_t>(id) * 144) + core::days(-100))});
    }
    company_.write(records);
    EXPECT_EQ(read().requests.size(), 310U);
    EXPECT_EQ(read().requests.front().asked_at, core::time_of(october).from);
}

TEST_F(MonthReader, CountsWhatCameBackOnce) {
    put(request(1, core::hours(1)));
    core::Request again = request(2, core::hours(1));
    again.issue = core::IssueId{1};
    again.skill = "S2";
    again.state = RequestState::expired;
    again.ended_at = again.expires_at;
    put(again);
    core::Request later = request(3, core::hours(30));
    later.issue = core::IssueId{1};
    put(later);
    const core::MonthOfRequests found = read();
    ASSERT_EQ(found.requests.size(), 2U);
    EXPECT_EQ(found.types.at(found.requests[0].type).skill, "S1");
    EXPECT_EQ(found.requests[0].waited, core::minutes(2)) << "until somebody was found at first";
    EXPECT_TRUE(found.requests[0].lost) << "in the end";
    EXPECT_FALSE(found.requests[1].lost) << "asked for anew";
}

TEST_F(MonthReader, CountsTheWaitFromTheWindowOn) {
    core::Request ahead = request(1, core::hours(1));
    ahead.window = {ahead.asked_at + core::hours(1), ahead.asked_at + core::hours(2)};
    ahead.ended_at = ahead.window.from + core::seconds(5);
    put(ahead);
    core::Request withdrawn = ahead;
    withdrawn.id = core::RequestId{2};
    withdrawn.issue = core::IssueId{2};
    withdrawn.ended_at = ahead.asked_at + core::minutes(1);
    put(withdrawn);
    const core::MonthOfRequests found = read();
    EXPECT_EQ(found.requests.at(0).waited, core::seconds(5));
    EXPECT_EQ(found.requests.at(1).waited, core::Duration{});
}

/// Where the server was down since: it will expire them when it starts, and the report must not change then.
TEST_F(MonthReader, CountsWhatNobodyEndedAsExpired) {
    core::Request open = request(1, core::hours(1));
    open.state = RequestState::waiting;
    open.ended_at = {};
    put(open);
    core::Request late = request(2, core::hours(2));
    late.state = RequestState::expired;
    late.ended_at = late.expires_at + core::days(30);
    put(late);
    for (const core::PastRequest& each : read().requests) {
        EXPECT_TRUE(each.lost);
        EXPECT_EQ(each.waited, core::hours(10));
    }
}

TEST_F(MonthReader, TakesWhoWasErasedAndCameBackForOne) {
    core::Person tombstone = make_person(learner);
    const std::uint64_t mark = core::subject_mark(make_tenant(tenant_one).issuer, tombstone.subject);
    core::Person returned = make_person(core::PersonId{7});
    returned.subject = tombstone.subject;
    tombstone.subject.clear();
    company_.write({core::Put<core::Person>{tenant_one, tombstone},
                    core::EraseRecord{tenant_one, returned.subject, {learner, mark, noon, noon}},
                    core::Put<core::Person>{tenant_one, returned}});
    put(request(1, core::hours(1)));
    core::Request second = request(2, core::hours(2));
    second.learner = returned.id;
    put(second);
    core::Request third = request(3, core::hours(3));
    third.learner = stranger;
    put(third);
    const core::MonthOfRequests found = read();
    ASSERT_EQ(found.requests.size(), 3U);
    EXPECT_EQ(found.requests[0].learner, found.requests[1].learner);
    EXPECT_NE(found.requests[0].learner, found.requests[2].learner);
}

TEST_F(MonthReader, KnowsWhoWasOfferedSomethingOnADay) {
    std::uint64_t id = 0;
    for (const auto& [person, after] : {std::pair{stranger, core::hours(-1)},
                                        {coach, core::hours(1)},
                                        {coach, core::hours(2)},
                                        {stranger, core::hours(2)},
                                        {coach, core::hours(25)},
                                        {stranger, core::days(40)}}) {
        core::Offer offer;
        offer.id = core::OfferId{++id};
        offer.coach = person;
        offer.offered_at = core::time_of(october).from + after;
        company_.write({core::Put<core::Offer>{tenant_one, offer}});
    }
    const auto offered = read_offered(database(), tenant_one, october);
    const std::int64_t first = core::time_of(october).from.ms / core::days(1).ms;
    ASSERT_EQ(offered.size(), 2U);
    EXPECT_THAT(offered.at(first), ElementsAre(coach, stranger));
    EXPECT_THAT(offered.at(first + 1), ElementsAre(coach));
}

}  // namespace
}  // namespace courtside::sqlite::test
