#include "talk.hpp"

#include <algorithm>
#include <utility>

namespace courtside::replay {
namespace {

constexpr std::array outcomes{Outcome::resolved, Outcome::another_session, Outcome::referred,
                              Outcome::transferred};
/// Room for the longest dialogue.
constexpr std::chrono::minutes session_length{30};

constexpr std::array<const char*, 9> stage_names{
    "opening the issue",        "asking",       "waiting for a coach",
    "waiting for both to join", "talking",      "ending",
    "the closing words",        "reading back", "over"};

std::string name_of(Side side) {
    return side == Side::learner ? "learner" : "coach";
}

std::string describe(const Error& error) {
    return std::string(name(error.code)) + " (" + error.text + ")";
}

std::string excerpt(const std::string& text) {
    constexpr std::size_t most = 60;
    return std::to_string(text.size()) + " bytes \"" + text.substr(0, most) +
           (text.size() > most ? "...\"" : "\"");
}

}  // namespace

Talk::Talk(const Dialogue& dialogue, std::size_t place, double speed, Seat& learner, PersonId preferred_coach,
           std::string skill, TalkHost& host)
    : dialogue_(dialogue),
      place_(place),
      speed_(speed),
      preferred_coach_(preferred_coach),
      skill_(std::move(skill)),
      host_(host),
      seats_{&learner, nullptr},
      outcome_(outcomes[place % outcomes.size()]) {}

Held Talk::result() const {
    return {dialogue_.id, session_, issue_, seats_[0]->subject(), seats_[1]->subject()};
}

void Talk::enter(Stage stage) {
    stage_ = stage;
    progress();
}

void Talk::fail(const std::string& what) {
    if (is_over()) {
        return;
    }
    const bool in_turn = stage_ == Stage::talking;
    stage_ = Stage::over;
    if (session_ != 0) {
        // So that the two are free again; refused where it has ended already.
        learner().client().end_session(session_, Outcome::unspecified, [](const Result<Session>&) {});
    }
    host_.failed(*this, in_turn ? turn_ + 1 : 0, what);
}

void Talk::abandon() {
    stage_ = Stage::over;
}

void Talk::check(Clock::time_point now, std::chrono::milliseconds patience) {
    if (!is_over() && now - quiet_since_ > patience + gap_) {
        fail("nothing more happened while " + std::string(stage_names[static_cast<std::size_t>(stage_)]));
    }
}

void Talk::begin() {
    enter(Stage::opening);
    learner().client().open_issue({title_of(dialogue_), dialogue_.id}, [this](const Result<Issue>& opened) {
        if (is_over()) {
            return;
        }
        if (!opened) {
            return fail("the issue was refused: " + describe(opened.error()));
        }
        issue_ = opened->issue_id;
        host_.issue_opened(*this, issue_);
        ask();
    });
}

void Talk::ask() {
    enter(Stage::asking);
    NewRequest request;
    request.issue_id = issue_;
    request.length = session_length;
    request.skill = skill_;
    request.prefer = {preferred_coach_};
    asked_at_ = Clock::now();
    learner().client().ask(request, [this](const Result<Request>& asked) {
        if (is_over()) {
            return;
        }
        if (!asked) {
            return fail("the request was refused: " + describe(asked.error()));
        }
        // A coach may have been quicker than this answer.
        if (stage_ == Stage::asking) {
            enter(Stage::waiting);
        }
    });
}

void Talk::offered(Clock::time_point when) {
    host_.report().ask_to_offer.add(when - asked_at_);
}

void Talk::session_changed(Seat& seat, const Session& session) {
    if (is_over()) {
        return;
    }
    const Side side = seat.side();
    seats_[at(side)] = &seat;
    if (session_ == 0) {
        session_ = session.session_id;
        enter(Stage::starting);
    } else if (session_ != session.session_id) {
        return fail("a second session began on the issue");
    }
    if (session.state == SessionState::starting && !std::exchange(joined_[at(side)], true)) {
        seat.client().join(session_, [this, side](const Result<Session>& result) {
            if (!result) {
                fail("the " + name_of(side) + " could not join: " + describe(result.error()));
            }
        });
    } else if (session.state == SessionState::active && !std::exchange(active_[at(side)], true)) {
        if (both(active_)) {
            begin_talking();
        }
    } else if (session.state == SessionState::ended) {
        ended(side, session);
    }
}

void Talk::begin_talking() {
    enter(Stage::talking);
    began_at_ = Clock::now();
    next_turn();
}

void Talk::next_turn() {
    if (is_over()) {
        return;
    }
    if (turn_ == dialogue_.turns.size()) {
        return end();
    }
    gap_ = std::chrono::milliseconds{0};
    if (speed_ > 0) {
        const std::chrono::duration<double, std::milli> original = dialogue_.turns[turn_].at;
        const auto due = began_at_ + std::chrono::duration_cast<Clock::duration>(original / speed_);
        gap_ = std::max(gap_, std::chrono::duration_cast<std::chrono::milliseconds>(due - Clock::now()));
    }
    if (gap_ > std::chrono::milliseconds{0}) {
        host_.later(gap_, [this] { say(); });
    } else {
        say();
    }
}

void Talk::say() {
    if (is_over()) {
        return;
    }
    progress();
    const Turn& turn = dialogue_.turns[turn_];
    acknowledged_ = false;
    arrived_ = false;
    if (!turn.refused) {
        numbered_.push_back(turn_);
    }
    sent_at_ = Clock::now();
    NewMessage message;
    message.session_id = session_;
    message.text = turn.text;
    seat(turn.from).client().send(message, [this](const Result<SentMessage>& result) { answered(result); });
}

void Talk::answered(const Result<SentMessage>& result) {
    if (is_over()) {
        return;
    }
    Report& report = host_.report();
    if (dialogue_.turns[turn_].refused) {
        if (result) {
            return fail("a message that is too long was taken");
        }
        if (result.error().code != ErrorCode::too_large) {
            return fail("a message that is too long was refused as " + describe(result.error()));
        }
        ++report.refused;
        ++turn_;
        return next_turn();
    }
    if (!result) {
        return fail("the message was refused: " + describe(result.error()));
    }
    if (result->number != numbered_.size() || result->session_id != session_) {
        return fail("acknowledged as message " + std::to_string(result->number) + " instead of " +
                    std::to_string(numbered_.size()));
    }
    report.send_to_ack.add(Clock::now() - sent_at_);
    acknowledged_ = true;
    turn_done();
}

bool Talk::as_sent(const Message& message, MessageNumber number, const char* where) {
    if (message.number != number) {
        fail(std::string(where) + ": message " + std::to_string(message.number) + " where " +
             std::to_string(number) + " was due");
        return false;
    }
    if (number > numbered_.size()) {
        fail(std::string(where) + ": message " + std::to_string(number) + ", though only " +
             std::to_string(numbered_.size()) + " should have been taken");
        return false;
    }
    const std::size_t turn = numbered_[number - 1];
    const Turn& sent = dialogue_.turns[turn];
    if (message.sender_id != seat(sent.from).person() || message.moment || message.redacted) {
        fail(std::string(where) + ": turn " + std::to_string(turn + 1) + " has another sender or kind");
        return false;
    }
    if (message.text != sent.text) {
        fail(std::string(where) + ": turn " + std::to_string(turn + 1) + " was " + excerpt(sent.text) +
             " and is " + excerpt(message.text));
        return false;
    }
    return true;
}

void Talk::message(Seat& seat, const Message& message) {
    if (is_over()) {
        return;
    }
    const Side side = seat.side();
    MessageNumber& heard = heard_[at(side)];
    if (!as_sent(message, heard + 1, side == Side::learner ? "at the learner" : "at the coach")) {
        return;
    }
    ++heard;
    Report& report = host_.report();
    const Side from = dialogue_.turns[numbered_[heard - 1]].from;
    if (side == from) {
        return;
    }
    const auto now = Clock::now();
    report.send_to_other.add(now - sent_at_);
    if (from == Side::coach && !std::exchange(first_word_, true)) {
        report.ask_to_first_word.add(now - asked_at_);
    }
    arrived_ = true;
    turn_done();
}

void Talk::turn_done() {
    progress();
    if (acknowledged_ && arrived_ && stage_ == Stage::talking) {
        Report& report = host_.report();
        ++report.messages;
        report.bytes += dialogue_.turns[turn_].text.size();
        ++turn_;
        next_turn();
    }
}

}  // namespace courtside::replay
