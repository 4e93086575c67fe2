#include "protocol/message_feed.hpp"

#include <algorithm>
#include <utility>

namespace courtside::internal {
namespace {

/// Pushes kept while a hole is fetched. What does not fit is fetched too.
constexpr std::size_t kMostEarly = 256;

}  // namespace

void MessageFeed::exists_up_to(MessageNumber number) {
    exists_ = std::max(exists_, number);
}

void MessageFeed::accept(Message message) {
    next_ = message.number + 1;
    exists_ = std::max(exists_, message.number);
    ready_.push_back(std::move(message));
}

void MessageFeed::drain_early() {
    while (!early_.empty() && early_.begin()->first <= next_) {
        auto first = early_.extract(early_.begin());
        if (first.key() == next_) {
            accept(std::move(first.mapped()));
        }
    }
}

void MessageFeed::pushed(Message message) {
    if (message.number < next_) {
        return;
    }
    exists_up_to(message.number);
    if (message.number == next_) {
        accept(std::move(message));
        drain_early();
        return;
    }
    if (early_.size() < kMostEarly) {
        const auto number = message.number;
        early_.emplace(number, std::move(message));
    }
}

bool MessageFeed::begin_fetch(TimePoint now) {
    if (fetching_ || is_complete() || (retry_at_ && now < *retry_at_)) {
        return false;
    }
    retry_at_.reset();
    fetching_ = true;
    return true;
}

void MessageFeed::page(std::vector<Message> messages) {
    fetching_ = false;
    const auto next_before = next_;
    for (auto& message : messages) {
        if (message.number >= next_) {
            // Pushed earlier and fetched now: the page's copy will do.
            early_.erase(message.number);
            accept(std::move(message));
        }
    }
    drain_early();
    if (next_ == next_before && !is_complete()) {
        // The server has nothing where a number was promised; asking on would never end.
        give_up();
    }
}

void MessageFeed::fetch_failed(TimePoint retry_at) {
    fetching_ = false;
    retry_at_ = retry_at;
}

void MessageFeed::give_up() {
    fetching_ = false;
    retry_at_.reset();
    while (!early_.empty()) {
        next_ = early_.begin()->first;
        drain_early();
    }
    next_ = std::max(next_, exists_ + 1);
}

std::vector<Message> MessageFeed::take_ready() {
    return std::exchange(ready_, {});
}

}  // namespace courtside::internal
