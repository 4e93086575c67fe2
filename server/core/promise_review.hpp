#pragma once

#include "core/context.hpp"

#include <cstddef>

namespace courtside::core::promises {

/// Requests in front of the queue that are looked at in one review. Who is further behind hears of a promise
/// when the queue has moved: nobody can tell them a time honestly, and a review stays short.
inline constexpr std::size_t reviewed_requests = 200;

/// Plans the rest of the day anew: promises first, in the order of their windows, then the queue. Who cannot
/// be served as promised gets the next best window, or hears that there is none; who waits long enough gets a
/// window proposed, or hears that today is unlikely. What was said and still holds stays as it is. All
/// changes are stored and told.
void review(Context& context);

/// When a request has waited long enough for a proposal.
[[nodiscard]] Instant proposal_due(const Context& context, const Request& request);

/// Whether the request could be offered to nobody now, since its learner is not there or in a session.
[[nodiscard]] bool learner_absent(const Context& context, const Request& request);

/// Books the window: out of the queue, with the reminder ahead. The reason says whether it is a first
/// promise.
/// The request is told to all of the learner's devices but `except`, which has it in its reply.
void book(Context& context, RequestEntry& entry, const TimeWindow& window, RequestReason reason,
          ConnectionId except = {});

/// Ends the promise, without a word on why; the request waits in the queue's ordinary order.
void unbook(Context& context, RequestEntry& entry, RequestReason reason, ConnectionId except = {});

/// Puts the request where it waits by now, to be matched; its status is as there.
void enter_line(Context& context, RequestEntry& entry);

/// Finds anew which coach has which promise next; to be called when a promise comes, goes or changes coaches.
void index_promises(TenantState& tenant);

/// Stores the entry's request, arms what comes next and tells the learner's devices but `except`.
void tell(Context& context, const RequestEntry& entry, ConnectionId except = {});

}  // namespace courtside::core::promises
