#include "sim/simulation.hpp"

#include "core/engine.hpp"
#include "sim/draws.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace courtside::sim {
namespace {

using namespace core;
using What = Draws::What;

constexpr std::uint32_t skills = 12;
constexpr std::uint32_t languages = 3;
constexpr double zipf = 0.8;
constexpr double mean_work_minutes = 24.5;          // half of 15 and 30 each, and two for the pause
constexpr Instant start_of_day{1'772'442'000'000};  // a Monday at nine

std::string skill_code(std::uint32_t skill) {
    return "S" + std::to_string(skill + 1);
}

std::string language_code(std::uint32_t language) {
    static constexpr std::array<const char*, languages> codes{"en", "de", "fr"};
    return codes.at(language);
}

Duration seconds_of(double value) {
    return Duration{static_cast<std::int64_t>(value * 1000.0)};
}

struct Learner {
    std::uint32_t skill = 0;
    std::uint32_t language = 0;
    std::uint32_t level = 1;
    std::uint32_t minutes = 15;
    bool urgent = false;
    Instant asked;
    IssueId issue;
    RequestId request;
    bool matched = false;
    Duration wait;
    double fit = 0;
};

struct Coach {
    std::map<std::string, std::uint8_t> levels;
    double will = 1;
    double busy = 0;
};

class Simulation {
public:
    Simulation(const Options& options, const MatchingPolicy& policy)
        : options_(options), draws_(options.seed), engine_(Rules{}, zones_, policy) {}

    Measures run() {
        Effects effects;
        engine_.start({}, now_, effects);
        step(Admin{
            1, "sim",
            AddTenant{
                "Company", "https://sim.example", {{"key", KeyAlgorithm::hs256, std::string(32, 'k')}}, {}}});
        std::vector<Skill> catalogue;
        for (std::uint32_t skill = 0; skill < skills; ++skill) {
            catalogue.push_back({skill_code(skill), "Skill", ""});
        }
        step(Admin{2, "sim", ImportSkills{TenantId{1}, std::move(catalogue)}});
        for (std::uint32_t i = 0; i < options_.coaches; ++i) {
            add_coach(i);
        }
        arrive_after(0);
        const Instant end = start_of_day + hours(options_.hours + 2);
        while (true) {
            const auto deadline = engine_.next_deadline();
            const Instant event = events_.empty() ? Instant::never() : events_.begin()->first.first;
            const Instant next = std::min(event, deadline.value_or(Instant::never()));
            if (next > end) {
                return measure();
            }
            now_ = std::max(now_, next);
            if (event <= next) {
                auto node = events_.extract(events_.begin());
                node.mapped()();
            } else {
                step(Tick{});
            }
        }
    }

private:
    // Connections 1 to `coaches` are the coaches', those above the learners'.
    [[nodiscard]] bool is_coach(ConnectionId id) const { return id.value <= options_.coaches; }
    [[nodiscard]] Learner& learner_of(ConnectionId id) {
        return learners_.at(id.value - options_.coaches - 1);
    }

    void after(Duration delay, std::function<void()> what) {
        events_.emplace(std::pair(now_ + delay, order_++), std::move(what));
    }

    void send(ConnectionId from, Command command) {
        CommandId id;
        const std::uint64_t number = ++commands_;
        for (std::size_t i = 0; i < 8; ++i) {
            id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
        }
        step(ClientCommand{from, number, id, std::move(command), std::nullopt});
    }

    void step(const Input& input) {
        Effects effects;
        engine_.step(input, now_, effects);
        for (const Effect& effect : effects) {
            if (const auto* put = std::get_if<Persist>(&effect)) {
                if (const auto* issue = std::get_if<Put<Issue>>(&put->record)) {
                    issues_.insert_or_assign(issue->value.id, issue->value);
                }
            }
        }
        for (const Effect& effect : effects) {
            if (const auto* load = std::get_if<Load>(&effect)) {
                if (const auto* issue = std::get_if<LoadIssue>(&load->key)) {
                    step(Loaded{LoadedIssue{*issue, issues_.at(issue->issue)}});
                } else {  // a session that ended by its hard cap before its people ended it
                    step(Loaded{LoadedSession{std::get<LoadSession>(load->key), {}, {}}});
                }
            } else if (const auto* reply = std::get_if<Reply>(&effect)) {
                take(*reply);
            } else if (const auto* notify = std::get_if<Notify>(&effect)) {
                if (const auto* offer = std::get_if<OfferMade>(&notify->event)) {
                    take(notify->to.front(), offer->offer);
                }
            }
        }
    }

