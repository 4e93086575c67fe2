#pragma once

#include "core/engine.hpp"
#include "sim/world.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace courtside::sim {

/// What is around the engine on a simulated day: its clock, its store as far as the day needs one, and the
/// way of commands in and of answers out. Whatever is loaded is there at once.
class Host {
public:
    /// Hears what the engine does, in its order: what it stores in one step before what it tells.
    class Listener {
    public:
        virtual void stored(const core::Request& request) = 0;
        virtual void told(const core::Reply& reply) = 0;
        virtual void told(const core::Notify& notify) = 0;

    protected:
        ~Listener() = default;
    };

    Host(const core::Rules& rules, const core::MatchingPolicy& policy, Listener& listener);

    /// One company, with these skills; at midnight.
    void found(std::vector<core::Skill> catalogue);

    [[nodiscard]] core::Instant now() const { return now_; }
    /// Never back.
    void advance_to(core::Instant at);
    /// When the engine wants to be told of the time; `never`: it does not.
    [[nodiscard]] core::Instant next_deadline() const;

    void connect(core::ConnectionId connection, std::string subject, core::Profile profile);
    void send(core::ConnectionId from, core::Command command);
    void step(const core::Input& input);

    /// Who is signed in; none: nobody.
    [[nodiscard]] std::optional<core::Engine::Speaker> speaker(core::ConnectionId connection) const {
        return engine_.speaker(connection);
    }

private:
    void keep(const core::Record& record);
    void bring(const core::LoadKey& key);

    core::ZoneTables zones_{{"UTC", core::fixed_zone()}};
    core::Engine engine_;
    Listener& listener_;
    core::Instant now_ = midnight;
    std::uint64_t commands_ = 0;
    std::map<core::IssueId, core::Issue> issues_;
};

}  // namespace courtside::sim
