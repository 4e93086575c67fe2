#include "adapters/sqlite/compact.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace courtside::sqlite {
namespace {

using core::RowId;

TEST(RowList, KeepsAscendingRowsInFewBytes) {
    const std::vector<RowId> rows{RowId{1'000'000}, RowId{1'000'400}, RowId{1'000'401}, RowId{1'020'000}};
    const std::string bytes = encode_rows(rows);
    EXPECT_EQ(bytes.size(), 3U + 2U + 1U + 3U);
    EXPECT_EQ(decode_rows(bytes), rows);
}

TEST(RowList, HasTheDocumentedForm) {
    const std::vector<RowId> rows{RowId{5}, RowId{305}};
    EXPECT_EQ(encode_rows(rows), std::string("\x05\xac\x02", 3));
}

TEST(RowList, KeepsTheLargestRowAndAnyOrder) {
    const std::vector<RowId> rows{RowId{std::numeric_limits<std::uint64_t>::max()}, RowId{1}, RowId{7}};
    EXPECT_EQ(decode_rows(encode_rows(rows)), rows);
}

TEST(RowList, OfNothingIsEmpty) {
    EXPECT_EQ(encode_rows({}), "");
    EXPECT_TRUE(decode_rows("").empty());
}

TEST(RowList, CutOffInsideANumberIsRefused) {
    EXPECT_THROW((void)decode_rows(std::string("\x05\xac", 2)), CorruptValue);
}

TEST(RowList, NumberAbove64BitsIsRefused) {
    EXPECT_THROW((void)decode_rows(std::string(9, '\xff') + '\x02'), CorruptValue);
    EXPECT_EQ(decode_rows(std::string(9, '\xff') + '\x01').front().value,
              std::numeric_limits<std::uint64_t>::max());
}

TEST(PersonLists, ComeBackAsTheyWere) {
    const std::vector<core::PersonId> people{{3}, {1}, {200}};
    EXPECT_EQ(decode_people(encode_people(people)), people);
    const std::vector<core::TimeWindow> windows{{{-5}, {1'700'000'000'000}},
                                                {core::Instant{0}, core::Instant::never()}};
    EXPECT_EQ(decode_windows(encode_windows(windows)), windows);
    const std::vector<core::SkillLevel> skills{{"S1.1", 4}, {std::string("odd \0 code;:", 12), 255}, {"", 1}};
    EXPECT_EQ(decode_skills(encode_skills(skills)), skills);
    const std::vector<std::string> languages{"en", "", "zh-Hant"};
    EXPECT_EQ(decode_languages(encode_languages(languages)), languages);
}

TEST(PersonLists, TextLongerThanTheRestIsRefused) {
    EXPECT_THROW((void)decode_languages(std::string("\x05"
                                                    "ab",
                                                    3)),
                 CorruptValue);
    EXPECT_THROW((void)decode_skills(std::string("\x01"
                                                 "a",
                                                 2)),
                 CorruptValue);
}

}  // namespace
}  // namespace courtside::sqlite
