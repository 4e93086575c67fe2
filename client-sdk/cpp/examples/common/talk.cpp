#include "talk.hpp"

#include "words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace examples {

using namespace courtside;
using namespace std::chrono;

namespace {

/// Minutes left that are worth telling.
constexpr std::array<std::int64_t, 4> kTellAt{10, 5, 2, 1};
constexpr int kLongestWaitForAnswer = 30;

std::string reasons_of(const Session& session) {
    std::string text;
    for (const auto reason : session.reasons) {
        text += (text.empty() ? "" : ", ") + say(reason);
    }
    for (const auto rule : session.relaxed) {
        text += (text.empty() ? "" : ", ") + say(rule);
    }
    return text;
}

/// Of an expert who was asked in.
bool has_left(const Session& session, PersonId person) {
    return std::any_of(session.participants.begin(), session.participants.end(),
                       [person](const Participant& each) { return each.person_id == person && each.left; });
}

bool is_writable(const Session& session) {
    return session.state == SessionState::active || session.state == SessionState::wrap_up;
}

}  // namespace

Talk::Talk(Console& console, Client& client, PersonId me, EndedFunction ended)
    : console_(console), client_(client), me_(me), ended_(std::move(ended)) {}

const Participant* Talk::other() const {
    for (const auto& participant : session_.participants) {
        if (participant.person_id != me_) {
            return &participant;
        }
    }
    return nullptr;
}

std::string Talk::name_of(PersonId person) const {
    if (person == me_) {
        return "you";
    }
    for (const auto& participant : session_.participants) {
        if (participant.person_id == person) {
            return participant.name;
        }
    }
    return "somebody";
}

template <class T>
Completion<T> Talk::tell_failure(std::string doing) {
    return [this, doing = std::move(doing)](const Result<T>& result) {
        // A client that is destroyed says "stopped"; then there is nobody to tell.
        if (!result && result.error().code != ErrorCode::stopped) {
            console_.post([this, text = doing + " did not work: " + say(result.error())] {
                console_.print(text);
                no_more_waiting();
            });
        }
    };
}

void Talk::begin(const Session& session) {
    session_ = session;
    last_mine_ = 0;
    last_read_by_other_ = 0;
    minutes_told_ = 0;
    tell_briefing();
    for (const auto& participant : session.participants) {
        if (participant.person_id == me_ && !participant.joined) {
            client_.join(session.session_id, tell_failure<Session>("joining"));
        }
    }
    wait_for_answer();
    if (is_coach()) {
        // The first word is the coach's: they wait for nothing but the learner's arrival.
        seconds_to_wait_ = 1;
    }
}

bool Talk::is_coach() const {
    const auto* them = other();
    return them == nullptr || them->role != SessionRole::coach;
}

void Talk::tell_briefing() {
    const auto* them = other();
    const auto* role = is_coach() ? "the learner" : "your coach";
    console_.bell();
    console_.print();
    console_.print("== You are matched with " + (them == nullptr ? "somebody" : them->name) + ", " + role +
                   ".");
    if (const auto why = reasons_of(session_); !why.empty()) {
        console_.print("   Why: " + why + '.');
    }
    console_.print("   Issue " + std::to_string(session_.issue_id) + ": " + session_.issue.title);
    if (!session_.issue.description.empty()) {
        console_.print("   " + session_.issue.description);
    }
    if (session_.issue.sessions > 1) {
        console_.print("   Earlier sessions on it: " + std::to_string(session_.issue.sessions - 1));
    }
    console_.print("   " + std::to_string(session_.length.count()) +
                   " minutes. Type to talk; /help lists commands.");
}

