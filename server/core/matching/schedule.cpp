#include "core/matching/schedule.hpp"

#include <algorithm>
#include <utility>

namespace courtside::core {

Instant round_up(Instant at, Duration grid) {
    return Instant{(at.ms + grid.ms - 1) / grid.ms * grid.ms};
}

std::vector<TimeWindow> in_order(std::vector<TimeWindow> times) {
    std::erase_if(times, [](const TimeWindow& each) { return !each; });
    std::ranges::sort(times);
    std::vector<TimeWindow> merged;
    for (const TimeWindow& each : times) {
        if (!merged.empty() && each.from <= merged.back().to) {
            merged.back().to = std::max(merged.back().to, each.to);
        } else {
            merged.push_back(each);
        }
    }
    return merged;
}

std::vector<TimeWindow> without(std::vector<TimeWindow> times, std::span<const TimeWindow> taken) {
    for (const TimeWindow& busy : taken) {
        std::vector<TimeWindow> left;
        for (const TimeWindow& window : times) {
            for (const TimeWindow part : {TimeWindow{window.from, std::min(window.to, busy.from)},
                                          TimeWindow{std::max(window.from, busy.to), window.to}}) {
                if (part) {
                    left.push_back(part);
                }
            }
        }
        times = std::move(left);
    }
    return times;
}

std::optional<Instant> first_start(std::span<const TimeWindow> free, const Schedule::Wish& wish) {
    for (const TimeWindow& window : free) {
        const Instant start = round_up(std::max(window.from, wish.earliest), wish.grid);
        if (start > wish.latest) {
            return std::nullopt;
        }
        if (start + wish.length <= window.to) {
            return start;
        }
    }
    return std::nullopt;
}

Schedule::Helper Schedule::add(std::vector<TimeWindow> free) {
    free_.push_back(in_order(std::move(free)));
    return free_.size() - 1;
}

std::optional<Schedule::Slot> Schedule::find(const Wish& wish, std::span<const Helper> helpers,
                                             const std::function<bool(Helper)>& may) const {
    std::optional<Slot> best;
    Wish better = wish;
    for (const Helper helper : helpers) {
        const auto start = first_start(free_.at(helper), better);
        if (start && may(helper)) {
            best = Slot{helper, *start};
            better.latest = *start - Duration{1};
        }
    }
    return best;
}

void Schedule::take(const Slot& slot, Duration length) {
    const TimeWindow busy{slot.start - pause_, slot.start + length + pause_};
    std::vector<TimeWindow>& free = free_.at(slot.helper);
    free = without(std::move(free), {&busy, 1});
}

}  // namespace courtside::core
