#pragma once

#include "adapters/sqlite/sqlite_store.hpp"
#include "core/records.hpp"
#include "support/temp_dir.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace courtside::sqlite::test {

inline constexpr core::TenantId tenant_one{1};
inline constexpr core::TenantId tenant_two{2};
inline constexpr core::PersonId learner{1};
inline constexpr core::PersonId coach{2};
inline constexpr core::PersonId stranger{3};
inline constexpr core::Instant noon{1'700'000'000'000};

inline core::CommandId command_id(std::uint64_t number) {
    core::CommandId id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    id.bytes[15] = 0xC5;
    return id;
}

inline core::Tenant make_tenant(core::TenantId id) {
    core::Tenant tenant;
    tenant.id = id;
    tenant.name = "Company " + std::to_string(id.value);
    tenant.issuer = "https://id.company-" + std::to_string(id.value) + ".example";
    return tenant;
}

inline core::Person make_person(core::PersonId id) {
    core::Person person;
    person.id = id;
    person.subject = "subject-" + std::to_string(id.value);
    person.name = "Person " + std::to_string(id.value);
    return person;
}

inline core::Issue make_issue(core::IssueId id, core::PersonId of = learner) {
    core::Issue issue;
    issue.id = id;
    issue.learner = of;
    issue.title = "Issue " + std::to_string(id.value);
    issue.opened_at = noon;
    return issue;
}

inline core::Request make_request(core::RequestId id, core::IssueId issue,
                                  core::RequestState state = core::RequestState::waiting) {
    core::Request request;
    request.id = id;
    request.issue = issue;
    request.learner = learner;
    request.state = state;
    request.asked_at = noon;
    request.waiting_since = noon;
    return request;
}

/// A session that runs, of learner and coach, on the issue and request of the same number.
inline core::Session make_session(std::uint64_t id) {
    core::Session session;
    session.id = core::SessionId{id};
    session.issue = core::IssueId{id};
    session.request = core::RequestId{id};
    session.state = core::SessionState::active;
    session.participants.resize(2);
    session.participants[0].person = learner;
    session.participants[1].person = coach;
    session.participants[1].role = core::SessionRole::coach;
    session.matched_at = noon;
    return session;
}

/// A data folder with a store in it, two companies, and short words to fill it.
class Company {
public:
    explicit Company(StoreOptions options = {}) : options_(std::move(options)) {
        options_.folder = folder_.path() / "data";
        open();
        for (const core::TenantId tenant : {tenant_one, tenant_two}) {
            write({core::Put<core::Tenant>{tenant, make_tenant(tenant)},
                   core::Put<core::Person>{tenant, make_person(learner)},
                   core::Put<core::Person>{tenant, make_person(coach)},
                   core::Put<core::Person>{tenant, make_person(stranger)}});
        }
    }

    [[nodiscard]] SqliteStore& store() { return *store_; }
    [[nodiscard]] std::filesystem::path file() const { return database_file(options_.folder); }
    [[nodiscard]] const StoreOptions& options() const { return options_; }

    void open() { store_ = std::make_unique<SqliteStore>(options_); }
    void close() { store_.reset(); }
    /// As after the end of the process: a new store over the same file.
    void restart() {
        close();
        open();
    }

    void write(const std::vector<core::Record>& records) {
        if (auto error = store_->commit(records)) {
            throw std::runtime_error(error->text);
        }
    }

    /// The live state of the first company.
    [[nodiscard]] core::TenantLiveState load() { return std::move(store_->load().tenants.at(0)); }

    /// An issue, its matched request and a live session, all of this number.
    void begin_session(std::uint64_t id) {
        core::Request request =
            make_request(core::RequestId{id}, core::IssueId{id}, core::RequestState::matched);
        request.session = core::SessionId{id};
        write({core::Put<core::Issue>{tenant_one, make_issue(core::IssueId{id})},
               core::Put<core::Request>{tenant_one, request},
               core::Put<core::Session>{tenant_one, make_session(id)}});
        rows_[id].clear();
    }

    /// The next message of a session, alternating between its two, not committed yet.
    [[nodiscard]] core::AppendMessage say(std::uint64_t session, std::string text) {
        std::vector<core::RowId>& rows = rows_[session];
        core::Message message;
        message.tenant = tenant_one;
        message.session = core::SessionId{session};
        message.number = rows.size() + 1;
        message.row = core::RowId{next_row_++};
        message.sender = message.number % 2 == 1 ? learner : coach;
        message.command = command_id(message.row.value);
        message.sent_at = noon + core::seconds(static_cast<std::int64_t>(message.number));
        message.text = std::move(text);
        rows.push_back(message.row);
        return {std::make_shared<const core::Message>(std::move(message))};
    }

    [[nodiscard]] core::EndSessionRecord end(std::uint64_t session) {
        core::Session ended = make_session(session);
        ended.state = core::SessionState::ended;
        ended.outcome = core::Outcome::resolved;
        ended.last_number = rows_[session].size();
        ended.ends_at = noon;
        return {tenant_one, ended, rows_[session], noon + core::days(365)};
    }

    /// A session with these messages, from its beginning to its end.
    void hold_session(std::uint64_t id, const std::vector<std::string>& texts,
                      const std::string& next_step = {}) {
        begin_session(id);
        std::vector<core::Record> records;
        for (const std::string& text : texts) {
            records.emplace_back(say(id, text));
        }
        core::EndSessionRecord last = end(id);
        last.session.next_step = next_step;
        records.emplace_back(std::move(last));
        write(records);
    }

    [[nodiscard]] const std::vector<core::RowId>& rows(std::uint64_t session) { return rows_[session]; }

private:
    courtside::test::TempDir folder_;
    StoreOptions options_;
    std::unique_ptr<SqliteStore> store_;
    std::map<std::uint64_t, std::vector<core::RowId>> rows_;
    std::uint64_t next_row_ = 1;
};

}  // namespace courtside::sqlite::test
