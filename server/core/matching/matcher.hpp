#pragma once

#include "core/context.hpp"
#include "core/matching/index.hpp"

#include <optional>
#include <vector>

namespace courtside::core::matching {

/// Who could serve the request, as widely as its age will ever allow: whoever could serve it later, though
/// not yet.
[[nodiscard]] Servers widest_servers_of(const Context& context, const Request& request);
/// The same of one that is in the index.
[[nodiscard]] Servers widest_servers_of(const Context& context, const RequestEntry& entry);

/// Arms the timer for the next time at which the request reaches further.
void arm_reach(const Context& context, const Request& request);

/// Brings the index up to date with a person and the person's request.
void settle(Context& context, PersonState& person);

/// A coach for a request, and what that was decided from.
struct Decision {
    Choice choice;
    RelaxedRules relaxed;
    DecisionRecord record;  ///< but for the offer
};

/// Whom the policy would ask for the request now; none: nobody who may be asked is idle.
[[nodiscard]] std::optional<Decision> decide(const Context& context, const RequestEntry& entry);

/// The request that goes first of those that the person may be asked for; null: none.
[[nodiscard]] RequestEntry* first_for(const Context& context, const PersonState& coach);

/// Offers what can be offered after the people `touched` have changed: their requests in the policy's order,
/// then to each of them who is idle. Nothing else can have become possible.
void match_touched(Context& context);

}  // namespace courtside::core::matching
