// Clients that do not behave, and many of them.
#include "integration/ws/live_server.hpp"
#include "integration/ws/raw_client.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <iostream>
#include <string>

namespace courtside::ws {
namespace {

using namespace std::chrono_literals;
using testing::EchoApp;
using testing::LiveServer;
using testing::RawClient;

core::ConnectionId only_connection(LiveServer& server) {
    server.app().wait_until([](const EchoApp::Seen& seen) { return !seen.opened.empty(); });
    return server.app().seen().opened.at(0).id;
}

/// Descriptors that this program may have, raised as far as the system lets it.
rlim_t raise_descriptor_limit() {
    rlimit limit{};
    EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = limit.rlim_max;
    EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    return limit.rlim_cur;
}

TEST(Bounds, AClientThatReadsTooSlowlyIsClosedAndTold) {
    LiveServer server;
    RawClient client(server.port());
    client.upgrade();
    const auto id = only_connection(server);
    constexpr std::size_t piece = std::size_t{64} * 1024;
    server.on_loop([&](WebSocketServer& ws) {
        for (int count = 0; count < 1000; ++count) {
            ws.send(id, std::string(piece, 'x'));
        }
    });
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    EXPECT_EQ(server.stats().slow, 1U);

    std::size_t received = 0;
    testing::ServerFrame frame = client.read_frame();
    for (; frame.opcode == 2; frame = client.read_frame()) {
        ASSERT_EQ(frame.payload.size(), piece);
        ++received;
    }
    EXPECT_LT(received, 1000U);
    EXPECT_EQ(frame.opcode, 8);
    EXPECT_EQ(frame.code(), 4003U);
    EXPECT_EQ(frame.reason(), "1000");
}

TEST(Bounds, AClientThatNeverReadsIsDropped) {
    WebSocketOptions options;
    options.close_timeout = 30ms;
    options.sweep_interval = 10ms;
    LiveServer server(options);
    RawClient client(server.port());
    client.upgrade();
    const auto id = only_connection(server);
    server.on_loop([&](WebSocketServer& ws) {
        for (int count = 0; count < 1000; ++count) {
            ws.send(id, std::string(std::size_t{64} * 1024, 'x'));
        }
    });
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    // Without answers from this client, the loop ends only when it is dropped.
    server.begin_stop(1001, "");
    server.wait_for_end();
}

TEST(Bounds, MuchInOneTurnIsNotSlowForAClientThatReads) {
    WebSocketOptions options;
    options.max_waiting = 100'000;
    LiveServer server(options);
    RawClient client(server.port());
    client.upgrade();
    const auto id = only_connection(server);
    // Three times the bound, but the socket's own buffer takes it.
    server.on_loop([&](WebSocketServer& ws) {
        for (int count = 0; count < 30; ++count) {
            ws.send(id, std::string(10'000, static_cast<char>('a' + count)));
        }
    });
    for (int count = 0; count < 30; ++count) {
        ASSERT_EQ(client.read_frame().payload, std::string(10'000, static_cast<char>('a' + count)));
    }
    EXPECT_EQ(server.stats().slow, 0U);
}

TEST(Bounds, ASlowReaderGetsEverythingInOrderWithinTheBound) {
    WebSocketOptions options;
    options.max_waiting = std::size_t{64} * 1024 * 1024;
    LiveServer server(options);
    RawClient client(server.port());
    client.upgrade();
    const auto id = only_connection(server);
    for (int round = 0; round < 20; ++round) {
        server.on_loop([&](WebSocketServer& ws) {
            for (int count = 0; count < 20; ++count) {
                ws.send(id, std::to_string(round * 20 + count) + std::string(50'000, ' '));
            }
        });
    }
    for (int number = 0; number < 400; ++number) {
        const std::string payload = client.read_frame().payload;
        ASSERT_EQ(payload.substr(0, payload.find(' ')), std::to_string(number));
        ASSERT_EQ(payload.size(), std::to_string(number).size() + 50'000);
    }
}

TEST(Bounds, AHeldConnectionIsNotRead) {
    LiveServer server({}, [](EchoApp& app) {
        app.hold_every = 1;
        app.resume = false;
    });
    RawClient client(server.port());
    client.upgrade();
    const std::string message = testing::binary(std::string(1000, 'x'));
    constexpr std::size_t most = std::size_t{256} * 1024 * 1024;
    const std::size_t written = client.write_what_fits(message, most);
    EXPECT_LT(written, most) << "the sockets' buffers are full and nobody reads";
    EXPECT_EQ(server.app().seen().held, 1U);

    const auto id = only_connection(server);
    server.on_loop([&](WebSocketServer& ws) { ws.close(id, 4000, "0"); });
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.code(), 4000U);
    EXPECT_TRUE(client.read_frame().is_end());
}

TEST(Bounds, ABrokenClientLearnsWhy) {
    LiveServer server;
    RawClient client(server.port());
    client.upgrade();
    client.write(testing::binary("fine") + testing::ClientFrame{.payload = "bare", .masked = false}.bytes() +
                 testing::binary("too late"));
    testing::ServerFrame frame = client.read_frame();
    if (frame.opcode == 2) {  // unless all came in one turn, whose echo would be behind the close
        EXPECT_EQ(frame.payload, "fine");
        frame = client.read_frame();
    }
    EXPECT_EQ(frame.opcode, 8);
    EXPECT_EQ(frame.code(), 1002U);
    EXPECT_NE(frame.reason(), "");
    EXPECT_TRUE(client.read_frame().is_end());
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
    EXPECT_EQ(server.stats().violations, 1U);
}

TEST(Bounds, ATooLargeMessageUnderWayDoesNotHideTheReason) {
    LiveServer server;
    RawClient client(server.port());
    client.upgrade();
    client.write(testing::binary(std::string(1'000'000, 'x')));
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.opcode, 8);
    EXPECT_EQ(frame.code(), 1009U);
    EXPECT_TRUE(client.read_frame().is_end());
}

TEST(Bounds, SilenceIsAskedAndThenEnded) {
    WebSocketOptions options;
    options.ping_after = 40ms;
    options.pong_timeout = 40ms;
    options.sweep_interval = 10ms;
    LiveServer server(options);
    RawClient client(server.port());
    client.upgrade();
    EXPECT_EQ(client.read_frame().opcode, 9);
    client.write(testing::pong(""));
    EXPECT_EQ(client.read_frame().opcode, 9) << "it answered, so it is asked again";
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.opcode, 8);
    EXPECT_EQ(frame.code(), 4002U);
    EXPECT_EQ(frame.reason(), "1000");
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1; });
}

TEST(Bounds, AClientThatVanishesIsReported) {
    LiveServer server;
    for (int round = 0; round < 20; ++round) {
        RawClient client(server.port());
        client.upgrade();
        client.write(testing::binary("half a message").substr(0, 9));
        client.hang_up();
    }
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 20; });
    EXPECT_EQ(server.app().seen().delivered_after_end, 0U);
}

TEST(Bounds, AcceptingGoesOnAfterTheDescriptorsRanOut) {
    const rlim_t allowed = raise_descriptor_limit();
    WebSocketOptions options;
    options.accept_retry = 20ms;
    LiveServer server(options);
    RawClient before(server.port());
    before.upgrade();
    // A client's socket first, then a limit that leaves none for the server's side of it.
    std::deque<RawClient> waiting;
    const int lowest_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(lowest_free);
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket client(io, boost::asio::ip::tcp::v4());
    const int next_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next_free);
    const rlimit tight{static_cast<rlim_t>(next_free), allowed};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
    client.connect({boost::asio::ip::address_v4::loopback(), server.port()});
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.logged_errors >= 2; });
    before.write(testing::binary("still served"));
    EXPECT_EQ(before.read_frame().payload, "still served");

    const rlimit loose{allowed, allowed};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &loose), 0);
    RawClient after(server.port());
    after.upgrade();
    EXPECT_GE(server.stats().accept_errors, 2U);
}

