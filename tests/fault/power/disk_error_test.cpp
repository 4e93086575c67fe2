// Each call of the disk fails in turn while two people talk: nothing is acknowledged that is not
// stored, the shard says that it cannot serve, and serves again once the disk is well, as it stands in
// the store and without a restart.

#include "fault/power/conversation.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <string>
#include <tuple>

namespace courtside::app {
namespace {

using Error = test::VolatileDisk::Error;
using After = test::VolatileDisk::After;

int calls_of_a_conversation(Error error) {
    Conversation conversation;
    conversation.fail_at(0, error, After::works_again);
    EXPECT_TRUE(conversation.hold());
    return conversation.calls();
}

class DiskErrors : public testing::TestWithParam<std::tuple<Error, After>> {};

TEST_P(DiskErrors, AtAnyCallLeadToNoFalseAcknowledgementAndPass) {
    const auto [error, after] = GetParam();
    const int calls = calls_of_a_conversation(error);
    ASSERT_GT(calls, 50);
    std::map<std::string, int> failed;
    int store_failures = 0;
    for (int nth = 1; nth <= calls; ++nth) {
        Conversation conversation;
        conversation.fail_at(nth, error, after);
        const bool held = conversation.hold();
        const std::string where = "call " + std::to_string(nth) + " of " + std::to_string(calls) + ", a " +
                                  conversation.failed_call();
        ASSERT_TRUE(held) << where;
        ASSERT_GT(conversation.failed_calls(), 0) << where;
        const auto problems = conversation.problems();
        ASSERT_TRUE(problems.empty()) << where << ": " << problems.front();
        ++failed[conversation.failed_call()];
        store_failures += conversation.store_failures() > 0 ? 1 : 0;
    }
    for (const auto& [call, count] : failed) {
        std::cout << count << " times a " << call << " failed\n";
    }
    std::cout << "the store failed in " << store_failures << " of " << calls << " conversations\n";
    EXPECT_GT(store_failures, calls / 2);
    EXPECT_GT(failed["write"], 0);
    if (error == Error::broken) {
        EXPECT_GT(failed["flush"], 0);
    }
}

std::string name_of(const testing::TestParamInfo<std::tuple<Error, After>>& info) {
    const auto [error, after] = info.param;
    return std::string(error == Error::full ? "Full" : "Broken") +
           (after == After::works_again ? "Once" : "ForAWhile");
}

INSTANTIATE_TEST_SUITE_P(Disk, DiskErrors,
                         testing::Combine(testing::Values(Error::broken, Error::full),
                                          testing::Values(After::works_again, After::stays_broken)),
                         name_of);

}  // namespace
}  // namespace courtside::app
