// Backup, restore, export, erase and retention, with a server on the folder and without.

#include "adapters/sqlite/sqlite_handle.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "integration/cli/program.hpp"
#include "support/comes_true.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* said_by_kim = "XYZZY-what-kim-said";
constexpr core::TenantId acme{1};
constexpr core::Instant long_ago{1'700'000'000'000};

/// A talk of kim (1) and jo (2) that ended at `ended_at`, under this number.
std::vector<core::Record> a_talk(std::uint64_t number, core::Instant ended_at, int messages) {
    core::Issue issue;
    issue.id = core::IssueId{number};
    issue.learner = core::PersonId{1};
    issue.title = said_by_kim;
    core::Request request;
    request.id = core::RequestId{number};
    request.issue = issue.id;
    request.learner = issue.learner;
    request.state = core::RequestState::matched;
    request.session = core::SessionId{number};
    request.asked_at = request.waiting_since = request.ended_at = long_ago;
    core::Session session;
    session.id = request.session;
    session.issue = issue.id;
    session.request = request.id;
    session.state = core::SessionState::active;
    session.participants.resize(2);
    session.participants[0].person = issue.learner;
    session.participants[1].person = core::PersonId{2};
    session.participants[1].role = core::SessionRole::coach;
    std::vector<core::Record> records{core::Put<core::Issue>{acme, issue},
                                      core::Put<core::Request>{acme, request},
                                      core::Put<core::Session>{acme, session}};
    std::vector<core::RowId> rows;
    for (int i = 1; i <= messages; ++i) {
        core::Message message;
        message.tenant = acme;
        message.session = session.id;
        message.number = static_cast<std::uint64_t>(i);
        message.row = core::RowId{number * 10'000 + message.number};
        message.sender = core::PersonId{i % 2 == 1 ? 1U : 2U};
        message.command.bytes[0] = 1;
        message.command.bytes[1] = static_cast<std::uint8_t>(i % 256);
        message.command.bytes[2] = static_cast<std::uint8_t>(i / 256);
        message.sent_at = ended_at;
        message.text = i % 2 == 1 ? std::string(said_by_kim) + std::to_string(i) : "I see";
        rows.push_back(message.row);
        records.emplace_back(core::AppendMessage{std::make_shared<const core::Message>(std::move(message))});
    }
    session.state = core::SessionState::ended;
    session.outcome = core::Outcome::resolved;
    session.ends_at = ended_at;
    session.last_number = rows.size();
    records.emplace_back(core::EndSessionRecord{acme, session, std::move(rows), ended_at + core::days(365)});
    records.emplace_back(
        core::Put<core::ClosingWord>{acme,
                                     {session.id, core::PersonId{1}, core::Answer::yes, core::Answer::yes,
                                      core::Answer::yes, std::string(said_by_kim) + "!", ended_at}});
    records.emplace_back(core::Put<core::Note>{
        acme, {session.id, core::PersonId{2}, std::string(said_by_kim) + "?", ended_at}});
    return records;
}

std::vector<std::string> files_with(const std::string& folder, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (content.find(text) != std::string::npos) {
            found.push_back(entry.path().filename().string());
        }
    }
    return found;
}

