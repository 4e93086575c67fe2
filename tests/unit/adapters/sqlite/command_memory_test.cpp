#include "adapters/sqlite/sqlite_handle.hpp"
#include "company.hpp"

#include <gtest/gtest.h>

namespace courtside::sqlite::test {
namespace {

core::Record command_at(std::uint64_t number, core::Instant at) {
    return core::Put<core::CommandRecord>{tenant_one, {learner, command_id(number), 1, 2, 3, at}};
}

std::int64_t stored(const Company& company) {
    return Database(company.file(), OpenMode::read_only).integer("SELECT count(*) FROM command");
}

TEST(CommandMemory, LastsThirtyDays) {
    Company company;
    company.write({command_at(1, noon)});
    company.write({command_at(2, noon + core::days(30))});
    EXPECT_EQ(stored(company), 2);
    company.write({command_at(3, noon + core::days(30) + core::Duration{1})});
    EXPECT_EQ(stored(company), 2);
    EXPECT_FALSE(company.store().find_command(tenant_one, learner, command_id(1)).has_value());
    EXPECT_TRUE(company.store().find_command(tenant_one, learner, command_id(2)).has_value());
}

TEST(CommandMemory, ForgetsABoundedNumberInEachCommit) {
    Company company;
    std::vector<core::Record> old;
    for (std::uint64_t i = 1; i <= 120; ++i) {
        old.push_back(command_at(i, noon));
    }
    company.write(old);
    company.restart();
    company.write({command_at(1001, noon + core::days(31))});
    EXPECT_EQ(stored(company), 120 - 51 + 1);
    company.write({command_at(1002, noon + core::days(31))});
    company.write({command_at(1003, noon + core::days(31))});
    EXPECT_EQ(stored(company), 3);
}

TEST(CommandMemory, CommitWithoutCommandsForgetsNothing) {
    Company company;
    company.write({command_at(1, noon)});
    company.write({core::AuditEntry{tenant_one, "a", "b", "c", noon + core::days(40)}});
    EXPECT_EQ(stored(company), 1);
}

}  // namespace
}  // namespace courtside::sqlite::test
