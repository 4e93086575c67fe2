#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace courtside::sqlite {
namespace {

using testing::HasSubstr;

std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Runs SQL that is no literal, as the files of this folder hold it.
void run_text(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    char* message = nullptr;
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    EXPECT_EQ(code, SQLITE_OK) << (message != nullptr ? message : "");
    sqlite3_free(message);
    sqlite3_close(database);
}

std::vector<std::string> first_column(const std::filesystem::path& file, const std::string& sql) {
    std::vector<std::string> values;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sql;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        values.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return values;
}

/// One INSERT for each row of `table`, in the order of its text.
std::vector<std::string> rows_as_sql(const std::filesystem::path& file, const std::string& table) {
    std::string values;
    for (const std::string& column :
         first_column(file, "SELECT name FROM pragma_table_info('" + table + "')")) {
        values += (values.empty() ? "quote(" : " || ', ' || quote(") + column + ")";
    }
    std::vector<std::string> rows = first_column(
        file, "SELECT 'INSERT INTO " + table + " VALUES (' || " + values + " || ');' FROM " + table);
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// All that a store holds, as SQL that makes the same one.
std::string dump(const std::filesystem::path& file) {
    std::string text;
    for (const std::string& sql : first_column(
             file,
             "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")) {
        text += sql + ";\n";
    }
    for (const std::string& table :
         first_column(file, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
        for (const std::string& row : rows_as_sql(file, table)) {
            text += row + "\n";
        }
    }
    text += "PRAGMA application_id = " + first_column(file, "PRAGMA application_id").at(0) + ";\n";
    text += "PRAGMA user_version = " + first_column(file, "PRAGMA user_version").at(0) + ";\n";
    return text;
}

class EachMigration : public testing::TestWithParam<int> {};

TEST_P(EachMigration, TurnsItsBeforeIntoItsAfter) {
    const std::filesystem::path fixtures = COURTSIDE_MIGRATION_FIXTURES;
    const std::string name = "v" + std::to_string(GetParam());
    const std::filesystem::path after = fixtures / (name + ".after.sql");
    const courtside::test::TempDir folder;
    const std::filesystem::path file = folder.path() / "store.db";
    std::filesystem::path before = fixtures / (name + ".before.sql");
    if (!std::filesystem::exists(before)) {
        before = fixtures / ("v" + std::to_string(GetParam() - 1) + ".after.sql");
    }
    ASSERT_TRUE(std::filesystem::exists(before)) << before;
    run_text(file, read_text(before));
    {
        Database database(file, OpenMode::read_write_create);
        prepare_writer(database, file, migrations().first(static_cast<std::size_t>(GetParam())));
    }
    const std::string found = dump(file);
    if (!std::filesystem::exists(after) && std::getenv("COURTSIDE_WRITE_FIXTURES") != nullptr) {
        std::ofstream(after) << found;
    }
    EXPECT_EQ(found, read_text(after));
    // What the fixture says is complete: it makes the same store.
    const std::filesystem::path copy = folder.path() / "copy.db";
    run_text(copy, found);
    EXPECT_EQ(dump(copy), found);
}

INSTANTIATE_TEST_SUITE_P(All, EachMigration, testing::Range(1, static_cast<int>(migrations().size()) + 1));

TEST(Migrations, AreNumberedFromOneWithoutAHole) {
    int expected = 1;
    for (const Migration& migration : migrations()) {
        EXPECT_EQ(migration.version, expected++);
    }
}

/// A later format, for what only a second version can show.
constexpr std::array two_steps{
    Migration{1,
              "CREATE TABLE t (a INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (7);"
              "PRAGMA application_id = 0x43545344; PRAGMA user_version = 1;"},
    Migration{2, "ALTER TABLE t ADD COLUMN b INTEGER; PRAGMA user_version = 2;"},
};
constexpr std::array broken_second_step{
    two_steps[0],
    Migration{2, "INSERT INTO t (a) VALUES (8); INSERT INTO missing VALUES (1); PRAGMA user_version = 2;"},
};

class MigrationRun : public testing::Test {
protected:
    void bring_to(std::span<const Migration> steps) {
        Database database(file_, OpenMode::read_write_create);
        prepare_writer(database, file_, steps);
    }

    courtside::test::TempDir folder_;
    std::filesystem::path file_ = folder_.path() / "store.db";
    std::filesystem::path backup_ = folder_.path() / "store.db.before-v2";
};

TEST_F(MigrationRun, KeepsACopyOfTheFileAsItWas) {
    bring_to(std::span(two_steps).first(1));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "store.db.before-v1"))
        << "there was nothing to keep";
    const std::string before = dump(file_);
    bring_to(two_steps);
    EXPECT_THAT(dump(file_), HasSubstr("INSERT INTO t VALUES (7, NULL);"));
    EXPECT_EQ(dump(backup_), before);
}

TEST_F(MigrationRun, IsNotRepeated) {
    bring_to(two_steps);
    const std::string once = dump(file_);
    bring_to(two_steps);
    EXPECT_EQ(dump(file_), once);
    EXPECT_FALSE(std::filesystem::exists(backup_));
}

TEST_F(MigrationRun, ThatFailsChangesNothingAndCanBeTriedAgain) {
    bring_to(std::span(two_steps).first(1));
    const std::string before = dump(file_);
    EXPECT_THROW(bring_to(broken_second_step), SqliteError);
    EXPECT_EQ(dump(file_), before);
    bring_to(two_steps);
    EXPECT_EQ(dump(backup_), before);
    EXPECT_THAT(dump(file_), HasSubstr("PRAGMA user_version = 2;"));
}

TEST_F(MigrationRun, NewerFileIsRefusedInAClearSentence) {
    bring_to(two_steps);
    const std::string before = dump(file_);
    try {
        bring_to(std::span(two_steps).first(1));
        FAIL() << "it is newer";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("schema version 2, written by a newer Courtside; this one knows up to 1"));
    }
    EXPECT_EQ(dump(file_), before);
}

TEST_F(MigrationRun, FileOfAnotherProgramIsRefusedAndLeftAlone) {
    run_text(file_, "CREATE TABLE contacts (name TEXT); INSERT INTO contacts VALUES ('x');");
    const std::string before = read_text(file_);
    EXPECT_THROW(bring_to(two_steps), std::runtime_error);
    EXPECT_EQ(read_text(file_), before);
}

TEST_F(MigrationRun, FileThatIsNoDatabaseIsRefused) {
    std::ofstream(file_) << std::string(8192, 'x');
    EXPECT_THROW(bring_to(two_steps), SqliteError);
}

TEST_F(MigrationRun, StoreRefusesANewerFile) {
    StoreOptions options;
    options.folder = folder_.path() / "data";
    { const SqliteStore store(options); }
    run_text(database_file(options.folder), "PRAGMA user_version = 99;");
    try {
        const SqliteStore store(options);
        FAIL() << "it is newer";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr("schema version 99"));
    }
}

}  // namespace
}  // namespace courtside::sqlite
