#pragma once

#include "core/commands.hpp"
#include "core/context.hpp"

namespace courtside::core::fetch {

// What only reads. Pages come from the store, once everything before them is durable; the skill
// catalogue is in memory.
MaybeReply issues(Context& context, Caller& caller, const FetchIssues& command);
MaybeReply sessions(Context& context, Caller& caller, const FetchSessions& command);
MaybeReply messages(Context& context, Caller& caller, const FetchMessages& command);
MaybeReply search(Context& context, Caller& caller, const SearchMessages& command);
MaybeReply skills(Context& context, Caller& caller, const FetchSkills& command);
MaybeReply offers(Context& context, Caller& caller, const FetchOffers& command);
MaybeReply notes(Context& context, Caller& caller, const FetchNotes& command);
MaybeReply briefing(Context& context, Caller& caller, const FetchBriefing& command);
/// Whoever looks at a page of the report leaves a line in the audit log.
MaybeReply coverage(Context& context, Caller& caller, const FetchCoverage& command);

}  // namespace courtside::core::fetch
