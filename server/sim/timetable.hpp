#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace courtside::sim {

/// What people will do, in the order of time; at the same instant, in the order in which it was planned.
class Timetable {
public:
    void at(core::Instant when, std::function<void()> what) {
        events_.emplace(std::pair(when, order_++), std::move(what));
    }

    /// When something is next; `never`: nothing is.
    [[nodiscard]] core::Instant next() const {
        return events_.empty() ? core::Instant::never() : events_.begin()->first.first;
    }

    void do_next() {
        const auto node = events_.extract(events_.begin());
        node.mapped()();
    }

private:
    std::map<std::pair<core::Instant, std::uint64_t>, std::function<void()>> events_;
    std::uint64_t order_ = 0;
};

}  // namespace courtside::sim
