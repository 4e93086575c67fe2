#pragma once

#include "core/context.hpp"
#include "core/matching/matcher.hpp"

namespace courtside::core::offers {

/// Puts the request to the coach who was decided on.
void make(Context& context, RequestEntry& entry, const matching::Decision& decision);

MaybeReply shown(Context& context, Caller& caller, const OfferShown& command);
MaybeReply accept(Context& context, Caller& caller, const AcceptOffer& command);
MaybeReply decline(Context& context, Caller& caller, const DeclineOffer& command);

/// Takes a pending offer back; its request waits again if it is still open. No miss for the coach.
void rescind(Context& context, OfferId offer);

/// Takes a pending offer back because its request ends; the request is left to the caller.
void withdraw(Context& context, OfferId offer);

void on_unshown(Context& context, OfferId offer);
void on_timeout(Context& context, OfferId offer);

/// Without an answer for a while: one more is asked as well, where that leaves somebody for the next.
void on_second(Context& context, RequestId request);

/// The time in which somebody who is committed could decline is over.
void on_accepts_itself(Context& context, OfferId offer);

[[nodiscard]] OfferView view(const Context& context, const Offer& offer);

}  // namespace courtside::core::offers
