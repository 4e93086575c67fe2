#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

namespace courtside::test {

/// Stands for the shard's loop: runs what is posted on the thread of the test.
class HandLoop {
public:
    std::function<void(std::function<void()>)> poster() {
        return [this](std::function<void()> work) {
            {
                const std::lock_guard lock(mutex_);
                waiting_.push_back(std::move(work));
            }
            changed_.notify_one();
        };
    }

    /// Waits for one and runs it.
    void run_one() {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !waiting_.empty(); });
            work = std::move(waiting_.front());
            waiting_.pop_front();
        }
        work();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
};

}  // namespace courtside::test
