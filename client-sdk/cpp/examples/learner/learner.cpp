#include "learner.hpp"

#include "../common/on_console.hpp"
#include "../common/words.hpp"
#include "skill_search.hpp"

#include <utility>

namespace examples {

using namespace courtside;

namespace {

constexpr std::size_t kSuggestions = 9;
/// Of a catalogue far larger than any real one.
constexpr std::size_t kMostSkills = 20'000;

bool is_open(const Request& request) {
    return request.state == RequestState::waiting || request.state == RequestState::offered ||
           request.state == RequestState::booked;
}

bool is_about_request(const std::string& word) {
    return word == "/cancel" || word == "/solved" || word == "/promise" || word == "/wait" ||
           word == "/widen";
}

}  // namespace

Learner::Learner(Console& console, Options options, LearnerFlags flags)
    : console_(console),
      flags_(std::move(flags)),
      reading_(console_, client_),
      own_data_(console_, client_),
      closing_(console_, client_, [this] { console_.quit(0); }),
      client_(std::move(options), handlers()) {}

Handlers Learner::handlers() {
    Handlers out;
    out.state_changed = on_console<StateChange>(console_, [this](const auto& it) { state_changed(it); });
    out.welcome = on_console<Welcome>(console_, [this](const auto& it) { welcome(it); });
    out.request_changed = on_console<Request>(console_, [this](const auto& it) { request_changed(it); });
    out.session_changed = on_console<Session>(console_, [this](const auto& it) { session_changed(it); });
    out.message = on_console<Message>(console_, [this](const auto& it) { talk_->message(it); });
    out.typing = on_console<TypingChanged>(console_, [this](const auto& it) { talk_->typing(it); });
    out.marks = on_console<MarksChanged>(console_, [this](const auto& it) { talk_->marks(it); });
    out.promise_reminder = on_console<PromiseReminder>(console_, [this](const auto& it) { reminded(it); });
    out.ending_soon = on_console<EndingSoon>(console_, [this](const auto& it) { talk_->ending_soon(it); });
    return out;
}

int Learner::run() {
    console_.print(
        "Courtside: a coach within minutes. You and your coach read what you write here, nobody else.");
    console_.hold_input();
    client_.connect();
    return console_.run({[this](const std::string& text) { line(text); }, [this] { input_ended(); },
                         [this] {
                             if (talk_) {
                                 talk_->second();
                             }
                         }});
}

void Learner::state_changed(const StateChange& change) {
    if (own_data_.erased()) {
        return;
    }
    console_.print("-- " + say(change));
    if (change.state == ConnectionState::disconnected && change.reason != StateReason::asked) {
        console_.quit(1);
    }
}

void Learner::welcome(const Welcome& welcome) {
    me_ = welcome.me.person_id;
    if (!talk_) {
        talk_ = std::make_unique<Talk>(console_, client_, welcome.me.person_id,
                                       [this](const Session& session) { session_ended(session); });
        console_.print("Hello " + welcome.me.name + '.');
    }
    if (step_ == Step::signing_in && welcome.requests.empty() && welcome.sessions.empty()) {
        start_over();
    } else if (step_ == Step::waiting && welcome.requests.empty() && welcome.sessions.empty()) {
        console_.print("Your request ended while there was no connection.");
        start_over();
    }
}

void Learner::start_over() {
    title_ = std::exchange(flags_.issue, {});
    skill_.reset();
    minutes_ = 0;
    request_ = {};
    last_waiting_.clear();
    console_.release_input();
    if (catalogue_.empty() && flags_.skill.empty()) {
        fetch_catalogue({});
    }
    go_on();
}

void Learner::go_on() {
    if (title_.empty()) {
        step_ = Step::what_is_stuck;
        console_.print("What's stuck? (one line)");
        return;
    }
    if (!skill_ && !flags_.skill.empty()) {
        skill_ = Skill{flags_.skill, flags_.skill, {}};
    }
    if (!skill_) {
        step_ = Step::which_skill;
        if (catalogue_complete_) {
            suggest(title_);
        } else {
            console_.hold_input();
        }
        return;
    }
    if (minutes_ == 0 && flags_.minutes == 0) {
        step_ = Step::how_long;
        console_.print("15 or 30 minutes? (empty: 15)");
        return;
    }
    ask();
}

void Learner::fetch_catalogue(const std::string& after) {
    client_.fetch_skills(after, 0, [this](const Result<SkillsPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("The catalogue of skills can't be read: " + say(page.error()));
                console_.quit(1);
                return;
            }
            catalogue_.insert(catalogue_.end(), page->skills.begin(), page->skills.end());
            if (!page->next.empty() && catalogue_.size() < kMostSkills) {
                fetch_catalogue(page->next);
                return;
            }
            catalogue_complete_ = true;
            console_.release_input();
            if (step_ == Step::which_skill) {
                go_on();
            }
        });
    });
}

