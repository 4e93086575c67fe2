// A server under load is killed again and again with SIGKILL. Whatever it had acknowledged or told anybody is
// in the store afterwards, once, and nothing else; clients find back by themselves and go on.

#include "adapters/sqlite/verify.hpp"
#include "fault/ledger.hpp"
#include "fault/load.hpp"
#include "support/company.hpp"
#include "support/desk.hpp"
#include "support/server_process.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

namespace courtside::test {
namespace {

constexpr unsigned pairs = 4;
constexpr unsigned default_kills = 100;

/// A number from the environment, for longer runs and for repeating one.
std::uint64_t setting(const char* variable, std::uint64_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string joined(const std::vector<std::string>& lines) {
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < most; ++i) {
        text += "\n  " + lines[i];
    }
    return text + (lines.size() > most ? "\n  ..." : "");
}

class Kill : public ::testing::Test {
protected:
    Kill()
        : seed_(setting("COURTSIDE_KILL_SEED", std::random_device{}())),
          kills_(setting("COURTSIDE_KILLS", default_kills)),
          random_(seed_) {
        // The seed repeats the plan of the kills and of the load. What the server does in the time until a
        // kill depends on the machine, so the same seed comes close to a failure rather than repeating it.
        std::cout << "COURTSIDE_KILL_SEED=" << seed_ << " COURTSIDE_KILLS=" << kills_ << std::endl;
        std::vector<PersonRow> people;
        for (unsigned i = 1; i <= pairs; ++i) {
            people.push_back({"learner-" + std::to_string(i), "Learner", "learner"});
            people.push_back({"coach-" + std::to_string(i), "Coach", "coach", "S1.1:4"});
        }
        company_.emplace(folder_.path(), std::vector<SkillRow>{{"S1.1", "negotiating"}}, people);
        server_.start();
        for (unsigned i = 1; i <= pairs; ++i) {
            coaches_.push_back(person<LoadCoach>("coach-" + std::to_string(i)));
            learners_.push_back(person<LoadLearner>("learner-" + std::to_string(i)));
        }
    }

    ~Kill() override {
        for (const auto& learner : learners_) {
            learner->leave();
        }
        for (const auto& coach : coaches_) {
            coach->leave();
        }
    }

    template <class Person>
    std::unique_ptr<Person> person(const std::string& subject) {
        auto made = std::make_unique<Person>(subject, server_.url(), company_->token(subject), runtime_,
                                             ledger_, random_());
        made->connect();
        return made;
    }

    std::uint64_t random(std::uint64_t least, std::uint64_t most) {
        return std::uniform_int_distribution<std::uint64_t>(least, most)(random_);
    }

    /// Most kills come after some more work was acknowledged and then up to a few milliseconds, some within
    /// the first moments of a start, while everybody comes back.
    void wait_for_moment() {
        constexpr std::uint64_t one_in = 5;
        if (random(1, one_in) == 1) {
            static_cast<void>(
                ledger_.wait_for_progress(UINT32_MAX, std::chrono::milliseconds(random(0, 60))));
        } else {
            ASSERT_TRUE(ledger_.wait_for_progress(random(1, 400), long_enough)) << server_.log();
            static_cast<void>(ledger_.wait_for_progress(UINT32_MAX, std::chrono::milliseconds(random(0, 8))));
        }
    }

    void check_store(const std::string& when, bool settled) {
        const auto faults = sqlite::verify(server_.database());
        ASSERT_TRUE(faults.empty()) << when << joined(faults);
        const auto wrong = ledger_.compare(read_store(server_.database()), settled);
        ASSERT_TRUE(wrong.empty()) << when << joined(wrong);
    }

    /// Lets everybody come to the end of what they do.
    void settle() {
        runtime_->post([this] {
            for (const auto& learner : learners_) {
                learner->stop();
            }
        });
        for (const auto& learner : learners_) {
            while (!learner->has_stopped()) {
                ASSERT_TRUE(ledger_.wait_for_progress(1, long_enough)) << server_.log();
            }
        }
        // The learner's and the coach's, of each session.
        while (ledger_.closing_words() < 2 * ledger_.outcomes()) {
            ASSERT_TRUE(ledger_.wait_for_progress(1, long_enough)) << server_.log();
        }
    }

    TempDir folder_;
    std::uint64_t seed_;
    std::uint64_t kills_;
    std::mt19937_64 random_;
    ServerProcess server_{folder_.path(),
                          {"--coach-pause-s", "0", "--coach-first-word-s", "3600", "--commands-per-second",
                           "100000", "--command-burst", "1000000", "--log-level", "warning"}};
    std::optional<Company> company_;
    Ledger ledger_;
    std::shared_ptr<Runtime> runtime_ = std::make_shared<Runtime>();
    std::vector<std::unique_ptr<LoadCoach>> coaches_;
    std::vector<std::unique_ptr<LoadLearner>> learners_;
};

TEST_F(Kill, LosesAndDoublesNothingThatAnybodyKnows) {
    for (std::uint64_t kill = 1; kill <= kills_; ++kill) {
        ASSERT_NO_FATAL_FAILURE(wait_for_moment());
        server_.kill();
        // What a dying server had sent is still on its way until the clients have seen the end.
        ASSERT_TRUE(ledger_.wait_until_nobody_is_connected(long_enough));
        ASSERT_NO_FATAL_FAILURE(check_store("after kill " + std::to_string(kill), false));
        server_.start();
    }
    ASSERT_NO_FATAL_FAILURE(settle());
    EXPECT_EQ(describe(server_.terminate()), "exit code 0") << server_.log();
    check_store("at the end", true);
    std::cout << kills_ << " kills, " << ledger_.messages() << " messages, " << ledger_.requests()
              << " requests, " << ledger_.outcomes() << " ended sessions" << std::endl;
    EXPECT_GE(ledger_.messages(), kills_);
    EXPECT_GE(ledger_.outcomes(), kills_ / 4);
}

}  // namespace
}  // namespace courtside::test
