// Copies of a store, and what a restored one takes over from the store that it replaces.

#include "adapters/sqlite/backup.hpp"

#include "adapters/sqlite/succession.hpp"
#include "adapters/sqlite/verify.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace courtside::sqlite::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Backups : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path copy() const { return folder_.path() / "copy.db"; }
    std::string refusal(const std::filesystem::path& source) {
        try {
            copy_store(source, copy());
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "it was copied";
    }
    /// The live state of the first company in the copy, as a store loads it.
    core::TenantLiveState load_copy(core::LiveState* all = nullptr) {
        StoreOptions options;
        options.folder = folder_.path() / "restored";
        std::filesystem::create_directory(options.folder);
        std::filesystem::copy_file(copy(), database_file(options.folder));
        core::LiveState state = SqliteStore(options).load();
        if (all != nullptr) {
            *all = state;
        }
        return state.tenants.at(0);
    }

    Company company_;
    courtside::test::TempDir folder_;
};

TEST_F(Backups, AreTheStoreAtOneMomentWhileItIsOpen) {
    company_.hold_session(1, {"a", "b"});
    copy_store(company_.file(), copy());
    company_.hold_session(2, {"c"});
    StoreCounts counts;
    EXPECT_THAT(verify(copy(), &counts), IsEmpty());
    EXPECT_EQ(counts.sessions, 1U);
    EXPECT_EQ(counts.messages, 2U);
    struct stat status {};
    ASSERT_EQ(::stat(copy().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Backups, AreNotWrittenOverAFile) {
    std::ofstream(copy()) << "precious";
    EXPECT_THAT(refusal(company_.file()), HasSubstr("cannot make"));
    EXPECT_EQ(std::filesystem::file_size(copy()), 8U);
}

TEST_F(Backups, AreNotMadeOfAnotherProgramsFileOrOfADamagedOne) {
    const auto other = folder_.path() / "other.db";
    { Database(other, OpenMode::read_write_create).execute("CREATE TABLE t (a INTEGER)"); }
    EXPECT_THAT(refusal(other), HasSubstr("of another program"));
    std::ofstream(folder_.path() / "text") << std::string(10'000, 'x');
    EXPECT_THAT(refusal(folder_.path() / "text"), HasSubstr("not a database"));
    EXPECT_FALSE(std::filesystem::exists(copy()));
}

TEST_F(Backups, GiveNoIdAgainThatWasGivenSince) {
    company_.hold_session(1, {"a"});
    copy_store(company_.file(), copy());
    company_.hold_session(2, {"b", "c"});
    company_.write({core::Put<core::Person>{tenant_one, make_person(core::PersonId{9})}});
    const core::LiveState present = company_.store().load();
    const Succession succession = read_succession(company_.file());
    const TakenOver taken = take_over(copy(), succession, "test", noon);
    EXPECT_THAT(taken.lost_companies, IsEmpty());
    core::LiveState restored;
    EXPECT_EQ(load_copy(&restored).counters, present.tenants[0].counters);
    EXPECT_EQ(restored.next_row, present.next_row);
}

TEST_F(Backups, SkipManyIdsWhereNobodyKnowsWhichWereGiven) {
    company_.hold_session(1, {"a"});
    copy_store(company_.file(), copy());
    skip_unknown_ids(copy(), "test", noon);
    core::LiveState restored;
    const core::TenantLiveState state = load_copy(&restored);
    EXPECT_EQ(state.counters.session, 2 + unknown_ids);
    EXPECT_EQ(state.counters.person, 4 + unknown_ids);
    EXPECT_EQ(restored.next_row.value, 2 + unknown_ids);
}

TEST_F(Backups, KeepRevocationsAndKeysAsTheyAreNow) {
    core::Tenant tenant = make_tenant(tenant_one);
    tenant.keys.push_back({"leaked", core::KeyAlgorithm::hs256, std::string(32, 'k')});
    company_.write({core::Put<core::Tenant>{tenant_one, tenant}});
    copy_store(company_.file(), copy());
    tenant.keys = {{"new", core::KeyAlgorithm::hs256, std::string(32, 'n')}};
    core::Person revoked = make_person(coach);
    revoked.tokens_from = noon;
    core::Tenant added = make_tenant(core::TenantId{3});
    company_.write({core::Put<core::Tenant>{tenant_one, tenant}, core::Put<core::Person>{tenant_one, revoked},
                    core::Put<core::Tenant>{added.id, added}});
    const TakenOver taken = take_over(copy(), read_succession(company_.file()), "test", noon);
    EXPECT_EQ(taken.revocations, 1U);
    EXPECT_EQ(taken.companies_with_other_keys, 1U);
    EXPECT_THAT(taken.lost_companies, testing::ElementsAre(added.issuer));
    core::LiveState restored;
    const core::TenantLiveState state = load_copy(&restored);
    EXPECT_EQ(state.tenant.keys, tenant.keys);
    EXPECT_EQ(state.people.at(1).tokens_from, noon);
    EXPECT_EQ(restored.next_tenant, 4U) << "the number of the company that is missing is not given again";
}

TEST_F(Backups, FindWhoIsToBeErasedByNumberAndMark) {
    copy_store(company_.file(), copy());
    const std::string issuer = make_tenant(tenant_one).issuer;
    const auto erasure = [&](std::uint64_t person, const std::string& subject) {
        return JournalEntry{issuer,
                            {core::PersonId{person}, core::subject_mark(issuer, subject), noon, noon}};
    };
    const std::vector<ToErase> found =
        still_there(copy(), {erasure(1, "subject-1"),
                             erasure(1, "subject-1"),
                             erasure(2, "somebody else"),
                             erasure(77, "subject-77"),
                             {"https://elsewhere.example", erasure(3, "subject-3").erasure}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].tenant, tenant_one);
    EXPECT_EQ(found[0].subject, "subject-1");
}

}  // namespace
}  // namespace courtside::sqlite::test
