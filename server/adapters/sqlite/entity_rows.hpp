#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/model/issue.hpp"
#include "core/model/message.hpp"
#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/request.hpp"
#include "core/model/session.hpp"
#include "core/model/tenant.hpp"
#include "core/records.hpp"
#include "core/views.hpp"

#include <optional>
#include <string>
#include <vector>

namespace courtside::sqlite {

// Rows into the types of the core: one statement for each type, used by whoever needs one. Point
// look-ups take 2 to 5 µs, so lists are read as ids from an index, then one by one.

[[nodiscard]] std::vector<core::Tenant> read_tenants(Database& database);
[[nodiscard]] std::string issuer_of(Database& database, core::TenantId tenant);
[[nodiscard]] std::vector<core::Skill> read_skills(Database& database, core::TenantId tenant);
/// Of everybody who has some, by person; `person` given: of that one only.
[[nodiscard]] std::vector<core::PushChannels> read_push_channels(Database& database, core::TenantId tenant,
                                                                 core::PersonId person = {});
[[nodiscard]] std::vector<core::Person> read_people(Database& database, core::TenantId tenant);
[[nodiscard]] std::optional<core::Person> find_person(Database& database, core::TenantId tenant,
                                                      core::PersonId id);

[[nodiscard]] std::optional<core::Issue> find_issue(Database& database, core::TenantId tenant,
                                                    core::IssueId id);
[[nodiscard]] std::optional<core::Request> find_request(Database& database, core::TenantId tenant,
                                                        core::RequestId id);
[[nodiscard]] std::optional<core::Offer> find_offer(Database& database, core::TenantId tenant,
                                                    core::OfferId id);

/// A session with what only the store knows of it.
struct StoredSession {
    core::Session session;
    core::RowId first_row;  ///< none of its messages is at a lower row
};
[[nodiscard]] std::optional<StoredSession> find_session(Database& database, core::TenantId tenant,
                                                        core::SessionId id);

/// The rows of an ended session's messages; none for a live session, or when there is no such one.
[[nodiscard]] std::vector<core::RowId> find_session_rows(Database& database, core::TenantId tenant,
                                                         core::SessionId id);

[[nodiscard]] std::string name_of(Database& database, core::TenantId tenant, core::PersonId person);

/// The number up to which a session's messages were deleted, since their time was over; 0: none were.
[[nodiscard]] std::uint64_t deleted_up_to(Database& database, core::TenantId tenant, core::SessionId session);

[[nodiscard]] bool is_participant(Database& database, core::TenantId tenant, core::SessionId session,
                                  core::PersonId person);

/// None: they do not take part in it.
[[nodiscard]] std::optional<core::SessionRole> role_in(Database& database, core::TenantId tenant,
                                                       core::SessionId session, core::PersonId person);

/// Of which time messages may be shown to a participant: an expert sees nothing from after they left.
[[nodiscard]] core::Instant sees_until(Database& database, core::TenantId tenant, core::SessionId session,
                                       core::PersonId person);

/// Coaches' notes on a session, in the order of their writing.
[[nodiscard]] std::vector<core::NoteView> read_notes(Database& database, core::TenantId tenant,
                                                     core::SessionId session);
/// What was asked for, by type; and what an offer was decided from, if that is known.
[[nodiscard]] std::vector<core::Demand> read_demands(Database& database, core::TenantId tenant);
[[nodiscard]] std::optional<core::DecisionRecord> find_decision(Database& database, core::TenantId tenant,
                                                                core::OfferId offer);

/// All offers of a request, in the order in which they were made.
[[nodiscard]] std::vector<core::OfferId> offers_of(Database& database, core::TenantId tenant,
                                                   core::RequestId request);

[[nodiscard]] std::optional<core::Message> find_message(Database& database, core::RowId row);

[[nodiscard]] std::optional<core::CommandRecord> find_command(Database& database, core::TenantId tenant,
                                                              core::PersonId person,
                                                              const core::CommandId& command);

}  // namespace courtside::sqlite
