#include "core/own_data.hpp"

#include "core/erasure.hpp"
#include "core/errors.hpp"

#include <string>

namespace courtside::core::own_data {
namespace {

/// The audit log names the person by number: it must not hold what an erasure would have to take out.
std::string numbered(PersonId person) {
    return "person " + std::to_string(person.value);
}

}  // namespace

MaybeReply fetch(Context& context, Caller& caller, const FetchMyData& command) {
    PersonState& person = caller.person;
    if (command.offset == 0) {
        const Instant from =
            person.own_data_at ? person.own_data_at + context.rules.own_data_pause : Instant{};
        if (context.now < from) {
            return busy(from - context.now);
        }
        person.own_data_at = context.now;
        context.persist(AuditEntry{context.tenant.tenant.id, numbered(caller.id()), "person.export",
                                   person.person.subject, context.now});
    }
    return answer_from_store(context, caller, QueryOwnData{command.offset, context.now});
}

MaybeReply erase(Context& context, ConnectionStates& connections, Caller& caller, const EraseMe& command) {
    if (command.confirm != caller.id()) {
        return invalid("confirm", "must be your own person id, as the welcome has it");
    }
    const PersonId id = caller.id();
    context.effects.emplace_back(Reply{caller.connection, caller.request_id, Done{}});
    const auto erased = erasure::erase(context, connections,
                                       ErasePerson{context.tenant.tenant.id, caller.person.person.subject});
    if (erased) {
        context.persist(
            AuditEntry{context.tenant.tenant.id, numbered(id), "person.erase", numbered(id), context.now});
    }
    return std::nullopt;
}

}  // namespace courtside::core::own_data
