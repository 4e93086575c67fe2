// Messages on their way to a push service: what it gets, and what becomes of those that it does not take.

#include "adapters/jwt/base64url.hpp"
#include "adapters/webpush/vapid.hpp"
#include "adapters/webpush/web_push.hpp"
#include "integration/webpush/device.hpp"
#include "integration/webpush/receiver.hpp"
#include "integration/webpush/signature.hpp"
#include "support/comes_true.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace courtside::webpush {
namespace {

using test::Device;
using test::Receiver;

class Delivery : public ::testing::Test {
protected:
    Delivery() {
        options.private_key = make_vapid_key();
        options.subject = "mailto:ops@example.org";
        options.allow_loopback = true;
        options.first_pause = std::chrono::milliseconds(1);
    }

    void send(const std::string& payload, const std::string& url) {
        if (!push) {
            push.emplace(options, [this](std::function<void()> work) {
                const std::lock_guard lock(mutex);
                work();  // only notes what it is told
                changed.notify_all();
            });
        }
        core::PushMessage message;
        message.tenant = {1};
        message.person = {2};
        message.channel = {url, device.p256dh(), device.auth(), {}, {}, {1}, {}};
        message.life = core::seconds(60);
        message.payload = payload;
        push->send(std::move(message), [this](bool gone) { failures.push_back(gone); });
    }
    void send(const std::string& payload) { send(payload, receiver.url()); }

    /// Whether the channel of the next message that failed is gone.
    std::optional<bool> failure() {
        std::unique_lock lock(mutex);
        const bool told =
            changed.wait_for(lock, std::chrono::seconds(30), [this] { return !failures.empty(); });
        return told ? std::optional<bool>(failures.front()) : std::nullopt;
    }
    /// Waits until the counters are as wanted.
    template <class Wanted>
    bool counted(Wanted wanted) {
        return support::comes_true([&] { return wanted(push->stats()); });
    }

