#include "adapters/sqlite/succession.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"
#include "adapters/sqlite/live_loader.hpp"
#include "adapters/sqlite/record_writer.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"

#include <algorithm>
#include <map>

namespace courtside::sqlite {
namespace {

/// The first version that knows erasures and ids that are not to be given.
constexpr int with_erasures = 2;

void raise_ids(Database& database, core::TenantId tenant, const core::Counters& next) {
    // Counters say the next id, floors the last one.
    database.run(
        "INSERT OR REPLACE INTO id_floor (tenant, person, issue, request, offer, session) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        tenant, next.person - 1, next.issue - 1, next.request - 1, next.offer - 1, next.session - 1);
}

void raise_rows(Database& database, core::RowId next) {
    database.run("UPDATE log_bound SET highest_listed = ?1 WHERE highest_listed < ?1", next.value - 1);
}

void note(RecordWriter& writer, core::TenantId tenant, const std::string& actor, core::Instant now) {
    const std::vector<core::Record> entry{
        core::AuditEntry{tenant, actor, "store.restore", "from a backup", now}};
    writer.write(entry);
}

core::Counters higher(const core::Counters& a, const core::Counters& b) {
    return {std::max(a.person, b.person), std::max(a.issue, b.issue), std::max(a.request, b.request),
            std::max(a.offer, b.offer), std::max(a.session, b.session)};
}

/// Revocations since the backup, for the people who are in it.
std::size_t carry_over(RecordWriter& writer, Database& database, core::TenantId tenant,
                       const Succession::Company& from) {
    const std::map<std::string, core::Instant> revoked(from.revocations.begin(), from.revocations.end());
    std::vector<core::Record> records;
    for (core::Person& person : read_people(database, tenant)) {
        const auto place = revoked.find(person.subject);
        if (!person.erased() && place != revoked.end() && person.tokens_from < place->second) {
            person.tokens_from = place->second;
            records.emplace_back(core::Put<core::Person>{tenant, std::move(person)});
        }
    }
    writer.write(records);
    return records.size();
}

}  // namespace

Succession read_succession(const std::filesystem::path& file) {
    Database database(file, OpenMode::read_only);
    configure_reader(database);
    const int version = known_version(database, file);
    const Transaction one_moment(database, Transaction::Kind::read);
    Succession succession;
    succession.next_row = RecordWriter(database).next_row();
    for (core::Tenant& tenant : read_tenants(database)) {
        Succession::Company& company = succession.companies.emplace_back();
        company.id = tenant.id;
        company.keys = std::move(tenant.keys);
        company.next = read_counters(database, tenant.id, version >= with_erasures);
        for (core::Person& person : read_people(database, tenant.id)) {
            if (!person.erased() && person.tokens_from) {
                company.revocations.emplace_back(std::move(person.subject), person.tokens_from);
            }
        }
        if (version >= with_erasures) {
            for (const core::Erasure& erasure : read_erasures(database, tenant.id)) {
                succession.erasures.push_back({tenant.issuer, erasure});
            }
        }
        company.issuer = std::move(tenant.issuer);
    }
    return succession;
}

TakenOver take_over(const std::filesystem::path& copy, const Succession& from, const std::string& actor,
                    core::Instant now) {
    Database database(copy, OpenMode::read_write_create);
    prepare_writer(database, copy);
    Transaction transaction(database, Transaction::Kind::write);
    RecordWriter writer(database);
    TakenOver taken;
    std::map<std::string, core::Tenant> restored;
    for (core::Tenant& tenant : read_tenants(database)) {
        note(writer, tenant.id, actor, now);
        restored.emplace(tenant.issuer, std::move(tenant));
    }
    for (const Succession::Company& company : from.companies) {
        const auto place = restored.find(company.issuer);
        if (place == restored.end()) {
            taken.lost_companies.push_back(company.issuer);
            raise_ids(database, company.id, company.next);
            continue;
        }
        core::Tenant& tenant = place->second;
        raise_ids(database, tenant.id, higher(company.next, read_counters(database, tenant.id, true)));
        taken.revocations += carry_over(writer, database, tenant.id, company);
        if (tenant.keys != company.keys) {
            tenant.keys = company.keys;
            const std::vector<core::Record> records{core::Put<core::Tenant>{tenant.id, tenant}};
            writer.write(records);
            ++taken.companies_with_other_keys;
        }
    }
    raise_rows(database, from.next_row);
    transaction.commit();
    return taken;
}

void skip_unknown_ids(const std::filesystem::path& copy, const std::string& actor, core::Instant now) {
    Database database(copy, OpenMode::read_write_create);
    prepare_writer(database, copy);
    Transaction transaction(database, Transaction::Kind::write);
    RecordWriter writer(database);
    for (const core::Tenant& tenant : read_tenants(database)) {
        core::Counters next = read_counters(database, tenant.id, true);
        for (std::uint64_t* const each :
             {&next.person, &next.issue, &next.request, &next.offer, &next.session}) {
            *each += unknown_ids;
        }
        raise_ids(database, tenant.id, next);
        note(writer, tenant.id, actor, now);
    }
    raise_rows(database, core::RowId{writer.next_row().value + unknown_ids});
    transaction.commit();
}

std::vector<ToErase> still_there(const std::filesystem::path& copy,
                                 const std::vector<JournalEntry>& erasures) {
    Database database(copy, OpenMode::read_only);
    configure_reader(database);
    std::vector<ToErase> found;
    for (const core::Tenant& tenant : read_tenants(database)) {
        std::map<core::PersonId, std::string> subjects;
        for (core::Person& person : read_people(database, tenant.id)) {
            subjects.emplace(person.id, std::move(person.subject));
        }
        for (const JournalEntry& entry : erasures) {
            const auto person = subjects.find(entry.erasure.person);
            // The mark too: the number alone could be somebody else's, in a store that was begun anew.
            if (entry.issuer == tenant.issuer && person != subjects.end() && !person->second.empty() &&
                core::subject_mark(tenant.issuer, person->second) == entry.erasure.mark) {
                found.push_back({tenant.id, person->second});
                person->second.clear();
            }
        }
    }
    return found;
}

}  // namespace courtside::sqlite