class Lifecycle : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        workplace_.add_company();
        // Long enough for the talk to be there now.
        ASSERT_EQ(workplace_
                      .run({"tenant", "set-retention", "--tenant", issuer, "--message-days", "3650",
                            "--note-days", "3650"})
                      .code,
                  0);
        ASSERT_EQ(workplace_
                      .run({"person", "import", "--tenant", issuer,
                            workplace_.file("people.csv",
                                            "subject,name,roles\nkim-4711,Kim K.,learner\njo,Jo,coach\n")})
                      .code,
                  0);
        {
            sqlite::StoreOptions options;
            options.folder = workplace_.data();
            sqlite::SqliteStore store(options);
            ASSERT_FALSE(store.commit(a_talk(1, long_ago, 600)));
        }
        start();
    }
    void TearDown() override {
        stop();
        const Finished checked = workplace_.run({"verify"});
        EXPECT_EQ(checked.code, 0) << checked.out;
    }
    void start() {
        if (GetParam()) {
            server_.emplace(Arguments{"serve", "--port", "0", "--data", workplace_.data()});
            ASSERT_THAT(server_->read_line(), HasSubstr("listening on"));
        }
    }
    void stop() {
        if (server_) {
            server_->send_signal(SIGTERM);
            const Finished finished = server_->finish();
            EXPECT_EQ(finished.code, 0) << finished.err;
            server_.reset();
        }
    }
    Finished on_kim(const std::string& command, const Arguments& more = {}) {
        Arguments arguments{command, "--tenant", issuer, "--person", "kim-4711"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return workplace_.run(arguments);
    }
    Finished back_up(const std::string& name) {
        return workplace_.run({"backup", "--output", workplace_.path(name)});
    }
    Finished put_back(const std::string& name) {
        stop();
        Finished restored = workplace_.run({"restore", "--from", workplace_.path(name)});
        start();
        return restored;
    }
    std::string people() { return workplace_.run({"person", "list", "--tenant", issuer}).out; }

    Workplace workplace_;
    std::optional<Program> server_;
};

TEST_P(Lifecycle, BacksUpIntoAFileOfItsOwnThatIsVerified) {
    const Finished made = back_up("backup.db");
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("verified"), HasSubstr("people 2"), HasSubstr("messages 600")));
    struct stat status {};
    ASSERT_EQ(::stat(workplace_.path("backup.db").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const Finished again = back_up("backup.db");
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, HasSubstr("never written over another"));
    EXPECT_EQ(back_up("no/folder/backup.db").code, 2);
    for (const auto& entry : std::filesystem::directory_iterator(workplace_.path(""))) {
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("partial")));
    }
}

TEST_P(Lifecycle, NotesABackupInTheAuditLog) {
    ASSERT_EQ(back_up("backup.db").code, 0);
    sqlite::Database database(sqlite::database_file(workplace_.data()), sqlite::OpenMode::read_only);
    EXPECT_EQ(
        database.integer("SELECT COUNT(*) FROM audit WHERE tenant = ? AND action = 'store.backup'", acme), 1);
}

TEST_P(Lifecycle, RestoresABackupAndKeepsTheStoreThatWasThere) {
    ASSERT_EQ(back_up("backup.db").code, 0);
    ASSERT_EQ(workplace_.run({"person", "add", "--tenant", issuer, "--person", "later"}).code, 0);
    const Finished restored = put_back("backup.db");
    EXPECT_EQ(restored.code, 0) << restored.err;
    EXPECT_THAT(restored.out, AllOf(HasSubstr("messages 600"), HasSubstr("is kept in")));
    EXPECT_THAT(people(), AllOf(HasSubstr("kim-4711"), Not(HasSubstr("later"))));
    // Number 3 was somebody's once.
    ASSERT_EQ(workplace_.run({"person", "add", "--tenant", issuer, "--person", "new"}).code, 0);
    EXPECT_THAT(workplace_.run({"person", "list", "--tenant", issuer, "--json"}).out,
                HasSubstr(R"("id":4,"subject":"new")"));
    const auto kept = restored.out.find("replaced-");
    ASSERT_NE(kept, std::string::npos);
    EXPECT_FALSE(files_with(workplace_.data(), "later").empty());
}

TEST_P(Lifecycle, RestoringErasesAgainWhoWasErasedSince) {
    ASSERT_EQ(back_up("backup.db").code, 0);
    ASSERT_EQ(on_kim("erase", {"--yes"}).code, 0);
    const Finished restored = put_back("backup.db");
    EXPECT_EQ(restored.code, 0) << restored.err;
    EXPECT_THAT(restored.out, HasSubstr("1 erased again"));
    EXPECT_THAT(people(), Not(HasSubstr("kim-4711")));
    EXPECT_THAT(files_with(workplace_.data(), said_by_kim), IsEmpty());
}

