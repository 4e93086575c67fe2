// Power goes, or a call fails, anywhere while a store is made, opened or brought to a newer schema: it
// is at one version or the other, whole, and the next start gets it there.

#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/verify.hpp"
#include "support/volatile_disk.hpp"
#include "unit/adapters/sqlite/company.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace courtside::sqlite::test {
namespace {

using courtside::test::Survival;
using courtside::test::survivals;
using courtside::test::TempDir;
using courtside::test::VolatileDisk;

StoreOptions on(const VolatileDisk& disk, const TempDir& folder) {
    StoreOptions options;
    options.folder = folder.path();
    options.vfs = disk.name();
    return options;
}

constexpr int next_version = 1'000;

/// As a later release would have it: a table that is filled from what is there.
std::vector<Migration> steps_to_next() {
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({next_version, R"sql(
CREATE TABLE message_size (row_id INTEGER PRIMARY KEY, size INTEGER NOT NULL) STRICT;
INSERT INTO message_size SELECT row_id, length(body) FROM message;
ALTER TABLE session ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
PRAGMA user_version = 1000;
)sql"});
    return steps;
}

/// Brings a file to the next version. False: the disk did not let it.
bool migrate(const std::filesystem::path& file, VolatileDisk& disk) {
    try {
        Database database(file, OpenMode::read_write_create, disk.name());
        prepare_writer(database, file, steps_to_next());
    } catch (const std::runtime_error&) {
        return false;
    }
    return !disk.power_is_off();  // nor did it go while the file was closed
}

std::filesystem::path unfinished_backup(std::filesystem::path file) {
    return file += ".before-v" + std::to_string(next_version) + ".partial";
}

TEST(PowerCutInAMigration, LeavesOneVersionOrTheOtherAndTheNextStartMigrates) {
    const std::int64_t before = migrations().back().version;
    for (const Survival survival : survivals) {
        bool finished = false;
        int unchanged = 0;
        for (int nth = 1; !finished; ++nth) {
            SCOPED_TRACE("change " + std::to_string(nth));
            VolatileDisk disk(static_cast<std::uint64_t>(nth));
            StoreOptions options;
            options.vfs = disk.name();
            Company company(options);
            company.hold_session(1, {"a", "bb", "ccc"});
            company.close();
            disk.cut_power_at(nth);
            finished = migrate(company.file(), disk);
            disk.cut_power_at(0);
            if (finished) {
                EXPECT_GT(nth, 10) << "a schema, its rows and their flushes";
            } else {
                disk.restore_power(survival);
            }
            {
                Database found(company.file(), OpenMode::read_write_create, disk.name());
                const std::int64_t version = found.integer("PRAGMA user_version");
                const std::int64_t tables =
                    found.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'message_size'");
                EXPECT_EQ(tables, version == next_version ? 1 : 0);
                EXPECT_TRUE(version == next_version || version == before) << version;
                EXPECT_TRUE(version == next_version || !finished);
                unchanged += version == before ? 1 : 0;
            }
            // The store takes it away by the platform's calls, which do not reach this disk.
            disk.remove(unfinished_backup(company.file()));
            ASSERT_TRUE(migrate(company.file(), disk));
            Database migrated(company.file(), OpenMode::read_write_create, disk.name());
            EXPECT_EQ(migrated.integer("PRAGMA user_version"), next_version);
            EXPECT_EQ(migrated.integer("SELECT sum(size) FROM message_size"), 6);
            EXPECT_EQ(migrated.integer("SELECT count(*) FROM session WHERE language = 'en'"), 1);
            EXPECT_EQ(migrated.integer("SELECT count(*) FROM pragma_integrity_check "
                                       "WHERE integrity_check <> 'ok'"),
                      0);
        }
        EXPECT_GT(unchanged, 0);
    }
}

/// A store of the first version with a session that has ended, and one message of it.
void make_first_version(const std::filesystem::path& file, const VolatileDisk& disk) {
    Database database(file, OpenMode::read_write_create, disk.name());
    prepare_writer(database, file, migrations().first(1));
    database.execute(R"sql(
INSERT INTO tenant VALUES (1, 'Company', 'https://id.example', 365);
INSERT INTO session VALUES (1, 1, 1, 1, 4, 15, 1, 1, 1000, 1, x'', 0, 1, 1, 0, 2, 1, 1, x'01');
INSERT INTO message VALUES (1, 1, 1, 1, 1, zeroblob(16), 1, 1, 0, 0, 0, x'68656C6C6F');
)sql");
}

bool bring_up_to_date(const std::filesystem::path& file, VolatileDisk& disk) {
    try {
        Database database(file, OpenMode::read_write_create, disk.name());
        prepare_writer(database, file);
    } catch (const std::runtime_error&) {
        return false;
    }
    return !disk.power_is_off();
}

TEST(PowerCutInAMigration, OfAStoreOfTheFirstVersionSaysOnceWhenItsMessagesGo) {
    for (const Survival survival : survivals) {
        bool finished = false;
        for (int nth = 1; !finished; ++nth) {
            SCOPED_TRACE("change " + std::to_string(nth));
            const TempDir folder;
            const std::filesystem::path file = database_file(folder.path());
            VolatileDisk disk(static_cast<std::uint64_t>(nth));
            make_first_version(file, disk);
            disk.cut_power_at(nth);
            finished = bring_up_to_date(file, disk);
            disk.cut_power_at(0);
            if (!finished) {
                disk.restore_power(survival);
                std::filesystem::path partial = file;
                partial += ".before-v" + std::to_string(migrations().back().version) + ".partial";
                disk.remove(partial);
                ASSERT_TRUE(bring_up_to_date(file, disk));
            }
            Database migrated(file, OpenMode::read_write_create, disk.name());
            EXPECT_EQ(migrated.integer("PRAGMA user_version"), migrations().back().version);
            EXPECT_EQ(migrated.integer("SELECT count(*) FROM due"), 1);
            EXPECT_EQ(migrated.integer("SELECT at FROM due"), 1000 + core::days(365).ms);
            EXPECT_EQ(migrated.integer("SELECT count(*) FROM message"), 1);
        }
    }
}

TEST(PowerCutWhileAStoreIsMade, LeavesOneThatTheNextStartCompletes) {
    for (const Survival survival : survivals) {
        bool made = false;
        for (int nth = 1; !made; ++nth) {
            SCOPED_TRACE("change " + std::to_string(nth));
            const TempDir folder;
            VolatileDisk disk(static_cast<std::uint64_t>(nth));
            disk.cut_power_at(nth);
            try {
                const SqliteStore store(on(disk, folder));
            } catch (const std::runtime_error&) {
                ASSERT_TRUE(disk.power_is_off());
            }
            made = !disk.power_is_off();
            disk.cut_power_at(0);
            if (!made) {
                disk.restore_power(survival);
            }
            SqliteStore store(on(disk, folder));
            EXPECT_TRUE(store.load().tenants.empty());
            EXPECT_FALSE(store.commit(
                std::vector<core::Record>{core::Put<core::Tenant>{tenant_one, make_tenant(tenant_one)}}));
        }
    }
}

TEST(DiskFailsWhileAStoreIsOpened, AtAnyCallIsSaidAndLosesNothing) {
    bool opened_at_once = false;
    int refused = 0;
    for (int nth = 1; !opened_at_once; ++nth) {
        SCOPED_TRACE("call " + std::to_string(nth));
        VolatileDisk disk;
        StoreOptions options;
        options.vfs = disk.name();
        Company company(options);
        company.hold_session(1, {"a", "bb", "ccc"});
        company.begin_session(2);
        disk.cut_power_at(1);
        company.close();
        disk.restore_power(Survival::none);
        disk.fail_at(nth, VolatileDisk::Error::broken, VolatileDisk::After::stays_broken);
        try {
            company.open();
            company.close();
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find("has room and works"), std::string::npos)
                << error.what();
            ++refused;
        }
        opened_at_once = disk.failures() == 0;
        disk.repair();
        company.open();
        EXPECT_EQ(company.load().sessions.size(), 1U);
        const TempDir image;
        disk.save(image.path());
        EXPECT_TRUE(verify(database_file(image.path())).empty());
    }
    EXPECT_GT(refused, 10);
}

TEST(DamagedFile, IsNotOpenedAndItIsSaidWhatToDo) {
    const TempDir folder;
    std::ofstream(database_file(folder.path())) << std::string(8192, 'x');
    StoreOptions options;
    options.folder = folder.path();
    try {
        const SqliteStore store(options);
        ADD_FAILURE() << "it opens";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("Restore it from a backup"), std::string::npos)
            << error.what();
    }
}

}  // namespace
}  // namespace courtside::sqlite::test
