#include "support/volatile_file.hpp"

#include <algorithm>
#include <utility>

namespace courtside::test {
namespace {

/// What a disk writes whole or not at all.
constexpr std::size_t sector = 512;

}  // namespace

void VolatileFile::apply(const Change& change, std::string& content, char fill) {
    if (change.truncates) {
        content.resize(change.at, fill);
        return;
    }
    if (content.size() < change.at + change.bytes.size()) {
        content.resize(change.at + change.bytes.size(), fill);
    }
    content.replace(change.at, change.bytes.size(), change.bytes);
}

void VolatileFile::write(std::string_view bytes, std::size_t at) {
    unflushed_.push_back({at, std::string(bytes), false});
    apply(unflushed_.back(), content_, '\0');
}

void VolatileFile::truncate(std::size_t size) {
    unflushed_.push_back({size, {}, true});
    apply(unflushed_.back(), content_, '\0');
}

void VolatileFile::flush() {
    for (const Change& change : std::exchange(unflushed_, {})) {
        apply(change, flushed_, '\0');
    }
}

void VolatileFile::lose(Survival survival, std::mt19937_64& random) {
    if (survival == Survival::all) {
        return;
    }
    const char fill = survival == Survival::torn ? '\xA5' : '\0';
    for (const Change& change : survivors(survival, random)) {
        apply(change, flushed_, fill);
    }
    unflushed_.clear();
    content_ = flushed_;
}

std::vector<VolatileFile::Change> VolatileFile::survivors(Survival survival, std::mt19937_64& random) {
    std::vector<Change> left;
    if (survival == Survival::none || unflushed_.empty()) {
        return left;
    }
    if (survival == Survival::first_few) {
        unflushed_.resize(random() % (unflushed_.size() + 1));
        return std::move(unflushed_);
    }
    // Few, half or most of them, so that nearly whole transactions are among what survives.
    const std::uint64_t percent = std::uint64_t{5} + 45 * (random() % 3);
    const auto keep = [&](Change change) {
        if (random() % 100 < percent) {
            left.push_back(std::move(change));
        }
    };
    for (Change& change : unflushed_) {
        if (survival == Survival::some || change.truncates) {
            keep(std::move(change));
            continue;
        }
        for (std::size_t from = 0; from < change.bytes.size();) {
            const std::size_t size =
                std::min(sector - (change.at + from) % sector, change.bytes.size() - from);
            keep({change.at + from, change.bytes.substr(from, size), false});
            from += size;
        }
    }
    std::ranges::shuffle(left, random);
    return left;
}

}  // namespace courtside::test
