// Power goes anywhere while messages are deleted whose time is over, and while a person is erased: what comes
// after goes on from there, and nothing is lost or left.

#include "adapters/sqlite/erase_rows.hpp"
#include "adapters/sqlite/upkeep.hpp"
#include "adapters/sqlite/verify.hpp"
#include "support/volatile_disk.hpp"
#include "unit/adapters/sqlite/company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

namespace courtside::sqlite::test {
namespace {

using courtside::test::Survival;
using courtside::test::survivals;
using courtside::test::TempDir;
using courtside::test::VolatileDisk;

constexpr core::Instant a_year_later = noon + core::days(366);

/// Does what is due until nothing is. False: the power went.
bool keep_up_to_the_end(Company& company, const VolatileDisk& disk) {
    try {
        company.open();
        core::Instant now = a_year_later;
        while (company.store().next_upkeep()) {
            now = std::max(now, *company.store().next_upkeep());
            if (company.store().upkeep(now)) {
                return false;
            }
        }
        company.close();
    } catch (const std::runtime_error&) {
        return false;
    }
    return !disk.power_is_off();
}

/// Cuts the power at each change of the disk in turn; `done` looks at the file at the end.
void cut_everywhere(const std::function<void(Company&)>& prepare,
                    const std::function<void(Database&)>& done) {
    for (const Survival survival : survivals) {
        bool finished = false;
        for (int nth = 1; !finished; ++nth) {
            SCOPED_TRACE("change " + std::to_string(nth));
            VolatileDisk disk(static_cast<std::uint64_t>(nth));
            StoreOptions options;
            options.vfs = disk.name();
            Company company(options);
            prepare(company);
            company.close();
            disk.cut_power_at(nth);
            finished = keep_up_to_the_end(company, disk);
            disk.cut_power_at(0);
            company.close();
            if (!finished) {
                disk.restore_power(survival);
                ASSERT_TRUE(keep_up_to_the_end(company, disk));
            } else {
                EXPECT_GT(nth, 10) << "some commits and their flushes";
            }
            {
                Database database(company.file(), OpenMode::read_write_create, disk.name());
                EXPECT_EQ(database.integer("SELECT count(*) FROM due"), 0);
                done(database);
            }
            const TempDir image;
            disk.save(image.path());
            EXPECT_THAT(verify(database_file(image.path())), testing::IsEmpty());
        }
    }
}

TEST(PowerCutInARetention, DeletesAllThatIsDueAndNothingElse) {
    cut_everywhere(
        [](Company& company) {
            company.hold_session(1, std::vector<std::string>(upkeep_rows + 20, "words"));
            company.hold_session(2, {"a", "b"});
            company.begin_session(3);
            company.write({company.say(3, "still talking")});
        },
        [](Database& database) {
            EXPECT_EQ(database.integer("SELECT count(*) FROM message"), 1);
            EXPECT_EQ(database.integer("SELECT up_to FROM deleted_messages WHERE session = 1"),
                      static_cast<std::int64_t>(upkeep_rows + 20));
            EXPECT_EQ(database.integer("SELECT count(*) FROM session"), 3);
        });
}

TEST(PowerCutInAnErasure, EmptiesAllThatThePersonSaidAndKeepsTheNumbers) {
    cut_everywhere(
        [](Company& company) {
            // Kept for good, so that there is something to look at.
            core::Tenant tenant = make_tenant(tenant_one);
            tenant.message_days = 3'650;
            company.begin_session(1);
            std::vector<core::Record> records{core::Put<core::Tenant>{tenant_one, tenant}};
            for (std::size_t i = 0; i < upkeep_rows + 20; ++i) {
                records.emplace_back(company.say(1, "words"));
            }
            core::EndSessionRecord end = company.end(1);
            end.messages_until = {};
            records.emplace_back(end);
            core::Person tombstone;
            tombstone.id = learner;
            tombstone.name = "Erased person";
            records.emplace_back(core::Put<core::Person>{tenant_one, tombstone});
            records.emplace_back(
                core::EraseRecord{tenant_one, "subject-1", {learner, 77, noon, noon + core::seconds(1)}});
            company.write(records);
        },
        [](Database& database) {
            EXPECT_EQ(database.integer("SELECT count(*) FROM message"),
                      static_cast<std::int64_t>(upkeep_rows + 20));
            EXPECT_EQ(database.integer("SELECT count(*) FROM message WHERE sender = 1 AND redacted = 0"), 0);
            EXPECT_EQ(database.integer("SELECT count(*) FROM message WHERE sender = 2 AND redacted = 0"),
                      static_cast<std::int64_t>((upkeep_rows + 20) / 2));
            EXPECT_EQ(database.integer("SELECT stage FROM erasure"),
                      static_cast<std::int64_t>(EraseStage::done));
            // The end would have said when the rest goes; it was left out, so that nothing else is due.
            database.execute("INSERT OR IGNORE INTO due (at, tenant, kind, ref) VALUES (9, 1, 1, 1)");
        });
}

}  // namespace
}  // namespace courtside::sqlite::test