void Talk::session_changed(const Session& session) {
    if (!is_live()) {
        if (session.state != SessionState::ended && !has_left(session, me_)) {
            begin(session);
        }
        return;
    }
    if (session.session_id != session_.session_id) {
        return;
    }
    const auto before = std::exchange(session_, session);
    tell_changes(before);
    if (session.state != SessionState::ended && has_left(session, me_)) {
        console_.print("== You have left; the others talk on.");
        const auto left = std::exchange(session_, Session{});
        console_.release_input();
        ended_(left);
        return;
    }
    if (session.state == SessionState::ended) {
        console_.print("== The session has ended: " + say(session.outcome) + '.');
        if (!session.next_step.empty()) {
            console_.print("== Next step: " + session.next_step);
        }
        const auto ended = std::exchange(session_, Session{});
        console_.release_input();
        ended_(ended);
    }
}

void Talk::tell_experts(const Session& before) {
    for (const auto& expert : session_.participants) {
        if (expert.role != SessionRole::expert || expert.person_id == me_) {
            continue;
        }
        const auto was = std::find_if(
            before.participants.begin(), before.participants.end(),
            [&](const Participant& each) { return each.person_id == expert.person_id && !each.left; });
        if (was == before.participants.end() && !expert.left) {
            console_.bell();
            console_.print("== " + expert.name + " joins as a second expert.");
        } else if (was != before.participants.end() && expert.left) {
            console_.print("== " + expert.name + " has left.");
        }
    }
}

void Talk::tell_changes(const Session& before) {
    const auto now = client_.server_now();
    if (session_.state != before.state) {
        if (session_.state == SessionState::active) {
            console_.print("== Both are here." +
                           (session_.ends ? " Time until " + clock_time(*session_.ends) + '.' : ""));
            if (is_coach()) {
                no_more_waiting();
            }
        } else if (session_.state == SessionState::wrap_up) {
            console_.bell();
            console_.print("== Time is up. Three more minutes to write; /end resolved, another or referred.");
        }
    }
    if (session_.length != before.length) {
        console_.print("== Extended to " + std::to_string(session_.length.count()) + " minutes.");
    } else if (session_.extension_proposed_by != before.extension_proposed_by) {
        if (session_.extension_proposed_by == me_) {
            console_.print("== You proposed 30 minutes.");
        } else if (session_.extension_proposed_by != 0) {
            console_.bell();
            console_.print("== " + name_of(session_.extension_proposed_by) +
                           " proposes 30 minutes: /extend yes or /extend no.");
        } else {
            console_.print("== The time stays as it is.");
        }
    }
    if (session_.state != SessionState::ended) {
        tell_experts(before);
    }
    const auto* them = other();
    for (const auto& was : before.participants) {
        if (them == nullptr || was.person_id != them->person_id || session_.state == SessionState::ended) {
            continue;
        }
        if (was.connected && !them->connected) {
            console_.print(
                "== " + them->name + " lost the connection" +
                (them->grace_ends ? "; there are " + length(*them->grace_ends - now) + " to come back" : "") +
                '.');
        } else if (!was.connected && them->connected && was.joined) {
            console_.print("== " + them->name + " is back.");
        }
    }
}

void Talk::message(const Message& message) {
    if (message.session_id != session_.session_id) {
        return;
    }
    auto line = clock_time(message.sent) + "  " + name_of(message.sender_id) + ": ";
    if (message.reply_to != 0) {
        line += "(to " + std::to_string(message.reply_to) + ") ";
    }
    if (message.moment) {
        line += '[' + say(*message.moment) + "] ";
    }
    console_.print(line + (message.redacted ? "(erased)" : message.text));
    if (message.sender_id == me_) {
        last_mine_ = message.number;
        return;
    }
    client_.mark_read(message.session_id, message.number);
    // A script goes on when its own last line was answered, not at messages that crossed with it.
    if (message.number > last_mine_) {
        no_more_waiting();
    }
}

void Talk::typing(const TypingChanged& typing) {
    if (typing.session_id == session_.session_id && typing.typing) {
        console_.hint(name_of(typing.person_id) + " is typing ...");
    }
}

