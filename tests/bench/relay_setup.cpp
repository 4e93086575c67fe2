#include "bench/relay_setup.hpp"

#include "adapters/jwt/token_mint.hpp"
#include "bench/bench_process.hpp"

#include <stdlib.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace courtside::bench {
namespace {

constexpr const char* issuer = "bench";

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string command_id() {
    static std::uint64_t made = 0;
    ++made;
    std::string id(16, 'b');
    for (std::size_t i = 0; i < 8; ++i) {
        id[i] = static_cast<char>(made >> (8 * i));
    }
    return id;
}

std::uint64_t wait_for_offer(BenchClient& client) {
    for (;;) {
        v1::ServerFrame frame;
        frame.ParseFromString(client.wait_next());
        if (frame.has_offer_made()) {
            return frame.offer_made().offer().offer_id();
        }
    }
}

void join(BenchClient& client, std::uint64_t session) {
    v1::ClientFrame frame;
    frame.mutable_join_session()->set_session_id(session);
    ask(client, frame);
}

}  // namespace

BenchCompany::BenchCompany(std::string binary, std::size_t pairs)
    : binary_(std::move(binary)), secret_(48, 's') {
    std::string name = (std::filesystem::temp_directory_path() / "courtside-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
    folder_ = name;
    std::ofstream(folder_ / "secret") << secret_;
    std::filesystem::permissions(folder_ / "secret", std::filesystem::perms::owner_read);
    std::ofstream(folder_ / "skills.csv") << "code,label,description\nS1,communication,\n";
    std::ofstream people(folder_ / "people.csv");
    people << "subject,name,roles,skills,languages,time_zone,manager,unit\n";
    for (std::size_t i = 1; i <= pairs; ++i) {
        people << "learner-" << i << ",Learner,learner,,en,UTC,,\n";
        people << "coach-" << i << ",Coach,coach,S1:5,en,UTC,,\n";
    }
    people.close();
    const std::string data = (folder_ / "data").string();
    run({binary_, "tenant", "add", "--data", data, "--name", "Bench", "--issuer", issuer, "--key-id", "k",
         "--secret-file", (folder_ / "secret").string()});
    run({binary_, "skill", "import", "--data", data, "--tenant", issuer, (folder_ / "skills.csv").string()});
    run({binary_, "person", "import", "--data", data, "--tenant", issuer, (folder_ / "people.csv").string()});
}

BenchCompany::~BenchCompany() {
    std::error_code ignored;  // a folder left behind in /tmp is not worth more
    std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> BenchCompany::serve_command(const std::vector<std::string>& more) const {
    std::vector<std::string> command{binary_,
                                     "serve",
                                     "--data",
                                     (folder_ / "data").string(),
                                     "--port",
                                     "0",
                                     "--commands-per-second",
                                     "100000",
                                     "--command-burst",
                                     "100000",
                                     "--ping-after-s",
                                     "3600",  // load does not answer while it is not under way
                                     "--log-level",
                                     "warning"};
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

std::string BenchCompany::token(const std::string& subject) const {
    const core::TenantKey key{"k", core::KeyAlgorithm::hs256, secret_};
    const core::Instant now{now_ms()};
    return jwt::mint(key, {issuer, "courtside", subject, now, now + core::hours(6), {}});
}

v1::ServerFrame ask(BenchClient& client, v1::ClientFrame frame, bool change) {
    frame.set_request_id(1);
    if (change) {
        frame.set_command_id(command_id());
    }
    client.send(frame.SerializeAsString());
    client.flush();
    for (;;) {
        v1::ServerFrame reply;
        reply.ParseFromString(client.wait_next());
        if (reply.request_id() == 1) {
            if (reply.has_error()) {
                throw std::runtime_error("refused: " + reply.error().text());
            }
            return reply;
        }
    }
}

void sign_in(const BenchCompany& company, BenchClient& client, const std::string& subject) {
    v1::ClientFrame hello;
    hello.mutable_hello()->set_token(company.token(subject));
    ask(client, hello, false);
}

Pair start_session(const BenchCompany& company, std::uint16_t port, std::size_t number) {
    Pair pair{BenchClient(port), BenchClient(port), 0};
    sign_in(company, pair.learner, "learner-" + std::to_string(number));
    sign_in(company, pair.coach, "coach-" + std::to_string(number));
    v1::ClientFrame ready;
    ready.mutable_set_presence()->set_ready_until_ms(now_ms() + core::hours(6).ms);
    ask(pair.coach, ready, false);
    v1::ClientFrame open;
    open.mutable_open_issue()->set_title("How fast is this?");
    const auto issue = ask(pair.learner, open).issue_opened().issue().issue_id();
    v1::ClientFrame wish;
    wish.mutable_ask()->set_issue_id(issue);
    wish.mutable_ask()->set_minutes(30);
    wish.mutable_ask()->set_skill("S1");
    ask(pair.learner, wish);
    v1::ClientFrame accept;
    accept.mutable_accept_offer()->set_offer_id(wait_for_offer(pair.coach));
    pair.session = ask(pair.coach, accept).session_changed().session().session_id();
    join(pair.learner, pair.session);
    join(pair.coach, pair.session);
    // The coach's first word: silence would end the session after 45 s.
    v1::ClientFrame word;
    word.mutable_send_message()->set_session_id(pair.session);
    word.mutable_send_message()->mutable_text()->set_text("Hello");
    ask(pair.coach, word);
    return pair;
}

}  // namespace courtside::bench
