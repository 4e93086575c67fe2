// Changes from the command line: who carries out each, and what the audit log says of it.

#include "core/admin.hpp"
#include "core/engine_impl.hpp"
#include "core/erasure.hpp"
#include "core/errors.hpp"
#include "core/matching/matcher.hpp"
#include "core/month.hpp"
#include "core/overload.hpp"
#include "core/tenant_keys.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace courtside::core {

void Engine::Impl::on(const Admin& input, Effects& effects) {
    if (const auto* added = std::get_if<AddTenant>(&input.change)) {
        add_tenant(input, *added, effects);
        return;
    }
    // `carry_out` changes the tenant; `object_of` says for the audit log to what that was.
    const auto answer = [&](const auto& change, const char* action, auto carry_out, auto object_of) {
        const auto place = tenants_.find(change.tenant);
        if (place == tenants_.end()) {
            effects.emplace_back(AdminReply{input.ticket, not_found("tenant")});
            return;
        }
        Context context = context_of(place->second, effects);
        const Result<AdminResult> result = carry_out(context, change);
        if (!result) {
            effects.emplace_back(AdminReply{input.ticket, result.error()});
            return;
        }
        context.persist(
            AuditEntry{change.tenant, input.actor, action, object_of(change, result.value()), now_});
        effects.emplace_back(AdminReply{input.ticket, result.value()});
        matching::match_touched(context);
    };
    const auto counts = [](const auto&, const AdminResult& done) {
        return std::to_string(done.added) + " added, " + std::to_string(done.updated) + " updated";
    };
    std::visit(
        Overload{
            [&](const ImportSkills& change) { answer(change, "skill.import", admin::import_skills, counts); },
            [&](const ImportPeople& change) {
                answer(change, "person.import", admin::import_people, counts);
            },
            [&](const AddTenantKey& change) {
                answer(
                    change, change.retire ? "tenant.replace-key" : "tenant.add-key",
                    [&](Context& context, const AddTenantKey& add) {
                        return tenant_keys::add(context, connections_, add);
                    },
                    [](const AddTenantKey& add, const AdminResult&) {
                        return add.key.key_id + (add.retire ? " for " + *add.retire : "");
                    });
            },
            [&](const RetireTenantKey& change) {
                answer(
                    change, "tenant.retire-key",
                    [&](Context& context, const RetireTenantKey& retire) {
                        return tenant_keys::retire(context, connections_, retire);
                    },
                    [](const RetireTenantKey& retire, const AdminResult&) { return retire.key_id; });
            },
            [&](const RevokePerson& change) {
                answer(
                    change, "person.revoke",
                    [&](Context& context, const RevokePerson& revoke) {
                        return connections::revoke(context, connections_, revoke);
                    },
                    [](const RevokePerson& revoke, const AdminResult&) { return revoke.subject; });
            },
            [&](const SetRetention& change) {
                answer(change, "tenant.set-retention", admin::set_retention,
                       [](const SetRetention& set, const AdminResult&) {
                           const auto days = [](const char* what, std::uint32_t number) {
                               return number == 0 ? std::string() : what + std::to_string(number) + " days";
                           };
                           const std::string messages = days("messages ", set.message_days);
                           return messages + (messages.empty() || set.note_days == 0 ? "" : ", ") +
                                  days("notes ", set.note_days);
                       });
            },
            [&](const NoteExport& change) {
                answer(change, "person.export", admin::note_export,
                       [](const NoteExport& note, const AdminResult&) { return note.subject; });
            },
            [&](const ErasePerson& change) {
                answer(
                    change, "person.erase",
                    [&](Context& context, const ErasePerson& erase) {
                        return erasure::erase(context, connections_, erase);
                    },
                    // By number: the subject is what is to be forgotten.
                    [](const ErasePerson&, const AdminResult& done) {
                        return "person " + std::to_string(done.id);
                    });
            },
            [&](const NoteBackup& change) {
                answer(
                    change, "store.backup",
                    [](Context& context, const NoteBackup&) -> Result<AdminResult> {
                        return AdminResult{context.tenant.tenant.id.value, 0, 0, 0};
                    },
                    [](const NoteBackup&, const AdminResult&) { return std::string("the whole store"); });
            },
            [&](const NoteExplanation& change) {
                answer(change, "request.explain", admin::note_explanation,
                       [](const NoteExplanation& note, const AdminResult&) {
                           return "request " + std::to_string(note.request.value);
                       });
            },
            [&](const SetReach& change) {
                answer(change, "tenant.set-matching", admin::set_reach, admin::reach_text);
            },
            [&](const NoteCoverage& change) {
                answer(change, "tenant.coverage", admin::note_coverage,
                       [](const NoteCoverage& note, const AdminResult&) { return month_text(note.month); });
            },
            [](const AddTenant&) {},
        },
        input.change);
}

void Engine::Impl::add_tenant(const Admin& input, const AddTenant& change, Effects& effects) {
    auto error = admin::check(change);
    const bool taken = std::ranges::any_of(
        tenants_, [&](const auto& tenant) { return tenant.second.tenant.issuer == change.issuer; });
    if (!error && taken) {
        error = invalid("issuer", "\"" + change.issuer + "\" is another tenant's; choose another one");
    }
    if (error) {
        effects.emplace_back(AdminReply{input.ticket, std::move(*error)});
        return;
    }
    const TenantId id{next_tenant_++};
    TenantState& tenant = tenants_[id];
    tenant.tenant = {id, change.name, change.issuer, change.keys, change.origins, change.message_days};
    const Context context = context_of(tenant, effects);
    context.put(tenant.tenant);
    context.persist(AuditEntry{id, input.actor, "tenant.add", change.issuer, now_});
    effects.emplace_back(TenantsChanged{});
    effects.emplace_back(AdminReply{input.ticket, AdminResult{id.value, 1, 0, 0}});
}

}  // namespace courtside::core
