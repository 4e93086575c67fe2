#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/model/closing_word.hpp"
#include "core/model/issue.hpp"
#include "core/model/message.hpp"
#include "core/model/offer.hpp"
#include "core/model/person.hpp"
#include "core/model/push_channel.hpp"
#include "core/model/request.hpp"
#include "core/model/session.hpp"
#include "core/records.hpp"
#include "core/views.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace courtside::sqlite {

/// All that is stored about one person, in pages: each call gives at most `limit` items with keys above
/// `after`, ascending, so that whoever reads it holds one page in memory. Nothing of others is in it but what
/// they said in talks that the person took part in, and their names there.
class PersonData {
public:
    /// `database` must outlive it. For one moment of the store, hold a transaction.
    PersonData(Database& database, core::TenantId tenant, core::PersonId person)
        : database_(database), tenant_(tenant), person_(person) {}

    struct SessionData {
        core::Session session;
        std::vector<std::string> names;         ///< beside session.participants
        std::optional<core::ClosingWord> word;  ///< the person's own
        std::vector<core::NoteView> notes;      ///< of a learner all on the session, of a coach their own
        std::uint64_t deleted_up_to = 0;        ///< messages up to this number are gone
    };
    struct AuditData {
        std::uint64_t id = 0;
        core::AuditEntry entry;
    };

    [[nodiscard]] std::optional<core::Person> profile() const;
    [[nodiscard]] std::vector<core::Issue> issues(core::IssueId after, std::size_t limit) const;
    [[nodiscard]] std::vector<core::Request> requests(core::RequestId after, std::size_t limit) const;
    [[nodiscard]] std::vector<core::Offer> offers(core::OfferId after, std::size_t limit) const;
    [[nodiscard]] std::vector<SessionData> sessions(core::SessionId after, std::size_t limit) const;
    /// Of a session that the person takes part in; of others none.
    [[nodiscard]] std::vector<core::Message> messages(core::SessionId session, std::uint64_t after,
                                                      std::size_t limit) const;
    [[nodiscard]] std::vector<core::CommandRecord> commands(const core::CommandId& after,
                                                            std::size_t limit) const;
    /// All of them: they are few.
    [[nodiscard]] std::vector<core::PushChannel> push_channels() const;
    /// What was done about the person, and by whom.
    [[nodiscard]] std::vector<AuditData> audit(std::uint64_t after, std::size_t limit) const;

private:
    Database& database_;
    core::TenantId tenant_;
    core::PersonId person_;
};

}  // namespace courtside::sqlite
