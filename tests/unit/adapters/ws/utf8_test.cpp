#include "adapters/ws/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace courtside::ws {
namespace {

std::string encode(char32_t c) {
    std::string out;
    const auto push = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        push(c);
    } else if (c < 0x800) {
        push(0xC0 | (c >> 6));
        push(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        push(0xE0 | (c >> 12));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    } else {
        push(0xF0 | (c >> 18));
        push(0x80 | ((c >> 12) & 0x3F));
        push(0x80 | ((c >> 6) & 0x3F));
        push(0x80 | (c & 0x3F));
    }
    return out;
}

TEST(Utf8, AcceptsEveryCharacterAndNoSurrogate) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        ASSERT_EQ(is_utf8(encode(c)), !surrogate) << static_cast<unsigned>(c);
    }
    EXPECT_FALSE(is_utf8(encode(0x110000)));
}

TEST(Utf8, AgreesWithTheTableOfUnicodeOnEveryStartOfThreeBytes) {
    // Table 3-7: which second byte each lead byte takes.
    for (unsigned lead = 0; lead < 256; ++lead) {
        for (unsigned second = 0; second < 256; ++second) {
            const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            const bool leads = lead >= 0xC2 && lead <= 0xF4;
            const bool expected = lead < 0x80 ? (second < 0x80 || (second >= 0xC2 && second <= 0xF4))
                                              : leads && second >= low && second <= high;
            Utf8Checker checker;
            const std::string bytes{static_cast<char>(lead), static_cast<char>(second)};
            ASSERT_EQ(checker.feed(bytes), expected) << lead << ' ' << second;
        }
    }
}

TEST(Utf8, RefusesOverlongFormsAndLoneBytes) {
    for (const std::string_view wrong :
         {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
          "\x80", "a\xBF", "\xC3\x28", "\xFE", "\xFF"}) {
        EXPECT_FALSE(is_utf8(wrong));
    }
}

TEST(Utf8, FindsAWrongByteAtAnyPlaceInAsciiText) {
    for (std::size_t size = 1; size < 30; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            std::string bytes(size, 'a');
            EXPECT_TRUE(is_utf8(bytes));
            bytes[at] = '\xFF';
            EXPECT_FALSE(is_utf8(bytes)) << at << " of " << size;
        }
    }
}

TEST(Utf8, IsIncompleteInsideACharacter) {
    const std::string euro = "\xE2\x82\xAC";
    Utf8Checker checker;
    EXPECT_TRUE(checker.complete());
    EXPECT_TRUE(checker.feed(euro.substr(0, 1)));
    EXPECT_FALSE(checker.complete());
    EXPECT_TRUE(checker.feed(euro.substr(1, 1)));
    EXPECT_FALSE(checker.complete());
    EXPECT_TRUE(checker.feed(euro.substr(2)));
    EXPECT_TRUE(checker.complete());
    EXPECT_FALSE(is_utf8("\xE2\x82"));
}

}  // namespace
}  // namespace courtside::ws
