#include "adapters/jwt/background_verifier.hpp"

#include "support/signing_key.hpp"
#include "unit/adapters/jwt/jwt_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::jwt {
namespace {

using support::SigningKey;
using testing::acme;
using testing::acme_key;
using testing::claims_with;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::now;

/// The loop of the test: runs what was posted when it is told to. Can keep a poster waiting, and with it
/// the worker.
class HandLoop {
public:
    auto post() {
        return [this](std::function<void()> done) {
            std::unique_lock lock(mutex_);
            posted_from_ = std::this_thread::get_id();
            tasks_.push_back(std::move(done));
            changed_.notify_all();
            changed_.wait(lock, [this] { return !closed_; });
        };
    }

    /// Runs the next task; waits for it half a minute at most.
    void run_one() {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait_for(lock, std::chrono::seconds(30), [this] { return !tasks_.empty(); })) {
                ADD_FAILURE() << "nothing was posted";
                return;
            }
            task = std::move(tasks_.front());
            tasks_.erase(tasks_.begin());
        }
        task();
    }

    /// Waits until something was posted, without running it.
    void wait_for_post() {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(changed_.wait_for(lock, std::chrono::seconds(30), [this] { return !tasks_.empty(); }));
    }

    /// Whoever posts waits until open().
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    void open() {
        const std::lock_guard lock(mutex_);
        closed_ = false;
        changed_.notify_all();
    }

    [[nodiscard]] std::thread::id posted_from() const { return posted_from_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::function<void()>> tasks_;
    std::thread::id posted_from_;
    bool closed_ = false;
};

class BackgroundVerification : public ::testing::Test {
protected:
    static KeySnapshot keys(std::vector<core::TenantKey> of_acme) {
        return {"courtside-test", {{acme, "https://acme.example", std::move(of_acme)}}};
    }
    KeySnapshot keys() const { return keys({ec_.stored("ec"), rsa_.stored("rsa"), acme_key}); }

    /// A token of a person; each subject gives another one.
    std::string token(const std::string& subject) const {
        return ec_.token_of("ec", R"({"iss":"https://acme.example","aud":"courtside-test","iat":1770000000,)"
                                  R"("exp":1770003600,"sub":")" +
                                      subject + "\"}");
    }

    ports::Identity::Done keep() {
        return [this](ports::Verdict verdict) { verdicts_.push_back(std::move(verdict)); };
    }
    ports::Identity::Answer ask(const std::string& token, core::Instant at = now) {
        return verifier_.verify(token, at, keep());
    }
    /// To the end, whether it takes the worker or not: the subject, or the reason of the refusal.
    std::string outcome(const std::string& token, core::Instant at = now) {
        const auto answer = ask(token, at);
        if (const auto* claims = std::get_if<core::Claims>(&answer)) {
            return claims->subject;
        }
        if (const auto* error = std::get_if<ports::IdentityError>(&answer)) {
            return error->reason;
        }
        if (std::holds_alternative<ports::VerdictRefused>(answer)) {
            return "full";
        }
        loop_.run_one();
        return text_of(verdicts_.back());
    }
    static std::string text_of(const ports::Verdict& verdict) {
        const auto* claims = std::get_if<core::Claims>(&verdict);
        return claims != nullptr ? claims->subject : std::get<ports::IdentityError>(verdict).reason;
    }

    const SigningKey ec_ = SigningKey::ec();
    const SigningKey rsa_ = SigningKey::rsa();
    HandLoop loop_;
    std::vector<ports::Verdict> verdicts_;
    BackgroundVerifier verifier_{keys(), {.queue = 2, .cache = 3}, loop_.post()};
};

TEST_F(BackgroundVerification, OfASharedSecretIsDoneAtOnce) {
    const auto answer = ask(mint(acme_key, testing::request()));
    ASSERT_TRUE(std::holds_alternative<core::Claims>(answer));
    EXPECT_EQ(std::get<core::Claims>(answer).subject, "ana");
    EXPECT_EQ(verifier_.counts().worker, 0U);
}

