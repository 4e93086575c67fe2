#pragma once

#include "adapters/sqlite/sqlite_store.hpp"
#include "fault/power/acknowledged.hpp"
#include "support/temp_dir.hpp"
#include "support/volatile_disk.hpp"
#include "support/world_host.hpp"
#include "unit/core/crowd.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace courtside::test {

/// What the store was doing when the power was cut.
enum class Moment : std::uint8_t {
    opening,         ///< making the schema, or coming back from the cut before
    commit,          ///< of a turn
    session_end,     ///< a commit with the end of a session in it
    passive,         ///< a checkpoint beside the loop
    passive_beside,  ///< a checkpoint in the middle of a commit
    restart,         ///< a checkpoint that starts the log afresh
    closing,
};
inline constexpr std::size_t moments = 7;
[[nodiscard]] const char* name_of(Moment moment);

struct LifeOptions {
    std::uint64_t seed = 1;
    int cuts = 25;
    /// What each connection gets whatever it asks for, as of VolatileDisk::force_synchronous(); 0: what
    /// it asks for.
    char synchronous = 0;
};

struct LifeReport {
    int cuts = 0;
    std::array<int, moments> cuts_by_moment{};
    int half_done_kept = 0;     ///< cuts after which an unacknowledged turn was there
    int half_done_dropped = 0;  ///< and after which it was not
    std::uint64_t resent = 0;   ///< commands
    std::size_t messages = 0;   ///< acknowledged
    std::size_t ended_sessions = 0;
    /// The first promise that was broken, in a sentence that says where; the life ends with it.
    std::optional<std::string> violation;
};

/// A server's life between power cuts: the real engine on the real store, on a disk that forgets what
/// was not flushed, and a crowd of clients that send again what was not acknowledged. After each cut
/// the store has to be as after the last acknowledged turn, or as after the one under way, in every
/// row of every table; what clients were told has to be there, once; the verification has to find
/// nothing; and an engine that starts on it has to be in the same state as one that starts on what
/// was acknowledged. The same seed gives the same life.
class Life {
public:
    explicit Life(const LifeOptions& options);

    [[nodiscard]] LifeReport live();

private:
    struct Sent {
        core::Engine::Speaker speaker;
        core::ClientCommand command;
    };
    struct Caused {
        core::Effect effect;
        std::optional<core::Engine::Speaker> to;  ///< whom it goes to first
    };
    /// What one commit is for.
    struct Turn {
        std::vector<core::Record> records;
        std::vector<Caused> effects;
        std::vector<Sent> sent;
    };

    // The server.
    void open();
    void close();
    /// False: the power was cut before it was acknowledged.
    [[nodiscard]] bool try_commit(const Turn& turn);
    /// The same, and whatever it takes to serve again.
    void commit(const Turn& turn);
    void acknowledge(const Turn& turn);
    void look_after_log();
    void close_and_open();

    // The cuts (life_cuts.cpp).
    void aim();
    /// Something begins that takes about this many changes of the disk.
    void begin(Moment moment, std::uint64_t changes);
    void power_back();
    /// After a cut, until a server serves again. `under_way`: records that may be there or not.
    void recover(std::vector<core::Record> under_way);
    /// False: the power was cut again; `under_way` is then what may be there or not.
    [[nodiscard]] bool serve(std::vector<core::Record>& under_way);
    [[nodiscard]] std::optional<core::LiveState> load();
    void demand_legal_content(const std::vector<core::Record>& under_way);
    void demand_whole();
    void start_engine(core::LiveState loaded);

    // The clients.
    [[nodiscard]] Turn founding();
    [[nodiscard]] Turn next_turn();
    [[nodiscard]] Turn sent_again();
    void step(Turn& turn, const core::Input& input);
    void take(Turn& turn, const core::Effects& effects) const;

    [[nodiscard]] std::filesystem::path file() const;
    [[nodiscard]] std::string where() const;

    const LifeOptions options_;
    const core::Rules rules_;
    LifeReport report_;
    core::Crowd crowd_;
    core::Instant now_;

    TempDir folder_;
    TempDir image_;
    TempDir twin_folder_;
    VolatileDisk disk_;
    VolatileDisk twin_disk_;  ///< never cut: holds what was acknowledged
    std::unique_ptr<sqlite::SqliteStore> twin_;
    sqlite::Database twin_reader_;
    std::unique_ptr<sqlite::SqliteStore> store_;
    std::unique_ptr<sqlite::Database> beside_;  ///< the connection of the checkpoints beside the loop

    support::WorldStore stored_;  ///< what was acknowledged
    std::unique_ptr<support::WorldHost> host_;
    Acknowledged acknowledged_;
    std::vector<Sent> unanswered_;  ///< commands that clients have to send again
    std::uint64_t resend_ids_ = 1'000'000'000;

    Moment moment_ = Moment::opening;
    std::optional<Moment> target_;  ///< where the next cut is to come; none: it is set already
    std::string last_cut_;
};

}  // namespace courtside::test
