#pragma once

#include "dialogue.hpp"

#include <courtside/client.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace courtside::replay {

class Seat;

/// What the replay hears from its people; all on the Runtime's thread.
struct SeatEvents {
    /// Once: signed in, and ready where it is a coach.
    std::function<void(Seat&)> seated;
    std::function<void(Seat&, const Offer&)> offered;
    std::function<void(Seat&, const Session&)> session_changed;
    std::function<void(Seat&, const Message&)> message;
    /// This person can't take part.
    std::function<void(Seat&, const std::string&)> lost;
};

/// One person of the replay at their client. Coaches keep themselves ready.
class Seat {
public:
    Seat(std::string subject, Side side, Options options, SeatEvents events);
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

    void sit_down() { client_.connect(); }

    [[nodiscard]] const std::string& subject() const { return subject_; }
    [[nodiscard]] Side side() const { return side_; }
    [[nodiscard]] Client& client() { return client_; }

    // Known once seated.
    [[nodiscard]] PersonId person() const { return me_.person_id; }
    /// The code of the first skill; empty without one.
    [[nodiscard]] std::string skill() const { return me_.skills.empty() ? "" : me_.skills.front().code; }
    [[nodiscard]] std::uint64_t reconnects() const { return reconnects_; }

private:
    Handlers handlers();
    void welcomed(const Welcome& welcome);
    void leave_no_leftovers(const Welcome& welcome);
    void be_ready();
    void be_seated();

    std::string subject_;
    Side side_;
    SeatEvents events_;
    Person me_;
    bool seated_ = false;
    bool getting_ready_ = false;
    std::uint64_t reconnects_ = 0;
    /// The last one: its callbacks use all of the above.
    Client client_;
};

}  // namespace courtside::replay
