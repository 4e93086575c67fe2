#pragma once

#include "adapters/sqlite/sqlite_store.hpp"
#include "support/temp_dir.hpp"
#include "support/volatile_disk.hpp"
#include "unit/app/shard_fixture.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace courtside::app {

/// What has to be there before the shard: the store on a disk that can fail.
struct StoreOnDisk {
    StoreOnDisk();

    test::TempDir folder;
    test::VolatileDisk disk;
    std::unique_ptr<sqlite::SqliteStore> on_disk;

protected:
    [[nodiscard]] sqlite::StoreOptions store_options() const;
};

/// Ada asks, Carl accepts, they talk and end: a real shard on a real store whose disk fails
/// somewhere on the way. Both come back when their connections end, and send again what was not
/// acknowledged. It keeps what was.
class Conversation final : private StoreOnDisk, private ShardTest {
public:
    Conversation() : ShardTest(on_disk.get()) {}

    /// The nth call from now fails. What stays broken is repaired after a few attempts to open the
    /// store again.
    void fail_at(int nth, test::VolatileDisk::Error error, test::VolatileDisk::After after);

    /// All of it. False: it did not come to its end in the time it should.
    [[nodiscard]] bool hold();

    /// What is wrong afterwards, in sentences: how the shard told of the failure and of its end, what
    /// it serves against what is stored, and what was acknowledged against what is left after a
    /// power cut.
    [[nodiscard]] std::vector<std::string> problems();

    [[nodiscard]] int calls() const { return disk.calls(); }
    [[nodiscard]] int failed_calls() const { return disk.failures(); }
    [[nodiscard]] std::string failed_call() const { return disk.failed_call(); }
    [[nodiscard]] std::size_t store_failures() const { return observer.failures.size(); }

private:
    enum Who : std::uint8_t { ada, carl };
    static constexpr std::array names{"ada", "carl"};

    void TestBody() override {}

    /// The reply to a frame, sent until there is one; empty when there is none for too long.
    pb::ServerFrame call(Who who, const pb::ClientFrame& frame);
    bool say(Who who, const std::string& words);
    bool match();
    bool talk();
    void one_turn();
    void answer_reads();
    /// The frames that came for somebody; notes offers on the way.
    std::vector<pb::ServerFrame> frames_of(Who who);
    /// Until both are signed in on a shard that serves.
    void come_back();
    [[nodiscard]] bool sign_in_again(Who who);
    [[nodiscard]] std::vector<std::string> welcomes();
    void compare_with_store(std::vector<std::string>& found);
    void compare_with_what_is_left(std::vector<std::string>& found);

    std::array<core::ConnectionId, 2> connections_{};
    std::uint64_t offer_ = 0;
    std::uint64_t session_ = 0;
    std::vector<std::string> acknowledged_;  ///< messages, in order
    bool end_acknowledged_ = false;
    int patience_ = 200;  ///< turns without a reply, over the whole conversation
    int probes_ = 0;      ///< turns with a store that failed
    bool repaired_before_time_ = false;
};

}  // namespace courtside::app
