#pragma once

#include "adapters/sqlite/sqlite_handle.hpp"
#include "core/effects.hpp"
#include "core/engine.hpp"
#include "core/inputs.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace courtside::test {

/// What clients know for certain: all that left the server after its commit. A store must hold it for
/// ever after, once.
class Acknowledged {
public:
    /// A command is given to the engine; its answer may come later.
    void submits(const core::Engine::Speaker& speaker, const core::ClientCommand& command);

    /// An effect is released. `speaker`: of the connection that it goes to first.
    void release(const core::Effect& effect, const core::Engine::Speaker& speaker);

    /// Nothing that was submitted is answered any more: connections ended.
    void forget_submitted() { submitted_.clear(); }

    /// What the store lacks of all this, or has twice, in a sentence; empty: nothing. Throws
    /// SqliteError when it cannot be read.
    [[nodiscard]] std::string compare(sqlite::Database& database) const;

    [[nodiscard]] std::size_t messages() const { return messages_.size(); }
    [[nodiscard]] std::size_t ended_sessions() const { return ended_.size(); }

private:
    struct Submitted {
        core::Engine::Speaker speaker;
        core::ClientCommand command;
    };
    struct Place {
        core::TenantId tenant;
        core::SessionId session;
        std::uint64_t number = 0;
        auto operator<=>(const Place&) const = default;
    };
    struct Said {
        core::PersonId sender;
        core::CommandId command;
    };

    void replied(const core::Reply& reply, const core::Engine::Speaker& speaker);
    void told(const core::Event& event, core::TenantId tenant);
    void saw(const core::Session& session, core::TenantId tenant);
    [[nodiscard]] std::string compare_messages(sqlite::Database& database) const;

    std::map<std::pair<core::ConnectionId, std::uint64_t>, Submitted> submitted_;
    std::map<Place, Said> messages_;
    std::map<std::pair<core::TenantId, core::IssueId>, core::PersonId> issues_;
    std::map<std::pair<core::TenantId, core::RequestId>, core::PersonId> requests_;
    std::map<std::pair<core::TenantId, core::SessionId>, core::Outcome> ended_;
    std::set<std::tuple<core::TenantId, core::PersonId, core::CommandId>> commands_;
};

}  // namespace courtside::test
