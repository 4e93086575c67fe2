#include "main/nearest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace courtside::server {
namespace {

constexpr std::array<std::string_view, 4> names{"offer_answer_s", "offer_shown_s", "port", "data"};

TEST(Nearest, FindsANameWithOneLetterLeftOut) {
    EXPECT_EQ(nearest("offer_anser_s", names), "offer_answer_s");
}

TEST(Nearest, FindsANameWithTwoLettersSwapped) {
    EXPECT_EQ(nearest("prot", names), "port");
}

TEST(Nearest, TakesHyphensAndCapitalsForUnderscoresAndSmallLetters) {
    EXPECT_EQ(nearest("Offer-Shown-S", names), "offer_shown_s");
}

TEST(Nearest, CountsASwapAsOneStepAndTwoChangesAsTwo) {
    constexpr std::array<std::string_view, 2> two{"abxy", "bacd"};
    EXPECT_EQ(nearest("abcd", two), "bacd");
}

TEST(Nearest, GivesNothingWhenNothingIsKnown) {
    EXPECT_EQ(nearest("port", {}), "");
}

TEST(Nearest, StaysQuickForAnEndlessName) {
    EXPECT_FALSE(nearest(std::string(10'000'000, 'x'), names).empty());
}

}  // namespace
}  // namespace courtside::server
