#include "unit/app/shard_fixture.hpp"

namespace courtside::app {
namespace {

using SignIn = ShardTest;

TEST_F(SignIn, AnswersAHelloWithAWelcomeAndRaisesTheFrameLimit) {
    const auto id = open();
    EXPECT_EQ(network.limits[id], options.frame_bytes_before_welcome);
    ASSERT_EQ(send(id, hello("1:ada")), ports::Intake::taken);
    EXPECT_TRUE(received(id).empty());
    turn();
    const auto frames = received(id);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].welcome().me().name(), "ada");
    EXPECT_EQ(frames[0].welcome().server_time_ms(), now.ms);
    EXPECT_EQ(frames[0].welcome().limits().command_burst(), 60U);
    EXPECT_EQ(network.limits[id], 64U * 1024);
    EXPECT_EQ(shard->totals().connections, 1U);
}

TEST_F(SignIn, SpeaksTheFormatOfTheConnection) {
    const auto id = sign_in("ada", ports::Format::json);
    EXPECT_TRUE(call(id, open_issue("Was klemmt?")).has_issue_opened());
}

TEST_F(SignIn, TakesCommandsThatFollowTheHelloInTheSameTurn) {
    const auto id = open();
    EXPECT_EQ(send(id, hello("1:ada")), ports::Intake::taken);
    EXPECT_EQ(send(id, open_issue("first")), ports::Intake::taken);
    turn();
    const auto frames = received(id);
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_TRUE(frames[0].has_welcome());
    EXPECT_TRUE(frames[1].has_issue_opened());
}

TEST_F(SignIn, ClosesOnATokenThatIsNotAccepted) {
    const auto id = open();
    const auto reply = call(id, hello("forged"));
    EXPECT_EQ(reply.error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_EQ(reply.error().text(), "sign the token with a key of the company");
    EXPECT_EQ(close_code(id), 4501);
    EXPECT_EQ(network.closed[id].reason, "");
}

TEST_F(SignIn, ClosesOnAnyOtherFirstFrame) {
    const auto command = open();
    EXPECT_EQ(call(command, open_issue("too early")).error().code(), pb::ERROR_CODE_BAD_FRAME);
    EXPECT_EQ(close_code(command), 4500);

    const auto refresh = open();
    auto token = frame();
    token.mutable_refresh_token()->set_token("1:ada");
    EXPECT_EQ(call(refresh, token).error().code(), pb::ERROR_CODE_BAD_FRAME);
    EXPECT_EQ(close_code(refresh), 4500);

    const auto garbage = open();
    EXPECT_EQ(shard->on_message(garbage, "\xff\xff"), ports::Intake::taken);
    turn();
    EXPECT_EQ(received(garbage).at(0).error().code(), pb::ERROR_CODE_BAD_FRAME);
    EXPECT_EQ(close_code(garbage), 4500);
}

TEST_F(SignIn, TakesNothingAfterItDecidedToClose) {
    const auto id = open();
    EXPECT_EQ(send(id, hello("forged")), ports::Intake::taken);
    EXPECT_EQ(send(id, hello("1:ada")), ports::Intake::taken);
    turn();
    EXPECT_EQ(received(id).size(), 1U);
    EXPECT_EQ(shard->totals().connections, 0U);
}

TEST_F(SignIn, RefusesASecondHello) {
    const auto id = sign_in("ada");
    EXPECT_EQ(call(id, hello("1:ada")).error().code(), pb::ERROR_CODE_BAD_FRAME);
    EXPECT_EQ(close_code(id), 4500);
    EXPECT_EQ(shard->totals().connections, 0U);
}

TEST_F(SignIn, KeepsAConnectionWhoseCommandHasAWrongValue) {
    const auto id = sign_in("ada");
    auto presence = frame();
    presence.mutable_set_presence()->set_ready_until_ms(-1);
    EXPECT_EQ(call(id, presence).error().code(), pb::ERROR_CODE_INVALID_ARGUMENT);
    EXPECT_FALSE(is_closed(id));
    EXPECT_TRUE(call(id, open_issue("still here")).has_issue_opened());
}

TEST_F(SignIn, RenewsTheTokenInPlace) {
    const auto id = sign_in("ada");
    auto refresh = frame();
    refresh.mutable_refresh_token()->set_token("1:ada");
    pass(core::hours(7));
    EXPECT_EQ(call(id, refresh).token_refreshed().token_expires_ms(), (now + core::hours(8)).ms);

    refresh = frame();
    refresh.mutable_refresh_token()->set_token("forged");
    EXPECT_EQ(call(id, refresh).error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_EQ(close_code(id), 4501);
}

TEST_F(SignIn, EndsWithTheToken) {
    const auto id = sign_in("ada");
    ASSERT_TRUE(shard->next_deadline());
    pass(core::hours(8));
    turn();
    EXPECT_EQ(close_code(id), 4010);
    EXPECT_EQ(close_delay(id), 0);
    EXPECT_EQ(send(id, open_issue("too late")), ports::Intake::taken);
    turn();
    EXPECT_TRUE(received(id).empty());
    shard->on_close(id);
    turn();
    EXPECT_EQ(shard->totals().connections, 0U);
}

TEST_F(SignIn, WaitsTenSecondsForTheHello) {
    const auto id = open();
    const auto in_time = open();
    turn();
    EXPECT_EQ(shard->next_deadline(), now + core::seconds(10));
    pass(core::Duration{9'999});
    EXPECT_TRUE(call(in_time, hello("1:ada")).has_welcome());
    EXPECT_FALSE(is_closed(id));
    pass(core::Duration{1});
    turn();
    EXPECT_EQ(close_code(id), 4011);
    EXPECT_FALSE(is_closed(in_time));
}

TEST_F(SignIn, TakesAHelloThatWasThereBeforeTheDeadlineWasJudged) {
    const auto id = open();
    turn();
    // A long flush: the frame arrived meanwhile, the deadline passed meanwhile, both are seen now.
    pass(core::seconds(11));
    EXPECT_TRUE(call(id, hello("1:ada")).has_welcome());
    EXPECT_FALSE(is_closed(id));
}

TEST_F(SignIn, ChecksTheOriginAgainstTheCompanysOwnList) {
    EXPECT_TRUE(shard->origin_allowed("https://one.example"));
    EXPECT_FALSE(shard->origin_allowed("https://two.example"));
    shard->apply({0, "test",
                  core::AddTenant{"Two",
                                  "two",
                                  {{"k", core::KeyAlgorithm::hs256, std::string(32, 'k')}},
                                  {"https://two.example"}}},
                 [](const auto&) {});
    EXPECT_FALSE(shard->origin_allowed("https://two.example"));
    turn();
    EXPECT_TRUE(shard->origin_allowed("https://two.example"));

    const auto own = open(ports::Format::binary, "https://one.example");
    EXPECT_TRUE(call(own, hello("1:ada")).has_welcome());
    const auto foreign = open(ports::Format::binary, "https://two.example");
    EXPECT_EQ(call(foreign, hello("1:ada")).error().code(), pb::ERROR_CODE_NOT_ALLOWED);
    EXPECT_EQ(close_code(foreign), 4500);
}

}  // namespace
}  // namespace courtside::app