TEST_F(BackgroundVerification, OfAPublicKeyIsDoneByTheWorkerAndAnsweredOnTheLoop) {
    ASSERT_TRUE(std::holds_alternative<ports::VerdictPending>(ask(token("ana"))));
    EXPECT_THAT(verdicts_, IsEmpty());
    loop_.run_one();
    ASSERT_EQ(verdicts_.size(), 1U);
    EXPECT_EQ(text_of(verdicts_[0]), "ana");
    EXPECT_NE(loop_.posted_from(), std::this_thread::get_id());
    EXPECT_EQ(outcome(rsa_.token_of("rsa", claims_with(R"(,"name":"Ana")"))), "ana");
    EXPECT_EQ(verifier_.counts().worker, 2U);
}

TEST_F(BackgroundVerification, RefusesAtOnceWhatNeedsNoSignature) {
    EXPECT_TRUE(std::holds_alternative<ports::IdentityError>(ask("garbage")));
    EXPECT_TRUE(std::holds_alternative<ports::IdentityError>(ask(ec_.token_of("gone", claims_with("")))));
    EXPECT_EQ(verifier_.counts().worker, 0U);
}

TEST_F(BackgroundVerification, IsRememberedUntilTheTokenEnds) {
    const auto ana = token("ana");
    EXPECT_EQ(outcome(ana), "ana");
    const auto again = ask(ana, now + core::minutes(59));
    ASSERT_TRUE(std::holds_alternative<core::Claims>(again));
    EXPECT_EQ(std::get<core::Claims>(again).subject, "ana");
    EXPECT_EQ(verifier_.counts().worker, 1U);
    EXPECT_EQ(verifier_.counts().cache, 1U);
    EXPECT_EQ(verifier_.remembered(), 1U);
    const auto end = now + core::hours(1) + clock_leeway;
    EXPECT_EQ(outcome(ana, end + core::Duration{-1}), "ana");
    EXPECT_EQ(verifier_.counts().cache, 2U);
    EXPECT_THAT(outcome(ana, end), HasSubstr("expired"));
    EXPECT_EQ(verifier_.counts().cache, 2U);
    EXPECT_EQ(verifier_.remembered(), 0U);
}

TEST_F(BackgroundVerification, RemembersNothingThatWasRefused) {
    const auto forged = SigningKey::ec().token_of("ec", claims_with(""));
    const auto old = ec_.token_of("ec", R"({"iss":"https://acme.example","aud":"other","sub":"ana",)"
                                        R"("iat":1770000000,"exp":1770003600})");
    for (int i = 0; i < 2; ++i) {
        EXPECT_THAT(outcome(forged), HasSubstr("signature does not fit"));
        EXPECT_THAT(outcome(old), HasSubstr("audience"));
    }
    EXPECT_EQ(verifier_.counts().worker, 4U);
    EXPECT_EQ(verifier_.remembered(), 0U);
}

TEST_F(BackgroundVerification, RemembersTheLastUsedOnes) {
    for (const char* subject : {"a", "b", "c"}) {
        EXPECT_EQ(outcome(token(subject)), subject);
    }
    // ES256 signatures differ each time, so what is asked for again has to be the same text.
    const auto kept = token("kept");
    const auto lost = token("lost");
    EXPECT_EQ(outcome(lost), "lost");
    EXPECT_EQ(outcome(kept), "kept");
    EXPECT_EQ(outcome(token("d")), "d");
    EXPECT_EQ(outcome(kept), "kept");
    EXPECT_EQ(outcome(token("e")), "e");
    EXPECT_EQ(verifier_.remembered(), 3U);
    const auto before = verifier_.counts().worker;
    EXPECT_EQ(outcome(kept), "kept");
    EXPECT_EQ(verifier_.counts().worker, before);
    EXPECT_EQ(outcome(lost), "lost");
    EXPECT_EQ(verifier_.counts().worker, before + 1);
}

