#pragma once

#include "protocol/time.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace courtside::internal {

/// How long something sent waits for its answer.
enum class Keep {
    /// A change: over any number of connections, until `Outbox::Limits::give_up_after`.
    until_answered,
    /// A read: over connections too, but only for `read_timeout`.
    for_a_while,
    /// A statement about now: lost with its connection; else for `read_timeout`.
    this_connection,
    /// The same, sent by the SDK itself, and so bounded by nature: outside of the limits.
    internal
};

/// Everything that waits for an answer, by request id. Ids grow, so their order is the order of the calls, in
/// which changes and reads are sent again on each new connection.
class Outbox {
public:
    struct Limits {
        std::size_t entries;
        std::size_t bytes;
        Milliseconds give_up_after;
        std::size_t open_reads;
        Milliseconds read_timeout;
    };

    struct Entry {
        Keep keep = Keep::until_answered;
        std::string frame;
        TimePoint expires{};
        bool sent = false;
        /// Refused for the moment: due again then.
        std::optional<TimePoint> held_until;
    };

    explicit Outbox(Limits limits) : limits_(limits) {}

    /// False where it is full for this kind; then nothing was kept.
    [[nodiscard]] bool add(std::uint64_t id, Keep keep, std::string frame, TimePoint now);
    [[nodiscard]] const Entry* find(std::uint64_t id) const;
    /// Answered: the entry leaves.
    std::optional<Entry> take(std::uint64_t id);
    /// Refused for the moment: it stays, and is due again at `until` or on the next connection.
    void hold(std::uint64_t id, TimePoint until);

    /// What is to be sent now, in order; it counts as sent. Only to be called while connected.
    [[nodiscard]] std::vector<std::uint64_t> due(TimePoint now);
    /// Nothing counts as sent any more. What lived for that connection only leaves, and is returned.
    [[nodiscard]] std::vector<std::uint64_t> connection_lost();
    /// Leaves what found no answer in time.
    [[nodiscard]] std::vector<std::pair<std::uint64_t, Keep>> expire(TimePoint now);
    /// Leaves everything.
    [[nodiscard]] std::vector<std::uint64_t> clear();
    /// When to call `due` or `expire` next.
    [[nodiscard]] std::optional<TimePoint> deadline() const;

    /// Changes that wait.
    [[nodiscard]] std::size_t changes() const { return changes_; }

private:
    [[nodiscard]] bool has_room(Keep keep, std::size_t bytes) const;
    std::map<std::uint64_t, Entry>::iterator erase(std::map<std::uint64_t, Entry>::iterator entry);
    std::size_t& count_of(Keep keep);

    Limits limits_;
    std::map<std::uint64_t, Entry> entries_;
    std::size_t changes_ = 0;
    std::size_t change_bytes_ = 0;
    std::size_t reads_ = 0;
    std::size_t statements_ = 0;
    std::size_t internal_ = 0;
};

}  // namespace courtside::internal
