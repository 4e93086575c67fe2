#include "coach.hpp"

#include "../common/on_console.hpp"
#include "../common/words.hpp"
#include "big_digits.hpp"

#include <algorithm>
#include <utility>

namespace examples {

using namespace courtside;
using namespace std::chrono;

namespace {

/// The server takes 30 minutes without any activity as absence.
constexpr int kRepeatReadySeconds = 10 * 60;
constexpr minutes kLongestReady = hours{12};

std::string say(const Presence& presence) {
    switch (presence.state) {
        case PresenceState::ready: {
            auto text =
                "you are ready" +
                (presence.ready_until ? " until " + clock_time(*presence.ready_until) : std::string{});
            if (presence.next_offer_from) {
                text += "; nothing is offered before " + clock_time(*presence.next_offer_from);
            }
            return text;
        }
        case PresenceState::in_session:
            return "you are in a session";
        default:
            if (presence.reason == PresenceReason::unspecified || presence.reason == PresenceReason::chosen) {
                return "you are away";
            }
            return "you are away: " + examples::say(presence.reason);
    }
}

DeclineReason decline_reason(const std::string& text) {
    const auto word = lower(text);
    const auto has = [&word](const char* part) { return word.find(part) != std::string::npos; };
    if (has("busy")) {
        return DeclineReason::busy;
    }
    if (has("skill")) {
        return DeclineReason::not_my_skill;
    }
    if (has("long")) {
        return DeclineReason::too_long;
    }
    if (has("conflict") || has("know them")) {
        return DeclineReason::conflict;
    }
    return word.empty() ? DeclineReason::unspecified : DeclineReason::other;
}

}  // namespace

Coach::Coach(Console& console, Options options, minutes ready)
    : console_(console),
      ready_(ready),
      reading_(console_, client_),
      closing_(console_, client_, [this] { console_.print("-- /ready MINUTES, /away or /quit"); }),
      client_(std::move(options), handlers()) {}

Handlers Coach::handlers() {
    Handlers out;
    out.state_changed = on_console<StateChange>(console_, [this](const auto& it) { state_changed(it); });
    out.welcome = on_console<Welcome>(console_, [this](const auto& it) { welcome(it); });
    out.presence = on_console<Presence>(console_, [this](const auto& it) { presence(it); });
    out.offer_made = [this](const Offer& offer) {
        // Confirmed when it really is on the screen.
        console_.post([this, offer] { offer_made(offer); });
        return false;
    };
    out.offer_closed = on_console<OfferClosed>(console_, [this](const auto& it) { offer_closed(it); });
    out.session_changed = on_console<Session>(console_, [this](const auto& it) {
        talk_->session_changed(it);
        session_ = talk_->is_live() ? talk_->session().session_id : session_;
    });
    out.message = on_console<Message>(console_, [this](const auto& it) { talk_->message(it); });
    out.typing = on_console<TypingChanged>(console_, [this](const auto& it) { talk_->typing(it); });
    out.marks = on_console<MarksChanged>(console_, [this](const auto& it) { talk_->marks(it); });
    out.promise_reminder = on_console<PromiseReminder>(console_, [this](const auto& it) { reminded(it); });
    out.ending_soon = on_console<EndingSoon>(console_, [this](const auto& it) { talk_->ending_soon(it); });
    return out;
}

int Coach::run() {
    console_.print("Courtside, the coach's side. Close this program and you miss requests.");
    console_.hold_input();
    client_.connect();
    return console_.run(
        {[this](const std::string& text) { line(text); }, [this] { input_ended(); }, [this] { second(); }});
}

void Coach::tell_failure(const std::string& doing, const Error& error) {
    console_.post([this, text = doing + " did not work: " + examples::say(error)] { console_.print(text); });
}

void Coach::state_changed(const StateChange& change) {
    console_.print("-- " + examples::say(change));
    if (change.state == ConnectionState::disconnected && change.reason != StateReason::asked) {
        console_.quit(1);
    }
}

void Coach::welcome(const Welcome& welcome) {
    if (!talk_) {
        talk_ = std::make_unique<Talk>(console_, client_, welcome.me.person_id,
                                       [this](const Session& session) { session_ended(session); });
        console_.print("Hello " + welcome.me.name + '.');
        be_ready(ready_);
        if (welcome.preferences) {
            preferences_ = *welcome.preferences;
        }
        if (welcome.offers.empty() && welcome.sessions.empty()) {
            help();
        }
    } else if (wants_to_be_ready()) {
        // Presence is a statement about now: nobody repeats it over a lost connection but the coach.
        send_ready();
    }
}

void Coach::be_ready(minutes time) {
    ready_until_ = client_.server_now() + std::clamp(time, minutes{1}, kLongestReady);
    send_ready();
}

bool Coach::wants_to_be_ready() const {
    return ready_until_ && *ready_until_ > client_.server_now();
}

void Coach::send_ready() {
    seconds_to_ready_ = kRepeatReadySeconds;
    client_.set_ready_until(*ready_until_, [this](const Result<Presence>& result) {
        if (!result && result.error().code != ErrorCode::stopped) {
            tell_failure("being ready", result.error());
        }
    });
}

void Coach::presence(const Presence& presence) {
    if (presence.state == PresenceState::away && presence.reason != PresenceReason::unspecified) {
        // Whatever the reason, the coach says it again when they are back.
        ready_until_.reset();
    }
    const auto text = say(presence);
    if (text != last_presence_) {
        last_presence_ = text;
        console_.print("-- " + text);
    }
}

void Coach::reminded(const PromiseReminder& reminder) {
    console_.bell();
    console_.print("== " + examples::say(reminder));
}

void Coach::offer_made(const Offer& offer) {
    offer_ = offer;
    seconds_told_ = -1;
    console_.bell();
    console_.print();
    console_.print(
        (offer.session_id != 0 ? "== A colleague asks you into a talk: " : "== Somebody needs a coach: ") +
        offer.title);
    console_.print("   " + (offer.skill_label.empty() ? offer.skill : offer.skill_label) + ", " +
                   std::to_string(offer.length.count()) + " minutes" +
                   (offer.language.empty() ? "" : ", language " + offer.language) +
                   (offer.needed_by ? ", needed by " + clock_time(*offer.needed_by) : ""));
    std::string reasons;
    for (const auto reason : offer.reasons) {
        reasons += (reasons.empty() ? "   Why you: " : ", ") + examples::say(reason);
    }
    if (!reasons.empty()) {
        console_.print(reasons);
    }
    for (const auto rule : offer.relaxed) {
        console_.print("   " + examples::say(rule));
    }
    if (offer.accepts_itself) {
        console_.print("   It accepts itself in a moment: you are committed. /commit off changes that.");
    }
    console_.print("   y to take it; n [busy | skill | long | conflict | anything] to leave it");
    count_down();
    client_.offer_shown(offer.offer_id, [this](const Result<Done>& result) {
        if (!result && result.error().code != ErrorCode::stopped) {
            tell_failure("confirming the offer", result.error());
        }
    });
    console_.release_input();
}

void Coach::count_down() {
    if (!offer_->expires) {
        return;
    }
    const auto left = static_cast<int>(ceil<seconds>(*offer_->expires - client_.server_now()).count());
    if (std::exchange(seconds_told_, left) == left) {
        return;
    }
    // Large at first and where it gets short, small in between.
    if (left % 10 == 0 || left == 5 || left == 3) {
        console_.print(big_digits(left));
    } else if (left > 0) {
        console_.hint(std::to_string(left) + " s left to answer: y or n [reason]");
    }
}

void Coach::offer_closed(const OfferClosed& closed) {
    if (!offer_ || offer_->offer_id != closed.offer_id) {
        return;
    }
    const Offer offer = *std::exchange(offer_, std::nullopt);
    switch (closed.state) {
        case OfferState::timed_out:
            console_.print("== The offer went unanswered.");
            break;
        case OfferState::accepted:
            if (offer.accepts_itself && *offer.accepts_itself <= client_.server_now()) {
                console_.print("== The offer accepted itself.");
                break;
            }
            [[fallthrough]];
        case OfferState::declined:
            console_.print("== The offer was answered on another device.");
            break;
        default:
            console_.print("== The offer was taken back.");
            break;
    }
    if (!talk_->is_live()) {
        console_.hold_input();
    }
}

void Coach::answer_offer(const std::string& text) {
    const auto [word, rest] = split_word(text);
    const auto yes = yes_or_no(word);
    if (!yes) {
        console_.print("y or n [reason], please.");
        return;
    }
    const auto offer = offer_->offer_id;
    offer_.reset();
    if (*yes) {
        client_.accept(offer, [this](const Result<Session>& result) {
            if (!result) {
                tell_failure("accepting", result.error());
            }
        });
        return;
    }
    client_.decline(offer, decline_reason(rest), rest, [this](const Result<Done>& result) {
        if (!result) {
            tell_failure("declining", result.error());
        }
    });
    console_.print("-- declined; nobody sees it");
    console_.hold_input();
}

void Coach::session_ended(const Session& session) {
    if (session.state != SessionState::ended) {
        // Left to the others: there is no closing word before it is over.
        if (input_ended_) {
            console_.quit(0);
        }
        return;
    }
    closing_.begin(session.session_id);
    if (input_ended_) {
        closing_.finish();
    }
}

void Coach::second() {
    if (talk_) {
        talk_->second();
    }
    if (offer_) {
        count_down();
    }
    if (wants_to_be_ready() && client_.state() == ConnectionState::connected && --seconds_to_ready_ <= 0) {
        send_ready();
    }
}

void Coach::line(const std::string& text) {
    if (text.starts_with('/')) {
        command(text);
    } else if (offer_) {
        answer_offer(text);
    } else if (talk_ && talk_->is_live()) {
        talk_->say_line(text);
    } else if (closing_.is_asking()) {
        closing_.line(text);
    } else if (!trimmed(text).empty()) {
        console_.print("There is no offer right now. /help lists what you can do.");
    }
}

void Coach::command(const std::string& text) {
    const auto [word, rest] = split_word(text);
    if (word == "/quit") {
        console_.quit(0);
    } else if (word == "/help") {
        help();
    } else if (!talk_) {
        console_.print("One moment: signing in.");
    } else if (word == "/away") {
        ready_until_.reset();
        client_.set_away([this](const Result<Presence>& result) {
            if (!result) {
                tell_failure("going away", result.error());
            }
        });
    } else if (word == "/ready") {
        const auto time = number_in(rest.empty() ? std::to_string(ready_.count()) : rest);
        if (time && *time >= 1 && *time <= static_cast<std::uint64_t>(kLongestReady.count())) {
            be_ready(minutes{*time});
        } else {
            console_.print("Say how long: /ready MINUTES, at most " + std::to_string(kLongestReady.count()));
        }
    } else if (!wishes(word, rest) && !beside_talk(word, rest) &&
               !reading_.command(word, rest, talk_->session().session_id) &&
               !(talk_->is_live() && talk_->command(word, rest))) {
        console_.print(word + " can't be done here; /help lists what can.");
    }
}

void Coach::input_ended() {
    input_ended_ = true;
    if (talk_ && talk_->is_live()) {
        talk_->input_ended();
    } else if (closing_.is_asking()) {
        closing_.finish();
    } else {
        console_.quit(0);
    }
}

void Coach::help() {
    console_.print(
        "  y, n [reason]                      answer an offer\n"
        "  /ready [MINUTES], /away            your presence\n" +
        wishes_help() + beside_talk_help() + talk_help() + reading_help() +
        "  /quit                              leave");
}

}  // namespace examples
