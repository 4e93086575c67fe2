#include "adapters/sqlite/verify.hpp"

#include "adapters/sqlite/compact.hpp"
#include "adapters/sqlite/due_rows.hpp"
#include "adapters/sqlite/problems.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/model/session.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <utility>

namespace courtside::sqlite {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
        hash = (hash ^ ((value >> (8 * byte)) & 0xff)) * 0x100000001B3ULL;
    }
    return hash;
}
constexpr std::uint64_t empty_hash = 0xCBF29CE484222325ULL;

/// What the log has to agree with, and what it was found to hold so far.
struct SessionCheck {
    bool live = false;
    bool hole_told = false;
    std::uint64_t last_number = 0;
    std::uint64_t first_row = 0;
    std::uint64_t deleted = 0;  ///< its messages up to this number, since their time was over
    bool has_due = false;       ///< there is a row that says when its messages go
    std::uint64_t listed = 0;
    std::uint64_t listed_hash = empty_hash;
    std::uint64_t found = 0;
    std::uint64_t found_hash = empty_hash;
    std::vector<std::uint64_t> people;    ///< the participants
    std::vector<std::uint64_t> commands;  ///< hashes of (sender, command id), until its last message
};

struct SessionKey {
    std::uint64_t tenant = 0;
    std::uint64_t session = 0;
    bool operator==(const SessionKey&) const = default;
};
struct SessionKeyHash {
    std::size_t operator()(const SessionKey& key) const noexcept {
        return key.session ^ (key.tenant * 0x9E3779B97F4A7C15ULL);
    }
};
using Sessions = std::unordered_map<SessionKey, SessionCheck, SessionKeyHash>;

std::string name_of(const SessionKey& key) {
    return "session " + std::to_string(key.session) + " of tenant " + std::to_string(key.tenant);
}

void check_file(Database& database, Problems& problems) {
    Statement statement = database.prepare("PRAGMA integrity_check(100)");
    while (statement.step()) {
        if (statement.text(0) != "ok") {
            problems.add("SQLite: " + std::string(statement.text(0)));
        }
    }
}

/// Reads the sessions, with a digest of each one's list.
Sessions read_sessions(Database& database, Problems& problems) {
    Sessions sessions;
    const auto highest_listed =
        static_cast<std::uint64_t>(database.integer("SELECT highest_listed FROM log_bound"));
    Statement statement =
        database.prepare("SELECT tenant, id, state, last_number, first_row, message_rows FROM session");
    while (statement.step()) {
        Columns columns(statement);
        SessionKey key;
        columns.into(key.tenant, key.session);
        SessionCheck& check = sessions[key];
        check.live = columns.next<core::SessionState>() != core::SessionState::ended;
        columns.into(check.last_number, check.first_row);
        const auto list = columns.next<Blob>();
        try {
            std::uint64_t before = 0;
            for (const core::RowId row : decode_rows(list.bytes)) {
                if (row.value <= before) {
                    problems.add(name_of(key) + ": its list of rows does not ascend");
                }
                before = row.value;
                ++check.listed;
                check.listed_hash = mix(check.listed_hash, row.value);
            }
            if (before > highest_listed) {
                problems.add(name_of(key) + ": its list names row " + std::to_string(before) +
                             ", above the highest one noted (" + std::to_string(highest_listed) + ")");
            }
        } catch (const CorruptValue& error) {
            problems.add(name_of(key) + ": its list of rows cannot be read: " + error.what());
        }
        if (check.live && check.listed > 0) {
            problems.add(name_of(key) + ": it is live and has a list of rows already");
        }
    }
    return sessions;
}

/// What was deleted of each session, and whether the rest will be.
void read_deletions(Database& database, Sessions& sessions, Problems& problems) {
    Statement deleted = database.prepare("SELECT tenant, session, up_to FROM deleted_messages");
    while (deleted.step()) {
        Columns columns(deleted);
        SessionKey key;
        columns.into(key.tenant, key.session);
        const auto place = sessions.find(key);
        if (place == sessions.end() || place->second.live) {
            problems.add(name_of(key) + ": messages were deleted, but it has not ended");
            continue;
        }
        columns.into(place->second.deleted);
    }
    Statement due = database.prepare("SELECT tenant, ref FROM due WHERE kind = ?");
    due.bind(DueKind::delete_messages);
    while (due.step()) {
        Columns columns(due);
        SessionKey key;
        columns.into(key.tenant, key.session);
        if (const auto place = sessions.find(key); place != sessions.end()) {
            place->second.has_due = true;
        }
    }
    for (const auto& [key, check] : sessions) {
        if (!check.live && check.listed > 0 && !check.has_due) {
            problems.add(name_of(key) + ": nothing says when its messages are to be deleted");
        }
    }
}

