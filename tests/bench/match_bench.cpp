// The matching alone: the engine with 20 companies, 10,000 coaches and 100,000 waiting requests, without
// sockets and without a store. A decision is a whole step of the engine: everything from the command to its
// effects.

#include "core/engine.hpp"
#include "core/matching/foresight.hpp"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <map>
#include <random>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace {

using namespace courtside::core;
using Steady = std::chrono::steady_clock;

constexpr std::uint64_t tenants = 20;
constexpr std::uint64_t coaches_each = 500;
constexpr std::uint64_t waiting_each = 5000;
constexpr std::uint64_t idle_of_ten = 3;
constexpr std::uint64_t skills = 200;
/// The idle coaches know these; what waits is of the others, else it would not wait.
constexpr std::uint64_t idle_skills = 60;
constexpr std::uint64_t languages = 10;
constexpr int rounds = 20'000;
constexpr auto title = "How do I make a table of this?";

std::string code(std::uint64_t skill) {
    return "S" + std::to_string(skill + 1);
}

std::string tag(std::uint64_t language) {
    return "l" + std::to_string(language);
}

class Bench {
public:
    Bench() { engine_.start({}, now_, effects_); }

    void run() {
        found();
        std::vector<std::pair<RequestId, std::uint64_t>> requests;  // with skill
        requests.reserve(tenants * waiting_each);
        const std::size_t before = ::mallinfo2().uordblks;
        for (std::uint64_t i = 0; i < tenants * waiting_each; ++i) {
            now_ = now_ + Duration{10};
            const std::uint64_t skill = idle_skills + random_(skills - idle_skills);
            ask(learners_[i], skill);
            requests.push_back({asked(), skill});
        }
        const std::size_t after = ::mallinfo2().uordblks;
        std::printf("waiting requests            %zu\n", engine_.totals().open_requests);
        std::printf("memory of one               %zu bytes, %zu of them its issue\n",
                    (after - before) / (tenants * waiting_each), bytes_of_an_issue());
        for (std::uint64_t i = 0; i < requests.size(); ++i) {
            const auto [request, skill] = requests[i];
            waiting_[{engine_.speaker(learners_[i])->tenant, request}] = {learners_[i], skill};
        }
        report("a request arrives -> offer", time_asks());
        report("a coach gets free -> offer", time_coaches());
    }

private:
    std::uint64_t random_(std::uint64_t below) { return dice_() % below; }

    void step(const Input& input) {
        effects_.clear();
        engine_.step(input, now_, effects_);
    }

    void send(ConnectionId from, Command command) {
        CommandId id;
        const std::uint64_t number = ++commands_;
        for (std::size_t i = 0; i < 8; ++i) {
            id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        }
        step(ClientCommand{from, number, id, std::move(command), std::nullopt});
    }

    ConnectionId connect(TenantId tenant, const std::string& subject, Profile profile) {
        const ConnectionId connection{++connections_};
        step(Connected{connection, 1, {tenant, subject, now_, now_ + hours(100), std::move(profile), "key"}});
        return connection;
    }

    void found() {
        std::vector<Skill> catalogue;
        for (std::uint64_t skill = 0; skill < skills; ++skill) {
            catalogue.push_back({code(skill), "Skill", ""});
        }
        for (std::uint64_t t = 1; t <= tenants; ++t) {
            const TenantId tenant{t};
            step(Admin{1, "bench",
                       AddTenant{"C",
                                 "https://" + std::to_string(t),
                                 {{"key", KeyAlgorithm::hs256, std::string(32, 'k')}},
                                 {}}});
            step(Admin{2, "bench", ImportSkills{tenant, catalogue}});
            for (std::uint64_t c = 0; c < coaches_each; ++c) {
                add_coach(tenant, c);
            }
            for (std::uint64_t w = 0; w <= waiting_each; ++w) {
                const ConnectionId learner = connect(tenant, "learner" + std::to_string(w), {});
                (w < waiting_each ? learners_ : askers_).push_back(learner);
            }
        }
    }

    /// As the engine keeps those that are asked about.
    static std::size_t bytes_of_an_issue() {
        const std::size_t before = ::mallinfo2().uordblks;
        std::unordered_map<IssueId, Issue, IdHash> issues;
        for (std::uint64_t i = 1; i <= waiting_each; ++i) {
            Issue issue;
            issue.id = IssueId{i};
            issue.title = title;
            issues.emplace(issue.id, std::move(issue));
        }
        return (::mallinfo2().uordblks - before) / waiting_each;
    }

