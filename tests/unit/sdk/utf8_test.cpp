#include "protocol/utf8.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace courtside::internal {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TakesAllThatIsValid) {
    for (const auto text :
         {""sv, "plain"sv, "\0 too"sv, "\xC2\x80"sv, "gr\xC3\xBC\xC3\x9F"sv, "\xE2\x82\xAC"sv,
          "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xF0\x9F\x98\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
        EXPECT_TRUE(is_utf8(text)) << text;
    }
}

TEST(Utf8, RefusesAllThatIsNot) {
    for (const auto text :
         {"\x80"sv, "\xBF"sv, "\xC3"sv, "a\xE2\x82"sv, "\xF0\x9F\x98"sv, "\xC3z"sv, "\xC0\x80"sv,
          "\xC1\xBF"sv, "\xE0\x80\x80"sv, "\xF0\x80\x80\x80"sv, "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv,
          "\xF4\x90\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xFF"sv}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

}  // namespace
}  // namespace courtside::internal