    Receiver receiver;
    Device device;
    WebPushOptions options;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<bool> failures;
    std::optional<WebPush> push;
};

TEST_F(Delivery, SendsWhatOnlyTheDeviceCanRead) {
    send(R"({"kind":"offer"})", receiver.url("/device?a=b"));
    const Receiver::Request request = receiver.wait_for(1).at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/device?a=b");
    EXPECT_EQ(device.read(request.body), R"({"kind":"offer"})");
    EXPECT_EQ(request.headers.at("ttl"), "60");
    EXPECT_EQ(request.headers.at("urgency"), "high");
    EXPECT_EQ(request.headers.at("content-encoding"), "aes128gcm");
    EXPECT_EQ(request.headers.at("host"), receiver.origin().substr(7));
    EXPECT_TRUE(counted([](const WebPushStats& stats) { return stats.delivered == 1; }));
    EXPECT_TRUE(failures.empty());
}

TEST_F(Delivery, SaysWhoItIs) {
    send("{}");
    const std::string header = receiver.wait_for(1).at(0).headers.at("authorization");
    const std::string token = header.substr(8, header.find(", k=") - 8);
    const std::size_t first = token.find('.');
    const std::size_t second = token.rfind('.');
    const std::string claims = jwt::decode_base64url(token.substr(first + 1, second - first - 1)).value();
    EXPECT_NE(claims.find("\"aud\":\"" + receiver.origin() + "\""), std::string::npos) << claims;
    EXPECT_NE(claims.find("mailto:ops@example.org"), std::string::npos) << claims;
    EXPECT_EQ(header.substr(header.find(", k=") + 4), push->public_key());
    EXPECT_TRUE(test::is_es256_of(jwt::decode_base64url(push->public_key()).value(), token.substr(0, second),
                                  jwt::decode_base64url(token.substr(second + 1)).value()));
}

TEST_F(Delivery, TellsThatAChannelIsGone) {
    receiver.answer_with({{410}});
    send("{}");
    EXPECT_EQ(failure(), true);
    failures.clear();
    receiver.answer_with({{404}});
    send("{}");
    EXPECT_EQ(failure(), true);
    EXPECT_EQ(receiver.wait_for(2).size(), 2U);
}

TEST_F(Delivery, TellsThatAMessageWasRefusedWithoutTryingAgain) {
    receiver.answer_with({{403}});
    send("{}");
    EXPECT_EQ(failure(), false);
    EXPECT_EQ(receiver.wait_for(1).size(), 1U);
}

TEST_F(Delivery, DoesNotFollowWhereItIsSentElsewhere) {
    receiver.answer_with({{307, {{"Location", receiver.url("/elsewhere")}}}});
    send("{}");
    EXPECT_EQ(failure(), false);
    EXPECT_EQ(receiver.wait_for(1).size(), 1U);
}

TEST_F(Delivery, TriesAgainWhereTheServiceIsBusy) {
    receiver.answer_with({{503}, {429, {{"Retry-After", "0"}}}, {201}});
    send("{}");
    EXPECT_EQ(receiver.wait_for(3).size(), 3U);
    EXPECT_TRUE(counted([](const WebPushStats& stats) { return stats.delivered == 1; }));
    EXPECT_TRUE(failures.empty());
}

TEST_F(Delivery, GivesUpAfterThreeTries) {
    receiver.answer_with({{500}, {500}, {500}});
    send("{}");
    EXPECT_EQ(failure(), false);
    EXPECT_EQ(receiver.wait_for(3).size(), 3U);
}

TEST_F(Delivery, GivesUpAtOnceWhereTheServiceWantsALongPause) {
    receiver.answer_with({{429, {{"Retry-After", "3600"}}}});
    send("{}");
    EXPECT_EQ(failure(), false);
    EXPECT_EQ(receiver.wait_for(1).size(), 1U);
}

TEST_F(Delivery, DoesNotWaitForAServiceThatDoesNotAnswer) {
    options.timeout = std::chrono::milliseconds(50);
    options.tries = 1;
    receiver.hold();
    send("{}");
    EXPECT_EQ(failure(), false);
}

TEST_F(Delivery, KeepsTheNewestWhereTooManyWait) {
    options.in_flight = 2;
    options.queue = 3;
    receiver.hold();
    send("1");
    send("2");
    receiver.wait_for(2);
    for (int i = 3; i <= 10; ++i) {
        send(std::to_string(i));
    }
    EXPECT_EQ(push->stats().dropped, 5U);
    EXPECT_EQ(push->stats().waiting, 3U);
    receiver.release();
    std::vector<std::string> sent;
    for (const Receiver::Request& request : receiver.wait_for(5)) {
        sent.push_back(device.read(request.body));
    }
    std::sort(sent.begin() + 2, sent.end());
    EXPECT_EQ((std::vector<std::string>{sent.begin() + 2, sent.end()}),
              (std::vector<std::string>{"10", "8", "9"}));
    EXPECT_TRUE(counted([](const WebPushStats& stats) { return stats.delivered == 5; }));
    EXPECT_TRUE(failures.empty());
}

TEST_F(Delivery, ReachesNothingInsideUnlessThatIsAllowed) {
    options.allow_loopback = false;
    options.tries = 1;
    send("{}");
    EXPECT_EQ(failure(), false);
    failures.clear();
    send("{}", "http://localhost:" + receiver.origin().substr(receiver.origin().rfind(':') + 1) + "/");
    EXPECT_EQ(failure(), false);
    options.allow_loopback = true;
    push.reset();
    send("{}", receiver.url("/allowed"));
    EXPECT_EQ(receiver.wait_for(1).at(0).path, "/allowed");
}

TEST_F(Delivery, SendsNothingWithoutAHandshakeWhereTheEndpointWantsTls) {
    options.tries = 1;
    send("{}", "https" + receiver.url().substr(4));
    EXPECT_EQ(failure(), false);
}

TEST_F(Delivery, GivesAChannelUpThatNobodyCanReadFor) {
    send("{}");
    receiver.wait_for(1);
    core::PushMessage message;
    message.channel = {receiver.url(), std::string(65, '\x04'), std::string(16, 'a'), {}, {}, {1}, {}};
    message.life = core::seconds(60);
    push->send(std::move(message), [this](bool gone) { failures.push_back(gone); });
    EXPECT_EQ(failure(), true);
}

TEST_F(Delivery, CodesAreNotGuessed) {
    send("{}");
    const std::string code = push->fresh_code();
    EXPECT_EQ(code.size(), 16U);
    EXPECT_NE(push->fresh_code(), code);
}

TEST_F(Delivery, EndsWithWhatIsUnderWay) {
    receiver.hold();
    send("1");
    receiver.wait_for(1);
    push.reset();
    EXPECT_TRUE(failures.empty());
}

}  // namespace
}  // namespace courtside::webpush
