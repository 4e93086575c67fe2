#pragma once

#include "core/inputs.hpp"
#include "core/live_state.hpp"
#include "core/queries.hpp"
#include "core/records.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace courtside::support {

/// Something happened that the domain promises never to do.
class BrokenPromise : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Throws BrokenPromise with `what` unless `holds`.
void promise(bool holds, const std::string& what);

/// A store in memory that keeps everything, and that refuses records which would break what the
/// stored truth promises: requests, offers and sessions end once, messages are numbered without a
/// hole, marks only grow. Copies are independent.
class WorldStore {
public:
    struct SessionRow {
        core::Session session;
        std::vector<core::RowId> rows;  ///< of its messages, in number order
    };
    struct TenantRows {
        core::Tenant tenant;
        std::map<std::string, core::Skill> skills;
        std::map<core::PersonId, core::Person> people;
        std::map<core::IssueId, core::Issue> issues;
        std::map<core::RequestId, core::Request> requests;
        std::map<core::OfferId, core::Offer> offers;
        std::map<core::SessionId, SessionRow> sessions;
        std::map<std::pair<core::SessionId, core::PersonId>, core::ClosingWord> words;
        std::map<std::pair<core::SessionId, core::PersonId>, core::Note> notes;
        std::map<std::pair<core::PersonId, core::CommandId>, core::CommandRecord> commands;
        std::vector<core::AuditEntry> audit;
        std::vector<core::Erasure> erasures;
        std::map<core::PersonId, std::vector<core::PushChannel>> push_channels;
        std::map<core::RequestType, core::Demand> demands;
        std::map<core::OfferId, core::DecisionRecord> decisions;
        // What is live.
        std::set<core::RequestId> open_requests;
        std::set<core::OfferId> pending_offers;
        std::set<core::SessionId> live_sessions;

        /// The live session that a person is in, but for one; none: 0.
        [[nodiscard]] core::SessionId session_of(core::PersonId person, core::SessionId but = {}) const;
        [[nodiscard]] core::RequestId open_request_of(core::PersonId learner) const;
        [[nodiscard]] core::OfferId pending_offer_for(core::PersonId coach) const;
        /// Whether messages get to the person while no client is open.
        [[nodiscard]] bool has_tested_channel(core::PersonId person) const;
        [[nodiscard]] const core::Person* find_person(const std::string& subject) const;
    };

    void apply(const core::Record& record);

    /// As a start of the engine wants it.
    [[nodiscard]] core::LiveState live_state() const;

    /// The answer to a `Load`.
    [[nodiscard]] core::LoadedEntity load(const core::LoadKey& key) const;

    [[nodiscard]] std::optional<core::CommandRecord> find_command(core::TenantId tenant,
                                                                  core::PersonId person,
                                                                  const core::CommandId& command) const;

    /// What the log holds at these rows.
    [[nodiscard]] std::vector<core::Message> messages(std::span<const core::RowId> rows) const;

    /// A session's messages, live or ended, in number order.
    [[nodiscard]] std::vector<core::Message> messages(core::TenantId tenant, core::SessionId session) const;

    /// Throws std::out_of_range for a tenant that is not there.
    [[nodiscard]] const TenantRows& tenant(core::TenantId id) const { return tenants_.at(id); }
    [[nodiscard]] const std::map<core::TenantId, TenantRows>& tenants() const { return tenants_; }

private:
    void put(TenantRows& rows, const core::Tenant& value);
    void put(TenantRows& rows, const core::Skill& value);
    void put(TenantRows& rows, const core::Person& value);
    void put(TenantRows& rows, const core::Issue& value);
    void put(TenantRows& rows, const core::Request& value);
    void put(TenantRows& rows, const core::Offer& value);
    void put(TenantRows& rows, const core::Session& value);
    void put(TenantRows& rows, const core::ClosingWord& value);
    void put(TenantRows& rows, const core::CommandRecord& value);
    void put(TenantRows& rows, const core::Note& value);
    void put(TenantRows& rows, const core::PushChannels& value);
    void put(TenantRows& rows, const core::Demand& value);
    void put(TenantRows& rows, const core::DecisionRecord& value);
    void append(const core::MessagePtr& message);
    void end(const core::EndSessionRecord& record);
    void erase(const core::EraseRecord& record);
    void put_marks(const core::PutMarks& marks);
    [[nodiscard]] core::TenantLiveState live_state(const TenantRows& rows) const;
    [[nodiscard]] TenantRows& rows_of(core::TenantId tenant);

    std::map<core::TenantId, TenantRows> tenants_;
    std::map<core::RowId, core::MessagePtr> log_;
};

}  // namespace courtside::support
