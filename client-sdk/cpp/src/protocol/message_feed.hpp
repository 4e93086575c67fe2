#pragma once

#include "courtside/types.hpp"
#include "protocol/time.hpp"

#include <map>
#include <optional>
#include <vector>

namespace courtside::internal {

/// The messages of one session in order: takes pushes, which may leave holes or repeat, and pages of what was
/// fetched, and gives each message once, by number, without a hole.
class MessageFeed {
public:
    /// The server knows messages up to `number`.
    void exists_up_to(MessageNumber number);
    void pushed(Message message);

    /// Whether to fetch the messages after `last()` now; the fetch then counts as under way.
    [[nodiscard]] bool begin_fetch(TimePoint now);
    /// Answers the fetch. A page is the truth: numbers that it leaves out do not exist.
    void page(std::vector<Message> messages);
    /// The fetch failed, tried again from `retry_at` on.
    void fetch_failed(TimePoint retry_at);
    /// The fetch was refused for good: what is missing is left out.
    void give_up();
    void connection_lost() { fetching_ = false; }

    /// What can be given to the app now, in order; each is given once.
    [[nodiscard]] std::vector<Message> take_ready();
    /// The number of the last message that was given or can be.
    [[nodiscard]] MessageNumber last() const { return next_ - 1; }
    [[nodiscard]] bool is_complete() const { return next_ > exists_; }
    [[nodiscard]] std::optional<TimePoint> deadline() const { return fetching_ ? std::nullopt : retry_at_; }

private:
    void accept(Message message);
    void drain_early();

    MessageNumber next_ = 1;
    MessageNumber exists_ = 0;
    /// Pushed ahead of a hole.
    std::map<MessageNumber, Message> early_;
    std::vector<Message> ready_;
    bool fetching_ = false;
    std::optional<TimePoint> retry_at_;
};

}  // namespace courtside::internal
