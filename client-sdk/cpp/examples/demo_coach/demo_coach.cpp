#include "demo_coach.hpp"

#include "../common/words.hpp"
#include "prompts.hpp"

#include <utility>

namespace examples {

using namespace courtside;
using namespace std::chrono;

namespace {

constexpr hours kReadyFor{8};
/// Well before the server takes a silent client for absent (30 minutes).
constexpr minutes kRepeatReady{10};
/// After it was made away, by a missed offer for one.
constexpr seconds kReadyAgain{5};

}  // namespace

std::shared_ptr<DemoCoach> DemoCoach::make(Settings settings) {
    return std::shared_ptr<DemoCoach>(new DemoCoach(std::move(settings)));
}

DemoCoach::DemoCoach(Settings settings)
    : settings_(std::move(settings)), runtime_(settings_.options.runtime) {}

void DemoCoach::start() {
    client_ = std::make_unique<Client>(settings_.options, handlers());
    client_->connect();
    stay_ready();
}

void DemoCoach::stay_ready() {
    later(kRepeatReady, [](DemoCoach& coach) {
        coach.be_ready();
        coach.stay_ready();
    });
}

void DemoCoach::stop() {
    client_.reset();
    // Its own thread must not be the one that releases it last.
    settings_.options.runtime.reset();
    runtime_.reset();
}

void DemoCoach::later(milliseconds delay, std::function<void(DemoCoach&)> work) {
    runtime_->after(delay, [weak = weak_from_this(), work = std::move(work)] {
        if (const auto self = weak.lock(); self && self->client_) {
            work(*self);
        }
    });
}

void DemoCoach::say(const std::string& what) const {
    settings_.log(name_ + ": " + what);
}

Handlers DemoCoach::handlers() {
    Handlers out;
    out.state_changed = [this](const StateChange& change) { state_changed(change); };
    out.welcome = [this](const Welcome& it) { welcome(it); };
    out.presence = [this](const Presence& it) { presence(it); };
    out.offer_made = [this](const Offer& offer) {
        say("offered \"" + offer.title + '"');
        client_->accept(offer.offer_id, [this](const Result<Session>& result) {
            if (!result) {
                say("could not accept: " + examples::say(result.error()));
            }
        });
        return true;
    };
    out.session_changed = [this](const Session& it) { session_changed(it); };
    out.message = [this](const Message& it) { message(it); };
    return out;
}

void DemoCoach::state_changed(const StateChange& change) {
    say(examples::say(change));
    if (change.state == ConnectionState::disconnected && change.reason != StateReason::asked) {
        settings_.failed();
    }
}

void DemoCoach::welcome(const Welcome& welcome) {
    me_ = welcome.me.person_id;
    name_ = welcome.me.name;
    be_ready();
}

void DemoCoach::be_ready() {
    client_->set_ready_until(client_->server_now() + kReadyFor, [this](const Result<Presence>& result) {
        if (!result && result.error().code != ErrorCode::disconnected &&
            result.error().code != ErrorCode::stopped) {
            say("can't be ready: " + examples::say(result.error()));
        }
    });
}

void DemoCoach::presence(const Presence& presence) {
    if (presence.state == PresenceState::away) {
        later(kReadyAgain, [](DemoCoach& coach) { coach.be_ready(); });
    }
}

void DemoCoach::session_changed(const Session& session) {
    if (session.state == SessionState::ended) {
        if (session.session_id == session_.session_id) {
            say("the session has ended: " + examples::say(session.outcome));
            session_ = {};
        }
        return;
    }
    const bool is_new = session.session_id != session_.session_id;
    const auto before = std::exchange(session_, session);
    if (is_new) {
        heard_ = 0;
        said_ = 0;
        times_said_ = 0;
        joining_ = false;
        saying_ = false;
        say("in session " + std::to_string(session.session_id));
    }
    for (const auto& participant : session.participants) {
        if (participant.person_id == me_ && !participant.joined && !std::exchange(joining_, true)) {
            client_->join(session.session_id, [this](const Result<Session>& result) {
                if (!result) {
                    say("could not join: " + examples::say(result.error()));
                }
            });
        }
    }
    if (session.extension_proposed_by != 0 && session.extension_proposed_by != me_ &&
        before.extension_proposed_by != session.extension_proposed_by) {
        client_->extend(session.session_id, true, {});
    }
    if (session.state == SessionState::wrap_up && before.state != SessionState::wrap_up) {
        const auto words = goodbye();
        client_->send({session.session_id, words.text, words.moment, 0}, {});
        client_->end_session(session.session_id, Outcome::unspecified, {});
    } else if (session.state == SessionState::active) {
        say_soon();
    }
}

void DemoCoach::message(const Message& message) {
    if (message.session_id != session_.session_id) {
        return;
    }
    client_->mark_read(message.session_id, message.number);
    if (message.sender_id == me_) {
        // Also what it said before this program was started anew.
        said_ = message.number;
        ++times_said_;
        return;
    }
    last_text_ = message.text;
    heard_ = message.number;
    say_soon();
}

void DemoCoach::say_soon() {
    const bool owes_words = said_ == 0 || said_ < heard_;
    if (!owes_words || saying_ || session_.state != SessionState::active) {
        return;
    }
    saying_ = true;
    client_->typing(session_.session_id, true);
    later(settings_.pace, [session = session_.session_id](DemoCoach& coach) { coach.say_now(session); });
}

void DemoCoach::say_now(SessionId session) {
    if (session != session_.session_id) {
        return;
    }
    client_->typing(session, false);
    const bool owes_words = said_ == 0 || said_ < heard_;
    if (!owes_words || session_.state != SessionState::active) {
        saying_ = false;
        return;
    }
    const auto words = times_said_ == 0 ? greeting(session_) : answer_to(last_text_, times_said_ - 1);
    client_->send({session, words.text, words.moment, 0}, [this, session](const Result<SentMessage>& result) {
        if (session != session_.session_id) {
            return;
        }
        saying_ = false;
        if (result) {
            // The learner may have written meanwhile.
            say_soon();
        } else {
            say("could not send: " + examples::say(result.error()));
        }
    });
}

}  // namespace examples
