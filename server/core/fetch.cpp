#include "core/fetch.hpp"

#include "core/errors.hpp"
#include "core/month.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace courtside::core::fetch {
namespace {

constexpr std::uint32_t default_items = 50;
constexpr std::uint32_t default_messages = 100;

std::uint32_t clamp(std::uint32_t wanted, std::uint32_t otherwise, std::uint32_t most) {
    return std::min(wanted == 0 ? otherwise : wanted, most);
}

}  // namespace

MaybeReply issues(Context& context, Caller& caller, const FetchIssues& command) {
    return answer_from_store(
        context, caller,
        QueryIssues{command.before, clamp(command.limit, default_items, context.rules.page_items)});
}

MaybeReply sessions(Context& context, Caller& caller, const FetchSessions& command) {
    return answer_from_store(context, caller,
                             QuerySessions{command.issue, command.before,
                                           clamp(command.limit, default_items, context.rules.page_items)});
}

MaybeReply messages(Context& context, Caller& caller, const FetchMessages& command) {
    QueryMessages query{command.session, command.after,
                        clamp(command.limit, default_messages, context.rules.page_messages), std::nullopt};
    const auto place = context.tenant.sessions.find(command.session);
    if (place != context.tenant.sessions.end()) {
        const LiveSession& live = place->second;
        if (live.find(caller.id()) == nullptr) {
            return not_found("session");
        }
        QueryMessages::Live rows;
        const std::uint64_t size = live.log.size();
        const std::uint64_t from = std::min(command.after, size);
        const std::uint64_t to = std::min(from + query.limit, size);
        for (std::uint64_t i = from; i < to; ++i) {
            rows.rows.push_back(live.log[i].row);
        }
        rows.more = to < size;
        query.live = std::move(rows);
    }
    return answer_from_store(context, caller, std::move(query));
}

MaybeReply search(Context& context, Caller& caller, const SearchMessages& command) {
    if (command.text.size() < 2 || command.text.size() > 100) {
        return invalid("text", "must be 2 to 100 bytes");
    }
    return answer_from_store(context, caller, QuerySearch{command.text, command.before});
}

MaybeReply skills(Context& context, Caller& /*caller*/, const FetchSkills& command) {
    const std::uint32_t limit = clamp(command.limit, default_items, context.rules.page_items);
    SkillsPage page;
    const auto& skills = context.tenant.skills;
    auto place = skills.upper_bound(command.after_code);
    for (; place != skills.end() && page.skills.size() < limit; ++place) {
        page.skills.push_back(place->second);
    }
    if (place != skills.end()) {
        page.next = page.skills.back().code;
    }
    return page;
}

MaybeReply offers(Context& context, Caller& caller, const FetchOffers& command) {
    return answer_from_store(
        context, caller,
        QueryOffers{command.before, clamp(command.limit, default_items, context.rules.page_items),
                    context.rules.offer_shown});
}

MaybeReply notes(Context& context, Caller& caller, const FetchNotes& command) {
    return answer_from_store(context, caller, QueryNotes{command.session});
}

MaybeReply briefing(Context& context, Caller& caller, const FetchBriefing& command) {
    const auto place = context.tenant.sessions.find(command.session);
    const Participant* participant =
        place == context.tenant.sessions.end() ? nullptr : place->second.find(caller.id());
    if (participant == nullptr) {
        return not_found("session");
    }
    if (participant->role == SessionRole::learner) {
        return not_allowed("the briefing is for coaches; the learner has the sessions themselves");
    }
    return answer_from_store(context, caller,
                             QueryBriefing{command.session, context.rules.briefing_sessions});
}

MaybeReply coverage(Context& context, Caller& caller, const FetchCoverage& command) {
    const auto month = command.month.empty() ? last_closed_month(context.now) : parse_month(command.month);
    if (!month) {
        return invalid("month", "must be a year and a month, such as 2026-10");
    }
    if (auto error = check_closed(*month, context.now)) {
        return *error;
    }
    // Each page: any can be fetched first.
    context.persist(AuditEntry{context.tenant.tenant.id, "person " + std::to_string(caller.id().value),
                               "tenant.coverage", month_text(*month), context.now});
    return answer_from_store(context, caller, QueryCoverage{*month, command.from, context.now});
}

}  // namespace courtside::core::fetch
