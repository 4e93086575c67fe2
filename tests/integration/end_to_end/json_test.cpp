// The JSON subprotocol and the rules of the first frame, without the SDK.

#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

using Json = EndToEnd;

bool contains(const std::optional<std::string>& frame, const std::string& part) {
    return frame && frame->find(part) != std::string::npos;
}

std::string hello(const std::string& token) {
    return R"({"requestId":"7","hello":{"token":")" + token + R"(","clientName":"curl"}})";
}

TEST_F(Json, HelloIsAnsweredByWelcome) {
    serve();
    RawWebSocket anna(server_->port(), "courtside.v1.json");
    EXPECT_EQ(anna.subprotocol(), "courtside.v1.json");
    anna.send_text(hello(token("anna")));
    const auto welcome = anna.receive();
    EXPECT_TRUE(contains(welcome, R"("requestId":"7")")) << welcome.value_or("closed");
    EXPECT_TRUE(contains(welcome, R"("name":"Anna")")) << welcome.value_or("closed");
    EXPECT_TRUE(contains(welcome, R"("textBytes":16384)")) << welcome.value_or("closed");
}

TEST_F(Json, TheOtherSideOfATalkMayUseTheBinaryOne) {
    serve();
    const auto cem = ready_desk("cem");
    const auto anna = desk("anna");
    const SessionId id = begin_session(*anna, *cem);
    RawWebSocket anna_too(server_->port(), "courtside.v1.json");
    anna_too.send_text(hello(token("anna")));
    ASSERT_TRUE(contains(anna_too.receive(), "\"welcome\""));
    const std::string session = std::to_string(id);
    anna_too.send_text(
        R"({"requestId":"8","commandId":"MDEyMzQ1Njc4OWFiY2RlZg==","sendMessage":{"sessionId":")" + session +
        R"(","text":{"text":"h\u00e9llo \ud83d\ude00"},"unknownField":{"a":[1]}}})");
    const auto sent = anna_too.receive();
    EXPECT_TRUE(contains(sent, R"("messageSent")")) << sent.value_or("closed");
    EXPECT_TRUE(contains(sent, R"("number":"1")")) << sent.value_or("closed");
    const Message heard = cem->message(id, 1);
    EXPECT_EQ(heard.text, "h\u00E9llo \U0001F600");
    EXPECT_EQ(heard.command_id, "0123456789abcdef");
    value_of((*cem)->send(text(id, "\u00FCber")));
    std::optional<std::string> pushed;
    do {
        pushed = anna_too.receive();
    } while (pushed && !contains(pushed, "messageAdded"));
    EXPECT_TRUE(contains(pushed, "\u00FCber")) << pushed.value_or("closed");
    // The same command again changes nothing and gets the first answer.
    anna_too.send_text(
        R"({"requestId":"9","commandId":"MDEyMzQ1Njc4OWFiY2RlZg==","sendMessage":{"sessionId":")" + session +
        R"(","text":{"text":"h\u00e9llo \ud83d\ude00"}}})");
    std::optional<std::string> again;
    do {
        again = anna_too.receive();
    } while (again && !contains(again, R"("requestId":"9")"));
    EXPECT_TRUE(contains(again, R"("number":"1")")) << again.value_or("closed");
}

TEST_F(Json, AnythingElseBeforeHelloClosesTheConnection) {
    serve();
    RawWebSocket first(server_->port(), "courtside.v1.json");
    first.send_text(R"({"requestId":"1","fetchIssues":{}})");
    EXPECT_TRUE(contains(first.receive(), "ERROR_CODE_BAD_FRAME"));
    EXPECT_EQ(first.wait_for_close(), 4500U);
    RawWebSocket second(server_->port(), "courtside.v1.json");
    second.send_text("what is this");
    EXPECT_EQ(second.wait_for_close(), 4500U);
    RawWebSocket third(server_->port(), "courtside.v1.proto");
    third.send_binary("\xFF\xFF\xFF");
    EXPECT_EQ(third.wait_for_close(), 4500U);
}

TEST_F(Json, ARefusedTokenIsToldBeforeTheClose) {
    serve();
    RawWebSocket anna(server_->port(), "courtside.v1.json");
    anna.send_text(hello("not.a.token"));
    EXPECT_TRUE(contains(anna.receive(), "ERROR_CODE_UNAUTHENTICATED"));
    EXPECT_EQ(anna.wait_for_close(), 4501U);
}

TEST_F(Json, SilenceInsteadOfHelloClosesTheConnection) {
    serve({"--first-frame-s", "1"});
    RawWebSocket anna(server_->port(), "courtside.v1.json");
    EXPECT_EQ(anna.wait_for_close(), 4011U);
}

TEST_F(Json, PagesOfUnknownOriginsAreRefused) {
    serve();
    const std::string own = "http://127.0.0.1:" + std::to_string(server_->port());
    RawWebSocket from_own_page(server_->port(), "courtside.v1.json", own);
    from_own_page.send_text(hello(token("anna")));
    EXPECT_TRUE(contains(from_own_page.receive(), "\"welcome\""));
    try {
        RawWebSocket from_elsewhere(server_->port(), "courtside.v1.json", "https://evil.example");
        ADD_FAILURE() << "the upgrade went through";
    } catch (const std::runtime_error& refused) {
        EXPECT_NE(std::string(refused.what()).find("403"), std::string::npos) << refused.what();
    }
}

TEST_F(Json, AStoppingServerTellsClientsToComeBackLater) {
    serve();
    RawWebSocket anna(server_->port(), "courtside.v1.json");
    anna.send_text(hello(token("anna")));
    ASSERT_TRUE(contains(anna.receive(), "\"welcome\""));
    server_->begin_to_stop();
    EXPECT_EQ(anna.wait_for_close(), 4001U);
    EXPECT_GE(std::stoi(anna.close_reason()), 0);
    EXPECT_EQ(describe(server_->wait()), "exit code 0");
}

}  // namespace
}  // namespace courtside::test
