#include "unit/app/shard_fixture.hpp"

#include <algorithm>
#include <optional>
#include <variant>

namespace courtside::app {
namespace {

class Administration : public ShardTest {
protected:
    using Result = std::variant<core::Error, core::AdminResult>;

    static core::Admin add_tenant(const std::string& issuer) {
        return {0, "test",
                core::AddTenant{"Two", issuer, {{"k", core::KeyAlgorithm::hs256, std::string(32, 'k')}}, {}}};
    }
    auto keep() {
        return [this](Result given) { result = std::move(given); };
    }

    /// Whether the error leaves open if the change was made.
    bool says_unknown() const {
        const auto& args = std::get<core::Error>(*result).args;
        return std::find(args.begin(), args.end(), outcome_unknown) != args.end();
    }

    std::optional<Result> result;
};

TEST_F(Administration, AnswersWhenTheChangeIsDurable) {
    shard->apply(add_tenant("two"), keep());
    EXPECT_FALSE(result);
    turn();
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<core::AdminResult>(*result).id, 2U);
    ASSERT_EQ(observer.tenants.size(), 2U);
    EXPECT_EQ(observer.tenants[1].issuer, "two");
}

TEST_F(Administration, SaysWhatIsWrong) {
    shard->apply(add_tenant(""), keep());
    turn();
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<core::Error>(*result).code, core::ErrorCode::invalid_argument);
    EXPECT_EQ(observer.tenants.size(), 1U);
}

TEST_F(Administration, IsToldOfAFailedCommit) {
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    shard->apply(add_tenant("two"), keep());
    turn();
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<core::Error>(*result).code, core::ErrorCode::unavailable);
    EXPECT_TRUE(says_unknown());
    EXPECT_EQ(observer.tenants.size(), 1U);
}

TEST_F(Administration, IsRefusedWhileNothingIsServed) {
    store.fail_next_commit(support::ScriptedStore::Failure::not_written);
    shard->apply(add_tenant("two"), keep());
    turn();
    result.reset();
    shard->apply(add_tenant("three"), keep());
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<core::Error>(*result).code, core::ErrorCode::unavailable);
    EXPECT_FALSE(says_unknown());
}

TEST_F(Administration, IsCarriedOutInTheLastTurnAndRefusedAfterIt) {
    shard->apply(add_tenant("two"), keep());
    shard->stop();
    turn();
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<core::AdminResult>(*result).id, 2U);
    shard->apply(add_tenant("three"), keep());
    EXPECT_EQ(std::get<core::Error>(*result).code, core::ErrorCode::unavailable);
    EXPECT_FALSE(says_unknown());
}

TEST_F(Administration, TellsTheTenantsAfterARestart) {
    shard->apply(add_tenant("two"), keep());
    turn();
    observer.tenants.clear();
    restart();
    EXPECT_EQ(observer.tenants.size(), 2U);
    EXPECT_TRUE(shard->origin_allowed("https://one.example"));
}

}  // namespace
}  // namespace courtside::app
