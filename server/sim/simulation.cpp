#include "sim/simulation.hpp"

#include "sim/draws.hpp"
#include "sim/host.hpp"
#include "sim/people.hpp"
#include "sim/timetable.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace courtside::sim {
namespace {

using namespace core;
using What = Draws::What;

constexpr double pause_minutes = 2;
constexpr Duration ready_again = minutes(20);  // sooner than a client counts as inactive
constexpr Duration ready_ahead = hours(11);
constexpr Duration thinks = seconds(20);  // about a window that is proposed

class Simulation : private Host::Listener {
public:
    Simulation(const World& world, const MatchingPolicy& policy, const Practice& practice)
        : world_(world), practice_(practice), draws_(world.seed), host_(rules_for(practice), policy, *this) {
        outcome_.fates.resize(world.requests.size());
        outcome_.busy.resize(world.coaches.size());
        learners_.resize(world.requests.size());
    }

    Outcome run(const std::function<bool()>& stopped) {
        host_.found(catalogue_of(world_));
        plan();
        while (true) {
            const Instant event = events_.next();
            const Instant next = std::min(event, host_.next_deadline());
            if (next == Instant::never() || left_ == 0 || (stopped && stopped())) {
                return std::move(outcome_);
            }
            host_.advance_to(next);
            if (event <= next) {
                events_.do_next();
            } else {
                host_.step(Tick{});
            }
        }
    }

private:
    static Rules rules_for(const Practice& practice) {
        Rules rules;
        rules.offers_at_once = practice.offers_at_once;
        return rules;
    }

    struct Learner {
        RequestId request;
        IssueId issue;
        Instant asked;
        std::optional<WaitEstimate> estimate;  ///< the first that was shown
        PromiseTrack promise;
        bool answered = false;  ///< a proposal; learners make up their minds once
    };

    // Connections 1 to the number of coaches are the coaches', those above the learners'.
    [[nodiscard]] ConnectionId coach_at(std::size_t index) const { return ConnectionId{index + 1}; }
    [[nodiscard]] ConnectionId learner_at(std::size_t index) const {
        return ConnectionId{world_.coaches.size() + index + 1};
    }
    [[nodiscard]] std::size_t learner_index(ConnectionId id) const { return id.value - learner_at(0).value; }

    void send(ConnectionId from, Command command) { host_.send(from, std::move(command)); }
    void at(Instant when, std::function<void()> what) { events_.at(when, std::move(what)); }
    void after(Duration delay, std::function<void()> what) { at(host_.now() + delay, std::move(what)); }

    void plan() {
        for (std::size_t i = 0; i < world_.coaches.size(); ++i) {
            if (practice_.promises > 0) {
                at(midnight, [this, i] { state_windows(i); });
            }
            for (const TimeWindow& shift : world_.coaches[i].shifts) {
                at(shift.from, [this, i, shift] { begin_shift(i, shift); });
            }
        }
        for (std::size_t i = 0; i < world_.requests.size(); ++i) {
            at(world_.requests[i].at, [this, i] { ask(i); });
        }
        left_ = world_.requests.size();
    }

    void state_windows(std::size_t index) {
        std::vector<TimeWindow> windows;
        for (const TimeWindow& shift : world_.coaches[index].shifts) {
            windows.push_back({shift.from, std::min(shift.to, host_.now() + days(1))});
        }
        bring_in(index);
        send(coach_at(index), SetAvailability{std::move(windows)});
    }

    void begin_shift(std::size_t index, TimeWindow shift) {
        bring_in(index);
        stay_ready(index, shift.to);
    }

    void bring_in(std::size_t index) {
        const ConnectionId id = coach_at(index);
        if (!host_.speaker(id)) {
            host_.connect(id, "coach-" + std::to_string(index), profile_of(world_.coaches[index]));
            persons_.emplace(host_.speaker(id)->person, id);
            if (practice_.committed) {
                send(id, SetPreferences{true, 0, {}});
            }
        }
    }

    void stay_ready(std::size_t index, Instant end) {
        if (host_.now() >= end) {
            return;
        }
        send(coach_at(index), SetPresence{std::min(end, host_.now() + ready_ahead)});
        after(ready_again, [this, index, end] { stay_ready(index, end); });
    }

