#include "bench/stored_past.hpp"

#include "adapters/sqlite/sqlite_store.hpp"
#include "core/records.hpp"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace courtside::bench {
namespace {

constexpr std::uint64_t messages_each = 30;
constexpr std::uint64_t sessions_per_commit = 200;
constexpr core::TenantId tenant{1};
constexpr core::PersonId learner{1};
constexpr core::PersonId coach{2};

core::CommandId command_id(std::uint64_t number) {
    core::CommandId id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    id.bytes[15] = 1;
    return id;
}

/// What a session that is over left behind; its rows are the next free ones.
void append_session(std::vector<core::Record>& records, std::uint64_t number, core::Instant at) {
    core::Issue issue;
    issue.id = core::IssueId{number};
    issue.learner = learner;
    issue.title = "Long ago";
    issue.opened_at = at;
    issue.state = core::IssueState::resolved;
    records.emplace_back(core::Put<core::Issue>{tenant, issue});

    core::Session session;
    session.id = core::SessionId{number};
    session.issue = issue.id;
    session.request = core::RequestId{number};
    session.state = core::SessionState::ended;
    session.participants.resize(2);
    session.participants[0].person = learner;
    session.participants[1].person = coach;
    session.participants[1].role = core::SessionRole::coach;
    session.matched_at = session.started_at = session.ends_at = at;
    session.outcome = core::Outcome::resolved;
    session.coach_spoke = true;
    session.last_number = messages_each;

    core::Request request;
    request.id = session.request;
    request.issue = issue.id;
    request.learner = learner;
    request.state = core::RequestState::matched;
    request.skill = "S1";
    request.asked_at = request.waiting_since = request.expires_at = request.ended_at = at;
    request.session = session.id;
    records.emplace_back(core::Put<core::Request>{tenant, request});

    records.emplace_back(core::Put<core::Session>{tenant, session});

    core::EndSessionRecord end{tenant, session, {}, at + core::days(365)};
    for (std::uint64_t message = 1; message <= messages_each; ++message) {
        core::Message row;
        row.tenant = tenant;
        row.session = session.id;
        row.number = message;
        row.row = core::RowId{(number - 1) * messages_each + message};
        row.sender = message % 2 == 0 ? coach : learner;
        row.command = command_id(row.row.value);
        row.sent_at = at;
        row.text.assign(120, 'x');
        end.rows.push_back(row.row);
        records.emplace_back(core::AppendMessage{std::make_shared<const core::Message>(std::move(row))});
    }
    records.emplace_back(std::move(end));
}

}  // namespace

std::size_t store_past(const std::filesystem::path& data_folder, std::size_t messages) {
    sqlite::StoreOptions options;
    options.folder = data_folder;
    sqlite::SqliteStore store(options);
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const core::Instant at = core::Instant{now.count()} - core::days(30);
    const std::uint64_t sessions = (messages + messages_each - 1) / messages_each;
    std::vector<core::Record> records;
    for (std::uint64_t number = 1; number <= sessions; ++number) {
        append_session(records, number, at);
        if (number % sessions_per_commit == 0 || number == sessions) {
            if (const auto error = store.commit(records)) {
                throw std::runtime_error(error->text);
            }
            store.checkpoint_if_needed();
            records.clear();
        }
    }
    return sessions * messages_each;
}

}  // namespace courtside::bench
