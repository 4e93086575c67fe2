// What those who run a server see of it: whether it is ready, what it counts, and how it goes down.

#include "integration/cli/running_server.hpp"
#include "support/comes_true.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace courtside::cli_test {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// The second line of the port file.
std::uint16_t internal_port(const Workplace& workplace) {
    const std::string text = workplace.content("port");
    return static_cast<std::uint16_t>(std::stoi(text.substr(text.find('\n') + 1)));
}

/// A server with an internal port of its own.
Arguments watched(const Workplace& workplace, Arguments more = {}) {
    more.insert(more.end(), {"--internal-port", "0", "--port-file", workplace.path("port")});
    return more;
}

TEST(Health, IsToldOnBothPorts) {
    const Workplace workplace;
    Server server(workplace, watched(workplace));
    for (const std::uint16_t port : {server.port(), internal_port(workplace)}) {
        EXPECT_THAT(get(port, "/readyz"), AllOf(StartsWith("HTTP/1.1 200"), EndsWith("ready\n")));
        EXPECT_THAT(get(port, "/livez"), StartsWith("HTTP/1.1 200"));
    }
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Health, InternalPathsAreOnTheInternalPortAlone) {
    const Workplace workplace;
    Server server(workplace, watched(workplace));
    EXPECT_THAT(get(server.port(), "/metrics"), StartsWith("HTTP/1.1 404"));
    Socket socket(internal_port(workplace));
    socket.send(upgrade);
    EXPECT_THAT(socket.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 404")) << "clients are not served there";
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Health, IsAnsweredWhenNoMoreClientsAreTaken) {
    const Workplace workplace;
    Server server(workplace, watched(workplace, {"--connections", "1"}));
    Socket client(server.port());
    client.send(upgrade);
    ASSERT_THAT(client.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
    EXPECT_THAT(get(server.port(), "/readyz"), StartsWith("HTTP/1.1 503 "));
    EXPECT_THAT(get(internal_port(workplace), "/readyz"), StartsWith("HTTP/1.1 200"));
    EXPECT_THAT(get(internal_port(workplace), "/metrics"),
                HasSubstr("\ncourtside_connections_refused_total 1\n"));
    EXPECT_EQ(server.stop(SIGKILL).code, 128 + SIGKILL);
}

TEST(Health, SaysThatTheInternalPortIsTaken) {
    const Workplace first;
    const Workplace second;
    Server server(first);
    const Finished refused = run(
        {"serve", "--data", second.data(), "--port", "0", "--internal-port", std::to_string(server.port())});
    EXPECT_EQ(refused.code, 4);
    EXPECT_THAT(refused.err, HasSubstr("--internal-port"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(Metrics, AreTextThatPrometheusReads) {
    const Workplace workplace;
    Server server(workplace, watched(workplace));
    const std::string answer = get(internal_port(workplace), "/metrics");
    EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    for (const char* line :
         {"# TYPE courtside_commit_seconds histogram\n", "courtside_commit_seconds_bucket{le=\"+Inf\"} ",
          "# HELP courtside_message_acknowledge_seconds From ", "courtside_request_offer_seconds_count 0\n",
          "courtside_serving 1\n", "courtside_promises_kept_total 0\n", "courtside_build_info{version=\"",
          "courtside_connections 0\n"}) {
        EXPECT_THAT(answer, HasSubstr(line));
    }
    EXPECT_THAT(answer, Not(HasSubstr("tenant")));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(WebRoot, IsServedBesideTheRest) {
    const Workplace workplace;
    std::filesystem::create_directories(workplace.path("web/desk"));
    static_cast<void>(workplace.file("web/desk/index.html", "<p>The desk"));
    Server server(workplace, {"--web-root", workplace.path("web")});
    EXPECT_THAT(get(server.port(), "/desk/"),
                AllOf(StartsWith("HTTP/1.1 200"), EndsWith("<p>The desk"),
                      HasSubstr("Content-Security-Policy: default-src 'self'")));
    EXPECT_THAT(get(server.port(), "/livez"), EndsWith("ok\n"));
    EXPECT_THAT(get(server.port(), "/elsewhere"), StartsWith("HTTP/1.1 404"));
    EXPECT_EQ(server.stop(SIGTERM).code, 0);
}

TEST(WebRoot, ThatIsNotThereIsSaidBeforeAnythingStarts) {
    const Workplace workplace;
    for (const char* command : {"serve", "check-config"}) {
        const Finished refused =
            workplace.run({command, "--port", "0", "--web-root", workplace.path("none")});
        EXPECT_EQ(refused.code, 2);
        EXPECT_THAT(refused.err + refused.out, HasSubstr("name a folder that this user may read"));
    }
}

/// Waits for an answer that begins like this; each try is a connection of its own.
bool comes_to_answer(std::uint16_t port, const std::string& path, const std::string& beginning) {
    return support::comes_true([&] { return get(port, path).starts_with(beginning); });
}

TEST(Drain, GivesNoticeBeforeItBegins) {
    const Workplace workplace;
    Server server(workplace, watched(workplace, {"--drain-notice-s", "20"}));
    Socket early(server.port());
    early.send(upgrade);
    ASSERT_THAT(early.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
    server.program().send_signal(SIGTERM);
    ASSERT_TRUE(comes_to_answer(server.port(), "/readyz", "HTTP/1.1 503"));
    EXPECT_THAT(get(internal_port(workplace), "/readyz"),
                EndsWith("draining: the server is being stopped\n"));
    EXPECT_THAT(get(server.port(), "/livez"), StartsWith("HTTP/1.1 200"));
    Socket late(server.port());
    late.send(upgrade);
    EXPECT_THAT(late.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101")) << "it still serves";
    EXPECT_EQ(server.stop(SIGTERM).code, 0) << "a second signal does not wait";
}

TEST(Drain, SpreadsTheReturnOfItsClients) {
    const Workplace workplace;
    Server server(workplace);
    std::vector<std::unique_ptr<Socket>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<Socket>(server.port()));
        clients.back()->send(upgrade);
        ASSERT_THAT(clients.back()->read_until("\r\n\r\n"), StartsWith("HTTP/1.1 101"));
    }
    server.program().send_signal(SIGTERM);
    std::set<int> delays;
    for (const auto& client : clients) {
        const std::string frame = client->read_until("no frame has this in it");
        ASSERT_THAT(frame, AllOf(StartsWith("\x88"), HasSubstr("\x0F\xA1")));  // a close frame with 4001
        delays.insert(std::stoi(frame.substr(4)));
    }
    EXPECT_THAT(delays, SizeIs(Ge(30U)));
    EXPECT_THAT(delays, ::testing::Each(AllOf(Ge(500), Le(5000))));
    EXPECT_EQ(server.program().finish().code, 0) << "none of them answered";
}

}  // namespace
}  // namespace courtside::cli_test
