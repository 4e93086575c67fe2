#include "adapters/sqlite/problems.hpp"

namespace courtside::sqlite {
namespace {

void check_reference(Database& database, Sql dangling, const std::string& what, Problems& problems) {
    Statement statement = database.prepare(dangling);
    while (statement.step()) {
        problems.add(what + " " + std::to_string(statement.integer(1)) + " of tenant " +
                     std::to_string(statement.integer(0)) + " refers to something that is not there");
    }
}

}  // namespace

void check_references(Database& database, Problems& problems) {
    check_reference(
        database,
        "SELECT tenant, id FROM person p WHERE NOT EXISTS (SELECT 1 FROM tenant WHERE id = p.tenant)",
        "the tenant of person", problems);
    check_reference(database,
                    "SELECT tenant, id FROM issue i WHERE NOT EXISTS "
                    "(SELECT 1 FROM person WHERE tenant = i.tenant AND id = i.learner)",
                    "the learner of issue", problems);
    check_reference(database,
                    "SELECT tenant, id FROM request r WHERE NOT EXISTS "
                    "(SELECT 1 FROM issue WHERE tenant = r.tenant AND id = r.issue AND learner = r.learner)",
                    "the issue of request", problems);
    check_reference(database,
                    "SELECT tenant, id FROM request r WHERE session <> 0 AND NOT EXISTS "
                    "(SELECT 1 FROM session WHERE tenant = r.tenant AND id = r.session)",
                    "the session of request", problems);
    check_reference(database,
                    "SELECT tenant, id FROM offer o WHERE NOT EXISTS "
                    "(SELECT 1 FROM request WHERE tenant = o.tenant AND id = o.request)",
                    "the request of offer", problems);
    check_reference(database,
                    "SELECT tenant, id FROM offer o WHERE NOT EXISTS "
                    "(SELECT 1 FROM person WHERE tenant = o.tenant AND id = o.coach)",
                    "the coach of offer", problems);
    check_reference(database,
                    "SELECT tenant, offer FROM decision d WHERE NOT EXISTS "
                    "(SELECT 1 FROM offer WHERE tenant = d.tenant AND id = d.offer)",
                    "the offer of decision", problems);
    check_reference(database,
                    "SELECT tenant, id FROM session s WHERE NOT EXISTS "
                    "(SELECT 1 FROM issue WHERE tenant = s.tenant AND id = s.issue)",
                    "the issue of session", problems);
    check_reference(database,
                    "SELECT tenant, id FROM session s WHERE NOT EXISTS "
                    "(SELECT 1 FROM request WHERE tenant = s.tenant AND id = s.request)",
                    "the request of session", problems);
    check_reference(database,
                    "SELECT tenant, session FROM participant p WHERE NOT EXISTS "
                    "(SELECT 1 FROM person WHERE tenant = p.tenant AND id = p.person)",
                    "a participant of session", problems);
    check_reference(database,
                    "SELECT tenant, session FROM closing_word c WHERE NOT EXISTS (SELECT 1 FROM participant "
                    "WHERE tenant = c.tenant AND session = c.session AND person = c.person)",
                    "a closing word of session", problems);
    check_reference(database,
                    "SELECT tenant, person FROM push_channel c WHERE NOT EXISTS (SELECT 1 FROM person "
                    "WHERE tenant = c.tenant AND id = c.person AND subject <> '')",
                    "a push channel of person", problems);
    check_reference(database,
                    "SELECT tenant, person FROM erasure e WHERE NOT EXISTS "
                    "(SELECT 1 FROM person WHERE tenant = e.tenant AND id = e.person AND subject = '')",
                    "the erasure of person", problems);
    check_reference(database,
                    "SELECT tenant, id FROM person p WHERE subject = '' AND NOT EXISTS "
                    "(SELECT 1 FROM erasure WHERE tenant = p.tenant AND person = p.id)",
                    "the tombstone of person", problems);
    check_reference(database,
                    "SELECT tenant, session FROM next_step n WHERE NOT EXISTS "
                    "(SELECT 1 FROM session WHERE tenant = n.tenant AND id = n.session)",
                    "the next step of session", problems);
    check_reference(database,
                    "SELECT tenant, session FROM note n WHERE NOT EXISTS (SELECT 1 FROM participant "
                    "WHERE tenant = n.tenant AND session = n.session AND person = n.author AND role <> "
                    "1)",
                    "a note on session", problems);
    check_reference(database,
                    "SELECT tenant, id FROM offer o WHERE session <> 0 AND NOT EXISTS "
                    "(SELECT 1 FROM session WHERE tenant = o.tenant AND id = o.session)",
                    "the session of offer", problems);
}

}  // namespace courtside::sqlite
