#include "protocol/session_book.hpp"

#include <algorithm>
#include <utility>

namespace courtside::internal {
namespace {

constexpr std::size_t kMostEnded = 256;

}  // namespace

SessionBook::Tracked* SessionBook::find(SessionId session) {
    const auto found = live_.find(session);
    return found == live_.end() ? nullptr : &found->second;
}

std::vector<SessionId> SessionBook::snapshot(const std::vector<Session>& sessions) {
    std::vector<SessionId> gone;
    for (const auto& [id, tracked] : live_) {
        const auto listed = std::any_of(sessions.begin(), sessions.end(), [id = id](const Session& session) {
            return session.session_id == id;
        });
        if (!listed && !tracked.end) {
            gone.push_back(id);
        }
    }
    for (const auto& session : sessions) {
        changed(session);
    }
    return gone;
}

void SessionBook::changed(const Session& session) {
    if (ended_.contains(session.session_id)) {
        sink_.session(session);
        return;
    }
    if (session.state == SessionState::ended && !find(session.session_id)) {
        // Never live here (an answer about an old session): no talk to follow.
        sink_.session(session);
        return;
    }
    const auto left = std::any_of(
        session.participants.begin(), session.participants.end(),
        [this](const Participant& each) { return each.person_id == me_ && each.left.has_value(); });
    if (left && session.state != SessionState::ended) {
        // An expert who is out of it: the others talk on, unseen from here.
        live_.erase(session.session_id);
        sink_.session(session);
        return;
    }
    auto& tracked = live_[session.session_id];
    tracked.feed.exists_up_to(session.last_number);
    for (const auto& participant : session.participants) {
        if (participant.person_id == me_) {
            tracked.marks.known({participant.delivered_to, participant.read_to});
        }
    }
    if (session.state == SessionState::ended) {
        tracked.end = session;
    } else {
        sink_.session(session);
    }
    settle(session.session_id);
}

void SessionBook::pushed(Message message) {
    const auto session = message.session_id;
    if (ended_.contains(session)) {
        return;
    }
    live_[session].feed.pushed(std::move(message));
    settle(session);
}

void SessionBook::forget(SessionId session) {
    live_.erase(session);
}

void SessionBook::page(SessionId session, std::vector<Message> messages) {
    if (auto* tracked = find(session)) {
        tracked->feed.page(std::move(messages));
        settle(session);
    }
}

void SessionBook::fetch_failed(SessionId session, TimePoint retry_at) {
    if (auto* tracked = find(session)) {
        tracked->feed.fetch_failed(retry_at);
    }
}

void SessionBook::fetch_refused(SessionId session) {
    if (auto* tracked = find(session)) {
        tracked->feed.give_up();
        settle(session);
    }
}

void SessionBook::settle(SessionId session) {
    auto* tracked = find(session);
    if (tracked == nullptr) {
        return;
    }
    for (const auto& message : tracked->feed.take_ready()) {
        if (delivered_marks_ && message.sender_id != me_) {
            tracked->marks.delivered(message.number);
        }
        sink_.message(message);
    }
    if (tracked->end && tracked->feed.is_complete()) {
        const auto end = *std::move(tracked->end);
        live_.erase(session);
        ended_.insert(session);
        if (ended_.size() > kMostEnded) {
            ended_.erase(ended_.begin());
        }
        sink_.session(end);
    }
}

void SessionBook::mark_read(SessionId session, MessageNumber number) {
    if (auto* tracked = find(session)) {
        // Nothing can have been read that has not arrived.
        tracked->marks.read(std::min(number, tracked->feed.last()));
    }
}

void SessionBook::mark_answered(SessionId session) {
    if (auto* tracked = find(session)) {
        tracked->marks.answered();
    }
}

void SessionBook::connection_lost() {
    for (auto& [id, tracked] : live_) {
        tracked.feed.connection_lost();
        tracked.marks.connection_lost();
    }
}

std::vector<SessionBook::Fetch> SessionBook::begin_fetches(TimePoint now) {
    std::vector<Fetch> fetches;
    for (auto& [id, tracked] : live_) {
        if (tracked.feed.begin_fetch(now)) {
            fetches.push_back({id, tracked.feed.last()});
        }
    }
    return fetches;
}

std::vector<SessionBook::MarkOut> SessionBook::begin_marks() {
    std::vector<MarkOut> out;
    for (auto& [id, tracked] : live_) {
        if (const auto marks = tracked.marks.begin()) {
            out.push_back({id, *marks});
        }
    }
    return out;
}

std::optional<TimePoint> SessionBook::deadline() const {
    std::optional<TimePoint> next;
    for (const auto& [id, tracked] : live_) {
        next = earlier(next, tracked.feed.deadline());
    }
    return next;
}

}  // namespace courtside::internal
