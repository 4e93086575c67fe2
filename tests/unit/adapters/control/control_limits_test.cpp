// Peers that are slow, silent, many, or talk nonsense: all bounded, and the next one is served.

#include "unit/adapters/control/live_control.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace courtside::control {
namespace {

using ::testing::HasSubstr;

class ControlLimits : public LiveControl {
protected:
    static std::string text(const SizeField& field) { return {field.begin(), field.end()}; }
    static std::string text(const Greeting& greeting) { return {greeting.begin(), greeting.end()}; }
    static void expect_greeting(const RawPeer& peer) {
        EXPECT_EQ(peer.receive(sizeof(Greeting)), text(greeting("1.0.0")));
    }
    void serve_and_count() {
        serve([this](const core::Admin&, const Done& done) {
            ++changes_;
            done(core::AdminResult{});
        });
    }

    std::atomic<int> changes_ = 0;
};

TEST_F(ControlLimits, ASilentPeerIsHungUpOn) {
    options_.request_within = std::chrono::milliseconds(20);
    serve_and_count();
    const RawPeer silent(folder_.path());
    expect_greeting(silent);
    EXPECT_TRUE(silent.is_hung_up_on());
}

TEST_F(ControlLimits, HalfARequestIsHungUpOnAndDoesNothing) {
    options_.request_within = std::chrono::milliseconds(20);
    serve_and_count();
    const std::string body = encode(Change(some_change()));
    const RawPeer slow(folder_.path());
    slow.send(text(size_field(body.size())) + body.substr(0, body.size() - 1));
    expect_greeting(slow);
    EXPECT_TRUE(slow.is_hung_up_on());
    EXPECT_EQ(changes_, 0);
}

TEST_F(ControlLimits, ARequestThatIsTooLongIsHungUpOn) {
    serve_and_count();
    const RawPeer peer(folder_.path());
    peer.send(text(size_field(most_body_bytes + 1)));
    expect_greeting(peer);
    EXPECT_TRUE(peer.is_hung_up_on());
}

TEST_F(ControlLimits, NonsenseIsRefusedAndTheNextIsServed) {
    serve_and_count();
    for (const std::string& body :
         {std::string(), std::string(1000, '\xFF'), std::string("GET / HTTP/1.1")}) {
        const RawPeer peer(folder_.path());
        expect_greeting(peer);
        peer.send(text(size_field(body.size())) + body);
        SizeField size{};
        const std::string head = peer.receive(size.size());
        ASSERT_EQ(head.size(), size.size());
        std::copy(head.begin(), head.end(), size.begin());
        const auto answer = decode_answer(peer.receive(read_size(size)));
        ASSERT_TRUE(answer);
        EXPECT_EQ(std::get<core::Error>(*answer).code, core::ErrorCode::bad_frame);
        EXPECT_TRUE(peer.is_hung_up_on());
    }
    EXPECT_EQ(changes_, 0);
    EXPECT_TRUE(ask_for(some_change()));
    EXPECT_EQ(changes_, 1);
}

TEST_F(ControlLimits, WhoComesWhileAsManyAreServedAsMayBeWaits) {
    options_.most_connections = 2;
    serve_and_count();
    auto first = std::make_unique<RawPeer>(folder_.path());
    const RawPeer second(folder_.path());
    expect_greeting(*first);
    expect_greeting(second);
    const RawPeer third(folder_.path());
    ASSERT_TRUE(third.connected());
    // The loop has had every chance to greet it.
    on_loop([] {});
    EXPECT_FALSE(third.has_input());
    first.reset();
    expect_greeting(third);
}

TEST_F(ControlLimits, AChangeThatIsTooLargeIsNotSent) {
    serve_and_count();
    core::ImportSkills import{core::TenantId{1}, {}};
    import.skills.push_back({"S1", "label", std::string(most_body_bytes, 'x')});
    const auto answer = ask_for(import);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Problem::Kind::not_made);
    EXPECT_THAT(answer.error().text, HasSubstr("split it, or stop the server"));
    EXPECT_EQ(changes_, 0);
}

/// Something else that listens in the folder.
class Listener {
public:
    explicit Listener(const std::filesystem::path& folder)
        : acceptor_(io_, boost::asio::local::stream_protocol::endpoint((folder / "control.sock").string())) {}
    boost::asio::local::stream_protocol::socket accept() { return acceptor_.accept(); }

private:
    boost::asio::io_context io_;
    boost::asio::local::stream_protocol::acceptor acceptor_;
};

TEST_F(ControlLimits, AServerThatSaysNothingIsGivenUp) {
    const Listener silent(folder_.path());
    client_.greeting_within = std::chrono::milliseconds(20);
    const auto answer = ask_for(some_change());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Problem::Kind::not_made);
    EXPECT_THAT(answer.error().text, HasSubstr("in time"));
}

TEST_F(ControlLimits, WhatIsNoCourtsideServerIsSentNothing) {
    Listener listener(folder_.path());
    auto answer = begin_to_ask(some_change());
    auto peer = listener.accept();
    boost::asio::write(peer, boost::asio::buffer(std::string("220 mail.example ESMTP ready")));
    const auto refused = answer.get();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Problem::Kind::not_made);
    EXPECT_THAT(refused.error().text, HasSubstr("no Courtside server"));
}

TEST_F(ControlLimits, AnAnswerThatIsNoneLeavesItUnknown) {
    for (const std::string& bytes : {std::string("\x03\0\0\0abc", 7), std::string("\xFF\xFF\xFF\xFF", 4),
                                     std::string("\x09\0\0\0ab", 6)}) {
        std::filesystem::remove(folder_.path() / "control.sock");
        Listener listener(folder_.path());
        auto answer = begin_to_ask(some_change());
        {
            auto peer = listener.accept();
            boost::asio::write(peer, boost::asio::buffer(greeting("1.0.0")));
            std::string request(4 + encode(Change(some_change())).size(), '\0');
            boost::asio::read(peer, boost::asio::buffer(request));
            boost::asio::write(peer, boost::asio::buffer(bytes));
        }
        EXPECT_EQ(answer.get().error().kind, Problem::Kind::unknown);
    }
}

}  // namespace
}  // namespace courtside::control
