#pragma once

#include "ports/store.hpp"
#include "support/journal.hpp"
#include "support/world_store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

namespace courtside::support {

/// A store in memory that fails when it is told to.
class ScriptedStore final : public ports::Store {
public:
    explicit ScriptedStore(Journal& journal) : journal_(journal) {}

    /// What a failed commit did before it failed: both can happen on a real disk.
    enum class Failure : std::uint8_t { not_written, written };

    void fail_next_commit(Failure failure) { commit_failure_ = failure; }
    /// The next `times` calls do not work.
    void fail_reopens(int times) { failing_reopens_ = times; }
    void fail_loads(int times) { failing_loads_ = times; }
    void fail_next_find() { find_fails_ = true; }

    [[nodiscard]] std::optional<ports::StoreError> commit(std::span<const core::Record> records) override {
        if (poisoned_) {
            throw std::logic_error("a commit on a store that failed and was not reopened");
        }
        const auto failure = std::exchange(commit_failure_, std::nullopt);
        poisoned_ = failure.has_value();
        if (failure != Failure::not_written) {
            for (const auto& record : records) {
                world.apply(record);
            }
        }
        journal_.emplace_back(poisoned_ ? "commit fails" : "commit");
        return poisoned_ ? std::optional{ports::StoreError{"the disk is full"}} : std::nullopt;
    }

    [[nodiscard]] core::LiveState load() override {
        if (failing_loads_ > 0) {
            --failing_loads_;
            throw std::runtime_error("the file cannot be read");
        }
        return world.live_state();
    }

    [[nodiscard]] std::optional<core::CommandRecord> find_command(core::TenantId tenant,
                                                                  core::PersonId person,
                                                                  const core::CommandId& command) override {
        ++finds;
        if (std::exchange(find_fails_, false)) {
            throw std::runtime_error("the table of commands cannot be read");
        }
        return world.find_command(tenant, person, command);
    }

    [[nodiscard]] std::optional<core::Instant> next_upkeep() const override { return upkeep_at; }

    [[nodiscard]] std::optional<ports::StoreError> upkeep(core::Instant now) override {
        journal_.emplace_back("upkeep");
        upkeep_at = parts_left-- > 1 ? std::optional{now + core::Duration{20}} : std::nullopt;
        return std::exchange(upkeep_failure, std::nullopt);
    }

    [[nodiscard]] std::optional<ports::StoreError> reopen() override {
        if (failing_reopens_ > 0) {
            --failing_reopens_;
            journal_.emplace_back("reopen fails");
            return ports::StoreError{"the disk is still full"};
        }
        journal_.emplace_back("reopen");
        poisoned_ = false;
        return std::nullopt;
    }

    WorldStore world;
    int finds = 0;  ///< calls of find_command()
    std::optional<core::Instant> upkeep_at;
    int parts_left = 1;  ///< calls of upkeep() that it takes
    std::optional<ports::StoreError> upkeep_failure;

private:
    Journal& journal_;
    std::optional<Failure> commit_failure_;
    int failing_reopens_ = 0;
    int failing_loads_ = 0;
    bool find_fails_ = false;
    bool poisoned_ = false;
};

}  // namespace courtside::support