void Learner::suggest(const std::string& words) {
    suggested_ = find_skills(catalogue_, words, kSuggestions);
    if (suggested_.empty()) {
        console_.print("What skill is it about? Type a word or two of it.");
        return;
    }
    console_.print("What is it about? Type a number, or other words to look for.");
    for (std::size_t at = 0; at < suggested_.size(); ++at) {
        console_.print("  " + std::to_string(at + 1) + "  " + suggested_[at].label + " (" +
                       suggested_[at].code + ')');
    }
}

void Learner::choose_skill(const std::string& text) {
    const auto number = text.empty() ? std::optional<std::uint64_t>{1} : number_in(text);
    if (number && *number >= 1 && *number <= suggested_.size()) {
        skill_ = suggested_[*number - 1];
        go_on();
    } else {
        suggest(text);
    }
}

void Learner::ask() {
    step_ = Step::asking;
    console_.hold_input();
    NewRequest wish;
    wish.length = std::chrono::minutes{minutes_ != 0 ? minutes_ : flags_.minutes};
    wish.skill = skill_->code;
    client_.open_issue({title_, {}}, [this, wish](const Result<Issue>& issue) mutable {
        if (!issue) {
            console_.post([this, error = issue.error()] { asked(error); });
            return;
        }
        wish.issue_id = issue->issue_id;
        client_.ask(wish, [this](const Result<Request>& result) {
            console_.post([this, result] { asked(result); });
        });
    });
}

void Learner::ask_again(const std::string& issue) {
    const auto number = number_in(trimmed(issue));
    if (!number) {
        console_.print("Say which: /again NUMBER (see /issues)");
        return;
    }
    step_ = Step::asking;
    FurtherRequest wish;
    wish.issue_id = *number;
    wish.length = std::chrono::minutes{flags_.minutes != 0 ? flags_.minutes : 15};
    client_.ask_again(
        wish, [this](const Result<Request>& result) { console_.post([this, result] { asked(result); }); });
}

void Learner::asked(const Result<Request>& result) {
    if (!result) {
        console_.print("That can't be asked: " + say(result.error()));
        if (!console_.is_interactive()) {
            console_.quit(1);
            return;
        }
        flags_.skill.clear();
        start_over();
    }
}

void Learner::request_changed(const Request& request) {
    request_ = request;
    const auto text = say(request);
    if (text != last_waiting_) {
        last_waiting_ = text;
        console_.print("-- " + text);
    }
    if (is_open(request)) {
        if (step_ != Step::talking) {
            step_ = Step::waiting;
            console_.hold_input();
        }
    } else if (request.state != RequestState::matched && step_ == Step::waiting) {
        // It is over without a session.
        console_.quit(request.state == RequestState::expired ? 3 : 0);
    }
}

void Learner::reminded(const PromiseReminder& reminder) {
    console_.bell();
    console_.print("== " + say(reminder));
}

void Learner::session_changed(const Session& session) {
    if (session.state != SessionState::ended) {
        step_ = Step::talking;
    }
    talk_->session_changed(session);
}

