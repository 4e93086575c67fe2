#pragma once

#include "core/context.hpp"
#include "core/inputs.hpp"

#include <string_view>

namespace courtside::core::push {

MaybeReply subscribe(Context& context, Caller& caller, const SubscribePush& command);
MaybeReply unsubscribe(Context& context, Caller& caller, const UnsubscribePush& command);
MaybeReply test(Context& context, Caller& caller, const TestPush& command);
MaybeReply confirm(Context& context, Caller& caller, const ConfirmPush& command);

/// Tells all tested channels of a coach that an offer waits: its id and its end, and nothing of whom or what
/// it is about.
void tell_offer(Context& context, const PersonState& coach, const Offer& offer);

/// A push service did not take a message.
void on_failed(Context& context, PersonState& person, const PushFailed& failed);

/// Whether messages may go to this URL: https, on the usual port, at one of the push services of the rules.
[[nodiscard]] bool allowed(const Rules& rules, std::string_view endpoint);

}  // namespace courtside::core::push