    void stored(const Request& request) override {
        const bool over = request.ended_at && !request.open();
        if (over && asked_by_.contains(request.id)) {
            end(asked_by_.at(request.id), request);
        } else if (!over) {
            asked_by_.try_emplace(request.id, asking_);
            const std::size_t index = asked_by_.at(request.id);
            const bool held = static_cast<bool>(learners_[index].promise.window());
            learners_[index].promise.stored(request, host_.now());
            if (held && !request.promise) {
                wait_on(index);
            }
        }
    }

    void told(const Reply& reply) override {
        if (const auto* opened = std::get_if<IssueOpened>(&reply.body)) {
            learners_.at(learner_index(reply.to)).issue = opened->issue.id;
        } else if (const auto* asked = std::get_if<Asked>(&reply.body)) {
            Learner& learner = learners_.at(learner_index(reply.to));
            if (!learner.request) {
                learner.request = asked->request.request.id;
                learner.estimate = asked->request.status.estimate;
            }
        } else if (const auto* session = std::get_if<SessionChanged>(&reply.body)) {
            begin(session->session.session);
        } else if (const auto* error = std::get_if<Error>(&reply.body)) {
            expect_late(*error);
        }
    }

    void told(const Notify& notify) override {
        if (const auto* offer = std::get_if<OfferMade>(&notify.event)) {
            for (const ConnectionId to : notify.to) {
                answer(to, offer->offer.offer);
            }
        } else if (const auto* session = std::get_if<SessionChanged>(&notify.event)) {
            begin(session->session.session);
        } else if (const auto* changed = std::get_if<RequestChanged>(&notify.event)) {
            const auto asker = asked_by_.find(changed->request.request.id);
            if (asker != asked_by_.end()) {
                hear(asker->second, changed->request);
            }
        }
    }

    /// Whoever takes a window goes away, and is back when they are reminded.
    void hear(std::size_t index, const RequestView& view) {
        if (!learners_[index].estimate) {
            learners_[index].estimate = view.status.estimate;
        }
        const bool takes = view.request.proposed && !world_.requests[index].urgent &&
                           draws_.unit(What::takes_promise, index) < practice_.promises;
        if (!takes || std::exchange(learners_[index].answered, true)) {
            return;
        }
        after(thinks, [this, index, window = view.request.proposed] {
            if (outcome_.fates[index].ends == 0) {
                send(learner_at(index), TakePromise{learners_[index].request, window});
            }
            if (learners_[index].promise.taken()) {
                host_.step(Disconnected{learner_at(index)});
                at(window.from - Rules{}.promise_reminder, [this, index] { come_back(index); });
            }
        });
    }

    void come_back(std::size_t index) {
        const ConnectionId id = learner_at(index);
        if (outcome_.fates[index].ends == 0) {
            host_.connect(id, "learner-" + std::to_string(index), Profile{});
            wait_on(index);
        }
    }

    /// Whoever has no promise withdraws when their patience ends.
    void wait_on(std::size_t index) {
        const auto withdraw = [this, index] {
            const Learner& learner = learners_[index];
            if (host_.speaker(learner_at(index)) && outcome_.fates[index].ends == 0 &&
                !learner.promise.window()) {
                send(learner_at(index), CancelRequest{learner.request});
            }
        };
        if (world_.patience.ms > 0) {
            after(world_.patience, withdraw);
        }
    }

    void answer(ConnectionId coach, const Offer& made) {
        const std::size_t request = asked_by_.at(made.request);
        if (world_.requests[request].at >= world_.measured_from) {
            ++outcome_.offers;
        }
        const OfferId offer = made.id;
        // Asked again, somebody answers as the time is then.
        const std::uint64_t times = asked_times_[{request, coach}]++;
        const std::uint64_t who = coach.value + times * (world_.coaches.size() + 1);
        const Answer answer = answer_of(draws_, world_, request, who, coach.value - 1, made);
        after(Duration{500}, [this, coach, offer] { send(coach, OfferShown{offer}); });
        if (!answer.accepts) {
            after(answer.takes, [this, coach, offer] {
                send(coach, DeclineOffer{offer, DeclineReason::busy, ""});
            });
        } else if (!made.accepts_itself_at) {
            after(answer.takes, [this, coach, offer] { send(coach, AcceptOffer{offer}); });
        }
    }

