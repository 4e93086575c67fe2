#include "adapters/sqlite/verify.hpp"
#include "core/engine.hpp"
#include "core/matching/foresight.hpp"
#include "fault/power/life.hpp"
#include "fault/power/stored_content.hpp"
#include "support/builders.hpp"
#include "support/world_describe.hpp"

#include <utility>

namespace courtside::test {

using namespace core;

const char* name_of(Moment moment) {
    static constexpr std::array<const char*, moments> names{
        "opening the store",
        "a commit",
        "the commit of a session's end",
        "a passive checkpoint",
        "a passive checkpoint beside a commit",
        "the restart of the log",
        "closing the store",
    };
    return names.at(static_cast<std::size_t>(moment));
}

std::string Life::where() const {
    return "seed " + std::to_string(options_.seed) + ", after cut " + std::to_string(report_.cuts) + " (" +
           last_cut_ + "): ";
}

void Life::aim() {
    Dice& dice = crowd_.dice();
    target_.reset();
    if (dice.percent(50)) {
        disk_.cut_power_at(1 + static_cast<int>(dice.below(120)));
    } else {
        target_ = static_cast<Moment>(1 + dice.below(moments - 1));
    }
}

void Life::begin(Moment moment, std::uint64_t changes) {
    moment_ = moment;
    // Opening is a target of its own; and what is waited for too long comes at any commit.
    const bool now = moment == Moment::opening ? crowd_.dice().percent(25)
                                               : target_ && (target_ == moment || crowd_.dice().percent(1));
    if (now) {
        target_.reset();
        disk_.cut_power_at(1 + static_cast<int>(crowd_.dice().below(changes)));
    }
}

void Life::power_back() {
    static constexpr std::array ways{
        std::pair{Survival::all, "the process was killed"},
        std::pair{Survival::none, "nothing unflushed survived"},
        std::pair{Survival::first_few, "the first unflushed writes survived"},
        std::pair{Survival::some, "some unflushed writes survived"},
        std::pair{Survival::torn, "some unflushed sectors survived"},
    };
    const auto& [survival, name] = ways.at(crowd_.dice().below(ways.size()));
    ++report_.cuts;
    ++report_.cuts_by_moment.at(static_cast<std::size_t>(moment_));
    last_cut_ = std::string("in ") + name_of(moment_) + ", " + name;
    host_.reset();
    close();
    disk_.restore_power(survival);
    acknowledged_.forget_submitted();
}

void Life::recover(std::vector<Record> under_way) {
    do {
        power_back();
        begin(Moment::opening, 30);
    } while (!serve(under_way));
}

bool Life::serve(std::vector<Record>& under_way) {
    std::optional<LiveState> loaded = load();
    if (!loaded) {
        return false;
    }
    demand_legal_content(under_way);
    under_way.clear();
    demand_whole();
    start_engine(std::move(*loaded));
    aim();
    Turn started;
    take(started, host_->start_effects());
    if (!try_commit(started)) {
        under_way = std::move(started.records);
    }
    return !disk_.power_is_off();
}

std::optional<LiveState> Life::load() {
    std::optional<LiveState> loaded;
    try {
        open();
        loaded = store_->load();
    } catch (const std::runtime_error&) {
        if (!disk_.power_is_off()) {
            throw;
        }
    }
    if (disk_.power_is_off()) {
        return std::nullopt;
    }
    disk_.cut_power_at(0);  // what is looked at now holds still
    return loaded;
}

void Life::demand_legal_content(const std::vector<Record>& under_way) {
    const StoredContent found = read_content(*beside_);
    const StoredContent before = read_content(twin_reader_);
    if (found == before) {
        report_.half_done_dropped += under_way.empty() ? 0 : 1;
        return;
    }
    if (under_way.empty()) {
        throw support::BrokenPromise("what was acknowledged is not what is stored; different are:" +
                                     found.difference(before));
    }
    for (const Record& record : under_way) {
        stored_.apply(record);
    }
    if (twin_->commit(under_way)) {
        throw std::logic_error("the disk that is never cut fails");
    }
    const StoredContent after = read_content(twin_reader_);
    if (found != after) {
        throw support::BrokenPromise(
            "the store is neither as before the turn under way nor as after it; different from before are:" +
            found.difference(before) + "; from after:" + found.difference(after));
    }
    ++report_.half_done_kept;
}

void Life::demand_whole() {
    if (const std::string lost = acknowledged_.compare(*beside_); !lost.empty()) {
        throw support::BrokenPromise(lost);
    }
    for (const auto& entry : std::filesystem::directory_iterator(image_.path())) {
        std::filesystem::remove(entry);
    }
    disk_.save(image_.path());
    const std::vector<std::string> problems = sqlite::verify(sqlite::database_file(image_.path()));
    if (!problems.empty()) {
        throw support::BrokenPromise("the verification finds: " + problems.front());
    }
}

void Life::start_engine(LiveState loaded) {
    const ZoneTables zones = support::test_zones();
    const Foresight policy;
    Engine expected(rules_, zones, policy);
    Effects effects;
    expected.start(stored_.live_state(), now_, effects);
    host_ = std::make_unique<support::WorldHost>(rules_, stored_, std::move(loaded), now_);
    if (host_->engine().digest() != expected.digest() ||
        support::describe(host_->start_effects()) != support::describe(effects)) {
        throw support::BrokenPromise("an engine starts on the store as it does on what was acknowledged");
    }
}

}  // namespace courtside::test
