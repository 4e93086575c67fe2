#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace courtside::sqlite {

/// What a verification found, bounded: a file that is wrong throughout gives no endless report.
class Problems {
public:
    void add(std::string sentence) {
        if (sentences_.size() < most) {
            sentences_.push_back(std::move(sentence));
        } else {
            ++beyond_;
        }
    }

    [[nodiscard]] std::vector<std::string> take() {
        if (beyond_ > 0) {
            sentences_.back() += " (and " + std::to_string(beyond_) + " further problems)";
        }
        return std::move(sentences_);
    }

private:
    static constexpr std::size_t most = 100;
    std::vector<std::string> sentences_;
    std::uint64_t beyond_ = 0;
};

/// Adds what refers to something that is not there: what foreign keys would have prevented.
void check_references(Database& database, Problems& problems);

}  // namespace courtside::sqlite
