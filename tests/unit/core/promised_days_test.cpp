// Whole days of a small company, seeded: coaches come when they said, learners take what they are promised.

#include "crowd.hpp"
#include "support/promised_day.hpp"

#include <set>

namespace courtside::core {
namespace {

using namespace support;

constexpr int coaches = 5;
constexpr int learners = 25;

/// One such day, minute by minute.
class WholeDay {
public:
    explicit WholeDay(std::uint64_t seed) : dice_(seed) {
        for (int i = 0; i < coaches; ++i) {
            Client coach = world.connect("coach " + std::to_string(i), a_coach_of_s1());
            const Instant from = world.now() + minutes(30 + below(240));
            const TimeWindow window{from, from + minutes(60 + below(120))};
            coach.get<PresenceChanged>(SetAvailability{{window}});
            coaches_.push_back({coach, window});
        }
        for (int i = 0; i < learners; ++i) {
            learners_.push_back(
                {world.connect("learner " + std::to_string(i)), world.now() + minutes(below(300)), false});
        }
    }

    void live() {
        for (int minute = 0; minute < 8 * 60; ++minute) {
            for (Coach& each : coaches_) {
                come(each);
                talk(each.client);
            }
            for (Learner& each : learners_) {
                ask(each);
            }
            for (int second = 0; second < 60; second += 2) {
                answer_all();
                world.advance(seconds(2));
            }
        }
    }

    [[nodiscard]] Engine::Totals totals() const { return world.engine().totals(); }

    World world{patient_rules(), utc(2026, 3, 2, 9)};

private:
    struct Coach {
        Client client;
        TimeWindow window;
    };
    struct Learner {
        Client client;
        Instant asks_at;
        bool asked;
    };

    std::int64_t below(std::uint64_t n) { return static_cast<std::int64_t>(dice_.below(n)); }

    void come(Coach& coach) {
        if (world.now() == coach.window.from) {
            coach.client.be_ready(coach.window.to - coach.window.from);
        }
    }

    void ask(Learner& learner) {
        if (!learner.asked && world.now() >= learner.asks_at) {
            learner.asked = true;
            learner.client.ask();
        }
        const RequestId open = world.rows().open_request_of(learner.client.id());
        if (open && world.request(open).proposed) {
            learner.client.get<Asked>(TakePromise{open, world.request(open).proposed});
        }
    }

    void answer_all() {
        for (Coach& each : coaches_) {
            answer(each.client);
        }
        for (Learner& each : learners_) {
            answer(each.client);
        }
    }

    /// Coaches take what they are offered; all come to their sessions, and coaches say something.
    void answer(Client& client) {
        if (const OfferId offer = world.rows().pending_offer_for(client.id())) {
            client.show(offer);
            client.accept(offer);
        }
        const SessionId session = world.rows().session_of(client.id());
        if (session && world.session(session).state == SessionState::starting) {
            client.join(session);
        } else if (session && world.session(session).participants[1].person == client.id() &&
                   greeted_.insert(session).second) {
            client.say(session, "Hello");
        }
    }

    void talk(Client& coach) {
        const SessionId session = world.rows().session_of(coach.id());
        if (session && world.session(session).state == SessionState::active &&
            world.now() >= world.session(session).started_at + minutes(14)) {
            coach.end(session, Outcome::resolved);
        }
    }

    Dice dice_;
    std::vector<Coach> coaches_;
    std::vector<Learner> learners_;
    std::set<SessionId> greeted_;
};

TEST(PromisedDays, NearlyAllPromisesAreKeptWhereCoachesComeWhenTheySaid) {
    Engine::Totals all;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        WholeDay day(seed);
        day.live();
        const Engine::Totals totals = day.totals();
        all.promises_made += totals.promises_made;
        all.promises_kept += totals.promises_kept;
        all.promises_moved += totals.promises_moved;
        all.promises_broken += totals.promises_broken;
    }
    RecordProperty("made", std::to_string(all.promises_made));
    EXPECT_GT(all.promises_made, 30U);
    EXPECT_GE(all.promises_kept * 100, all.promises_made * 95)
        << all.promises_made << " made, " << all.promises_kept << " kept, " << all.promises_moved
        << " moved, " << all.promises_broken << " broken";
}

}  // namespace
}  // namespace courtside::core
