// Messages to devices leave after the commit, and what becomes of them comes back as an input.

#include "unit/app/shard_fixture.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace courtside::app {
namespace {

class FakePush final : public ports::Push {
public:
    explicit FakePush(support::Journal& journal) : journal_(journal) {}

    void send(core::PushMessage message, Failed failed) override {
        journal_.emplace_back("push");
        sent.emplace_back(std::move(message), std::move(failed));
    }
    std::string fresh_code() override { return "c0de"; }

    std::vector<std::pair<core::PushMessage, Failed>> sent;

private:
    support::Journal& journal_;
};

class PushFromShard : public ShardTest {
protected:
    PushFromShard() {
        options.rules.push_key = "BKey";
        options.rules.push_hosts = {"push.example"};
        push_to = &push;
        restart();
    }

    pb::ClientFrame subscribe() {
        auto out = frame();
        out.clear_command_id();
        out.mutable_subscribe_push()->set_endpoint(endpoint);
        out.mutable_subscribe_push()->set_p256dh('\x04' + std::string(64, 'k'));
        out.mutable_subscribe_push()->set_auth(std::string(16, 'a'));
        return out;
    }
    pb::ClientFrame test() {
        auto out = frame();
        out.clear_command_id();
        out.mutable_test_push()->set_endpoint(endpoint);
        return out;
    }

    const std::string endpoint = "https://push.example/carl";
    FakePush push{journal};
};

TEST_F(PushFromShard, ATestCarriesACodeOfTheServersAndLeavesOnceItIsStored) {
    const auto carl = sign_in("carl");
    EXPECT_EQ(call(carl, subscribe()).push_state().vapid_public_key(), "BKey");
    EXPECT_TRUE(call(carl, test()).has_done());
    ASSERT_EQ(push.sent.size(), 1U);
    EXPECT_EQ(push.sent[0].first.payload, R"({"kind":"test","code":"c0de"})");
    auto confirm = frame();
    confirm.clear_command_id();
    confirm.mutable_confirm_push()->set_endpoint(endpoint);
    confirm.mutable_confirm_push()->set_code("c0de");
    EXPECT_TRUE(call(carl, confirm).push_state().channels(0).tested());
}

TEST_F(PushFromShard, NothingLeavesWhereTheCommitFails) {
    const auto carl = sign_in("carl");
    call(carl, subscribe());
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    EXPECT_EQ(send(carl, test()), ports::Intake::taken);
    turn();
    EXPECT_TRUE(push.sent.empty());
}

TEST_F(PushFromShard, AChannelThatIsGoneIsForgotten) {
    const auto carl = sign_in("carl");
    call(carl, subscribe());
    call(carl, test());
    push.sent.at(0).second(true);
    turn();
    EXPECT_TRUE(store.world.tenant({1}).push_channels.begin()->second.empty());
}

TEST_F(PushFromShard, AServerWithoutPushSaysSo) {
    push_to = nullptr;
    options.rules.push_key.clear();
    restart();
    const auto carl = sign_in("carl");
    EXPECT_EQ(call(carl, subscribe()).error().code(), pb::ERROR_CODE_UNSUPPORTED);
}

}  // namespace
}  // namespace courtside::app
