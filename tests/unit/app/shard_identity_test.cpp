// Tokens that take a while to verify, and sign-ins that are taken back.

#include "unit/app/shard_fixture.hpp"

#include <optional>
#include <variant>

namespace courtside::app {
namespace {

class LateVerdict : public ShardTest {
protected:
    LateVerdict() { identity.later = true; }

    /// A connection whose token is being verified.
    core::ConnectionId waiting(const std::string& token, std::string_view origin = {}) {
        const auto id = open(ports::Format::binary, origin);
        EXPECT_EQ(send(id, hello(token)), ports::Intake::taken);
        turn();
        EXPECT_TRUE(received(id).empty());
        return id;
    }
    void answer() {
        identity.answer();
        turn();
    }
    pb::ClientFrame refresh(const std::string& token) {
        auto out = frame();
        out.clear_command_id();
        out.mutable_refresh_token()->set_token(token);
        return out;
    }
    /// Signed in without waiting.
    core::ConnectionId signed_in(const std::string& subject) {
        identity.later = false;
        const auto id = sign_in(subject);
        identity.later = true;
        return id;
    }
};

TEST_F(LateVerdict, SignsInWhenItComes) {
    const auto id = waiting("1:ada");
    EXPECT_EQ(shard->totals().connections, 0U);
    answer();
    const auto frames = received(id);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].welcome().me().name(), "ada");
    EXPECT_EQ(shard->totals().connections, 1U);
    EXPECT_EQ(shard->counters().verdicts_awaited, 1U);
}

