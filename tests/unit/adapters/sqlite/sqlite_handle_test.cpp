#include "adapters/sqlite/sqlite_handle.hpp"

#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <limits>

namespace courtside::sqlite {
namespace {

using testing::HasSubstr;

class DatabaseTest : public testing::Test {
protected:
    courtside::test::TempDir folder_;
    std::filesystem::path file_ = folder_.path() / "a.db";
    Database database_{file_, OpenMode::read_write_create};
};

TEST_F(DatabaseTest, BindsAndGivesBackEachKindOfValue) {
    database_.execute("CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, d BLOB, e BLOB, f INTEGER) STRICT");
    core::CommandId command;
    command.bytes.fill(0xfe);
    const core::PersonId largest{std::numeric_limits<std::uint64_t>::max()};
    const std::string text("a\0b", 3);
    database_.run("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", largest, core::Instant{-7}, text, Blob{{}},
                  command, std::optional<std::int64_t>());
    Statement statement = database_.prepare("SELECT a, b, c, d, e, f FROM t WHERE d IS NOT NULL");
    ASSERT_TRUE(statement.step());
    Columns columns(statement);
    EXPECT_EQ(columns.next<core::PersonId>(), largest);
    EXPECT_EQ(columns.next<core::Instant>(), core::Instant{-7});
    EXPECT_EQ(columns.next<std::string>(), text);
    EXPECT_EQ(columns.next<Blob>().bytes, "");
    EXPECT_EQ(columns.next<core::CommandId>(), command);
    EXPECT_TRUE(statement.is_null(5));
    EXPECT_FALSE(statement.step());
}

TEST_F(DatabaseTest, ErrorNamesCodeMessageAndStatementButNoValue) {
    database_.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT");
    database_.run("INSERT INTO t VALUES (?, ?)", 1, std::string_view("secret"));
    try {
        database_.run("INSERT INTO t VALUES (?, ?)", 1, std::string_view("secret"));
        FAIL() << "the key was taken twice";
    } catch (const SqliteError& error) {
        EXPECT_EQ(error.code(), SQLITE_CONSTRAINT_PRIMARYKEY);
        EXPECT_THAT(error.what(), HasSubstr("UNIQUE constraint failed: t.a"));
        EXPECT_THAT(error.what(), HasSubstr("INSERT INTO t VALUES (?, ?)"));
        EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
    }
}

TEST_F(DatabaseTest, StatementIsUsableAgainAfterAnError) {
    database_.execute("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT");
    for (const int value : {1, 1, 2}) {
        try {
            database_.run("INSERT INTO t VALUES (?)", value);
        } catch (const SqliteError&) {
            EXPECT_EQ(value, 1);
        }
    }
    EXPECT_EQ(database_.integer("SELECT count(*) FROM t"), 2);
}

TEST_F(DatabaseTest, StatementThatRunsIsNotGivenTwice) {
    const auto one = [this] { return database_.prepare("SELECT 1"); };
    Statement first = one();
    EXPECT_THROW((void)one(), std::logic_error);
}

TEST_F(DatabaseTest, WordsInDoubleQuotesAreNoStrings) {
    EXPECT_THROW(database_.execute("SELECT \"a typing error\""), SqliteError);
}

TEST_F(DatabaseTest, TransactionThatIsNotCommittedIsTakenBack) {
    database_.execute("CREATE TABLE t (a INTEGER) STRICT");
    {
        const Transaction transaction(database_, Transaction::Kind::write);
        database_.run("INSERT INTO t VALUES (1)");
    }
    EXPECT_FALSE(database_.in_transaction());
    EXPECT_EQ(database_.integer("SELECT count(*) FROM t"), 0);
}

TEST_F(DatabaseTest, ProgressCheckEndsALongStatement) {
    database_.set_progress_check([] { return true; });
    try {
        (void)database_.integer(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0");
        FAIL() << "it has no end of its own";
    } catch (const SqliteError& error) {
        EXPECT_TRUE(error.interrupted());
    }
}

TEST_F(DatabaseTest, NewFileIsReadableByItsOwnerOnly) {
    struct stat status {};
    ASSERT_EQ(::stat(file_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(DatabaseOpen, FileThatIsNotThereIsNotMadeByAReader) {
    const courtside::test::TempDir folder;
    EXPECT_THROW(Database(folder.path() / "none.db", OpenMode::read_only), SqliteError);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "none.db"));
}

}  // namespace
}  // namespace courtside::sqlite
