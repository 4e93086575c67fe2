#include "protocol/mark_box.hpp"

#include <gtest/gtest.h>

namespace courtside::internal {
namespace {

using Marks = MarkBox::Marks;

TEST(MarkBox, SendsOneAtATimeAndThenTheLatest) {
    MarkBox box;
    box.delivered(1);
    EXPECT_EQ(box.begin(), (Marks{1, 0}));
    box.delivered(2);
    box.delivered(3);
    EXPECT_EQ(box.begin(), std::nullopt);
    box.answered();
    EXPECT_EQ(box.begin(), (Marks{3, 0}));
    box.answered();
    EXPECT_EQ(box.begin(), std::nullopt);
}

TEST(MarkBox, TakesWhatWasReadAsDelivered) {
    MarkBox box;
    box.read(4);
    EXPECT_EQ(box.begin(), (Marks{4, 4}));
}

TEST(MarkBox, OnlyGrows) {
    MarkBox box;
    box.read(4);
    box.read(2);
    box.delivered(1);
    EXPECT_EQ(box.begin(), (Marks{4, 4}));
}

TEST(MarkBox, SendsNothingThatTheServerHas) {
    MarkBox box;
    box.known({5, 5});
    box.delivered(5);
    box.read(3);
    EXPECT_EQ(box.begin(), std::nullopt);
    box.delivered(6);
    EXPECT_EQ(box.begin(), (Marks{6, 3}));
}

TEST(MarkBox, SendsTheLatestAgainAfterALostConnection) {
    MarkBox box;
    box.delivered(1);
    ASSERT_TRUE(box.begin());
    box.delivered(2);
    box.connection_lost();
    EXPECT_EQ(box.begin(), (Marks{2, 0}));
    box.answered();
    box.connection_lost();
    EXPECT_EQ(box.begin(), std::nullopt);
}

}  // namespace
}  // namespace courtside::internal
