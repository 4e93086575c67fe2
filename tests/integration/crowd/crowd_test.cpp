// Many people on one server, and one among them who does not read.

#include "bench/bench_process.hpp"
#include "bench/relay_round.hpp"
#include "bench/relay_setup.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::bench {
namespace {

void allow_open_files(rlim_t count) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (limit.rlim_max < count || ::setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        throw std::runtime_error("this test opens " + std::to_string(count) +
                                 " files; raise the limit (ulimit -Hn)");
    }
}

/// Whether a signed-in client is still served.
void expect_served(BenchClient& client) {
    v1::ClientFrame frame;
    frame.mutable_fetch_skills();
    EXPECT_EQ(ask(client, frame, false).skills_page().skills_size(), 1);
}

TEST(Crowd, NineThousandSitIdleWhileAThousandTalk) {
    constexpr std::size_t people = 10'000;
    constexpr std::size_t talking_pairs = 500;
    allow_open_files(people + 100);
    const BenchCompany company(COURTSIDE_BINARY, people / 2);
    const BenchProcess server(company.serve_command());
    std::vector<BenchClient> idle;
    for (std::size_t pair = talking_pairs + 1; pair <= people / 2; ++pair) {
        for (const char* side : {"learner-", "coach-"}) {
            sign_in(company, idle.emplace_back(server.port()), side + std::to_string(pair));
        }
    }
    ASSERT_EQ(idle.size(), 9'000U);
    std::vector<Pair> talking;
    for (std::size_t pair = 1; pair <= talking_pairs; ++pair) {
        talking.push_back(start_session(company, server.port(), pair));
    }
    // Throws where a message is not acknowledged, or not delivered to the other side.
    const RoundResult round = run_round(talking, Target::courtside, {1, std::chrono::seconds(2)}, server);
    EXPECT_GT(round.messages_per_second, 0);
    for (BenchClient& client : idle) {
        expect_served(client);
    }
}

/// Says one line and waits until it is acknowledged and has reached the other side.
void say(Pair& pair, const std::string& text) {
    v1::ClientFrame frame;
    frame.mutable_send_message()->set_session_id(pair.session);
    frame.mutable_send_message()->mutable_text()->set_text(text);
    const std::uint64_t number = ask(pair.learner, frame).message_sent().number();
    v1::ServerFrame heard;
    do {
        heard.ParseFromString(pair.coach.wait_next());
    } while (!heard.has_message_added() || heard.message_added().message().number() != number);
    EXPECT_EQ(heard.message_added().message().text().text(), text);
}

/// Whether the server ends the connection, after what it had sent before, which is thrown away.
bool is_closed(BenchClient& client) {
    constexpr int patience_ms = 30'000;
    bool open = true;
    for (pollfd ready{client.socket(), POLLIN, 0}; open && ::poll(&ready, 1, patience_ms) > 0;) {
        open = client.receive();
        while (!client.next().empty()) {
        }
    }
    return !open;
}

TEST(Crowd, WhoDoesNotReadIsClosedAndTheOthersGoOn) {
    const BenchCompany company(COURTSIDE_BINARY, 2);
    const BenchProcess server(company.serve_command());
    Pair deaf = start_session(company, server.port(), 1);
    Pair others = start_session(company, server.port(), 2);
    const std::string long_text(16 * 1024, 'x');
    // A socket takes some megabytes on its own before the server has to keep what waits.
    constexpr int most = 1'500;
    for (int sent = 0; sent < most; sent += 100) {
        for (int at = 0; at < 100; ++at) {
            v1::ClientFrame frame;
            frame.mutable_send_message()->set_session_id(deaf.session);
            frame.mutable_send_message()->mutable_text()->set_text(long_text);
            ask(deaf.learner, frame);
        }
        say(others, "still here");
    }
    EXPECT_TRUE(is_closed(deaf.coach));
    // What was not read is not lost: it is there for the next connection.
    BenchClient again(server.port());
    sign_in(company, again, "coach-1");
    v1::ClientFrame fetch;
    fetch.mutable_fetch_messages()->set_session_id(deaf.session);
    fetch.mutable_fetch_messages()->set_after(most);
    EXPECT_EQ(ask(again, fetch, false).messages_page().messages(0).number(), most + 1U);
}

}  // namespace
}  // namespace courtside::bench
