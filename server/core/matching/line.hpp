#pragma once

#include "core/matching/policy.hpp"

#include <cstddef>
#include <vector>

namespace courtside::core {
struct RequestEntry;
}

namespace courtside::core::matching {

/// Open requests in the order of their turns. Short runs that lie together: a place is found, made or closed
/// in a time that hardly grows with the length, and without a look at the requests. The entries are the
/// caller's.
class Line {
public:
    struct Waiter {
        Turn turn;
        RequestEntry* entry = nullptr;
    };

    void insert(Turn turn, RequestEntry& entry);
    /// It must be in the line, and its turn the one that it was inserted with.
    void erase(Turn turn);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    /// The line must not be empty.
    [[nodiscard]] const Waiter& front() const { return runs_.front().front(); }

    /// How many have an earlier turn, whether there is somebody of this one or not.
    [[nodiscard]] std::size_t before(Turn turn) const;

    /// The first that `fits`; null: none.
    template <class Fits>
    [[nodiscard]] const Waiter* first(Fits fits) const {
        for (const Run& run : runs_) {
            for (const Waiter& waiter : run) {
                if (fits(*waiter.entry)) {
                    return &waiter;
                }
            }
        }
        return nullptr;
    }

    /// Calls `take` for each, in order.
    template <class Take>
    void each(Take take) const {
        for (const Run& run : runs_) {
            for (const Waiter& waiter : run) {
                take(*waiter.entry);
            }
        }
    }

private:
    using Run = std::vector<Waiter>;

    /// The run that the turn is in or belongs into.
    [[nodiscard]] std::size_t run_of(Turn turn) const;

    std::vector<Run> runs_;  ///< none of them empty
    std::size_t size_ = 0;
};

}  // namespace courtside::core::matching
