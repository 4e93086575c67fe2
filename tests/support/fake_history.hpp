#pragma once

#include "ports/history.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace courtside::support {

/// Keeps what was asked for until a test answers it.
class FakeHistory final : public ports::History {
public:
    using QueryDone = std::function<void(core::ReplyBody)>;
    using LoadDone = std::function<void(core::LoadedEntity, bool failed)>;

    [[nodiscard]] bool query(core::Query query, QueryDone done) override {
        if (!full) {
            queries.emplace_back(std::move(query), std::move(done));
        }
        return !full;
    }
    [[nodiscard]] bool load(core::LoadKey key, LoadDone done) override {
        if (!full) {
            loads.emplace_back(std::move(key), std::move(done));
        }
        return !full;
    }

    bool full = false;
    std::vector<std::pair<core::Query, QueryDone>> queries;
    std::vector<std::pair<core::LoadKey, LoadDone>> loads;
};

}  // namespace courtside::support
