#include "support/volatile_disk.hpp"

#include "support/volatile_disk_state.hpp"

#include <array>
#include <atomic>
#include <fstream>
#include <set>
#include <stdexcept>
#include <utility>

namespace courtside::test {
namespace {

struct Kind {
    const char* name;
    int code;
};

Kind kind_of(DiskCall call) {
    static constexpr std::array kinds{
        Kind{"open", SQLITE_CANTOPEN},
        Kind{"read", SQLITE_IOERR_READ},
        Kind{"write", SQLITE_IOERR_WRITE},
        Kind{"flush", SQLITE_IOERR_FSYNC},
        Kind{"truncation", SQLITE_IOERR_TRUNCATE},
        Kind{"removal", SQLITE_IOERR_DELETE},
        Kind{"size", SQLITE_IOERR_FSTAT},
        Kind{"look for a file", SQLITE_IOERR_ACCESS},
        Kind{"shared memory", SQLITE_IOERR_SHMMAP},
    };
    return kinds.at(static_cast<std::size_t>(call));
}

}  // namespace

int VolatileDisk::State::admit(DiskCall call, bool grows) {
    if (power_off) {
        return kind_of(call).code;
    }
    if (error == Error::full && !grows) {
        return SQLITE_OK;
    }
    ++calls;
    if (fail_from == 0 || calls < fail_from || (after == After::works_again && calls > fail_from)) {
        return SQLITE_OK;
    }
    if (++failures == 1) {
        failed_call = kind_of(call).name;
    }
    return error == Error::full && call == DiskCall::write ? SQLITE_FULL : kind_of(call).code;
}

void VolatileDisk::State::before_change() {
    std::function<void()> act;
    {
        const std::lock_guard lock(mutex);
        if (between_at != 0 && changes + 1 >= between_at) {
            between_at = 0;
            act = std::exchange(between, nullptr);
        }
    }
    if (act) {
        act();
    }
}

bool VolatileDisk::State::change_cuts() {
    ++changes;
    power_off = cut_at != 0 && changes >= cut_at;
    return power_off;
}

VolatileDisk::VolatileDisk(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {
    static std::atomic<int> made{0};
    state_->name = "volatile-" + std::to_string(++made);
    VolatileDiskCalls::put_into(state_->vfs);
    state_->vfs.zName = state_->name.c_str();
    state_->vfs.pAppData = state_.get();
    if (sqlite3_vfs_register(&state_->vfs, 0) != SQLITE_OK) {
        throw std::runtime_error("cannot register the disk in memory");
    }
}

VolatileDisk::~VolatileDisk() {
    sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& VolatileDisk::name() const {
    return state_->name;
}

void VolatileDisk::cut_power_at(int nth) {
    const std::lock_guard lock(state_->mutex);
    state_->cut_at = nth == 0 ? 0 : state_->changes + nth;
}

bool VolatileDisk::power_is_off() const {
    const std::lock_guard lock(state_->mutex);
    return state_->power_off;
}

void VolatileDisk::restore_power(Survival survival) {
    const std::lock_guard lock(state_->mutex);
    if (state_->open_files != 0) {
        throw std::logic_error("power comes back while files are open");
    }
    state_->power_off = false;
    state_->cut_at = 0;
    if (survival == Survival::all) {
        return;
    }
    std::set<std::string> all;
    for (const Names* names : {&state_->names, &state_->flushed_names}) {
        for (const auto& [name, node] : *names) {
            all.insert(name);
        }
    }
    Names left;
    for (const std::string& name : all) {
        const bool latest = survival != Survival::none && state_->random() % 2 == 0;
        const Names& from = latest ? state_->names : state_->flushed_names;
        if (const auto place = from.find(name); place != from.end()) {
            left.insert(*place);
        }
    }
    for (const auto& [name, node] : left) {
        node->file.lose(survival, state_->random);
        node->memory = {};
    }
    state_->names = left;
    state_->flushed_names = std::move(left);
}

int VolatileDisk::changes() const {
    const std::lock_guard lock(state_->mutex);
    return state_->changes;
}

void VolatileDisk::come_between(int nth, std::function<void()> act) {
    const std::lock_guard lock(state_->mutex);
    state_->between_at = nth == 0 ? 0 : state_->changes + nth;
    state_->between = std::move(act);
}

void VolatileDisk::fail_at(int nth, Error error, After after) {
    const std::lock_guard lock(state_->mutex);
    state_->calls = 0;
    state_->failures = 0;
    state_->failed_call.clear();
    state_->fail_from = nth;
    state_->error = error;
    state_->after = after;
}

void VolatileDisk::mend() {
    const std::lock_guard lock(state_->mutex);
    state_->fail_from = 0;
}

void VolatileDisk::repair() {
    fail_at(0, Error::broken, After::works_again);
}

int VolatileDisk::calls() const {
    const std::lock_guard lock(state_->mutex);
    return state_->calls;
}

int VolatileDisk::failures() const {
    const std::lock_guard lock(state_->mutex);
    return state_->failures;
}

std::string VolatileDisk::failed_call() const {
    const std::lock_guard lock(state_->mutex);
    return state_->failed_call;
}

void VolatileDisk::force_synchronous(char level) {
    const std::lock_guard lock(state_->mutex);
    state_->synchronous = level;
}

void VolatileDisk::save(const std::filesystem::path& folder) const {
    const std::lock_guard lock(state_->mutex);
    for (const auto& [name, node] : state_->names) {
        std::ofstream file(folder / std::filesystem::path(name).filename(),
                           std::ios::binary | std::ios::trunc);
        const std::string& content = node->file.content();
        file.write(content.data(), static_cast<std::streamsize>(content.size()));
        if (!file.flush()) {
            throw std::runtime_error("cannot write the saved disk to " + folder.string());
        }
    }
}

void VolatileDisk::remove(const std::filesystem::path& file) {
    const std::lock_guard lock(state_->mutex);
    state_->names.erase(file.native());
    state_->flushed_names.erase(file.native());
}

}  // namespace courtside::test