TEST(Bounds, AThousandConnectionsEchoAtOnce) {
    raise_descriptor_limit();
    LiveServer server;
    std::deque<RawClient> clients;
    for (int number = 0; number < 1000; ++number) {
        clients.emplace_back(server.port()).upgrade();
    }
    for (int round = 0; round < 3; ++round) {
        for (std::size_t number = 0; number < clients.size(); ++number) {
            clients[number].write(testing::binary(std::to_string(number)));
        }
        for (std::size_t number = 0; number < clients.size(); ++number) {
            ASSERT_EQ(clients[number].read_frame().payload, std::to_string(number));
        }
    }
    EXPECT_EQ(server.stats().open, 1000U);
    clients.clear();
    server.app().wait_until([](const EchoApp::Seen& seen) { return seen.closed.size() == 1000; });
    server.begin_stop(1001, "");
    server.wait_for_end();
}

TEST(Bounds, AnIdleConnectionIsSmall) {
    const auto count = std::min<std::size_t>(5000, (raise_descriptor_limit() - 200) / 2);
    LiveServer server;
    std::vector<int> clients;
    clients.reserve(count);
    const std::string request = testing::upgrade_request() + testing::binary("hello");
    const auto connect = [&] {
        boost::asio::io_context io;
        boost::asio::ip::tcp::socket socket(io);
        socket.connect({boost::asio::ip::address_v4::loopback(), server.port()});
        ASSERT_EQ(::write(socket.native_handle(), request.data(), request.size()),
                  static_cast<ssize_t>(request.size()));
        std::string received;
        while (!received.ends_with("hello")) {
            char piece[1024];
            const ssize_t size = ::read(socket.native_handle(), piece, sizeof piece);
            ASSERT_GT(size, 0);
            received.append(piece, static_cast<std::size_t>(size));
        }
        clients.push_back(socket.release());
    };
    server.app().note([&](EchoApp::Seen& seen) { seen.opened.reserve(count); });
    connect();  // what the first one alone needs is not counted
    const std::size_t before = ::mallinfo2().uordblks;
    for (std::size_t number = 1; number < count; ++number) {
        connect();
    }
    EXPECT_EQ(server.stats().open, count);
    const std::size_t used = ::mallinfo2().uordblks - before;
    std::cout << "bytes of an idle connection: " << used / (count - 1) << '\n';
    RecordProperty("bytes_of_an_idle_connection", static_cast<int>(used / (count - 1)));
    EXPECT_LE(used / (count - 1), 600U);
    for (const int descriptor : clients) {
        ::close(descriptor);
    }
    server.app().wait_until([&](const EchoApp::Seen& seen) { return seen.closed.size() == count; });
}

}  // namespace
}  // namespace courtside::ws