    void add_coach(TenantId tenant, std::uint64_t number) {
        const bool idle = number % 10 < idle_of_ten;
        Profile profile;
        profile.roles = Roles{static_cast<std::uint8_t>(Role::coach)};
        profile.skills.emplace();
        const std::uint64_t tenth = random_(10);
        for (std::uint64_t i = 0, count = tenth < 6 ? 2 : tenth < 9 ? 4 : 8; i < count; ++i) {
            const std::uint64_t skill =
                idle ? random_(idle_skills) : idle_skills + random_(skills - idle_skills);
            profile.skills->push_back({code(skill), static_cast<std::uint8_t>(1 + random_(5))});
        }
        profile.languages.emplace({tag(random_(languages)), tag(random_(languages))});
        const ConnectionId coach = connect(tenant, "coach" + std::to_string(number), std::move(profile));
        if (idle) {
            send(coach, SetPresence{now_ + hours(11)});
        } else {
            others_.push_back(coach);
        }
    }

    void ask(ConnectionId learner, std::uint64_t skill) {
        send(learner, OpenIssue{title, ""});
        const Issue issue = std::get<IssueOpened>(std::get<Reply>(effects_.back()).body).issue;
        Ask wish;
        wish.issue = issue.id;
        wish.minutes = 15;
        wish.skill = code(skill);
        wish.least_level = static_cast<std::uint32_t>(1 + random_(3));
        wish.language = tag(random_(languages));
        const auto key = LoadIssue{engine_.speaker(learner)->tenant, issue.id};
        send(learner, std::move(wish));  // parked: the issue is in the store
        const auto begun = Steady::now();
        step(Loaded{LoadedIssue{key, issue}});
        took_ = Steady::now() - begun;
    }

    /// Which request the last step offered; none: 0.
    [[nodiscard]] RequestId offered() const {
        for (const Effect& effect : effects_) {
            if (const auto* told = std::get_if<Notify>(&effect)) {
                if (const auto* made = std::get_if<OfferMade>(&told->event)) {
                    return made->offer.offer.request;
                }
            }
        }
        return {};
    }

    [[nodiscard]] RequestId asked() const {
        for (const Effect& effect : effects_) {
            if (const auto* reply = std::get_if<Reply>(&effect)) {
                if (const auto* asked = std::get_if<Asked>(&reply->body)) {
                    return asked->request.request.id;
                }
            }
        }
        return {};
    }

    std::vector<double> time_asks() {
        std::vector<double> took;
        for (int i = 0; i < rounds * 4 && took.size() < rounds; ++i) {
            now_ = now_ + Duration{10};
            const ConnectionId asker = askers_[random_(askers_.size())];
            ask(asker, random_(idle_skills));
            if (offered()) {
                took.push_back(std::chrono::duration<double, std::micro>(took_).count());
            }
            send(asker, CancelRequest{asked()});
        }
        return took;
    }

    /// In place of one that was offered another one waits: nobody has declined it yet.
    void renew(TenantId tenant, RequestId request) {
        const auto node = waiting_.extract({tenant, request});
        const auto [learner, skill] = node.mapped();
        send(learner, CancelRequest{request});
        ask(learner, skill);
        waiting_[{tenant, asked()}] = {learner, skill};
    }

    std::vector<double> time_coaches() {
        std::vector<double> took;
        for (int i = 0; i < rounds * 4 && took.size() < rounds; ++i) {
            now_ = now_ + Duration{10};
            const ConnectionId coach = others_[random_(others_.size())];
            const auto begun = Steady::now();
            send(coach, SetPresence{now_ + hours(11)});
            const auto ended = Steady::now();
            const RequestId request = offered();
            send(coach, SetPresence{});
            if (request) {
                took.push_back(std::chrono::duration<double, std::micro>(ended - begun).count());
                renew(engine_.speaker(coach)->tenant, request);
            }
        }
        return took;
    }

    static void report(const char* what, std::vector<double> took) {
        double sum = 0;
        for (const double each : took) {
            sum += each;
        }
        std::ranges::sort(took);
        if (took.empty()) {
            std::printf("%s: none\n", what);
            return;
        }
        std::printf("%s  p50 %.2f us  p99 %.2f us  mean %.2f us  (%.0f a second, %zu timed)\n", what,
                    took[took.size() / 2], took[took.size() * 99 / 100],
                    sum / static_cast<double>(took.size()), 1e6 * static_cast<double>(took.size()) / sum,
                    took.size());
    }

    Rules rules_;
    ZoneTables zones_{{"UTC", fixed_zone()}};
    Foresight policy_;
    Engine engine_{rules_, zones_, policy_};
    Instant now_{1'772'442'000'000};  // a Monday at nine
    Effects effects_;
    std::mt19937_64 dice_{1};
    std::uint64_t connections_ = 0;
    std::uint64_t commands_ = 0;
    std::vector<ConnectionId> learners_;
    std::map<std::pair<TenantId, RequestId>, std::pair<ConnectionId, std::uint64_t>>
        waiting_;  ///< with skill
    std::vector<ConnectionId> askers_;
    std::vector<ConnectionId> others_;  ///< coaches who are there and away
    Steady::duration took_{};
};

}  // namespace

int main() {
    try {
        Bench().run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "match_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
