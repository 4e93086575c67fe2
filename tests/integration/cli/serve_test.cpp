#include "integration/cli/running_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Serve, TellsItsRealPortAndAnswers) {
    const Workplace workplace;
    Server server(workplace, {"--port-file", workplace.path("port")});
    ASSERT_THAT(server.line(), StartsWith("listening on 127.0.0.1:"));
    ASSERT_NE(server.port(), 0);
    EXPECT_EQ(workplace.content("port"), std::to_string(server.port()) + "\n");
    Socket socket(server.port());
    socket.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_THAT(socket.read_until("ok"), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, ListensOnAnotherAddress) {
    const Workplace workplace;
    Server server(workplace, {"--listen", "::1"});
    EXPECT_THAT(server.line(), StartsWith("listening on [::1]:"));
    EXPECT_EQ(server.stop(SIGINT).code, 0);
}

TEST(Serve, TellsConnectedClientsToComeBackAndEndsWhenTheyAreGone) {
    const Workplace workplace;
    Server server(workplace);
    ASSERT_NE(server.port(), 0);
    Socket socket(server.port());
    socket.send(upgrade);
    ASSERT_THAT(socket.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));

    server.program().send_signal(SIGTERM);
    const std::string frame = socket.read_until("\x0F\xA1");
    ASSERT_THAT(frame, AllOf(StartsWith("\x88"), HasSubstr("\x0F\xA1")));  // a close frame with 4001
    const std::string delay = frame.substr(4);
    EXPECT_GE(std::stoi(delay), 1) << "the delay in milliseconds, as the reason";
    // The client's answer: the same code, masked with zeros.
    socket.send(std::string("\x88\x82\0\0\0\0\x0F\xA1", 8));
    EXPECT_EQ(server.program().finish().code, 0);
}

TEST(Serve, EndsEvenIfAClientDoesNotAnswer) {
    const Workplace workplace;
    Server server(workplace);
    Socket socket(server.port());
    socket.send(upgrade);
    ASSERT_THAT(socket.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(Serve, SaysThatThePortIsTaken) {
    const Workplace first;
    const Workplace second;
    Server server(first);
    const Finished refused = run({"serve", "--data", second.data(), "--port", std::to_string(server.port())});
    EXPECT_EQ(refused.code, 4);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("cannot be listened on"), HasSubstr("--port")));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, StartsAgainOnTheSameFolder) {
    const Workplace workplace;
    workplace.add_company();
    for (int i = 0; i < 3; ++i) {
        Server server(workplace);
        EXPECT_THAT(server.line(), StartsWith("listening on"));
        EXPECT_EQ(server.stop(SIGTERM).code, 0);
    }
    EXPECT_EQ(workplace.run({"verify"}).code, 0);
}

TEST(Serve, StartsAgainAfterItWasKilled) {
    const Workplace workplace;
    workplace.add_company();
    Server killed(workplace);
    EXPECT_EQ(killed.stop(SIGKILL).code, 128 + SIGKILL);
    Server server(workplace);
    EXPECT_THAT(server.line(), StartsWith("listening on"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Serve, LogsToStderrAndNeverASecret) {
    const Workplace workplace;
    workplace.add_company();
    Server server(workplace, {"--log-level", "trace"});
    const Finished finished = server.stop(SIGTERM);
    const std::string secret = workplace.content("secret").substr(0, 43);
    EXPECT_THAT(finished.err, AllOf(HasSubstr("listens on"), HasSubstr("Stopped"), Not(HasSubstr(secret))));
}

}  // namespace
}  // namespace courtside::cli_test