TEST_F(BackgroundVerification, IsRefusedForNowWhenTooMuchWaits) {
    loop_.close();
    // The first is done and its result cannot be handed over, so the worker takes no other.
    EXPECT_TRUE(std::holds_alternative<ports::VerdictPending>(ask(token("first"))));
    loop_.wait_for_post();
    EXPECT_TRUE(std::holds_alternative<ports::VerdictPending>(ask(token("second"))));
    EXPECT_TRUE(std::holds_alternative<ports::VerdictPending>(ask(token("third"))));
    EXPECT_TRUE(std::holds_alternative<ports::VerdictRefused>(ask(token("fourth"))));
    EXPECT_EQ(verifier_.counts().refused, 1U);
    EXPECT_EQ(verifier_.counts().worker, 3U);
    EXPECT_TRUE(std::holds_alternative<core::Claims>(ask(mint(acme_key, testing::request()))))
        << "a shared secret does not wait in that line";
    loop_.open();
    for (const char* subject : {"first", "second", "third"}) {
        loop_.run_one();
        EXPECT_EQ(text_of(verdicts_.back()), subject);
    }
    EXPECT_EQ(outcome(token("fourth")), "fourth");
}

TEST_F(BackgroundVerification, GoesByTheKeysAsTheyAreWhenItIsDone) {
    ASSERT_TRUE(std::holds_alternative<ports::VerdictPending>(ask(token("ana"))));
    loop_.wait_for_post();
    verifier_.replace(keys({rsa_.stored("rsa")}));
    loop_.run_one();
    EXPECT_THAT(text_of(verdicts_.at(0)), HasSubstr("has no key \"ec\""));
    EXPECT_EQ(verifier_.remembered(), 0U);
}

TEST_F(BackgroundVerification, ChecksAgainWhereAnotherKeyTookTheIdMeanwhile) {
    const auto fresh = SigningKey::ec();
    for (const auto& [signer, expected] :
         {std::pair{ec_, std::string("signature does not fit")}, std::pair{fresh, std::string("ana")}}) {
        verifier_.replace(keys());
        ASSERT_TRUE(
            std::holds_alternative<ports::VerdictPending>(ask(signer.token_of("ec", claims_with("")))));
        loop_.wait_for_post();
        verifier_.replace(keys({fresh.stored("ec")}));
        loop_.run_one();
        EXPECT_THAT(text_of(verdicts_.back()), HasSubstr(expected));
    }
    EXPECT_EQ(verifier_.remembered(), 0U) << "neither was found to fit the key it was checked with";
}

TEST_F(BackgroundVerification, RemembersNothingForARetiredKey) {
    const auto ana = token("ana");
    EXPECT_EQ(outcome(ana), "ana");
    verifier_.replace(keys({rsa_.stored("rsa")}));
    EXPECT_THAT(outcome(ana), HasSubstr("has no key \"ec\""));
    verifier_.replace(keys({SigningKey::ec().stored("ec")}));
    EXPECT_THAT(outcome(ana), HasSubstr("signature does not fit")) << "another key of the same id";
    EXPECT_EQ(verifier_.counts().cache, 0U);
}

TEST_F(BackgroundVerification, KeepsWhatItRemembersOfAKeyThatStays) {
    const auto ana = token("ana");
    EXPECT_EQ(outcome(ana), "ana");
    verifier_.replace(keys({ec_.stored("ec"), SigningKey::ec().stored("new")}));
    EXPECT_EQ(outcome(ana), "ana");
    EXPECT_EQ(verifier_.counts().cache, 1U);
}

TEST_F(BackgroundVerification, ThatStillWaitsAtTheEndIsNeverAnswered) {
    HandLoop loop;
    loop.close();
    int answered = 0;
    auto ending = std::make_unique<BackgroundVerifier>(keys(), BackgroundOptions{}, loop.post());
    for (const char* subject : {"first", "second", "third"}) {
        ASSERT_TRUE(std::holds_alternative<ports::VerdictPending>(
            ending->verify(token(subject), now, [&](const auto&) { ++answered; })));
    }
    loop.wait_for_post();
    std::thread end([&] { ending.reset(); });
    loop.open();
    end.join();
    EXPECT_EQ(answered, 0);
}

}  // namespace
}  // namespace courtside::jwt
