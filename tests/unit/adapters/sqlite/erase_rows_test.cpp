// What is stored of a person goes, in parts, over restarts, and from the disk.

#include "adapters/sqlite/erase_rows.hpp"

#include "adapters/sqlite/erasure_journal.hpp"
#include "adapters/sqlite/upkeep.hpp"
#include "adapters/sqlite/verify.hpp"
#include "company.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace courtside::sqlite::test {
namespace {

using testing::IsEmpty;

constexpr const char* secret = "XYZZY-the-learners-words";

/// The files in a folder that hold a text.
std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (content.find(text) != std::string::npos) {
            found.push_back(entry.path().filename().string());
        }
    }
    return found;
}

class EraseRows : public testing::Test {
protected:
    void begin_erasure() {
        core::Person tombstone;
        tombstone.id = learner;
        tombstone.name = "Erased person";
        const core::Erasure erasure{learner, core::subject_mark(make_tenant(tenant_one).issuer, "subject-1"),
                                    noon, noon + core::seconds(1)};
        company_.write({core::Put<core::Person>{tenant_one, tombstone},
                        core::EraseRecord{tenant_one, "subject-1", erasure}});
    }
    /// As the loop does. Returns how many parts it took.
    int finish() {
        int parts = 0;
        core::Instant now = noon;
        while (company_.store().erasing()) {
            now = now + core::seconds(1);
            const auto error = company_.store().upkeep(now);
            EXPECT_FALSE(error) << error->text;
            if (++parts > 1'000 || error) {
                ADD_FAILURE() << "it does not come to an end: " << company_.store().obstacle();
                break;
            }
        }
        return parts;
    }
    void fill() {
        for (std::uint64_t id = 1; id <= 3; ++id) {
            company_.hold_session(id, std::vector<std::string>(300, secret), secret);
            core::Issue issue = make_issue(core::IssueId{id});
            issue.title = secret;
            issue.description = std::string(9'000, 'd') + secret;
            core::Offer offer;
            offer.id = core::OfferId{id};
            offer.request = core::RequestId{id};
            offer.coach = learner;
            offer.state = core::OfferState::declined;
            offer.note = secret;
            company_.write(
                {core::Put<core::Issue>{tenant_one, issue}, core::Put<core::Offer>{tenant_one, offer},
                 core::Put<core::ClosingWord>{tenant_one,
                                              {core::SessionId{id}, learner, core::Answer::yes,
                                               core::Answer::yes, core::Answer::yes, secret, noon}},
                 core::Put<core::Note>{tenant_one, {core::SessionId{id}, coach, secret, noon}},
                 core::Put<core::CommandRecord>{tenant_one, {learner, command_id(id), 1, 2, 3, noon}},
                 core::AuditEntry{tenant_one, "a", "person.revoke", "subject-1", noon}});
        }
    }
    std::int64_t stored(Sql count) { return Database(company_.file(), OpenMode::read_only).integer(count); }

    Company company_;
};

TEST_F(EraseRows, EmptiesAllThatThePersonSaidAndLeavesTheOthersWords) {
    fill();
    begin_erasure();
    finish();
    EXPECT_EQ(stored("SELECT count(*) FROM message"), 900);
    EXPECT_EQ(stored("SELECT count(*) FROM message WHERE sender = 1 AND (redacted = 0 OR body <> x'')"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM message WHERE sender = 2 AND redacted = 0 AND length(body) > 0"),
              450);
    EXPECT_EQ(stored("SELECT count(*) FROM issue WHERE title <> 'Erased' OR description <> ''"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM offer WHERE note <> ''"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM closing_word"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM next_step"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM note"), 0) << "it is about the learner";
    EXPECT_EQ(stored("SELECT count(*) FROM command"), 0);
    EXPECT_EQ(stored("SELECT count(*) FROM audit WHERE object = 'person 1'"), 3);
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(EraseRows, LeavesNoByteOfItOnTheDisk) {
    // Only the learner speaks, so that nobody else's words are the same.
    company_.begin_session(1);
    std::vector<core::Record> records;
    for (int i = 0; i < 400; ++i) {
        records.emplace_back(company_.say(1, secret + std::string(static_cast<std::size_t>(i) * 20, 'x')));
        records.emplace_back(company_.say(1, "And then?"));
    }
    records.emplace_back(company_.end(1));
    company_.write(records);
    const auto folder = company_.file().parent_path();
    ASSERT_FALSE(files_with(folder, secret).empty());
    ASSERT_FALSE(files_with(folder, "subject-1").empty());
    begin_erasure();
    finish();
    EXPECT_THAT(files_with(folder, secret), IsEmpty());
    EXPECT_EQ(stored("SELECT count(*) FROM person WHERE subject = 'subject-1' AND tenant = 1"), 0);
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(EraseRows, GoesOnAfterARestartFromWhereItWas) {
    fill();
    begin_erasure();
    EXPECT_GT(finish(), 5) << "each part is bounded";
    company_.restart();
    EXPECT_FALSE(company_.store().erasing());
}

TEST_F(EraseRows, InterruptedAfterEachPartIsCompletedAllTheSame) {
    fill();
    begin_erasure();
    core::Instant now = noon;
    for (int part = 0; company_.store().erasing(); ++part) {
        ASSERT_LT(part, 100);
        now = now + core::seconds(1);
        ASSERT_FALSE(company_.store().upkeep(now));
        company_.restart();
    }
    EXPECT_EQ(stored("SELECT count(*) FROM message WHERE sender = 1 AND redacted = 0"), 0);
    EXPECT_EQ(stored("SELECT stage FROM erasure"), static_cast<std::int64_t>(EraseStage::done));
    EXPECT_THAT(verify(company_.file()), IsEmpty());
}

TEST_F(EraseRows, WaitsForWhoReadsTheLogBeforeItIsDone) {
    company_.hold_session(1, {secret});
    begin_erasure();
    {
        Database reader(company_.file(), OpenMode::read_only);
        const Transaction transaction(reader, Transaction::Kind::read);
        ASSERT_EQ(reader.integer("SELECT count(*) FROM message"), 1);
        for (int part = 0; part < 20; ++part) {
            ASSERT_FALSE(company_.store().upkeep(noon + core::seconds(part)));
        }
        EXPECT_TRUE(company_.store().erasing());
        EXPECT_THAT(company_.store().obstacle(), testing::HasSubstr("while somebody reads"));
    }
    finish();
    EXPECT_EQ(company_.store().obstacle(), "");
}

TEST_F(EraseRows, IsInTheJournalWithoutTheSubject) {
    begin_erasure();
    finish();
    const auto folder = company_.file().parent_path();
    const std::vector<JournalEntry> journal = read_journal(folder);
    ASSERT_EQ(journal.size(), 1U);
    EXPECT_EQ(journal[0].issuer, make_tenant(tenant_one).issuer);
    EXPECT_EQ(journal[0].erasure.person, learner);
    EXPECT_EQ(journal[0].erasure.at, noon);
    EXPECT_EQ(journal[0].erasure.mark, core::subject_mark(journal[0].issuer, "subject-1"));
}

TEST_F(EraseRows, StopsWhereTheJournalCannotBeWrittenAndSaysSo) {
    std::filesystem::create_directory(journal_file(company_.file().parent_path()));
    begin_erasure();
    ASSERT_FALSE(company_.store().upkeep(noon));
    EXPECT_TRUE(company_.store().erasing());
    EXPECT_THAT(company_.store().obstacle(), testing::HasSubstr("erasures.log cannot be opened"));
    std::filesystem::remove(journal_file(company_.file().parent_path()));
    finish();
}

TEST(ErasureJournal, PassesOverWhatWasCutOffAndReadsAnyIssuer) {
    const courtside::test::TempDir folder;
    EXPECT_THAT(read_journal(folder.path()), IsEmpty());
    const core::Erasure erasure{core::PersonId{7}, 0xFFFF'FFFF'FFFF'FFFF, noon, noon};
    append_to_journal(folder.path(), {"a b%\nc\xC3\xA4", erasure});
    std::ofstream(journal_file(folder.path()), std::ios::app) << "1700000000000 8 99";
    append_to_journal(folder.path(), {"https://id.example", erasure});
    const std::vector<JournalEntry> journal = read_journal(folder.path());
    ASSERT_EQ(journal.size(), 2U);
    EXPECT_EQ(journal[0].issuer, "a b%\nc\xC3\xA4");
    EXPECT_EQ(journal[0].erasure, erasure);
    EXPECT_EQ(journal[1].issuer, "https://id.example");
}

}  // namespace
}  // namespace courtside::sqlite::test
