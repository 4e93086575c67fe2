#pragma once

#include "core/context.hpp"
#include "core/matching/schedule.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace courtside::core {

/// The rest of today in one company, from who is there now and the windows that people stated.
class PromisePlan {
public:
    explicit PromisePlan(const Context& context);

    /// The earliest slot with somebody who may be asked, or may be again by then; none: there is none.
    [[nodiscard]] std::optional<Schedule::Slot> find(const Request& request, const Schedule::Wish& wish);
    void take(const Schedule::Slot& slot, const Request& request);

    [[nodiscard]] PersonId person(const Schedule::Slot& slot) const { return people_.at(slot.helper); }

private:
    const std::vector<Schedule::Helper>& skilled(const std::string& skill);

    const Context& context_;
    Schedule schedule_;
    std::vector<PersonId> people_;  ///< by helper, in the order in which they are preferred
    std::map<std::string, std::vector<Schedule::Helper>> by_skill_;
};

/// When somebody can be counted on, in order: while they are connected and ready, but for a session that they
/// are in and the pause after it; and in the windows that they stated; but not while they want no offers. Of
/// a window that has begun its owner has to be ready soon: somebody who did not come is not counted on for
/// the rest of it.
[[nodiscard]] std::vector<TimeWindow> free_time(const Context& context, const PersonState& coach);

/// As a request goes if nobody is ahead of it: begins from now or from its window on, ends before it expires.
[[nodiscard]] Schedule::Wish plain_wish(const Context& context, const Request& request);

/// A session at the start of a window that could be promised now: with some notice and beginning today; both
/// end before the request expires.
[[nodiscard]] Schedule::Wish promise_wish(const Context& context, const Request& request);

/// The window of a session that is planned for `from`: all of it is left for what goes wrong.
[[nodiscard]] TimeWindow promise_window(const Context& context, Instant from);

/// Whether anybody at all could serve what is in the index today; those ahead of it are left aside.
[[nodiscard]] bool could_be_served_today(const Context& context, const RequestEntry& entry);

}  // namespace courtside::core
