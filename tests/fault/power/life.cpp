#include "fault/power/life.hpp"

#include "support/builders.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace courtside::test {

using namespace core;

namespace {

constexpr int restart_after_pages = 30;

sqlite::StoreOptions on(const VolatileDisk& disk, const TempDir& folder) {
    sqlite::StoreOptions options;
    options.folder = folder.path();
    options.vfs = disk.name();
    // Passive ones are made here, at moments that come again with the same seed.
    options.passive_after_pages = 1'000'000;
    options.restart_after_pages = restart_after_pages;
    options.restart_retry_pages = 10;
    return options;
}

bool ends_session(const std::vector<Record>& records) {
    return std::ranges::any_of(
        records, [](const Record& record) { return std::holds_alternative<EndSessionRecord>(record); });
}

}  // namespace

Life::Life(const LifeOptions& options)
    : options_(options),
      crowd_(options.seed),
      now_(support::monday_at_nine()),
      disk_(options.seed),
      twin_(std::make_unique<sqlite::SqliteStore>(on(twin_disk_, twin_folder_))),
      twin_reader_(sqlite::database_file(twin_folder_.path()), sqlite::OpenMode::read_only,
                   twin_disk_.name()) {
    if (options_.synchronous != 0) {
        disk_.force_synchronous(options_.synchronous);
    }
    // What SQLite draws by chance, the marks of a log, comes again with the seed too.
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(options.seed % 1'000'000 + 1), nullptr);
}

std::filesystem::path Life::file() const {
    return sqlite::database_file(folder_.path());
}

LifeReport Life::live() {
    try {
        begin(Moment::opening, 40);
        if (std::vector<Record> nothing; !serve(nothing)) {
            recover({});
        }
        while (stored_.tenants().empty()) {
            commit(founding());
        }
        while (report_.cuts < options_.cuts) {
            commit(unanswered_.empty() ? next_turn() : sent_again());
            look_after_log();
            if (crowd_.dice().percent(2)) {
                close_and_open();
            }
        }
    } catch (const std::exception& broken) {
        // Whatever is thrown here: a promise of the domain or of the store did not hold.
        report_.violation = where() + broken.what();
    }
    close();
    report_.messages = acknowledged_.messages();
    report_.ended_sessions = acknowledged_.ended_sessions();
    return report_;
}

void Life::open() {
    store_ = std::make_unique<sqlite::SqliteStore>(on(disk_, folder_));
    beside_ = std::make_unique<sqlite::Database>(file(), sqlite::OpenMode::read_write_create, disk_.name());
    beside_->execute("PRAGMA synchronous = FULL");
    beside_->execute("PRAGMA wal_autocheckpoint = 0");
}

void Life::close() {
    beside_.reset();
    store_.reset();
}

bool Life::try_commit(const Turn& turn) {
    if (turn.records.empty()) {
        acknowledge(turn);
        return true;
    }
    begin(ends_session(turn.records) ? Moment::session_end : Moment::commit, 2 * turn.records.size() + 4);
    if (crowd_.dice().percent(10)) {
        disk_.come_between(1 + static_cast<int>(crowd_.dice().below(10)), [this] {
            const Moment before = moment_;
            begin(Moment::passive_beside, 20);
            try {
                beside_->checkpoint(sqlite::Database::Checkpoint::passive);
            } catch (const sqlite::SqliteError&) {
                return;  // the power went, which is seen below
            }
            moment_ = before;
        });
    }
    const auto error = store_->commit(turn.records);
    disk_.come_between(0, nullptr);
    if (error && !disk_.power_is_off()) {
        throw support::BrokenPromise("a disk that works takes a commit: " + error->text);
    }
    if (!error) {
        acknowledge(turn);
    }
    return !error;
}

void Life::commit(const Turn& turn) {
    const bool acknowledged = try_commit(turn);
    if (disk_.power_is_off()) {
        unanswered_ = acknowledged ? std::vector<Sent>{} : turn.sent;
        recover(acknowledged ? std::vector<Record>{} : turn.records);
    } else {
        unanswered_.clear();
    }
}

void Life::acknowledge(const Turn& turn) {
    for (const Record& record : turn.records) {
        stored_.apply(record);
    }
    if (const auto error = twin_->commit(turn.records)) {
        throw std::logic_error("the disk that is never cut fails: " + error->text);
    }
    for (const Sent& each : turn.sent) {
        acknowledged_.submits(each.speaker, each.command);
    }
    for (const Caused& each : turn.effects) {
        if (each.to) {
            acknowledged_.release(each.effect, *each.to);
        }
    }
}

void Life::look_after_log() {
    if (store_->log_pages() >= restart_after_pages) {
        begin(Moment::restart, 60);
    }
    store_->checkpoint_if_needed();
    if (!disk_.power_is_off() && crowd_.dice().percent(5)) {
        begin(Moment::passive, 40);
        try {
            beside_->checkpoint(sqlite::Database::Checkpoint::passive);
        } catch (const sqlite::SqliteError&) {
            if (!disk_.power_is_off()) {
                throw;
            }
        }
    }
    if (disk_.power_is_off()) {
        recover({});
    }
}

void Life::close_and_open() {
    begin(Moment::closing, 40);
    close();
    if (std::vector<Record> nothing; disk_.power_is_off() || !serve(nothing)) {
        recover(std::move(nothing));
    }
}

Life::Turn Life::founding() {
    Turn turn;
    for (const Input& input : crowd_.founding()) {
        step(turn, input);
    }
    return turn;
}

Life::Turn Life::next_turn() {
    Turn turn;
    for (std::uint64_t inputs = 1 + crowd_.dice().below(8); inputs > 0; --inputs) {
        const Instant next = now_ + crowd_.pause();
        host_->run_until(now_, next, [&](const Effects& effects, Instant) { take(turn, effects); });
        now_ = next;
        step(turn, crowd_.next(*host_, now_));
    }
    return turn;
}

Life::Turn Life::sent_again() {
    Turn turn;
    for (const Sent& each : unanswered_) {
        ClientCommand command = each.command;
        if (store_->find_command(each.speaker.tenant, each.speaker.person, command.command_id) !=
            stored_.find_command(each.speaker.tenant, each.speaker.person, command.command_id)) {
            throw support::BrokenPromise("a command is found exactly when it was carried out");
        }
        const Connected hello = crowd_.connect(each.speaker.tenant, each.speaker.person.value - 1, now_);
        step(turn, hello);
        command.connection = hello.connection;
        command.request_id = ++resend_ids_;
        step(turn, command);
        ++report_.resent;
    }
    return turn;
}

void Life::step(Turn& turn, const Input& input) {
    if (const auto* command = std::get_if<ClientCommand>(&input)) {
        if (const auto speaker = host_->engine().speaker(command->connection);
            speaker && command->command_id) {
            turn.sent.push_back({*speaker, *command});
        }
    }
    take(turn, host_->step(input, now_));
}

void Life::take(Turn& turn, const Effects& effects) const {
    for (const Effect& effect : effects) {
        std::optional<Engine::Speaker> to;
        if (const auto* persist = std::get_if<Persist>(&effect)) {
            turn.records.push_back(persist->record);
        } else if (const auto* reply = std::get_if<Reply>(&effect)) {
            to = host_->engine().speaker(reply->to);
        } else if (const auto* notify = std::get_if<Notify>(&effect)) {
            to = host_->engine().speaker(notify->to.front());
        }
        turn.effects.push_back({effect, to});
    }
}

}  // namespace courtside::test
