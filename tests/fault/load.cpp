#include "fault/load.hpp"

#include <chrono>
#include <utility>

namespace courtside::test {
namespace {

constexpr int most_in_flight = 4;
constexpr int least_messages = 3;
constexpr int most_messages = 30;

/// Only these come from what a kill does to a plan; every other refusal is a fault.
bool is_late(const Error& error) {
    return error.code == ErrorCode::stopped || error.code == ErrorCode::wrong_session_state ||
           error.code == ErrorCode::offer_not_open;
}

std::string text_of(const Error& error) {
    return std::string(name(error.code)) + ", " + error.text;
}

}  // namespace

LoadPerson::LoadPerson(std::string subject, const std::string& url, const std::string& token,
                       std::shared_ptr<Runtime> runtime, Ledger& ledger, std::uint64_t seed)
    : subject_(std::move(subject)), ledger_(ledger), random_(seed) {
    Options options;
    options.url = url;
    options.token = fixed_token(token);
    options.device_id = subject_;
    options.runtime = std::move(runtime);
    options.back_off_least = std::chrono::milliseconds{10};
    options.back_off_most = std::chrono::milliseconds{100};
    client_ = std::make_unique<Client>(std::move(options), handlers());
}

int LoadPerson::random(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
}

Handlers LoadPerson::handlers() {
    Handlers handlers;
    handlers.state_changed = [this](const StateChange& change) {
        const bool is = change.state == ConnectionState::connected;
        if (is != std::exchange(connected_, is)) {
            ledger_.connected(is);
        }
        if (change.state == ConnectionState::disconnected && change.reason != StateReason::asked) {
            ledger_.violated(subject_ + " was sent away: " + change.text);
        }
    };
    handlers.welcome = [this](const Welcome& welcome) {
        me_ = welcome.me.person_id;
        on_welcome();
    };
    handlers.offer_made = [this](const Offer& offer) {
        on_offer(offer);
        return true;
    };
    handlers.session_changed = [this](const Session& session) { session_changed(session); };
    handlers.message = [this](const Message& value) { message(value); };
    return handlers;
}

void LoadPerson::session_changed(const Session& session) {
    const SessionId id = session.session_id;
    Talk& talk = talks_[id];
    if (session.state == SessionState::starting && !std::exchange(talk.joined, true)) {
        client_->join(id, [this](const Result<Session>& result) {
            if (!result && !is_late(result.error())) {
                ledger_.violated(subject_ + " could not join: " + text_of(result.error()));
            }
        });
    } else if (session.state == SessionState::active && !std::exchange(talk.active, true)) {
        talk.to_send = random(least_messages, most_messages);
        say(id, talk);
    } else if (session.state == SessionState::ended && !std::exchange(talk.ended, true)) {
        ledger_.ended(id, session.outcome);
        if (talk.heard != session.last_number) {
            ledger_.violated(subject_ + " heard " + std::to_string(talk.heard) + " of " +
                             std::to_string(session.last_number) + " messages of session " +
                             std::to_string(id));
        }
        close_with_word(id);
        on_ended(id);
    }
}

void LoadPerson::message(const Message& message) {
    Talk& talk = talks_[message.session_id];
    if (message.number != talk.heard + 1) {
        ledger_.violated(subject_ + " heard message " + std::to_string(message.number) + " after " +
                         std::to_string(talk.heard));
    }
    talk.heard = message.number;
    ledger_.knows_message(message.session_id, message.number, message.text);
}

void LoadPerson::say(SessionId id, Talk& talk) {
    while (talk.to_send > 0 && talk.in_flight < most_in_flight && !talk.ended) {
        --talk.to_send;
        ++talk.in_flight;
        std::string text = subject_ + " says " + std::to_string(++texts_);
        ledger_.submits_message(text);
        NewMessage message;
        message.session_id = id;
        message.text = text;
        client_->send(message,
                      [this, id, text](const Result<SentMessage>& result) { said(id, text, result); });
    }
    if (talk.to_send == 0 && talk.in_flight == 0) {
        on_all_said(id, talk);
    }
}

void LoadPerson::said(SessionId id, const std::string& text, const Result<SentMessage>& result) {
    if (result) {
        ledger_.knows_message(result->session_id, result->number, text);
    } else if (!is_late(result.error())) {
        ledger_.violated(subject_ + " could not send: " + text_of(result.error()));
    } else if (result.error().code != ErrorCode::stopped) {
        ledger_.refused_message(text);
    }
    if (!result && result.error().code == ErrorCode::stopped) {
        return;
    }
    Talk& talk = talks_[id];
    --talk.in_flight;
    say(id, talk);
}

void LoadPerson::close_with_word(SessionId id) {
    ClosingWord word;
    word.session_id = id;
    word.solved = Answer::yes;
    word.line = subject_;
    client_->close_with_word(word, [this, id](const Result<Done>& result) {
        if (result) {
            ledger_.closed_with_word(id);
        } else if (result.error().code != ErrorCode::stopped) {
            ledger_.violated("a closing word was refused: " + text_of(result.error()));
        }
    });
}

void LoadLearner::on_welcome() {
    if (!std::exchange(begun_, true)) {
        begin();
    }
}

void LoadLearner::begin() {
    if (stopping_) {
        stopped_ = true;
        return;
    }
    ledger().submits_issue(me());
    client().open_issue({"Issue of " + subject(), ""}, [this](const Result<Issue>& result) {
        if (result) {
            ledger().opened(*result);
            ask(result->issue_id);
        } else if (result.error().code != ErrorCode::stopped) {
            ledger().violated("an issue was refused: " + text_of(result.error()));
        }
    });
}

void LoadLearner::ask(IssueId issue) {
    ledger().submits_request(me());
    NewRequest request;
    request.issue_id = issue;
    request.skill = "S1.1";
    client().ask(request, [this](const Result<Request>& result) {
        if (result) {
            ledger().asked(me(), *result);
        } else if (result.error().code != ErrorCode::stopped) {
            ledger().violated("a request was refused: " + text_of(result.error()));
        }
    });
}

void LoadLearner::on_all_said(SessionId id, Talk& talk) {
    if (talk.ended) {
        return;
    }
    const auto outcome = static_cast<Outcome>(random(1, 4));
    client().end_session(id, outcome, [this, id, outcome](const Result<Session>& result) {
        if (result) {
            ledger().ended(id, outcome);
        } else if (!is_late(result.error())) {
            ledger().violated("a session could not be ended: " + text_of(result.error()));
        }
    });
}

void LoadLearner::on_ended(SessionId) {
    begin();
}

void LoadCoach::on_welcome() {
    client().set_ready_until(
        client().server_now() + std::chrono::hours(11), [this](const Result<Presence>& result) {
            const bool again = !result && (result.error().code == ErrorCode::disconnected ||
                                           result.error().code == ErrorCode::stopped);
            if (!result && !again) {
                ledger().violated("a coach could not be ready: " + text_of(result.error()));
            }
        });
}

void LoadCoach::on_offer(const Offer& offer) {
    client().accept(offer.offer_id, [this](const Result<Session>& result) {
        if (!result && !is_late(result.error())) {
            ledger().violated("an offer could not be accepted: " + text_of(result.error()));
        }
    });
}

}  // namespace courtside::test