    void take(const Reply& reply) {
        if (const auto* opened = std::get_if<IssueOpened>(&reply.body)) {
            learner_of(reply.to).issue = opened->issue.id;
        } else if (const auto* asked = std::get_if<Asked>(&reply.body)) {
            const RequestId request = asked->request.request.id;
            learner_of(reply.to).request = request;
            asked_by_.emplace(request, reply.to);
        } else if (const auto* session = std::get_if<SessionChanged>(&reply.body)) {
            if (is_coach(reply.to) && started_.insert(session->session.session.id).second) {
                begin(reply.to, session->session.session.id);
            }
        }
    }

    void take(ConnectionId coach, const OfferView& view) {
        ++offers_;
        const OfferId offer = view.offer.id;
        const RequestId request = view.offer.request;
        const std::uint64_t key =
            asked_by_.contains(request) ? asked_by_.at(request).value : options_.coaches + learners_.size();
        const bool accepts = draws_.unit(What::accepts, key, coach.value) < coaches_.at(coach.value - 1).will;
        const double answer = std::min(19.0, 4.0 + draws_.exponential(7.0, What::answer, key, coach.value));
        after(Duration{500}, [this, coach, offer] { send(coach, OfferShown{offer}); });
        after(seconds_of(answer), [this, coach, offer, key, accepts] {
            if (accepts) {
                accepting_ = ConnectionId{key};
                send(coach, AcceptOffer{offer});
            } else {
                send(coach, DeclineOffer{offer, DeclineReason::busy, ""});
            }
        });
    }

    void begin(ConnectionId coach, SessionId session) {
        Learner& learner = learner_of(accepting_);
        Coach& helper = coaches_.at(coach.value - 1);
        const std::uint64_t key = accepting_.value;
        learner.matched = true;
        learner.wait = now_ - learner.asked;
        const double level = helper.levels.at(skill_code(learner.skill)) / 5.0;
        learner.fit =
            0.5 * level + 0.5 * std::max(0.0, 1.0 - 1.5 * std::max(0.0, learner.level / 5.0 - level));
        const double length = learner.minutes * (0.9 + 0.2 * draws_.unit(What::service, key));
        helper.busy += length + 2.0;
        const ConnectionId asker = accepting_;
        after(Duration{}, [this, coach, asker, session] {
            send(coach, JoinSession{session});
            send(asker, JoinSession{session});
            send(coach, SendMessage{session, MessageKind::text, MomentKind::none, "Hello", 0});
        });
        after(seconds_of(length * 60.0), [this, coach, session] {
            send(coach, EndSession{session, Outcome::none});
        });
    }

    std::uint32_t draw_skill(std::uint64_t a, std::uint64_t b) const {
        double total = 0;
        for (std::uint32_t skill = 0; skill < skills; ++skill) {
            total += std::pow(skill + 1.0, -zipf);
        }
        double rest = draws_.unit(What::skill, a, b) * total;
        for (std::uint32_t skill = 0; skill + 1 < skills; ++skill) {
            rest -= std::pow(skill + 1.0, -zipf);
            if (rest < 0) {
                return skill;
            }
        }
        return skills - 1;
    }

    void add_coach(std::uint32_t index) {
        const ConnectionId connection{index + 1};
        Coach coach;
        const std::uint32_t tenth = (index * 7) % 10;  // exactly 60, 30 and 10 per cent
        const std::size_t wanted = options_.pooled ? skills : tenth < 6 ? 2 : tenth < 9 ? 4 : 8;
        for (std::uint64_t i = 0; coach.levels.size() < wanted; ++i) {
            const std::uint32_t skill =
                options_.pooled ? static_cast<std::uint32_t>(i) : draw_skill(connection.value, i + 1);
            const auto level =
                static_cast<std::uint8_t>(1 + draws_.below(5, What::level, connection.value, skill));
            coach.levels.emplace(skill_code(skill), level);
        }
        coach.will = 0.65 + 0.3 * draws_.unit(What::will, connection.value);
        Profile profile;
        profile.roles = Roles{static_cast<std::uint8_t>(Role::coach)};
        profile.skills.emplace();
        for (const auto& [code, level] : coach.levels) {
            profile.skills->push_back({code, level});
        }
        profile.languages.emplace({language_code(index % languages)});
        for (std::uint32_t more = 1; more < languages; ++more) {
            if (options_.pooled || (more == 1 && index % 2 == 0)) {
                profile.languages->push_back(language_code((index + more) % languages));
            }
        }
        coaches_.push_back(std::move(coach));
        connect(connection, "coach" + std::to_string(index), std::move(profile));
        stay_ready(connection);
    }