TEST_P(Lifecycle, RestoringErasesAgainAlsoWhenTheStoreIsLost) {
    ASSERT_EQ(back_up("backup.db").code, 0);
    ASSERT_EQ(on_kim("erase", {"--yes"}).code, 0);
    stop();
    std::filesystem::remove(workplace_.data() + "/courtside.db");
    const Finished restored = put_back("backup.db");
    EXPECT_EQ(restored.code, 0) << restored.err;
    EXPECT_THAT(restored.out, AllOf(HasSubstr("1 erased again"), HasSubstr("could not be read")));
    EXPECT_THAT(files_with(workplace_.data(), said_by_kim), IsEmpty());
    ASSERT_EQ(workplace_.run({"person", "add", "--tenant", issuer, "--person", "new"}).code, 0);
    EXPECT_THAT(workplace_.run({"person", "list", "--tenant", issuer, "--json"}).out,
                HasSubstr(R"("id":1000003,"subject":"new")"));
}

TEST_P(Lifecycle, RestoringKeepsRevocations) {
    const Finished minted = workplace_.run({"token", "mint", "--tenant", issuer, "--person", "jo"});
    const std::string token = minted.out.substr(0, minted.out.find('\n'));
    ASSERT_EQ(workplace_.run({"token", "check", token}).code, 0);
    ASSERT_EQ(back_up("backup.db").code, 0);
    ASSERT_EQ(workplace_.run({"person", "revoke", "--tenant", issuer, "--person", "jo"}).code, 0);
    EXPECT_THAT(put_back("backup.db").out, HasSubstr("1 revocations"));
    EXPECT_EQ(workplace_.run({"token", "check", token}).code, 1);
}

