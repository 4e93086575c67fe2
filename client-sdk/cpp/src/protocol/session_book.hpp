#pragma once

#include "courtside/types.hpp"
#include "protocol/mark_box.hpp"
#include "protocol/message_feed.hpp"
#include "protocol/time.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace courtside::internal {

/// The live sessions of this person: puts messages in order, holds the end of a session back until its last
/// message is there, and knows what to fetch and which marks to send. Tells the app through the two
/// functions it is given, at once.
class SessionBook {
public:
    struct Sink {
        std::function<void(const Session&)> session;
        std::function<void(const Message&)> message;
    };
    struct Fetch {
        SessionId session_id = 0;
        MessageNumber after = 0;
    };
    struct MarkOut {
        SessionId session_id = 0;
        MarkBox::Marks marks{};
    };

    SessionBook(Sink sink, bool delivered_marks)
        : sink_(std::move(sink)), delivered_marks_(delivered_marks) {}

    void set_me(PersonId me) { me_ = me; }
    /// What is live, as told at sign-in. Returns the sessions that were live before and are not any more:
    /// their end happened unseen.
    [[nodiscard]] std::vector<SessionId> snapshot(const std::vector<Session>& sessions);
    void changed(const Session& session);
    void pushed(Message message);
    /// Its end happened unseen and can't be learnt: it is left without a word.
    void forget(SessionId session);

    void page(SessionId session, std::vector<Message> messages);
    void fetch_failed(SessionId session, TimePoint retry_at);
    void fetch_refused(SessionId session);
    void mark_read(SessionId session, MessageNumber number);
    void mark_answered(SessionId session);
    void connection_lost();

    /// Only to be called while connected; what they return counts as under way.
    [[nodiscard]] std::vector<Fetch> begin_fetches(TimePoint now);
    [[nodiscard]] std::vector<MarkOut> begin_marks();
    [[nodiscard]] std::optional<TimePoint> deadline() const;

private:
    struct Tracked {
        MessageFeed feed;
        MarkBox marks;
        /// It has ended; told when the feed is complete.
        std::optional<Session> end;
    };

    void settle(SessionId session);
    [[nodiscard]] Tracked* find(SessionId session);

    Sink sink_;
    bool delivered_marks_;
    PersonId me_ = 0;
    std::map<SessionId, Tracked> live_;
    /// Ended lately, so that a late push does not begin them anew. Bounded.
    std::set<SessionId> ended_;
};

}  // namespace courtside::internal
