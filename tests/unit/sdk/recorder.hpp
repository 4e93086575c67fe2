#pragma once

#include "courtside/events.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace courtside::testing {

/// Far more than anything here takes; a test that runs into it has failed.
constexpr std::chrono::seconds kGenerous{20};

/// Collects from one thread what another waits for.
template <class T>
class Recorder {
public:
    void add(T item) {
        {
            const std::lock_guard lock(mutex_);
            items_.push_back(std::move(item));
        }
        changed_.notify_all();
    }

    /// Waits until there are so many; false where they do not come.
    [[nodiscard]] bool wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kGenerous, [&] { return items_.size() >= count; });
    }

    /// Waits until one of them is so.
    [[nodiscard]] bool wait_until(const std::function<bool(const T&)>& is_it) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kGenerous, [&] {
            for (const auto& item : items_) {
                if (is_it(item)) {
                    return true;
                }
            }
            return false;
        });
    }

    [[nodiscard]] std::vector<T> items() const {
        const std::lock_guard lock(mutex_);
        return items_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<T> items_;
};

}  // namespace courtside::testing
