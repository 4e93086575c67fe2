#pragma once

#include "adapters/sqlite/person_data.hpp"
#include "core/model/tenant.hpp"

#include <iosfwd>

namespace courtside::sqlite {

/// Writes all that is stored about a person as one JSON document, a page at a time:
///
///   format     "courtside.person.1"; later ones only add
///   exported_at, company {name, issuer}
///   profile    who they are, what they intend, whom they do not want to meet (by number)
///   issues     what they asked help for
///   requests   when they asked, and what came of it
///   offers     requests of others that were offered to them, their answers and notes
///   sessions   that they took part in: how it went, their own closing words, coaches' notes (of
///              a coach their own), all messages
///   commands   what of theirs is remembered for 30 days, so that it is not done twice
///   push_channels  devices that get messages while no client is open
///   audit      who did something administrative about them, and when
///
/// Instants are UTC, null where there is none. Messages that were deleted, since their time was over, are
/// counted in `messages_deleted_up_to`. False: there is no such person.
[[nodiscard]] bool write_person_document(std::ostream& out, const core::Tenant& tenant,
                                         const PersonData& data, core::Instant now);

}  // namespace courtside::sqlite
