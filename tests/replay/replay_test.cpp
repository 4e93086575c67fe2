// Dialogues through the real server and the SDK, byte for byte: what both people receive and read back is
// compared by courtside-replay, what the store holds is compared here.

#include "adapters/sqlite/verify.hpp"
#include "replay/dialogue_file.hpp"
#include "replay/hard_dialogues.hpp"
#include "support/child_process.hpp"
#include "support/company.hpp"
#include "support/server_process.hpp"
#include "support/store_reader.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <map>

namespace courtside::test {
namespace {

class Replay : public ::testing::Test {
protected:
    /// A running server with a company of `pairs` learners and coaches, and their tokens in a file.
    void serve(unsigned pairs) {
        std::vector<PersonRow> people;
        for (unsigned i = 1; i <= pairs; ++i) {
            people.push_back({"learner-" + std::to_string(i), "Learner " + std::to_string(i), "learner"});
            people.push_back({"coach-" + std::to_string(i), "Coach " + std::to_string(i), "coach", "S1.1:4"});
        }
        const Company company(folder_.path(), {{"S1.1", "negotiating"}}, people);
        std::ofstream tokens(folder_.path() / "tokens");
        for (const PersonRow& person : people) {
            tokens << person.subject << ' ' << company.token(person.subject) << '\n';
        }
        pairs_ = pairs;
        server_.start();
    }

    /// Runs the tool; its report is in `report_` then.
    ProcessEnd replay(const std::filesystem::path& dialogues, const std::string& speed) {
        ChildProcess tool({COURTSIDE_REPLAY, "--url", server_.url(), "--dialogues", dialogues.string(),
                           "--pairs", std::to_string(pairs_), "--speed", speed, "--tokens",
                           (folder_.path() / "tokens").string(), "--json", report_path().string()},
                          folder_.path() / "output");
        const auto end = tool.wait(std::chrono::minutes(4));
        std::ifstream output(folder_.path() / "output");
        std::cout << output.rdbuf();
        if (end && std::filesystem::exists(report_path())) {
            report_ = read_report(report_path());
        }
        return end.value_or(ProcessEnd{});
    }

    /// Stops the server and looks at what it leaves behind.
    void compare_with_store(const std::vector<Dialogue>& dialogues) {
        EXPECT_EQ(describe(server_.terminate()), "exit code 0") << server_.log();
        EXPECT_TRUE(sqlite::verify(server_.database()).empty());
        const StoreContent store = read_store(server_.database());
        EXPECT_EQ(store.sessions.size(), dialogues.size());
        EXPECT_EQ(store.stray_messages, 0U);
        std::map<std::string, const StoredSession*> sessions;
        for (const auto& held : report_.held) {
            sessions[held.dialogue] = &store.sessions.at(held.session);
            EXPECT_EQ(store.closing_words.at(held.session), 2U) << held.dialogue;
        }
        for (const Dialogue& dialogue : dialogues) {
            ASSERT_TRUE(sessions.contains(dialogue.id)) << dialogue.id << " was not held";
            compare(dialogue, *sessions[dialogue.id]);
        }
    }

    std::filesystem::path report_path() const { return folder_.path() / "report.json"; }

    TempDir folder_;
    ServerProcess server_{folder_.path(),
                          {"--coach-pause-s", "0", "--coach-first-word-s", "3600", "--commands-per-second",
                           "100000", "--command-burst", "1000000", "--log-level", "warning"}};
    unsigned pairs_ = 0;
    ReplayReport report_;

private:
    static void compare(const Dialogue& dialogue, const StoredSession& session) {
        std::size_t at = 0;
        for (const Turn& turn : dialogue.turns) {
            if (turn.refused) {
                continue;
            }
            ASSERT_LT(at, session.messages.size()) << dialogue.id;
            const StoredMessage& stored = session.messages[at];
            ++at;
            ASSERT_EQ(stored.number, at) << dialogue.id;
            ASSERT_TRUE(stored.text == turn.text) << dialogue.id << ", message " << at << ": stored as \""
                                                  << stored.text << "\" instead of \"" << turn.text << "\"";
        }
        EXPECT_EQ(at, session.messages.size()) << dialogue.id;
        EXPECT_EQ(at, session.last_number) << dialogue.id;
        constexpr int ended = 4;
        EXPECT_EQ(session.state, ended) << dialogue.id;
    }
};

TEST_F(Replay, AllRealDialoguesComeOutOfTheStoreByteForByte) {
    serve(20);
    const auto dialogues = read_dialogues(COURTSIDE_DIALOGUES);
    ASSERT_EQ(dialogues.size(), 340U);
    ASSERT_EQ(describe(replay(COURTSIDE_DIALOGUES, "0")), "exit code 0");
    EXPECT_EQ(report_.messages, 2358U);
    compare_with_store(dialogues);
}

TEST_F(Replay, HardTextsAndTenThousandMessagesComeOutOfTheStoreByteForByte) {
    serve(3);
    const auto dialogues = hard_dialogues();
    const auto file = folder_.path() / "hard-dialogues.jsonl";
    write_dialogues(file, dialogues);
    ASSERT_EQ(describe(replay(file, "0")), "exit code 0");
    EXPECT_EQ(report_.refused, 5U);
    compare_with_store(dialogues);
}

TEST_F(Replay, GapsAreKeptInProportion) {
    serve(4);
    std::vector<Dialogue> dialogues{{"gaps", "Gaps of a second each", {}}};
    for (int i = 0; i < 31; ++i) {
        dialogues[0].turns.push_back({i % 2 == 0, std::to_string(i), false});
    }
    const auto file = folder_.path() / "gaps.jsonl";
    write_dialogues(file, dialogues);
    const auto before = std::chrono::steady_clock::now();
    ASSERT_EQ(describe(replay(file, "20")), "exit code 0");
    // 30 s, twenty times faster.
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(1500));
    compare_with_store(dialogues);
}

TEST_F(Replay, WhatDoesNotComeBackAsExpectedFailsAndIsNamed) {
    serve(1);
    const std::vector<Dialogue> dialogues{{"wrong",
                                           "The second turn is expected to be refused",
                                           {{true, "hello", false}, {false, "hi", true}}}};
    const auto file = folder_.path() / "wrong.jsonl";
    write_dialogues(file, dialogues);
    EXPECT_EQ(describe(replay(file, "0")), "exit code 1");
    ASSERT_EQ(report_.differences.size(), 1U);
    EXPECT_EQ(report_.differences[0].dialogue, "wrong");
    EXPECT_EQ(report_.differences[0].turn, 2U);
}

TEST_F(Replay, APersonWithoutATokenIsNamedBeforeAnythingStarts) {
    serve(1);
    pairs_ = 2;
    EXPECT_EQ(describe(replay(COURTSIDE_DIALOGUES, "0")), "exit code 2");
    std::ifstream output(folder_.path() / "output");
    const std::string text{std::istreambuf_iterator<char>(output), {}};
    EXPECT_NE(text.find("no token of learner-2"), std::string::npos) << text;
}

}  // namespace
}  // namespace courtside::test
