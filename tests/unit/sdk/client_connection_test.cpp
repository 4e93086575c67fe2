#include "courtside/client.hpp"
#include "fake_server.hpp"
#include "recorder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace courtside::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Options options_for(const std::string& url) {
    Options options;
    options.url = url;
    options.token = fixed_token("t1");
    options.device_id = "device";
    options.back_off_least = milliseconds{1};
    options.back_off_most = milliseconds{5};
    return options;
}

class ClientConnection : public ::testing::Test {
protected:
    Handlers handlers() {
        Handlers out;
        out.state_changed = [this](const StateChange& change) { states_.add(change); };
        out.welcome = [this](const Welcome& welcome) { welcomes_.add(welcome); };
        return out;
    }

    bool wait_for(ConnectionState state, StateReason reason) {
        return states_.wait_until(
            [=](const StateChange& change) { return change.state == state && change.reason == reason; });
    }

    Recorder<StateChange> states_;
    Recorder<Welcome> welcomes_;
};

TEST_F(ClientConnection, SignsInAndTellsWhatIsLive) {
    std::promise<std::string> path;
    std::promise<std::string> agent;
    std::promise<v1::ClientFrame> hello;
    FakeServer server([&](Peer& peer, int) {
        path.set_value(peer.path());
        agent.set_value(peer.user_agent());
        hello.set_value(peer.welcome(40, 0));
        peer.wait_closed();
    });
    Client client(options_for(server.url()), handlers());
    EXPECT_EQ(client.state(), ConnectionState::disconnected);
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(1));
    EXPECT_EQ(path.get_future().get(), "/v1/connect");
    EXPECT_EQ(agent.get_future().get(), "courtside-cpp/0.1.0");
    EXPECT_EQ(hello.get_future().get().hello().token(), "t1");
    EXPECT_EQ(welcomes_.items()[0].me.person_id, 7U);
    EXPECT_EQ(welcomes_.items()[0].sessions.at(0).session_id, 40U);
    EXPECT_EQ(client.state(), ConnectionState::connected);
}

TEST_F(ClientConnection, ClosesWithACloseFrame) {
    std::promise<std::uint16_t> code;
    FakeServer server([&](Peer& peer, int) {
        peer.welcome();
        code.set_value(peer.wait_closed());
    });
    Client client(options_for(server.url()), handlers());
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(1));
    client.disconnect();
    auto closed = code.get_future();
    ASSERT_EQ(closed.wait_for(kGenerous), std::future_status::ready);
    EXPECT_EQ(closed.get(), 1000);
    EXPECT_TRUE(wait_for(ConnectionState::disconnected, StateReason::asked));
}

TEST_F(ClientConnection, AsksForOneTokenAtATime) {
    std::atomic<int> asked{0};
    Recorder<std::function<void(TokenResult)>> answers;
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        peer.wait_closed();
    });
    auto options = options_for(server.url());
    options.token = [&](const TokenRequest&, std::function<void(TokenResult)> answer) {
        ++asked;
        answers.add(std::move(answer));
    };
    Client client(std::move(options), handlers());
    client.connect();
    ASSERT_TRUE(answers.wait_for(1));
    client.disconnect();
    client.connect();
    client.connect();
    ASSERT_TRUE(states_.wait_for(3));
    // From a thread of its own, twice: the second answer counts for nothing.
    std::thread([answer = answers.items()[0]] {
        answer(TokenResult::token("t1"));
        answer(TokenResult::unauthorised("too late"));
    }).join();
    ASSERT_TRUE(welcomes_.wait_for(1));
    EXPECT_EQ(asked, 1);
}

TEST_F(ClientConnection, StopsAsUnauthorisedAfterOneFreshToken) {
    Recorder<bool> asked;
    FakeServer server([](Peer& peer, int) {
        peer.refuse(peer.receive_hello(), v1::ERROR_CODE_UNAUTHENTICATED);
        peer.wait_closed();
    });
    auto options = options_for(server.url());
    options.token = [&](const TokenRequest& request, const std::function<void(TokenResult)>& answer) {
        asked.add(request.fresh);
        answer(TokenResult::token("wrong"));
    };
    Client client(std::move(options), handlers());
    client.connect();
    ASSERT_TRUE(wait_for(ConnectionState::disconnected, StateReason::unauthorised));
    EXPECT_EQ(asked.items(), (std::vector<bool>{false, true}));
    EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClientConnection, TriesAgainWhereTheTokenSourceFails) {
    std::atomic<int> asked{0};
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        peer.wait_closed();
    });
    auto options = options_for(server.url());
    options.token = [&](const TokenRequest&, const std::function<void(TokenResult)>& answer) {
        answer(++asked < 3 ? TokenResult::failed("503") : TokenResult::token("t1"));
    };
    Client client(std::move(options), handlers());
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(1));
    EXPECT_EQ(asked, 3);
    EXPECT_TRUE(wait_for(ConnectionState::reconnecting, StateReason::token_failed));
}