void Talk::marks(const MarksChanged& marks) {
    if (marks.session_id != session_.session_id || marks.person_id == me_) {
        return;
    }
    if (marks.read_to >= last_mine_ && last_mine_ > last_read_by_other_) {
        console_.hint("read by " + name_of(marks.person_id));
    }
    last_read_by_other_ = std::max(last_read_by_other_, marks.read_to);
}

void Talk::ending_soon(const EndingSoon& soon) {
    if (soon.session_id == session_.session_id) {
        console_.bell();
        console_.print("== Until " + clock_time(soon.ends) +
                       ". One thing to try next? Enough for today, or more (/extend)?");
    }
}

void Talk::tell_time() {
    if (!session_.ends) {
        console_.print("== It has not begun yet.");
        return;
    }
    console_.print("== " + length(std::max(*session_.ends - client_.server_now(), Time::duration{0})) +
                   " left.");
}

void Talk::second() {
    if (!is_live()) {
        return;
    }
    if (seconds_to_wait_ > 0 && --seconds_to_wait_ == 0) {
        if (is_writable(session_)) {
            console_.release_input();
        } else {
            seconds_to_wait_ = 1;
        }
    }
    if (session_.state != SessionState::active || !session_.ends) {
        return;
    }
    const auto left = ceil<minutes>(*session_.ends - client_.server_now()).count();
    for (const auto tell : kTellAt) {
        if (left == tell && minutes_told_ != left && session_.length > minutes{left}) {
            minutes_told_ = left;
            tell_time();
        }
    }
}

void Talk::wait_for_answer() {
    seconds_to_wait_ = kLongestWaitForAnswer;
    console_.hold_input();
}

void Talk::no_more_waiting() {
    if (is_writable(session_)) {
        seconds_to_wait_ = 0;
        console_.release_input();
    }
}

void Talk::say_line(const std::string& text) {
    if (trimmed(text).empty()) {
        return;
    }
    if (!is_writable(session_)) {
        console_.print("== Not yet: the other is still on the way.");
        return;
    }
    if (client_.state() == ConnectionState::connected) {
        // It comes back on the screen once the server has it.
        console_.take_back_typed();
    } else {
        console_.print("== No connection: it is sent as soon as there is one.");
    }
    last_mine_ = std::max(last_mine_, session_.last_number);
    client_.send({session_.session_id, text, std::nullopt, 0}, tell_failure<SentMessage>("sending"));
    wait_for_answer();
}

bool Talk::command(const std::string& word, const std::string& rest) {
    if (word == "/end") {
        end(rest);
    } else if (word == "/extend") {
        extend(rest);
    } else if (word == "/wrong") {
        client_.wrong_match(session_.session_id, tell_failure<Session>("undoing the match"));
    } else if (word == "/time") {
        tell_time();
    } else {
        return false;
    }
    return true;
}

void Talk::end(const std::string& words) {
    const auto given = trimmed(words);
    const auto space = given.find(' ');
    const auto stated = outcome_in(given.substr(0, space));
    if (!stated) {
        console_.print(
            "Say /end resolved, /end another, /end referred, or /end alone; what you write after the "
            "outcome is the next step for both.");
        return;
    }
    const auto next_step = space == std::string::npos ? std::string() : trimmed(given.substr(space));
    client_.end_session(session_.session_id, *stated, next_step, tell_failure<Session>("ending"));
    wait_for_answer();
}

void Talk::extend(const std::string& answer) {
    const auto yes = trimmed(answer).empty() ? std::optional{true} : yes_or_no(answer);
    if (!yes) {
        console_.print("Say /extend, /extend yes or /extend no.");
        return;
    }
    client_.extend(session_.session_id, *yes, tell_failure<Session>("extending"));
}

void Talk::input_ended() {
    if (is_live()) {
        end({});
    }
}

std::string talk_help() {
    return "  /end [resolved|another|referred]   end the session\n"
           "  /extend [yes|no]                   30 instead of 15 minutes, when both agree\n"
           "  /wrong                             wrong match (in the first three minutes; nobody is blamed)\n"
           "  /time                              time left\n";
}

}  // namespace examples