void Learner::session_ended(const Session& session) {
    if (session.outcome == Outcome::no_show || session.outcome == Outcome::wrong_match) {
        // A new request is open, in front.
        step_ = Step::waiting;
        console_.hold_input();
        return;
    }
    step_ = Step::closing_word;
    closing_.begin(session.session_id);
    if (input_ended_) {
        closing_.finish();
    }
}

void Learner::line(const std::string& text) {
    if (text.starts_with('/')) {
        command(text);
        return;
    }
    switch (step_) {
        case Step::what_is_stuck:
            title_ = trimmed(text);
            go_on();
            break;
        case Step::which_skill:
            choose_skill(trimmed(text));
            break;
        case Step::how_long: {
            const auto minutes =
                trimmed(text).empty() ? std::optional<std::uint64_t>{15} : number_in(trimmed(text));
            minutes_ = minutes == 15U || minutes == 30U ? static_cast<unsigned>(*minutes) : 0;
            go_on();
            break;
        }
        case Step::talking:
            talk_->say_line(text);
            break;
        case Step::closing_word:
            closing_.line(text);
            break;
        case Step::signing_in:
        case Step::asking:
        case Step::waiting:
            console_.print("Waiting for a coach. /help lists what you can do meanwhile.");
            break;
    }
}

void Learner::command(const std::string& text) {
    const auto [word, rest] = split_word(text);
    const auto tell = [this](const Result<Done>& result) {
        if (!result) {
            console_.post(
                [this, error = result.error()] { console_.print("That did not work: " + say(error)); });
        }
    };
    if (word == "/quit") {
        console_.quit(0);
    } else if (word == "/help") {
        help();
    } else if (step_ == Step::signing_in) {
        console_.print("One moment: signing in.");
    } else if (is_about_request(word) && !is_open(request_)) {
        console_.print("There is no open request.");
    } else if (word == "/cancel") {
        // Its end is told by RequestChanged or by the next sign-in, whoever ended it.
        client_.cancel(request_.request_id, [this, tell](const Result<Done>& result) {
            tell(result);
            if (result) {
                console_.post([this] { console_.quit(0); });
            }
        });
    } else if (word == "/solved") {
        client_.solved_alone(request_.request_id, [this, tell](const Result<Done>& result) {
            tell(result);
            if (result) {
                console_.post([this] {
                    console_.print("Solved it yourself: well done.");
                    console_.quit(0);
                });
            }
        });
    } else if (choose(word)) {
        return;
    } else if (word == "/again") {
        ask_again(rest);
    } else if (!own_data_.command(word, rest, me_) &&
               !reading_.command(word, rest, talk_->session().session_id) &&
               !(talk_->is_live() && talk_->command(word, rest))) {
        console_.print(word + " can't be done here; /help lists what can.");
    }
}

bool Learner::choose(const std::string& word) {
    // What comes of it is told by RequestChanged.
    const auto tell = [this](const Result<Request>& result) {
        if (!result) {
            console_.post(
                [this, error = result.error()] { console_.print("That did not work: " + say(error)); });
        }
    };
    if (word == "/promise" && !request_.proposed) {
        console_.print("No time is proposed now.");
    } else if (word == "/promise") {
        client_.take_promise(request_.request_id, *request_.proposed, tell);
    } else if (word == "/wait") {
        client_.give_promise_back(request_.request_id, tell);
    } else if (word == "/widen") {
        client_.widen(request_.request_id, tell);
    } else {
        return false;
    }
    return true;
}

void Learner::input_ended() {
    input_ended_ = true;
    switch (step_) {
        case Step::talking:
            talk_->input_ended();
            break;
        case Step::closing_word:
            closing_.finish();
            break;
        default:
            console_.quit(0);
            break;
    }
}

void Learner::help() {
    console_.print(
        talk_help() + reading_help() + own_data_help() +
        "  /again ISSUE                       ask for a further session on an issue\n"
        "  /promise, /wait                    take the time that is proposed; keep waiting instead\n"
        "  /widen                             ask one level below, in any of my languages\n"
        "  /cancel                            take the request back\n"
        "  /solved                            solved it myself\n"
        "  /quit                              leave; an open request stays open");
}

}  // namespace examples
