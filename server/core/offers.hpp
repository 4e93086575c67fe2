#pragma once

#include "core/context.hpp"
#include "core/matching/matcher.hpp"

namespace courtside::core::offers {

/// Puts the request to the coach who was decided on.
void make(Context& context, RequestEntry& entry, const matching::Decision& decision);

MaybeReply shown(Context& context, Caller& caller, const OfferShown& command);
MaybeReply accept(Context& context, Caller& caller, const AcceptOffer& command);
MaybeReply decline(Context& context, Caller& caller, const DeclineOffer& command);

/// Whether the offer of a coach without a connection stays open: it was made by push, so it ends by its time.
[[nodiscard]] bool stays_when_gone(const Context& context, const PersonState& coach);

/// Takes a pending offer back; its request waits again if it is still open. No miss for the coach.
void rescind(Context& context, OfferId offer);

/// An offer to a coach from now on, with its timers; what it is about, storing it and put_before() are left
/// to the caller.
[[nodiscard]] Offer begin(Context& context, PersonId coach);
void put_before(Context& context, Offer offer);

/// Takes a pending offer back because its request or session ends; those are left to the caller.
void withdraw(Context& context, OfferId offer);

void on_unshown(Context& context, OfferId offer);
void on_timeout(Context& context, OfferId offer);

/// Without an answer for a while: one more is asked as well, where that leaves somebody for the next.
void on_second(Context& context, RequestId request);

/// The time in which somebody who is committed could decline is over.
void on_accepts_itself(Context& context, OfferId offer);

[[nodiscard]] OfferView view(const Context& context, const Offer& offer);

}  // namespace courtside::core::offers
