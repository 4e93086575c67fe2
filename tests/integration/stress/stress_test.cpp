// Everything that the server does on its threads, at once: under the thread sanitizer a data race in it ends
// the server with another code than 0.

#include "support/certificate.hpp"
#include "support/company.hpp"
#include "support/desk.hpp"
#include "support/server_process.hpp"
#include "support/signing_key.hpp"
#include "support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace courtside::test {
namespace {

constexpr std::size_t pairs = 8;
constexpr std::size_t messages_each = 20;
constexpr const char* issuer = "https://id.example";
constexpr const char* own_key = "own";

/// How many sessions each pair holds; COURTSIDE_STRESS_ROUNDS says otherwise.
std::size_t rounds() {
    const char* set = std::getenv("COURTSIDE_STRESS_ROUNDS");
    return set == nullptr ? 3 : std::stoul(set);
}

/// A skill of the pair's own, so that they find each other.
std::string skill_of(std::size_t pair) {
    return "T" + std::to_string(pair);
}

std::vector<SkillRow> skills() {
    std::vector<SkillRow> rows;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        rows.push_back({skill_of(pair), "skill"});
    }
    return rows;
}

std::vector<PersonRow> people() {
    std::vector<PersonRow> rows{{"operator", "Operator", "admin"}};
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const std::string number = std::to_string(pair);
        rows.push_back({"learner-" + number, "Learner", "learner"});
        rows.push_back({"coach-" + number, "Coach", "coach", skill_of(pair) + ":3"});
    }
    return rows;
}

class Stress : public ::testing::Test {
protected:
    Stress() : company_(folder_.path(), skills(), people(), issuer) {
        const auto public_key = folder_.path() / "own.pem";
        std::ofstream(public_key) << key_.public_pem();
        change({"tenant", "rotate-key", "--key-id", own_key, "--public-key", public_key.string()});
        ::setenv("SSL_CERT_FILE", files_.certificate.c_str(), 1);
        server_.start();
    }

    void change(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", server_.data().string(), "--tenant", issuer});
        run_courtside(arguments);
    }

    /// Signed anew each time, so that the signature worker has something to do.
    [[nodiscard]] Desk desk(const std::string& subject) const {
        return Desk(subject, "wss://127.0.0.1:" + std::to_string(server_.port()),
                    key_.company_token(own_key, issuer, subject));
    }

    /// Signs both in, has them talk in both directions at once while pages of the past are read, and
    /// signs them out.
    void hold_session(std::size_t pair) const {
        const std::string number = std::to_string(pair);
        Desk learner = desk("learner-" + number);
        Desk coach = desk("coach-" + number);
        learner.welcome();
        coach.welcome();
        value_of(coach->set_ready_until(coach->server_now() + std::chrono::hours(1)));
        NewRequest wish;
        wish.issue_id = value_of(learner->open_issue({"Stuck", "Since today."})).issue_id;
        wish.skill = skill_of(pair);
        value_of(learner->ask(wish));
        const SessionId session = value_of(coach->accept(coach.next_offer().offer_id)).session_id;
        learner.session(session, SessionState::starting);
        value_of(coach->join(session));
        value_of(learner->join(session));
        learner.session(session, SessionState::active);
        coach.session(session, SessionState::active);
        std::vector<std::future<Result<SentMessage>>> sent;
        std::vector<std::future<Result<SearchPage>>> found;
        NewMessage message;
        message.session_id = session;
        for (std::size_t at = 0; at < messages_each; ++at) {
            message.text = "message " + std::to_string(at);
            learner->typing(session, true);
            sent.push_back(learner->send(message));
            sent.push_back(coach->send(message));
            learner->mark_read(session, at);
            found.push_back(coach->search("message", 0));
        }
        for (auto& each : sent) {
            value_of(std::move(each));
        }
        for (auto& each : found) {
            value_of(std::move(each));
        }
        coach.message(session, 2 * messages_each);
        EXPECT_EQ(value_of(learner->fetch_messages(session)).messages.size(), 2 * messages_each);
        value_of(coach->end_session(session, Outcome::resolved));
        value_of(learner->fetch_sessions());
    }

    TempDir folder_;
    Company company_;
    support::SigningKey key_ = support::SigningKey::ec();
    Certificate files_ = Certificate::make(folder_.path(), "server");
    ServerProcess server_{folder_.path(),
                          {"--tls-certificate", files_.certificate.string(), "--tls-key", files_.key.string(),
                           "--coach-pause-s", "0", "--commands-per-second", "10000", "--command-burst",
                           "10000", "--log-level", "warning"}};
};

TEST_F(Stress, ManyTalkWhileKeysCertificatesAndPeopleChange) {
    std::atomic<std::size_t> talking{pairs};
    std::vector<std::string> failures(pairs);
    std::vector<std::thread> threads;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        threads.emplace_back([&, pair] {
            try {
                for (std::size_t round = 0; round < rounds(); ++round) {
                    hold_session(pair);
                }
            } catch (const std::exception& error) {
                failures[pair] = error.what();
            }
            --talking;
        });
    }
    // Each command is a process, which bounds how often this goes round.
    for (std::size_t round = 0; talking > 0; ++round) {
        const std::string number = std::to_string(round);
        server_.hang_up();
        change({"person", "add", "--person", "guest-" + number, "--name", "Guest"});
        change({"person", "revoke", "--person", "guest-" + number});
        change({"tenant", "rotate-key", "--key-id", "k" + number});
        change({"tenant", "retire-key", "--key-id", "k" + number});
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const std::string& failure : failures) {
        EXPECT_EQ(failure, "");
    }
    EXPECT_EQ(server_.terminate(), (ProcessEnd{0, 0})) << server_.log();
}

}  // namespace
}  // namespace courtside::test
