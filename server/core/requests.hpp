#pragma once

#include "core/context.hpp"

namespace courtside::core::requests {

MaybeReply open_issue(Context& context, Caller& caller, const OpenIssue& command);

/// `loaded`: the issue where it is not live; none: it does not exist.
MaybeReply ask(Context& context, Caller& caller, const Ask& command, const Issue* loaded);
MaybeReply ask_again(Context& context, Caller& caller, const AskAgain& command, const Issue* loaded);

MaybeReply cancel(Context& context, Caller& caller, const CancelRequest& command);
MaybeReply solved_alone(Context& context, Caller& caller, const SolvedAlone& command);

/// A match that did not work out, or was handed over: the request comes back under a new id with its old
/// waiting time and without that coach. Nothing happens when the learner has asked anew or resolved the issue
/// in the meantime.
void reopen(Context& context, const Request& matched, RequestReason reason, PersonId without);

/// Its window open, its learner there and not in a session.
[[nodiscard]] bool may_be_asked_for(const Context& context, const RequestEntry& entry);

/// The same, and waiting.
[[nodiscard]] bool can_be_offered(const Context& context, const RequestEntry& entry);

/// Waiting or offered; stored and told to the learner.
void change_state(Context& context, RequestEntry& entry, RequestState state);

/// After an offer that came to nothing. `tried` is not offered it again for a while; none: nobody is held
/// off.
void wait_again(Context& context, RequestId request, PersonId tried);

/// Ends a request, exactly once, and returns it as stored; a pending offer is taken back.
Request end(Context& context, RequestId request, RequestState state, RequestReason reason,
            SessionId session = {});

/// Arms the timers of an open request.
void arm(Context& context, const Request& request);

void on_window_opens(Context& context, RequestId request);
void on_reach_widens(Context& context, RequestId request);
/// Whoever declined it in the while before the one that ends now can be asked again.
void on_offer_again(Context& context, RequestId request);

/// When the person can be asked for it, as far as answers to it go: who declined, after a while.
[[nodiscard]] Instant can_be_asked_from(const Context& context, const Request& request, PersonId person);

/// Ends the requests whose time is over: one timer for all of a company.
void on_expiry(Context& context);

/// Lets go of an issue that has neither an open request nor a live session.
void release_issue(Context& context, IssueId issue);

}  // namespace courtside::core::requests