TEST_F(LateVerdict, ThatRefusesClosesTheConnection) {
    const auto id = waiting("forged");
    answer();
    EXPECT_EQ(received(id).at(0).error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_EQ(close_code(id), 4501);
}

TEST_F(LateVerdict, HoldsWhatTheClientSendsMeanwhile) {
    const auto id = waiting("1:ada");
    const auto command = open_issue("right behind the hello");
    EXPECT_EQ(send(id, command), ports::Intake::hold);
    turn();
    EXPECT_TRUE(network.resumed.empty());
    answer();
    EXPECT_EQ(network.resumed, std::vector{id});
    EXPECT_TRUE(call(id, command).has_issue_opened());
    EXPECT_EQ(stored_issues(), 1U);
}

TEST_F(LateVerdict, ResumesNobodyWhoSentNothing) {
    waiting("1:ada");
    answer();
    EXPECT_TRUE(network.resumed.empty());
}

TEST_F(LateVerdict, HoldsUpNobodyElse) {
    const auto carl = signed_in("carl");
    waiting("1:ada");
    EXPECT_TRUE(call(carl, open_issue("meanwhile")).has_issue_opened());
}

TEST_F(LateVerdict, ForAConnectionThatIsGoneChangesNothing) {
    const auto id = waiting("1:nora");
    shard->on_close(id);
    answer();
    EXPECT_EQ(shard->totals().connections, 0U);
    EXPECT_TRUE(received(id).empty());
    EXPECT_EQ(store.world.tenant({1}).find_person("nora"), nullptr);
}

TEST_F(LateVerdict, AfterTheStoreFailedSignsNobodyIn) {
    const auto carl = signed_in("carl");
    const auto id = waiting("1:ada");
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    EXPECT_EQ(send(carl, open_issue("lost")), ports::Intake::taken);
    turn();
    EXPECT_EQ(close_code(id), 4000);
    answer();
    EXPECT_TRUE(received(id).empty());
    // Nor once the store is well again: the connection is the one that was told to come back.
    const auto late = open();
    EXPECT_EQ(send(late, hello("1:ada")), ports::Intake::taken);
    pass(options.probe_interval);
    turn();
    EXPECT_TRUE(shard->serving());
    answer();
    EXPECT_EQ(shard->totals().connections, 0U);
    EXPECT_TRUE(is_closed(late));
}

TEST_F(LateVerdict, AfterTheStopSignsNobodyIn) {
    const auto id = waiting("1:ada");
    EXPECT_EQ(send(id, open_issue("never")), ports::Intake::hold);
    shard->stop();
    turn();
    EXPECT_EQ(close_code(id), 4001);
    answer();
    EXPECT_TRUE(received(id).empty());
    shard->on_close(id);
    EXPECT_TRUE(shard->stopped());
}

TEST_F(LateVerdict, IsAwaitedPastTheTimeForTheHello) {
    const auto id = waiting("1:ada");
    pass(options.first_frame + core::seconds(1));
    turn();
    EXPECT_FALSE(is_closed(id)) << "the client did its part in time";
    answer();
    EXPECT_TRUE(received(id).at(0).has_welcome());
}

TEST_F(LateVerdict, StillChecksTheOrigin) {
    const auto own = waiting("1:ada", "https://one.example");
    const auto foreign = waiting("1:ada", "https://two.example");
    answer();
    EXPECT_TRUE(received(own).at(0).has_welcome());
    EXPECT_EQ(received(foreign).at(0).error().code(), pb::ERROR_CODE_NOT_ALLOWED);
    EXPECT_EQ(close_code(foreign), 4500);
}

TEST_F(LateVerdict, RenewsTheSignInInPlace) {
    const auto id = signed_in("ada");
    pass(core::hours(7));
    const auto renewal = refresh("1:ada");
    EXPECT_EQ(send(id, renewal), ports::Intake::taken);
    const auto asked = now;
    EXPECT_EQ(send(id, open_issue("behind it")), ports::Intake::hold);
    turn();
    answer();
    EXPECT_EQ(received(id).at(0).token_refreshed().token_expires_ms(), (asked + core::hours(8)).ms);
    EXPECT_EQ(network.resumed, std::vector{id});
}

TEST_F(LateVerdict, ForARenewalThatComesTooLateFindsTheConnectionClosed) {
    const auto id = signed_in("ada");
    EXPECT_EQ(send(id, refresh("1:ada")), ports::Intake::taken);
    pass(core::hours(8));
    turn();
    EXPECT_EQ(close_code(id), 4010);
    answer();
    EXPECT_TRUE(received(id).empty());
}

TEST_F(LateVerdict, ThatCannotEvenBeAwaitedAsksTheClientToComeBack) {
    identity.full = true;
    const auto id = open();
    const auto reply = call(id, hello("1:ada"));
    EXPECT_EQ(reply.error().code(), pb::ERROR_CODE_BUSY);
    EXPECT_TRUE(reply.error().retry());
    EXPECT_EQ(close_code(id), 4000);
    EXPECT_GE(close_delay(id), options.reconnect_earliest.ms);
    EXPECT_LE(close_delay(id), options.reconnect_latest.ms);
}

TEST_F(LateVerdict, ThatCannotBeAwaitedForARenewalLeavesTheSignInAsItIs) {
    const auto id = signed_in("ada");
    identity.full = true;
    const auto reply = call(id, refresh("1:ada"));
    EXPECT_EQ(reply.error().code(), pb::ERROR_CODE_BUSY);
    EXPECT_TRUE(reply.error().retry());
    EXPECT_FALSE(is_closed(id));
    identity.full = false;
    identity.later = false;
    EXPECT_TRUE(call(id, refresh("1:ada")).has_token_refreshed());
}

class TakenBack : public ShardTest {
protected:
    void apply(decltype(core::Admin::change) change) {
        std::optional<std::variant<core::Error, core::AdminResult>> result;
        shard->apply({0, "test", std::move(change)}, [&](auto given) { result = std::move(given); });
        turn();
        ASSERT_TRUE(result);
        if (const auto* error = std::get_if<core::Error>(&*result)) {
            ADD_FAILURE() << error->text;
        }
    }
    pb::ClientFrame refresh(const std::string& token) {
        auto out = frame();
        out.clear_command_id();
        out.mutable_refresh_token()->set_token(token);
        return out;
    }
};

TEST_F(TakenBack, SignInsAreClosedWithTheTurnAndHearNothingMore) {
    const auto ada = sign_in("ada");
    const auto carl = sign_in("carl");
    const auto session = begin_session(ada, carl);
    // What ada sent in the same turn is answered before her close, and nothing after it.
    EXPECT_EQ(send(ada, text(session, "before")), ports::Intake::taken);
    apply(core::RevokePerson{{1}, "ada"});
    EXPECT_EQ(close_code(ada), 4501);
    EXPECT_EQ(network.closed[ada].reason, "");
    EXPECT_EQ(received(ada).size(), 1U);
    journal.clear();
    EXPECT_EQ(send(ada, text(session, "after")), ports::Intake::taken);
    EXPECT_TRUE(call(carl, text(session, "Are you there?")).has_message_sent());
    for (const auto& entry : journal) {
        EXPECT_NE(entry, "send " + std::to_string(ada.value));
    }
    ASSERT_EQ(stored_messages(session).size(), 2U);
    EXPECT_EQ(stored_messages(session)[1].text, "Are you there?");
    EXPECT_FALSE(is_closed(carl));
}

TEST_F(TakenBack, TokensAreRefusedUntilThereAreFreshOnes) {
    sign_in("ada");
    identity.issued = now;
    pass(core::seconds(5));
    apply(core::RevokePerson{{1}, "ada"});
    const auto old = open();
    EXPECT_EQ(call(old, hello("1:ada")).error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_EQ(close_code(old), 4501);
    pass(core::seconds(1));
    identity.issued.reset();
    const auto fresh = sign_in("ada");
    identity.issued = now - core::seconds(6);
    EXPECT_EQ(call(fresh, refresh("1:ada")).error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_FALSE(is_closed(fresh)) << "the token that it came with is a fresh one";
}

TEST_F(TakenBack, SignInsThatAreBeingVerifiedAreRefusedToo) {
    sign_in("ada");
    pass(core::seconds(5));
    identity.later = true;
    const auto id = open();
    EXPECT_EQ(send(id, hello("1:ada")), ports::Intake::taken);
    turn();
    apply(core::RevokePerson{{1}, "ada"});
    identity.answer();
    turn();
    EXPECT_EQ(received(id).at(0).error().code(), pb::ERROR_CODE_UNAUTHENTICATED);
    EXPECT_EQ(close_code(id), 4501);
}

TEST_F(TakenBack, KeysEndTheSignInsThatTheyMadeAndTheirClientsComeBack) {
    const auto ada = sign_in("ada");
    apply(core::AddTenantKey{{1}, {"key-2", core::KeyAlgorithm::hs256, std::string(32, 'n')}, {}});
    ASSERT_EQ(observer.tenants.at(0).keys.size(), 2U);
    EXPECT_FALSE(is_closed(ada));
    apply(core::RetireTenantKey{{1}, "key-1"});
    EXPECT_EQ(close_code(ada), 4010);
    ASSERT_EQ(observer.tenants.at(0).keys.size(), 1U);
    EXPECT_EQ(observer.tenants.at(0).keys[0].key_id, "key-2");
}

TEST_F(TakenBack, TokenOfSomebodyElseRenewsNothingAndKeepsTheConnection) {
    const auto ada = sign_in("ada");
    EXPECT_EQ(call(ada, refresh("1:carl")).error().code(), pb::ERROR_CODE_NOT_ALLOWED);
    EXPECT_FALSE(is_closed(ada));
    EXPECT_TRUE(call(ada, open_issue("still ada")).has_issue_opened());
}

}  // namespace
}  // namespace courtside::app
