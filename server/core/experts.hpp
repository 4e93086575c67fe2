#pragma once

#include "core/context.hpp"

namespace courtside::core::experts {

/// Asks a second expert into a session: an offer to the one who is named, or to one after the other of those
/// who fit. The learner's hard filters hold for experts too.
MaybeReply invite(Context& context, Caller& caller, LiveSession& live, const InviteExpert& command);

/// An expert leaves of their own accord.
MaybeReply leave(Context& context, Caller& caller, LiveSession& live);

/// The caller has accepted an offer to join a running session.
MaybeReply join(Context& context, Caller& caller, const Offer& offer);

/// Takes an expert out of a session, for whatever reason; the others talk on.
void remove(Context& context, LiveSession& live, PersonId expert);

/// An offer to join a session is closed, however it ended.
void on_offer_closed(Context& context, const Offer& offer);

/// Puts open invitations to the next who fits; where there is nobody, the invitation is over.
void go_on(Context& context);

/// Ends a session's invitation, where there is one, and takes its offer back.
void withdraw(Context& context, LiveSession& live);

}  // namespace courtside::core::experts
