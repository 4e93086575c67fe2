#include "fault/power/conversation.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/read_query.hpp"
#include "adapters/sqlite/verify.hpp"
#include "core/errors.hpp"

#include <algorithm>
#include <utility>

namespace courtside::app {

using test::Survival;

namespace {

/// How often a disk that stays broken is tried before it is repaired.
constexpr int broken_for = 3;

}  // namespace

StoreOnDisk::StoreOnDisk() : on_disk(std::make_unique<sqlite::SqliteStore>(store_options())) {}

sqlite::StoreOptions StoreOnDisk::store_options() const {
    sqlite::StoreOptions options;
    options.folder = folder.path();
    options.vfs = disk.name();
    options.passive_after_pages = 1'000'000;  // by a thread, so at calls that change from run to run
    options.restart_after_pages = 25;
    options.restart_retry_pages = 5;
    return options;
}

void Conversation::fail_at(int nth, test::VolatileDisk::Error error, test::VolatileDisk::After after) {
    disk.fail_at(nth, error, after);
}

bool Conversation::hold() {
    come_back();
    return match() && talk();
}

bool Conversation::match() {
    auto ready = frame();
    ready.clear_command_id();
    ready.mutable_set_presence()->set_ready_until_ms((now + core::hours(2)).ms);
    if (!call(carl, ready).has_presence_changed()) {
        return false;
    }
    auto ask = frame();
    ask.mutable_ask()->set_issue_id(call(ada, open_issue("Pivot tables")).issue_opened().issue().issue_id());
    ask.mutable_ask()->set_minutes(15);
    ask.mutable_ask()->set_skill("S1");
    if (!call(ada, ask).has_asked()) {
        return false;
    }
    // An offer is taken back when the store fails, and another one made.
    while (session_ == 0 && patience_ > 0) {
        one_turn();
        static_cast<void>(frames_of(carl));
        auto accept = frame();
        accept.mutable_accept_offer()->set_offer_id(offer_);
        session_ = call(carl, accept).session_changed().session().session_id();
    }
    return session_ != 0;
}

bool Conversation::talk() {
    for (const Who who : {ada, carl}) {
        auto join = frame();
        join.mutable_join_session()->set_session_id(session_);
        if (!call(who, join).has_session_changed()) {
            return false;
        }
    }
    if (!say(ada, "How do I begin?") || !say(carl, "With " + std::string(3000, 'a') + " table.") ||
        !say(ada, "And then?") || !say(carl, "Drag a column.")) {
        return false;
    }
    auto end = frame();
    end.mutable_end_session()->set_session_id(session_);
    end.mutable_end_session()->set_outcome(pb::OUTCOME_RESOLVED);
    end_acknowledged_ = call(carl, end).has_session_changed();
    return end_acknowledged_;
}

bool Conversation::say(Who who, const std::string& words) {
    const bool sent = call(who, text(session_, words)).has_message_sent();
    if (sent) {
        acknowledged_.push_back(words);
    }
    return sent;
}

pb::ServerFrame Conversation::call(Who who, const pb::ClientFrame& frame) {
    while (patience_ > 0) {
        if (is_closed(connections_.at(who)) || !shard->serving()) {
            come_back();
        }
        static_cast<void>(send(connections_.at(who), frame));
        // A load that failed is tried again later, so a reply may take several turns.
        bool again = false;
        while (patience_ > 0 && !again && !is_closed(connections_.at(who))) {
            one_turn();
            for (const auto& each : frames_of(who)) {
                if (each.request_id() == frame.request_id() && !each.error().retry()) {
                    return each;
                }
                again = again || each.request_id() == frame.request_id();
            }
            --patience_;
            pass(core::Duration{100});
        }
    }
    return {};
}

void Conversation::one_turn() {
    turn();
    answer_reads();
    on_disk->checkpoint_if_needed();
    if (!shard->serving()) {
        ++probes_;
        if (probes_ % broken_for == 0) {
            repaired_before_time_ = repaired_before_time_ || disk.failures() == 0;
            disk.mend();
        }
    }
}

void Conversation::answer_reads() {
    std::optional<sqlite::Database> database;
    const auto read = [&](const auto& reading) {
        try {
            if (!database) {
                database.emplace(sqlite::database_file(folder.path()), sqlite::OpenMode::read_only,
                                 disk.name());
            }
            return reading(*database);
        } catch (const sqlite::SqliteError&) {
            database.reset();
            return decltype(reading(*database)){};
        }
    };
    for (const auto& [key, done] : std::exchange(history.loads, {})) {
        const auto entity = read(
            [&key = key](sqlite::Database& from) { return std::optional(sqlite::read_entity(from, key)); });
        done(entity.value_or(core::LoadedEntity{}), !entity);
    }
    for (const auto& [query, done] : std::exchange(history.queries, {})) {
        const auto reply = read([&query = query](sqlite::Database& from) {
            return std::optional(sqlite::read_query(from, query));
        });
        done(reply.value_or(core::busy(core::seconds(1))));
    }
}

std::vector<pb::ServerFrame> Conversation::frames_of(Who who) {
    auto frames = received(connections_.at(who));
    for (const auto& each : frames) {
        if (who == carl && each.has_offer_made()) {
            offer_ = each.offer_made().offer().offer_id();
        } else if (who == carl && each.has_welcome() && each.welcome().offers_size() > 0) {
            offer_ = each.welcome().offers(0).offer_id();
        }
    }
    return frames;
}

void Conversation::come_back() {
    for (; patience_ > 0; --patience_) {
        if (!shard->serving()) {
            pass(options.probe_interval);
            one_turn();
        } else if (sign_in_again(ada) && sign_in_again(carl)) {
            return;
        }
    }
}

bool Conversation::sign_in_again(Who who) {
    core::ConnectionId& connection = connections_.at(who);
    if (connection.value != 0) {
        if (!is_closed(connection)) {
            return true;
        }
        shard->on_close(connection);
    }
    connection = open();
    static_cast<void>(send(connection, hello(std::string("1:") + names.at(who))));
    one_turn();
    const auto frames = frames_of(who);
    return std::ranges::any_of(frames, [](const auto& each) { return each.has_welcome(); });
}

std::vector<std::string> Conversation::welcomes() {
    std::vector<std::string> all;
    for (const Who who : {ada, carl}) {
        const auto extra = open();
        static_cast<void>(send(extra, hello(std::string("1:") + names.at(who))));
        turn();
        for (const auto& each : received(extra)) {
            if (each.has_welcome()) {
                all.push_back(each.welcome().ShortDebugString());
            }
        }
        shard->on_close(extra);
        turn();
    }
    return all;
}

std::vector<std::string> Conversation::problems() {
    std::vector<std::string> found;
    disk.mend();
    if (disk.failures() > 0 && observer.failures.size() != static_cast<std::size_t>(observer.recoveries)) {
        found.push_back("the shard told of " + std::to_string(observer.failures.size()) +
                        " failures and of " + std::to_string(observer.recoveries) + " returns");
    }
    if (repaired_before_time_) {
        found.emplace_back("the shard gave up on a disk that had not failed");
    }
    compare_with_store(found);
    compare_with_what_is_left(found);
    return found;
}

void Conversation::compare_with_store(std::vector<std::string>& found) {
    const std::vector<std::string> served = welcomes();
    restart();
    connections_ = {};
    come_back();
    if (const std::vector<std::string> stored = welcomes(); served.size() != 2 || served != stored) {
        found.emplace_back("what is served is not what a start would serve");
    }
}

void Conversation::compare_with_what_is_left(std::vector<std::string>& found) {
    shard.reset();
    disk.cut_power_at(1);
    on_disk.reset();
    disk.restore_power(Survival::none);
    on_disk = std::make_unique<sqlite::SqliteStore>(store_options());
    sqlite::Database database(sqlite::database_file(folder.path()), sqlite::OpenMode::read_only, disk.name());
    std::vector<std::string> stored;
    for (const core::RowId row : sqlite::find_session_rows(database, {1}, {session_})) {
        stored.push_back(sqlite::find_message(database, row)->text);
    }
    if (stored != acknowledged_) {
        found.push_back(std::to_string(acknowledged_.size()) + " messages were acknowledged, and " +
                        std::to_string(stored.size()) + " are stored, or others");
    }
    const auto session = sqlite::find_session(database, {1}, {session_});
    if (end_acknowledged_ && (!session || session->session.outcome != core::Outcome::resolved)) {
        found.emplace_back("the end of the session was acknowledged and is not stored");
    }
    if (database.integer("SELECT count(*) FROM issue") != 1) {
        found.emplace_back("the issue is not there once");
    }
    const test::TempDir image;
    disk.save(image.path());
    for (const std::string& problem : sqlite::verify(sqlite::database_file(image.path()))) {
        found.push_back("the verification finds: " + problem);
    }
}

}  // namespace courtside::app
