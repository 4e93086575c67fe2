#include "app/history_requests.hpp"

#include <utility>

namespace courtside::app {

HistoryRequests::HistoryRequests(ports::History& history, core::Duration retry, std::uint32_t attempts,
                                 Handlers handlers)
    : history_(history), retry_after_(retry), attempts_(attempts), handlers_(std::move(handlers)) {}

void HistoryRequests::load(const core::LoadKey& key, core::Instant now) {
    now_ = now;
    start({key, 0});
}

bool HistoryRequests::query(core::Query query, std::function<void(core::ReplyBody)> done) {
    return history_.query(std::move(query),
                          [this, generation = generation_, done = std::move(done)](core::ReplyBody body) {
                              if (generation == generation_) {
                                  done(std::move(body));
                              }
                          });
}

void HistoryRequests::retry(core::Instant now) {
    now_ = now;
    if (waiting_.empty() || now < retry_at_) {
        return;
    }
    const auto due = std::exchange(waiting_, {});
    for (const auto& load : due) {
        start(load);
    }
}

std::optional<core::Instant> HistoryRequests::next_retry() const {
    return waiting_.empty() ? std::nullopt : std::optional{retry_at_};
}

void HistoryRequests::abandon() {
    waiting_.clear();
    ++generation_;
}

void HistoryRequests::start(const Waiting& load) {
    const bool queued = history_.load(
        load.key, [this, load, generation = generation_](core::LoadedEntity entity, bool failed) {
            if (generation == generation_) {
                finished(load, std::move(entity), failed);
            }
        });
    if (!queued) {
        retry_at_ = now_ + retry_after_;
        waiting_.push_back(load);
    }
}

void HistoryRequests::finished(const Waiting& load, core::LoadedEntity entity, bool failed) {
    if (!failed) {
        handlers_.loaded(std::move(entity));
    } else if (load.failures + 1 >= attempts_) {
        handlers_.gave_up();
    } else {
        retry_at_ = now_ + retry_after_;
        waiting_.push_back({load.key, load.failures + 1});
    }
}

}  // namespace courtside::app