    void stay_ready(ConnectionId coach) {
        send(coach, SetPresence{now_ + hours(11)});
        after(minutes(20), [this, coach] { stay_ready(coach); });
    }

    void connect(ConnectionId connection, std::string subject, Profile profile) {
        step(Connected{connection,
                       ++commands_,
                       {TenantId{1}, std::move(subject), now_, now_ + hours(24), std::move(profile), "key"}});
    }

    void arrive_after(std::uint64_t n) {
        const double gap = mean_work_minutes / (options_.load * options_.coaches);
        after(seconds_of(draws_.exponential(gap * 60.0, What::gap, n)), [this, n] {
            if (now_ < start_of_day + hours(options_.hours)) {
                arrive();
                arrive_after(n + 1);
            }
        });
    }

    void arrive() {
        const ConnectionId id{options_.coaches + learners_.size() + 1};
        Learner learner;
        learner.skill = draw_skill(id.value, 0);
        learner.language = draws_.below(languages, What::language, id.value);
        learner.level = 1 + draws_.below(5, What::level, id.value);
        learner.minutes = draws_.unit(What::length, id.value) < 0.5 ? 15 : 30;
        learner.urgent = draws_.unit(What::wish, id.value) < 0.4;
        learner.asked = now_;
        learners_.push_back(learner);
        connect(id, "learner" + std::to_string(id.value), Profile{});
        send(id, OpenIssue{"A question", ""});
        Ask ask;
        ask.issue = learner_of(id).issue;
        ask.minutes = learner.minutes;
        ask.skill = skill_code(learner.skill);
        ask.language = language_code(learner.language);
        ask.least_level = 1;
        ask.needed_by = learner.urgent ? now_ + minutes(15) : Instant{};
        send(id, ask);
        after(minutes(options_.patience_minutes), [this, id] {
            if (!learner_of(id).matched) {
                send(id, CancelRequest{learner_of(id).request});
            }
        });
    }

    [[nodiscard]] Measures measure() const {
        Measures result;
        std::vector<double> waits;
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<double, double>> types;
        double urgent = 0;
        double in_time = 0;
        for (const Learner& learner : learners_) {
            urgent += learner.urgent ? 1 : 0;
            if (!learner.matched) {
                continue;
            }
            in_time += learner.urgent && learner.wait <= minutes(15) ? 1 : 0;
            const double wait = static_cast<double>(learner.wait.ms) / 1000.0;
            waits.push_back(wait);
            result.mean_wait += wait;
            result.fit += learner.fit;
            auto& [sum, count] = types[{learner.skill, learner.language}];
            sum += wait;
            count += 1;
        }
        result.requests = learners_.size();
        result.matched = waits.size();
        result.offers = offers_;
        if (waits.empty()) {
            return result;
        }
        const auto matched = static_cast<double>(waits.size());
        std::ranges::sort(waits);
        result.p95_wait = waits[waits.size() * 95 / 100];
        result.mean_wait /= matched;
        result.fit /= matched;
        result.lost = 1.0 - matched / static_cast<double>(learners_.size());
        result.urgent_served = urgent > 0 ? in_time / urgent : 1.0;
        for (const auto& [type, waited] : types) {
            result.worst_type = std::max(result.worst_type, waited.first / waited.second);
        }
        double sum = 0;
        double squares = 0;
        for (const Coach& coach : coaches_) {
            sum += coach.busy;
            squares += coach.busy * coach.busy;
        }
        result.jain = sum * sum / (static_cast<double>(coaches_.size()) * squares);
        return result;
    }

    Options options_;
    Draws draws_;
    ZoneTables zones_{{"UTC", fixed_zone()}};
    Engine engine_;
    Instant now_ = start_of_day;
    std::map<std::pair<Instant, std::uint64_t>, std::function<void()>> events_;
    std::uint64_t order_ = 0;
    std::uint64_t commands_ = 0;
    std::uint64_t offers_ = 0;
    std::vector<Coach> coaches_;
    std::vector<Learner> learners_;
    std::map<RequestId, ConnectionId> asked_by_;
    std::map<IssueId, Issue> issues_;
    std::set<SessionId> started_;
    ConnectionId accepting_;  ///< whose request the offer that is being accepted was for
};

}  // namespace

Measures simulate(const Options& options, const MatchingPolicy& policy) {
    return Simulation(options, policy).run();
}

}  // namespace courtside::sim