TEST_P(Lifecycle, RefusesToRestoreWhatIsNoSoundBackup) {
    ASSERT_EQ(back_up("backup.db").code, 0);
    const std::string good = workplace_.content("backup.db");
    const std::string text = workplace_.file("text", std::string(10'000, 'x'));
    const std::string cut = workplace_.file("cut.db", good.substr(0, good.size() / 2));
    std::string newer = good;
    newer[63] = 99;  // user_version, the last byte of its four (SQLite's file format, 1.3)
    const std::string later = workplace_.file("newer.db", newer);
    for (const auto& [file, says] :
         {std::pair{text, "not a database"}, std::pair{cut, "Nothing was restored"},
          std::pair{later, "newer Courtside"}}) {
        stop();
        const Finished refused = workplace_.run({"restore", "--from", file});
        start();
        EXPECT_EQ(refused.code, 1) << file;
        EXPECT_THAT(refused.err, AllOf(HasSubstr("Nothing was restored"), HasSubstr(says))) << file;
    }
    EXPECT_EQ(put_back("missing.db").code, 2);
    EXPECT_THAT(people(), HasSubstr("kim-4711"));
    EXPECT_FALSE(std::filesystem::exists(workplace_.data() + "/restore.partial"));
}

TEST_P(Lifecycle, ExportsAllThatIsStoredAboutAPerson) {
    ASSERT_EQ(workplace_.run({"person", "revoke", "--tenant", issuer, "--person", "kim-4711"}).code, 0);
    const Finished exported = on_kim("export", {"--output", workplace_.path("kim.json")});
    ASSERT_EQ(exported.code, 0) << exported.err;
    EXPECT_EQ(exported.out, "");
    const auto document = boost::json::parse(workplace_.content("kim.json"));
    EXPECT_EQ(document.at("format").as_string(), "courtside.person.1");
    EXPECT_EQ(document.at("profile").at("name").as_string(), "Kim K.");
    EXPECT_EQ(document.at("profile").at("roles").as_array().size(), 1U);
    EXPECT_EQ(document.at("issues").at(0).at("title").as_string(), said_by_kim);
    EXPECT_EQ(document.at("requests").at(0).at("state").as_string(), "matched");
    const auto& session = document.at("sessions").at(0);
    EXPECT_EQ(session.at("outcome").as_string(), "resolved");
    EXPECT_EQ(session.at("participants").at(1).at("name").as_string(), "Jo");
    EXPECT_EQ(session.at("closing_word").at("line").as_string(), std::string(said_by_kim) + "!");
    EXPECT_EQ(session.at("notes").at(0).at("text").as_string(), std::string(said_by_kim) + "?");
    EXPECT_EQ(session.at("notes").at(0).at("author_name").as_string(), "Jo");
    ASSERT_EQ(session.at("messages").as_array().size(), 600U);
    EXPECT_EQ(session.at("messages").at(1).at("text").as_string(), "I see");
    EXPECT_EQ(document.at("audit").at(0).at("what").as_string(), "person.revoke");
    EXPECT_EQ(document.at("audit").at(1).at("what").as_string(), "person.export");
    struct stat status {};
    ASSERT_EQ(::stat(workplace_.path("kim.json").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(on_kim("export", {"--output", workplace_.path("kim.json")}).code, 2) << "never over a file";
}

TEST_P(Lifecycle, ExportsToTheOutputAndNothingOfOthersOwn) {
    const Finished exported = workplace_.run({"export", "--tenant", issuer, "--person", "jo"});
    ASSERT_EQ(exported.code, 0) << exported.err;
    const auto document = boost::json::parse(exported.out);
    EXPECT_TRUE(document.at("issues").as_array().empty());
    EXPECT_EQ(document.at("sessions").at(0).at("messages").as_array().size(), 600U);
    EXPECT_TRUE(document.at("sessions").at(0).at("closing_word").is_null());
    EXPECT_EQ(document.at("sessions").at(0).at("notes").as_array().size(), 1U) << "their own";
    const Finished nobody = workplace_.run({"export", "--tenant", issuer, "--person", "nobody"});
    EXPECT_EQ(nobody.code, 2);
    EXPECT_THAT(nobody.err, HasSubstr("has no person 'nobody'"));
}

TEST_P(Lifecycle, ErasesAPersonFromTheDisk) {
    ASSERT_FALSE(files_with(workplace_.data(), said_by_kim).empty());
    const Finished asked = on_kim("erase");
    EXPECT_EQ(asked.code, 2);
    EXPECT_THAT(asked.err, HasSubstr("--yes"));
    const Finished erased = on_kim("erase", {"--yes"});
    EXPECT_EQ(erased.code, 0) << erased.err;
    EXPECT_THAT(erased.out, HasSubstr("Number 1 stays"));
    EXPECT_THAT(files_with(workplace_.data(), said_by_kim), IsEmpty());
    EXPECT_THAT(files_with(workplace_.data(), "kim-4711"), IsEmpty());
    EXPECT_THAT(files_with(workplace_.data(), "Kim K."), IsEmpty());
    const auto jo = boost::json::parse(workplace_.run({"export", "--tenant", issuer, "--person", "jo"}).out);
    const auto& messages = jo.at("sessions").at(0).at("messages");
    ASSERT_EQ(messages.as_array().size(), 600U) << "the numbers stay";
    EXPECT_TRUE(messages.at(0).at("erased").as_bool());
    EXPECT_EQ(messages.at(0).at("text").as_string(), "");
    EXPECT_EQ(messages.at(1).at("text").as_string(), "I see");
    EXPECT_EQ(jo.at("sessions").at(0).at("participants").at(0).at("name").as_string(), "Erased person");
    EXPECT_EQ(on_kim("erase", {"--yes"}).code, 0) << "repeating it does no harm";
    EXPECT_EQ(workplace_.run({"erase", "--tenant", issuer, "--person", "nobody", "--yes"}).code, 2);
}

TEST_P(Lifecycle, RefusesTheTokensOfWhoWasErased) {
    const Finished minted = workplace_.run({"token", "mint", "--tenant", issuer, "--person", "kim-4711"});
    const std::string token = minted.out.substr(0, minted.out.find('\n'));
    ASSERT_EQ(on_kim("erase", {"--yes"}).code, 0);
    const Finished checked = workplace_.run({"token", "check", token});
    EXPECT_EQ(checked.code, 1);
    EXPECT_THAT(checked.err, HasSubstr("was erased"));
}

TEST_P(Lifecycle, DeletesMessagesWhoseTimeIsOver) {
    const Finished set =
        workplace_.run({"tenant", "set-retention", "--tenant", issuer, "--message-days", "30"});
    EXPECT_EQ(set.code, 0) << set.err;
    EXPECT_THAT(workplace_.run({"tenant", "list", "--json"}).out, HasSubstr("\"message_days\":30"));
    EXPECT_EQ(workplace_.run({"tenant", "set-retention", "--tenant", issuer, "--note-days", "60"}).code, 0);
    EXPECT_THAT(workplace_.run({"tenant", "list", "--json"}).out,
                HasSubstr("\"message_days\":30,\"note_days\":60"));
    EXPECT_EQ(workplace_.run({"tenant", "set-retention", "--tenant", issuer}).code, 2);
    for (const char* const days : {"0", "3651", "x"}) {
        EXPECT_EQ(
            workplace_.run({"tenant", "set-retention", "--tenant", issuer, "--message-days", days}).code, 2);
    }
    if (!GetParam()) {
        return;  // a server deletes them
    }
    // The server does it by itself; each run of the program is a while.
    std::string verified;
    EXPECT_TRUE(support::comes_true([&] {
        verified = workplace_.run({"verify"}).out;
        return verified.find("messages 0") != std::string::npos;
    })) << verified;
    EXPECT_THAT(verified, HasSubstr("sessions 1"));
    const auto jo = boost::json::parse(workplace_.run({"export", "--tenant", issuer, "--person", "jo"}).out);
    EXPECT_EQ(jo.at("sessions").at(0).at("messages_deleted_up_to").as_int64(), 600);
    EXPECT_TRUE(jo.at("sessions").at(0).at("messages").as_array().empty());
}

INSTANTIATE_TEST_SUITE_P(Store, Lifecycle, ::testing::Bool(), [](const auto& with_server) {
    return with_server.param ? "WhileAServerRuns" : "WhileNoServerRuns";
});

TEST(Restore, IsRefusedWhileAServerRuns) {
    const Workplace workplace;
    workplace.add_company();
    ASSERT_EQ(workplace.run({"backup", "--output", workplace.path("backup.db")}).code, 0);
    Program server({"serve", "--port", "0", "--data", workplace.data()});
    ASSERT_THAT(server.read_line(), HasSubstr("listening on"));
    const Finished refused = workplace.run({"restore", "--from", workplace.path("backup.db")});
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("Nothing was restored"), HasSubstr("in use")));
}

TEST(Restore, MakesAStoreInANewFolder) {
    const Workplace workplace;
    workplace.add_company();
    ASSERT_EQ(workplace.run({"backup", "--output", workplace.path("backup.db")}).code, 0);
    const std::string other = workplace.path("other");
    const Finished restored = run({"restore", "--from", workplace.path("backup.db"), "--data", other});
    EXPECT_EQ(restored.code, 0) << restored.err;
    EXPECT_THAT(run({"tenant", "list", "--data", other}).out, HasSubstr(issuer));
    EXPECT_EQ(run({"verify", "--data", other}).code, 0);
}

}  // namespace
}  // namespace courtside::cli_test
