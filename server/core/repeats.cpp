#include "core/repeats.hpp"

#include "core/errors.hpp"
#include "core/sessions.hpp"

#include <type_traits>
#include <utility>

namespace courtside::core::repeats {
namespace {

template <class T, class... Types>
constexpr std::uint8_t index_in(const std::variant<Types...>*) {
    std::uint8_t index = 0;
    const bool found = ((std::is_same_v<T, Types> ? true : (++index, false)) || ...);
    return found ? index : std::uint8_t{255};
}

template <class T>
constexpr std::uint8_t kind_of = index_in<T>(static_cast<const Command*>(nullptr));

}  // namespace

const CommandRecord* find(const Context& context, const Caller& caller,
                          const std::optional<CommandRecord>& prior) {
    if (prior) {
        return &*prior;
    }
    const auto place = context.tenant.recent_commands.find({caller.id(), caller.command_id});
    return place == context.tenant.recent_commands.end() ? nullptr : &place->second;
}

MaybeReply answer(Context& context, const Caller& caller, const CommandRecord& before,
                  const Command& command) {
    if (before.kind != command.index() || before.payload != fingerprint(command)) {
        return command_id_reused();
    }
    switch (before.kind) {
        case kind_of<OpenIssue>: {
            const IssueId id{before.entity};
            const auto live = context.tenant.issues.find(id);
            return live != context.tenant.issues.end() ? MaybeReply(IssueOpened{live->second})
                                                       : answer_from_store(context, caller, QueryIssue{id});
        }
        case kind_of<Ask>:
        case kind_of<AskAgain>:
        case kind_of<TakePromise>:
        case kind_of<WidenRequest>: {
            const RequestId id{before.entity};
            const auto live = context.tenant.requests.find(id);
            return live != context.tenant.requests.end()
                       ? MaybeReply(Asked{{live->second.request, live->second.status}})
                       : answer_from_store(context, caller, QueryRequest{id});
        }
        case kind_of<AcceptOffer>:
        case kind_of<JoinSession>:
        case kind_of<Extend>:
        case kind_of<WrongMatch>:
        case kind_of<EndSession>:
        case kind_of<HandOver>: {
            const SessionId id{before.entity};
            const auto live = context.tenant.sessions.find(id);
            return live != context.tenant.sessions.end()
                       ? MaybeReply(SessionChanged{sessions::view(context, live->second)})
                       : answer_from_store(context, caller, QuerySession{id});
        }
        default:
            return Done{};
    }
}

void record(Context& context, const Caller& caller, const Command& command) {
    CommandRecord record;
    record.person = caller.id();
    record.command = caller.command_id;
    record.kind = static_cast<std::uint8_t>(command.index());
    record.payload = fingerprint(command);
    record.entity = caller.entity;
    record.at = context.now;
    TenantState& tenant = context.tenant;
    while (!tenant.recent_order.empty() &&
           tenant.recent_order.front().first + context.rules.command_memory <= context.now) {
        tenant.recent_commands.erase(tenant.recent_order.front().second);
        tenant.recent_order.pop_front();
    }
    const PersonCommand key{record.person, record.command};
    if (tenant.recent_commands.emplace(key, record).second) {
        tenant.recent_order.emplace_back(record.at, key);
    }
    context.put(record);
}

}  // namespace courtside::core::repeats
