// Clients that take or give too much: bounded, told so, and nothing of theirs is lost.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

using Limits = EndToEnd;

TEST_F(Limits, AboveTheRateTheConnectionIsNotReadAndNothingIsLost) {
    serve({"--commands-per-second", "100", "--command-burst", "100"});
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    constexpr int count = 300;
    const auto before = std::chrono::steady_clock::now();
    std::vector<Client::Future<SentMessage>> sent;
    for (int i = 1; i <= count; ++i) {
        sent.push_back((*anna)->send(text(id, std::to_string(i))));
    }
    for (std::size_t i = 0; i < sent.size(); ++i) {
        EXPECT_EQ(value_of(std::move(sent[i])).number, i + 1);
    }
    // The burst at once, then 100 a second.
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(1800));
    cem->message(id, count);
    const auto messages = cem->told().messages;
    ASSERT_EQ(messages.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < messages.size(); ++i) {
        EXPECT_EQ(messages[i].text, std::to_string(i + 1));
    }
}

TEST_F(Limits, OneFloodsAndTheOthersAreServedMeanwhile) {
    serve({"--commands-per-second", "20", "--command-burst", "20"});
    const auto anna = desk("anna");
    const auto otto = desk("otto");
    std::vector<Client::Future<SkillsPage>> flood;
    for (int i = 0; i < 100; ++i) {
        flood.push_back((*anna)->fetch_skills());
    }
    const auto before = std::chrono::steady_clock::now();
    value_of((*otto)->fetch_skills());
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
    EXPECT_NE(flood.back().wait_for(std::chrono::seconds(0)), std::future_status::ready);
    for (auto& each : flood) {
        value_of(std::move(each));
    }
}

TEST_F(Limits, AClientThatDoesNotReadIsCutOffAndFindsEverythingLater) {
    serve({"--commands-per-second", "100000", "--command-burst", "100000", "--send-buffer-bytes", "131072"});
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    RawWebSocket slow(server_->port(), "courtside.v1.json");
    slow.send_text(R"({"requestId":"1","hello":{"token":")" + token("anna") + R"("}})");
    // The kernel's own buffers take some megabytes before anything waits at the server.
    constexpr std::size_t count = 1000;
    constexpr std::size_t size = 16 * 1024;
    for (std::size_t sent = 0; sent < count;) {
        std::vector<Client::Future<SentMessage>> window;
        for (; window.size() < 50 && sent < count; ++sent) {
            window.push_back((*cem)->send(text(id, std::to_string(sent + 1) + std::string(size - 4, 'x'))));
        }
        for (auto& each : window) {
            value_of(std::move(each));
        }
    }
    // What had reached it before is still there to be read, but not all.
    std::size_t frames = 0;
    while (slow.receive()) {
        ++frames;
    }
    EXPECT_LT(frames, count);
    // Who reads meanwhile is not concerned.
    anna->message(id, count);
    EXPECT_EQ(anna->told().messages.size(), count);
    EXPECT_EQ(anna->told().welcomes.size(), 1U);
    const auto anna_again = desk("anna");
    EXPECT_EQ(anna_again->message(id, count).text.size(), anna->message(id, count).text.size());
    EXPECT_EQ(anna_again->told().messages.size(), count);
}

TEST_F(Limits, WhatIsTooLargeIsRefusedAndTheConnectionStays) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    const Error error = error_of((*anna)->send(text(id, std::string(16 * 1024 + 1, 'x'))));
    EXPECT_EQ(error.code, ErrorCode::too_large);
    EXPECT_EQ(error.args.at("limit"), "16384");
    EXPECT_EQ(value_of((*anna)->send(text(id, std::string(16 * 1024, 'x')))).number, 1U);
    EXPECT_EQ(error_of((*anna)->open_issue({std::string(201, 'x'), ""})).code, ErrorCode::too_large);
    EXPECT_EQ(anna->told().welcomes.size(), 1U);
}

TEST_F(Limits, ALearnerHasOneOpenRequest) {
    serve();
    const auto anna = desk("anna");
    const Request request = ask(*anna);
    NewRequest another;
    another.issue_id = request.issue_id;
    another.skill = "S1.1";
    const Error error = error_of((*anna)->ask(another));
    EXPECT_EQ(error.code, ErrorCode::request_already_open);
    EXPECT_EQ(error.args.at("request_id"), std::to_string(request.request_id));
}

TEST_F(Limits, TheSkillCatalogueComesInPages) {
    serve();
    const auto anna = desk("anna");
    const SkillsPage first = value_of((*anna)->fetch_skills("", 2));
    ASSERT_EQ(first.skills.size(), 2U);
    EXPECT_EQ(first.next, "S1.1");
    const SkillsPage last = value_of((*anna)->fetch_skills(first.next, 2));
    ASSERT_EQ(last.skills.size(), 1U);
    EXPECT_EQ(last.skills[0].label, "spreadsheets");
    EXPECT_TRUE(last.next.empty());
}

}  // namespace
}  // namespace courtside::test
