#include "words.hpp"

#include <array>
#include <charconv>
#include <ctime>

namespace examples {

using namespace courtside;
using namespace std::chrono;

namespace {

std::string formatted(Time time, const char* format) {
    const std::time_t seconds = system_clock::to_time_t(time);
    std::tm local{};
    ::localtime_r(&seconds, &local);
    std::array<char, 32> out{};
    const auto size = std::strftime(out.data(), out.size(), format, &local);
    return {out.data(), size};
}

}  // namespace

std::string say(const Error& error) {
    switch (error.code) {
        case ErrorCode::request_already_open: {
            const auto id = error.args.find("request_id");
            return "you have a request open already" +
                   (id == error.args.end() ? "" : " (" + id->second + ")");
        }
        case ErrorCode::request_not_open:
            return "that request is over";
        case ErrorCode::offer_not_open:
            return "that offer is no longer open";
        case ErrorCode::wrong_session_state:
            return "the session does not take that now";
        case ErrorCode::in_session:
            return "one session at a time";
        case ErrorCode::cannot_extend:
            return "a session extends once, from 15 to 30 minutes";
        case ErrorCode::too_late:
            return "it is too late for that";
        case ErrorCode::not_found:
            return "there is no such thing of yours";
        case ErrorCode::busy:
            return "too much at once; wait a moment";
        case ErrorCode::disconnected:
            return "there is no connection right now";
        case ErrorCode::outbox_full:
            return "too much is waiting to be sent already";
        default:
            return error.text.empty() ? std::string(name(error.code)) : error.text;
    }
}

std::string say(const StateChange& change) {
    const auto why = change.text.empty() ? std::string{} : " (" + change.text + ')';
    switch (change.state) {
        case ConnectionState::connecting:
            return "connecting ...";
        case ConnectionState::connected:
            return "connected";
        case ConnectionState::reconnecting:
            return "no connection" + why + "; trying again in " + length(change.retry_in.value_or(0ms));
        case ConnectionState::disconnected:
            break;
    }
    switch (change.reason) {
        case StateReason::unauthorised:
            return "signing in was refused" + why;
        case StateReason::displaced:
            return "signed in from too many other places; this one was closed";
        case StateReason::refused:
            return "the server does not want this program" + why;
        default:
            return "disconnected" + why;
    }
}

std::string say(const TimeWindow& window) {
    return clock_time(window.from) + " to " + clock_time(window.to);
}

std::string say(const PromiseReminder& reminder) {
    const auto when = say(reminder.window);
    return reminder.coach ? "soon, " + when + ", somebody is likely to come to you: " + reminder.title +
                                " (be here and ready)"
                          : "soon, " + when + ", your session begins: " + reminder.title + " (stay here)";
}

std::string say(const Request& request) {
    switch (request.state) {
        case RequestState::waiting: {
            if (request.reason == RequestReason::window_ahead && request.window) {
                return "waiting until " + clock_time(request.window->from);
            }
            if (request.promise) {
                return "looking for a coach for your session, " + say(*request.promise);
            }
            auto text = "waiting, number " + std::to_string(request.position) + " in line";
            if (request.estimate) {
                text += ", about " + std::to_string(request.estimate->low.count()) + " to " +
                        std::to_string(request.estimate->high.count()) + " minutes";
            }
            text += ", " + std::to_string(request.could_help) + " could help";
            if (request.could_help == 0 && request.next_window) {
                text += "; the next said from " + clock_time(*request.next_window);
            }
            if (request.proposed) {
                text += "; or a promise: " + say(*request.proposed) + ", take it with /promise";
            } else if (request.unlikely_today) {
                text += "; today is unlikely: /widen asks more people, or keep waiting, or /cancel";
            }
            switch (request.reason) {
                case RequestReason::promise_broken:
                    return text + " (sorry: the promise can't be kept; you go in front)";
                case RequestReason::coach_no_show:
                case RequestReason::coach_silent:
                    return text + " (the coach did not come; you are back in front)";
                case RequestReason::wrong_match:
                    return text + " (back in front after the wrong match)";
                case RequestReason::handed_over:
                    return text + " (back in front: your coach handed you over to somebody else)";
                default:
                    return text;
            }
        }
        case RequestState::offered:
            return "somebody is being asked right now";
        case RequestState::matched:
            return "matched";
        case RequestState::cancelled:
            return "cancelled";
        case RequestState::solved_alone:
            return "solved it yourself: well done";
        case RequestState::booked:
            if (!request.promise) {
                return "booked for later today";
            }
            return (request.reason == RequestReason::promise_moved
                        ? "sorry: that can't be kept. The next best time is "
                        : "booked: your session begins within ") +
                   say(*request.promise) + "; /wait keeps waiting instead";
        case RequestState::expired:
            if (request.reason == RequestReason::promise_broken) {
                return "sorry: you were promised a session and it could not be kept. Ask again and you go in "
                       "front";
            }
            return "sorry: nobody who could help was free today. Ask again and you are first in line";
        default:
            return "in a state that this program does not know";
    }
}

std::string say(Outcome outcome) {
    switch (outcome) {
        case Outcome::resolved:
            return "resolved";
        case Outcome::another_session:
            return "another session is wanted";
        case Outcome::referred:
            return "referred to somebody else";
        case Outcome::transferred:
            return "handed over";
        case Outcome::wrong_match:
            return "wrong match, no blame to anyone";
        case Outcome::abandoned:
            return "the connection was lost";
        case Outcome::no_show:
            return "not both have come";
        default:
            return "no outcome was stated";
    }
}

std::string say(const PastOffer& past) {
    switch (past.end) {
        case OfferEnd::open:
            return "open";
        case OfferEnd::answered:
            return past.offer.state == OfferState::accepted ? "you took it" : "you left it";
        case OfferEnd::not_answered:
            return "no answer in time";
        case OfferEnd::not_shown:
            return "it did not reach your screen";
        case OfferEnd::request_ended:
            return "the request ended meanwhile";
        case OfferEnd::not_free:
            return "you or the learner could not be matched any more, or somebody was faster";
        default:
            return "over";
    }
}

std::string say(MatchReason reason) {
    switch (reason) {
        case MatchReason::skill:
            return "has the skill";
        case MatchReason::language:
            return "speaks the language";
        case MatchReason::preferred:
            return "was asked for";
        case MatchReason::same_coach:
            return "knows the issue from last time";
        case MatchReason::longest_free:
            return "has been free the longest";
        case MatchReason::handed_over:
            return "a colleague handed it over";
        case MatchReason::second_expert:
            return "a colleague asks for a second expert";
        case MatchReason::free_now:
            return "is the one who is free now";
        case MatchReason::spares_others:
            return "leaves free who is needed elsewhere";
        default:
            return "fits";
    }
}

std::string say(RelaxedRule rule) {
    switch (rule) {
        case RelaxedRule::preferred_person:
            return "the person asked for was not free";
        case RelaxedRule::exact_level:
            return "one level below the one asked for";
        case RelaxedRule::next_tier:
            return "from beyond those who are asked first";
        default:
            return "something was given up";
    }
}

std::string say(MomentKind kind) {
    switch (kind) {
        case MomentKind::show:
            return "show";
        case MomentKind::try_out:
            return "try";
        case MomentKind::feedback:
            return "feedback";
        case MomentKind::person:
            return "a person to know";
        case MomentKind::place:
            return "a place to know";
        case MomentKind::tool:
            return "a tool to know";
        case MomentKind::story:
            return "story";
        case MomentKind::why:
            return "why";
        case MomentKind::first_win:
            return "first win";
        default:
            return "moment";
    }
}

std::string say(PresenceReason reason) {
    switch (reason) {
        case PresenceReason::ready_ended:
            return "the time you set has come";
        case PresenceReason::inactive:
            return "nothing was done here for a while";
        case PresenceReason::missed_offers:
            return "two offers went unanswered";
        case PresenceReason::silent:
            return "a session began without a word from you";
        case PresenceReason::no_show:
            return "you did not come to a session";
        default:
            return "by choice";
    }
}

std::string clock_time(Time time) {
    return formatted(time, "%H:%M");
}

std::string date_time(Time time) {
    return formatted(time, "%d %b %H:%M");
}

std::string length(milliseconds time) {
    if (time >= 60s) {
        return std::to_string(round<minutes>(time).count()) + " min";
    }
    return std::to_string(ceil<seconds>(time).count()) + " s";
}

std::string trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    const auto to = text.find_last_not_of(" \t");
    return from == std::string_view::npos ? std::string{} : std::string(text.substr(from, to - from + 1));
}

std::pair<std::string, std::string> split_word(std::string_view text) {
    const auto all = trimmed(text);
    const auto end = all.find_first_of(" \t");
    if (end == std::string::npos) {
        return {all, {}};
    }
    return {all.substr(0, end), trimmed(std::string_view(all).substr(end))};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return out;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc{} || parsed.ptr != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<Outcome> outcome_in(std::string_view text) {
    const auto word = lower(trimmed(text));
    if (word.empty()) {
        return Outcome::unspecified;
    }
    if (std::string_view("resolved").starts_with(word)) {
        return Outcome::resolved;
    }
    if (std::string_view("another").starts_with(word)) {
        return Outcome::another_session;
    }
    if (std::string_view("referred").starts_with(word)) {
        return Outcome::referred;
    }
    return std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view text) {
    const auto word = lower(trimmed(text));
    if (word == "y" || word == "yes") {
        return true;
    }
    if (word == "n" || word == "no") {
        return false;
    }
    return std::nullopt;
}

}  // namespace examples