TEST_F(ClientConnection, ObeysTheDelayOfACloseCode) {
    Recorder<steady_clock::time_point> times;
    FakeServer server([&](Peer& peer, int number) {
        times.add(steady_clock::now());
        peer.welcome();
        if (number == 0) {
            peer.close(4000, "150");
        } else {
            peer.wait_closed();
        }
    });
    Client client(options_for(server.url()), handlers());
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(2));
    EXPECT_GE(times.items()[1] - times.items()[0], milliseconds{150});
    EXPECT_TRUE(states_.wait_until([](const StateChange& change) {
        return change.close_code == 4000 && change.retry_in == milliseconds{150};
    }));
}

TEST_F(ClientConnection, StaysAwayWhenDisplacedUntilConnectIsCalled) {
    FakeServer server([](Peer& peer, int number) {
        peer.welcome();
        if (number == 0) {
            peer.close(4490, "0");
        } else {
            peer.wait_closed();
        }
    });
    Client client(options_for(server.url()), handlers());
    client.connect();
    ASSERT_TRUE(wait_for(ConnectionState::disconnected, StateReason::displaced));
    EXPECT_EQ(server.connections(), 1);
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(2));
}

TEST_F(ClientConnection, ComesBackAfterABrokenConnectionAndAfterNoneAtAll) {
    FakeServer server([](Peer& peer, int number) {
        if (number == 0) {
            peer.drop();
            return;
        }
        peer.welcome();
        if (number == 1) {
            peer.drop();
        } else {
            peer.wait_closed();
        }
    });
    Client client(options_for(server.url()), handlers());
    client.connect();
    ASSERT_TRUE(welcomes_.wait_for(2));
    EXPECT_TRUE(wait_for(ConnectionState::reconnecting, StateReason::network));
}

TEST_F(ClientConnection, EndsCleanlyInEveryStateOfConnecting) {
    // A server that accepts and never answers the hello, and one that is not there.
    FakeServer server([](Peer& peer, int) {
        peer.receive_hello();
        peer.wait_closed();
    });
    {
        Client client(options_for(server.url()), handlers());
        client.connect();
    }
    {
        Client client(options_for("ws://127.0.0.1:1"), handlers());
        client.connect();
        ASSERT_TRUE(wait_for(ConnectionState::reconnecting, StateReason::network));
    }
    { const Client never_connected(options_for(server.url()), handlers()); }
    std::function<void(TokenResult)> late;
    {
        std::promise<void> asked;
        auto options = options_for(server.url());
        options.token = [&](const TokenRequest&, std::function<void(TokenResult)> answer) {
            late = std::move(answer);
            asked.set_value();
        };
        Client client(std::move(options), handlers());
        client.connect();
        asked.get_future().get();
    }
    late(TokenResult::token("for nobody"));
}

TEST_F(ClientConnection, EndsCleanlyWhileItsHelloIsUnanswered) {
    std::promise<void> greeted;
    FakeServer server([&](Peer& peer, int) {
        peer.receive_hello();
        greeted.set_value();
        peer.wait_closed();
    });
    auto client = std::make_unique<Client>(options_for(server.url()), handlers());
    client->connect();
    ASSERT_EQ(greeted.get_future().wait_for(kGenerous), std::future_status::ready);
    auto pending = client->fetch_issues();
    client.reset();
    EXPECT_EQ(pending.get().error().code, ErrorCode::stopped);
}

TEST_F(ClientConnection, ManyClientsShareOneThread) {
    constexpr std::size_t kClients = 20;
    FakeServer server([](Peer& peer, int) {
        peer.welcome();
        peer.wait_closed();
    });
    const auto runtime = std::make_shared<Runtime>();
    Recorder<std::thread::id> threads;
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t at = 0; at < kClients; ++at) {
        Handlers each;
        each.welcome = [&](const Welcome&) { threads.add(std::this_thread::get_id()); };
        auto options = options_for(server.url());
        options.runtime = runtime;
        clients.push_back(std::make_unique<Client>(std::move(options), std::move(each)));
        clients.back()->connect();
    }
    ASSERT_TRUE(threads.wait_for(kClients));
    for (const auto& thread : threads.items()) {
        EXPECT_EQ(thread, threads.items()[0]);
    }
    // Also destroyed on that thread, by other work than its own callbacks.
    std::promise<void> destroyed;
    runtime->post([&] {
        clients.clear();
        destroyed.set_value();
    });
    EXPECT_EQ(destroyed.get_future().wait_for(kGenerous), std::future_status::ready);
}

TEST_F(ClientConnection, DoesNotSpeakPlainlyToAServerThatShouldSpeakTls) {
    FakeServer server([](Peer&, int) {});
    Client client(options_for("wss" + server.url().substr(2)), handlers());
    client.connect();
    ASSERT_TRUE(states_.wait_until([](const StateChange& change) {
        return change.state == ConnectionState::reconnecting && change.text.starts_with("the TLS handshake");
    }));
    EXPECT_TRUE(welcomes_.items().empty());
}

TEST_F(ClientConnection, RefusesOptionsThatCannotWork) {
    EXPECT_THROW(Client(options_for("http://host"), {}), std::invalid_argument);
    auto without_token = options_for("ws://host");
    without_token.token = nullptr;
    EXPECT_THROW(Client(without_token, {}), std::invalid_argument);
}

}  // namespace
}  // namespace courtside::testing
