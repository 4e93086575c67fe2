// The kill test is worth as much as its ledger: it has to see each thing that can go wrong.

#include "fault/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace courtside::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr PersonId learner = 1;
constexpr int ended = 4;

class LedgerOf : public ::testing::Test {
protected:
    LedgerOf() {
        Issue issue;
        issue.issue_id = 5;
        issue.learner_id = learner;
        Request request;
        request.request_id = 6;
        ledger_.submits_issue(learner);
        ledger_.opened(issue);
        ledger_.submits_request(learner);
        ledger_.asked(learner, request);
        for (const char* text : {"a", "b", "c"}) {
            ledger_.submits_message(text);
        }
        ledger_.knows_message(7, 1, "a");
        ledger_.knows_message(7, 2, "b");
        ledger_.ended(7, Outcome::referred);
        ledger_.closed_with_word(7);
        store_.issues[5] = learner;
        store_.requests[6] = {5, learner, 3};
        store_.sessions[7] = {5, 6, ended, static_cast<int>(Outcome::referred), 2, {}};
        add("a");
        add("b");
        store_.closing_words[7] = 1;
    }

    void add(const std::string& text) {
        auto& messages = store_.sessions[7].messages;
        messages.push_back({messages.size() + 1, learner, {}, text});
        store_.sessions[7].last_number = messages.size();
    }

    [[nodiscard]] std::string faults(bool settled = false) const {
        std::string all;
        for (const std::string& each : ledger_.compare(store_, settled)) {
            all += each + "\n";
        }
        return all;
    }

    Ledger ledger_;
    StoreContent store_;
};

TEST_F(LedgerOf, AStoreThatHoldsWhatIsKnownIsFine) {
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_THAT(faults(true), IsEmpty());
}

TEST_F(LedgerOf, AMessageThatWasNotAcknowledgedMayBeThereUntilAllIsSettled) {
    add("c");
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_THAT(faults(true), HasSubstr("was never acknowledged"));
}

TEST_F(LedgerOf, SeesALostMessage) {
    store_.sessions[7].messages.pop_back();
    EXPECT_THAT(faults(), HasSubstr("session 7 message 2 is lost"));
}

TEST_F(LedgerOf, SeesADoubledMessage) {
    add("a");
    EXPECT_THAT(faults(), HasSubstr("is there twice"));
}

TEST_F(LedgerOf, SeesAMessageInAnotherPlace) {
    std::swap(store_.sessions[7].messages[0].text, store_.sessions[7].messages[1].text);
    EXPECT_THAT(faults(), HasSubstr("was acknowledged as"));
}

TEST_F(LedgerOf, SeesAHoleInTheNumbers) {
    store_.sessions[7].messages[1].number = 3;
    EXPECT_THAT(faults(), HasSubstr("is where 2 should be"));
}

TEST_F(LedgerOf, SeesAMessageThatNobodySent) {
    add("x");
    EXPECT_THAT(faults(), HasSubstr("was never sent"));
}

TEST_F(LedgerOf, SeesARefusedMessage) {
    ledger_.refused_message("c");
    add("c");
    EXPECT_THAT(faults(), HasSubstr("had been refused"));
}

TEST_F(LedgerOf, SeesTheSameMessageAcknowledgedTwice) {
    ledger_.knows_message(7, 3, "a");
    EXPECT_THAT(faults(), HasSubstr("and also"));
}

TEST_F(LedgerOf, SeesLostAndDoubledRequestsAndIssues) {
    store_.requests[8] = {5, learner, 1};
    store_.issues[9] = learner;
    EXPECT_THAT(faults(), HasSubstr("has 2 requests, of 1 sent"));
    EXPECT_THAT(faults(), HasSubstr("has 2 issues, of 1 sent"));
    store_.requests.clear();
    store_.issues.clear();
    EXPECT_THAT(faults(), HasSubstr("request 6 is lost"));
    EXPECT_THAT(faults(), HasSubstr("issue 5 is lost"));
}

TEST_F(LedgerOf, SeesALostOutcomeAndALostClosingWord) {
    store_.sessions[7].outcome = static_cast<int>(Outcome::abandoned);
    store_.closing_words.clear();
    EXPECT_THAT(faults(), HasSubstr("the outcome of session 7 is lost"));
    EXPECT_THAT(faults(), HasSubstr("a closing word of session 7 is lost"));
}

}  // namespace
}  // namespace courtside::test
