#include "main/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace courtside::server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::vector<std::string>> cells(std::string_view text) {
    std::vector<std::vector<std::string>> all;
    const auto read = read_csv(text);
    if (const auto* problem = std::get_if<CsvProblem>(&read)) {
        ADD_FAILURE() << problem->line << ": " << problem->text;
        return all;
    }
    for (const CsvRow& row : std::get<std::vector<CsvRow>>(read)) {
        all.push_back(row.cells);
    }
    return all;
}

CsvProblem problem(std::string_view text) {
    const auto read = read_csv(text);
    const auto* found = std::get_if<CsvProblem>(&read);
    EXPECT_NE(found, nullptr) << "accepted";
    return found == nullptr ? CsvProblem{} : *found;
}

TEST(Csv, SeparatesCellsByCommasAndRowsByLines) {
    EXPECT_THAT(cells("a,b\nc,d\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
}

TEST(Csv, TakesTheLastLineWithoutALineEnd) {
    EXPECT_THAT(cells("a,b\nc,d"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "d")));
}

TEST(Csv, TakesLinesEndedByCarriageReturnAndLineFeed) {
    EXPECT_THAT(cells("a,b\r\nc,\r\n"), ElementsAre(ElementsAre("a", "b"), ElementsAre("c", "")));
}

TEST(Csv, KeepsEmptyCells) {
    EXPECT_THAT(cells(",,\n"), ElementsAre(ElementsAre("", "", "")));
}

TEST(Csv, ReadsCommasLineEndsAndDoubledQuotesInQuotedCells) {
    EXPECT_THAT(cells("\"a,b\",\"c\nd\",\"say \"\"hi\"\"\"\n"),
                ElementsAre(ElementsAre("a,b", "c\nd", "say \"hi\"")));
}

TEST(Csv, TellsAnEmptyQuotedCellFromNone) {
    EXPECT_THAT(cells("\"\",x\n"), ElementsAre(ElementsAre("", "x")));
}

TEST(Csv, PassesOverAByteOrderMarkAndEmptyLines) {
    EXPECT_THAT(cells("\xEF\xBB\xBF"
                      "a\n\n\r\nb\n\n"),
                ElementsAre(ElementsAre("a"), ElementsAre("b")));
}

TEST(Csv, CountsTheLinesInsideQuotedCells) {
    const auto rows = std::get<std::vector<CsvRow>>(read_csv("a\n\"b\n\nb\"\nc\n"));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].line, 1U);
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].line, 5U);
}

TEST(Csv, RefusesAQuoteThatIsNeverClosedAndSaysWhereItOpened) {
    const CsvProblem found = problem("a\nb,\"c\nd\n");
    EXPECT_EQ(found.line, 2U);
    EXPECT_THAT(found.text, HasSubstr("never closed"));
}

TEST(Csv, RefusesTextBehindAClosingQuote) {
    const CsvProblem found = problem("a\n\"b\"c\n");
    EXPECT_EQ(found.line, 2U);
    EXPECT_THAT(found.text, HasSubstr("after a closing quote"));
}

TEST(Csv, RefusesAQuoteInAnUnquotedCell) {
    EXPECT_THAT(problem("a\n5\" disk\n").text, HasSubstr("inside an unquoted cell"));
}

TEST(Csv, RefusesALoneCarriageReturn) {
    EXPECT_THAT(problem("a\rb\r").text, HasSubstr("carriage return"));
}

TEST(Csv, RefusesANul) {
    EXPECT_THAT(problem(std::string_view("a\0b\n", 4)).text, HasSubstr("NUL"));
    EXPECT_THAT(problem(std::string_view("\"a\0b\"\n", 6)).text, HasSubstr("NUL"));
}

TEST(Csv, RefusesMoreThan64CellsInALine) {
    EXPECT_EQ(cells(std::string(63, ',')).front().size(), 64U);
    EXPECT_THAT(problem(std::string(64, ',')).text, HasSubstr("64 cells"));
}

TEST(Csv, RefusesAFileAboveItsBound) {
    EXPECT_THAT(problem(std::string(max_csv_bytes + 1, 'a')).text, HasSubstr("32 MiB"));
}

}  // namespace
}  // namespace courtside::server
