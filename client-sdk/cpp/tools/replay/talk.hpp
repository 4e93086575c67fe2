#pragma once

#include "dialogue.hpp"
#include "latencies.hpp"
#include "report.hpp"
#include "seat.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace courtside::replay {

class Talk;

/// What a talk needs from the replay around it.
class TalkHost {
public:
    virtual void issue_opened(Talk& talk, IssueId issue) = 0;
    virtual void later(std::chrono::milliseconds delay, std::function<void()> work) = 0;
    virtual void held(Talk& talk) = 0;
    /// `turn`: from 1; 0: no turn in particular.
    virtual void failed(Talk& talk, std::size_t turn, const std::string& what) = 0;
    [[nodiscard]] virtual Report& report() = 0;

protected:
    ~TalkHost() = default;
};

/// One dialogue from the issue to the comparison at its end: asked for, matched, each turn sent only when the
/// one before was acknowledged to its sender and has reached the other side, ended with an outcome, both
/// closing words, and read back by both. All on the Runtime's thread.
class Talk {
public:
    /// `place` in the file decides the outcome and who ends it, so that all of them occur.
    Talk(const Dialogue& dialogue, std::size_t place, double speed, Seat& learner, PersonId preferred_coach,
         std::string skill, TalkHost& host);
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;

    void begin();
    /// A coach saw the offer of this talk's request then, and accepted.
    void offered(Clock::time_point when);
    void session_changed(Seat& seat, const Session& session);
    void message(Seat& seat, const Message& message);
    /// Fails where nothing has happened for `patience` that should have.
    void check(Clock::time_point now, std::chrono::milliseconds patience);

    /// Says and hears nothing more.
    void abandon();

    [[nodiscard]] const Dialogue& dialogue() const { return dialogue_; }
    [[nodiscard]] Seat& learner() { return *seats_[0]; }
    [[nodiscard]] Held result() const;

private:
    enum class Stage { opening, asking, waiting, starting, talking, ending, closing, reading, over };

    [[nodiscard]] static std::size_t at(Side side) { return side == Side::learner ? 0 : 1; }
    [[nodiscard]] Seat& seat(Side side) { return *seats_[at(side)]; }
    [[nodiscard]] bool both(const std::array<bool, 2>& said) const { return said[0] && said[1]; }
    [[nodiscard]] bool is_over() const { return stage_ == Stage::over; }

    void ask();
    void begin_talking();
    void next_turn();
    void say();
    void answered(const Result<SentMessage>& result);
    void turn_done();
    void end();
    void ended(Side side, const Session& session);
    void close();
    void read_back(Side side, MessageNumber after);
    void compare_page(Side side, MessageNumber after, const MessagesPage& page);
    void check_session(Side side);
    /// Whether a message is what the dialogue has at this number; fails if not.
    bool as_sent(const Message& message, MessageNumber number, const char* where);

    void progress() { quiet_since_ = Clock::now(); }
    void enter(Stage stage);
    void fail(const std::string& what);

    const Dialogue& dialogue_;
    std::size_t place_;
    double speed_;
    PersonId preferred_coach_;
    std::string skill_;
    TalkHost& host_;
    /// The learner's, then the coach's once one took it.
    std::array<Seat*, 2> seats_;

    Stage stage_ = Stage::opening;
    Clock::time_point quiet_since_{};
    std::chrono::milliseconds gap_{0};
    IssueId issue_ = 0;
    SessionId session_ = 0;
    Outcome outcome_ = Outcome::resolved;

    Clock::time_point asked_at_{};
    Clock::time_point began_at_{};
    Clock::time_point sent_at_{};
    /// The turn that is being said, from 0.
    std::size_t turn_ = 0;
    bool acknowledged_ = false;
    bool arrived_ = false;
    bool first_word_ = false;
    /// The turns behind the message numbers 1, 2, 3 ...
    std::vector<std::size_t> numbered_;
    /// The last number that each side was told.
    std::array<MessageNumber, 2> heard_{};

    std::array<bool, 2> joined_{};
    std::array<bool, 2> active_{};
    std::array<bool, 2> ended_{};
    std::array<bool, 2> closed_{};
    std::array<bool, 2> compared_{};
};

}  // namespace courtside::replay