    /// A session is there for the first time: both join, talk, and leave.
    void begin(const Session& opened) {
        if (opened.state == SessionState::ended || !started_.insert(opened.id).second) {
            return;
        }
        const SessionId session = opened.id;
        const std::size_t request = asked_by_.at(opened.request);
        const RequestPlan& plan = world_.requests[request];
        const ConnectionId coach = connection_of(opened);
        const ConnectionId asker = learner_at(request);
        outcome_.busy[coach.value - 1] += plan.length + pause_minutes;
        Fate& fate = outcome_.fates[request];
        fate.matched = true;
        fate.fit = fit_of(world_.coaches[coach.value - 1].level_in(plan.skill), plan.least_level);
        after(Duration{}, [this, coach, asker, session] {
            send(coach, JoinSession{session});
            send(asker, JoinSession{session});
            send(coach, SendMessage{session, MessageKind::text, MomentKind::none, "Hello", 0});
        });
        after(of_seconds(plan.length * 60.0), [this, coach, asker, session] {
            send(coach, EndSession{session, core::Outcome::none});
            host_.step(Disconnected{asker});
        });
    }

    [[nodiscard]] ConnectionId connection_of(const Session& session) const {
        for (const Participant& participant : session.participants) {
            if (participant.role == SessionRole::coach) {
                return persons_.at(participant.person);
            }
        }
        throw std::logic_error("a session without a coach");
    }

    void ask(std::size_t index) {
        const RequestPlan& plan = world_.requests[index];
        const ConnectionId id = learner_at(index);
        host_.connect(id, "learner-" + std::to_string(index), Profile{});
        send(id, OpenIssue{"A question", ""});
        Ask wish;
        wish.issue = learners_[index].issue;
        wish.minutes = plan.minutes;
        wish.skill = plan.skill;
        wish.language = plan.language;
        wish.least_level = plan.least_level;
        wish.needed_by = plan.urgent ? host_.now() + minutes(due_minutes) : Instant{};
        learners_[index].asked = host_.now();
        asking_ = index;
        send(id, wish);
        wait_on(index);
    }

    void end(std::size_t index, const Request& request) {
        Fate& fate = outcome_.fates[index];
        if (++fate.ends > 1) {
            return;
        }
        --left_;
        const Learner& learner = learners_[index];
        const bool matched = request.state == RequestState::matched;
        fate.promise = learner.promise.fate(matched, host_.now());
        fate.wait = host_.now() - (learner.asked + learner.promise.away(host_.now()));
        if (const auto& range = learner.estimate; range && fate.promise == PromiseFate::none) {
            const bool long_enough = fate.wait >= minutes(range->low_minutes);
            const bool short_enough = fate.wait <= minutes(range->high_minutes);
            if (matched || !short_enough) {  // otherwise nobody knows how long it would have been
                fate.estimate_held = long_enough && short_enough;
            }
        }
        if (!matched) {
            const ConnectionId id = learner_at(index);
            after(Duration{}, [this, id] { host_.step(Disconnected{id}); });
        }
    }

    const World& world_;
    Practice practice_;
    Draws draws_;
    Host host_;
    Outcome outcome_;
    Timetable events_;
    std::size_t left_ = 0;    ///< requests that have not ended
    std::size_t asking_ = 0;  ///< whose request is being made
    std::vector<Learner> learners_;
    std::map<RequestId, std::size_t> asked_by_;
    std::map<PersonId, ConnectionId> persons_;
    std::map<std::pair<std::size_t, ConnectionId>, std::uint64_t> asked_times_;  ///< of an offer
    std::set<SessionId> started_;
};

}  // namespace

Outcome simulate(const World& world, const MatchingPolicy& policy, const Practice& practice,
                 const std::function<bool()>& stopped) {
    return Simulation(world, policy, practice).run(stopped);
}

}  // namespace courtside::sim