void read_participants(Database& database, Sessions& sessions, Problems& problems) {
    Statement statement =
        database.prepare("SELECT tenant, session, person FROM participant ORDER BY tenant, session, place");
    while (statement.step()) {
        Columns columns(statement);
        SessionKey key;
        columns.into(key.tenant, key.session);
        const auto person = columns.next<std::uint64_t>();
        const auto place = sessions.find(key);
        if (place == sessions.end()) {
            problems.add(name_of(key) + ": there are participants, but no such session");
            continue;
        }
        std::vector<std::uint64_t>& people = place->second.people;
        if (std::find(people.begin(), people.end(), person) != people.end()) {
            problems.add(name_of(key) + ": person " + std::to_string(person) + " takes part twice");
        }
        people.push_back(person);
    }
    for (const auto& [key, check] : sessions) {
        if (check.people.size() < 2) {
            problems.add(name_of(key) + ": it has fewer than two participants");
        }
    }
}

void check_commands(const SessionKey& key, SessionCheck& check, Problems& problems) {
    std::sort(check.commands.begin(), check.commands.end());
    if (std::adjacent_find(check.commands.begin(), check.commands.end()) != check.commands.end()) {
        problems.add(name_of(key) + ": two messages of one sender have the same command id");
    }
    check.commands = {};
}

void check_message(const SessionKey& key, SessionCheck& check, Columns& columns, Problems& problems) {
    std::uint64_t row = 0;
    std::uint64_t number = 0;
    std::uint64_t sender = 0;
    columns.into(row, number, sender);
    const auto command = columns.next<Blob>();
    const auto problem = [&](const std::string& sentence) {
        problems.add("row " + std::to_string(row) + ", message " + std::to_string(number) + " of " +
                     name_of(key) + ": " + sentence);
    };
    ++check.found;
    check.found_hash = mix(check.found_hash, row);
    const std::uint64_t expected = check.deleted + check.found;
    if (number != expected && !check.hole_told) {
        check.hole_told = true;  // all later ones are off by as much
        problem("number " + std::to_string(expected) + " was expected here");
    }
    if (check.live && row < check.first_row) {
        problem("it is before row " + std::to_string(check.first_row) +
                ", from which on a start would look for it");
    }
    if (std::find(check.people.begin(), check.people.end(), sender) == check.people.end()) {
        problem("its sender " + std::to_string(sender) + " takes no part in the session");
    }
    const bool has_command = command.bytes.find_first_not_of('\0') != std::string_view::npos;
    if (has_command) {
        std::uint64_t hash = mix(empty_hash, sender);
        for (const char byte : command.bytes) {
            hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
        }
        check.commands.push_back(hash);
    }
    if (!check.live && expected == check.last_number) {
        check_commands(key, check, problems);
    }
}

void check_log(Database& database, Sessions& sessions, Problems& problems) {
    Statement statement = database.prepare(
        "SELECT tenant, session, row_id, number, sender, command_id FROM message ORDER BY row_id");
    while (statement.step()) {
        Columns columns(statement);
        SessionKey key;
        columns.into(key.tenant, key.session);
        const auto place = sessions.find(key);
        if (place == sessions.end()) {
            problems.add("row " + std::to_string(columns.next<std::uint64_t>()) + ": " + name_of(key) +
                         " does not exist");
            continue;
        }
        check_message(key, place->second, columns, problems);
    }
    for (auto& [key, check] : sessions) {
        check_commands(key, check, problems);
        if (check.live) {
            continue;
        }
        if (check.deleted + check.found != check.last_number) {
            problems.add(
                name_of(key) + ": its last number is " + std::to_string(check.last_number) +
                ", the log holds " + std::to_string(check.found) + " messages" +
                (check.deleted > 0 ? " and " + std::to_string(check.deleted) + " were deleted" : ""));
        }
        if (check.found != check.listed || check.found_hash != check.listed_hash) {
            problems.add(name_of(key) + ": its list of " + std::to_string(check.listed) +
                         " rows is not that of the " + std::to_string(check.found) + " in the log");
        }
    }
}

StoreCounts count(Database& database) {
    const auto rows = [&database](Sql sql) { return static_cast<std::uint64_t>(database.integer(sql)); };
    StoreCounts counts;
    counts.tenants = rows("SELECT count(*) FROM tenant");
    counts.people = rows("SELECT count(*) FROM person");
    counts.issues = rows("SELECT count(*) FROM issue");
    counts.requests = rows("SELECT count(*) FROM request");
    counts.sessions = rows("SELECT count(*) FROM session");
    counts.live_sessions = rows("SELECT count(*) FROM session WHERE state < 4");
    counts.messages = rows("SELECT count(*) FROM message");
    return counts;
}

}  // namespace

std::vector<std::string> verify(const std::filesystem::path& file, StoreCounts* counts) {
    if (!std::filesystem::exists(file)) {
        throw std::runtime_error("there is no store at " + file.string());
    }
    Database database(file, OpenMode::read_only);
    configure_reader(database);
    check_schema(database, file);
    // One moment of the file, also beside a server that goes on writing.
    const Transaction transaction(database, Transaction::Kind::read);
    Problems problems;
    check_file(database, problems);
    Sessions sessions = read_sessions(database, problems);
    read_deletions(database, sessions, problems);
    read_participants(database, sessions, problems);
    check_log(database, sessions, problems);
    check_references(database, problems);
    if (counts != nullptr) {
        *counts = count(database);
    }
    return problems.take();
}

}  // namespace courtside::sqlite
