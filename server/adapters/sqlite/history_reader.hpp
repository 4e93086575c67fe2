#pragma once

#include "ports/history.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace courtside::sqlite {

struct HistoryOptions {
    /// The database file; a SqliteStore has it open as long as the reader lives.
    std::filesystem::path file;
    std::string vfs;
    std::size_t threads = 2;
    /// Waiting at most; beyond, query() and load() refuse.
    std::size_t queue = 1'024;
    /// A read that takes longer is ended: it would keep the write-ahead log from being restarted.
    std::chrono::milliseconds longest_read{5'000};
};

/// Reads on threads and connections of its own.
///
/// query() and load() are called on the loop. Their `done` is handed to `post_to_loop`, which is
/// called from the reader's threads and has to run what it gets on the loop. What still waits when
/// the reader is destroyed is dropped and its `done` never called; a read that runs is ended.
class HistoryReader final : public ports::History {
public:
    HistoryReader(HistoryOptions options, std::function<void(std::function<void()>)> post_to_loop);
    ~HistoryReader() override;
    HistoryReader(const HistoryReader&) = delete;
    HistoryReader& operator=(const HistoryReader&) = delete;

    /// What cannot be read answers `busy` when it took too long, else `unavailable`; both can be
    /// tried again.
    [[nodiscard]] bool query(core::Query query, std::function<void(core::ReplyBody)> done) override;
    [[nodiscard]] bool load(core::LoadKey key,
                            std::function<void(core::LoadedEntity, bool failed)> done) override;

private:
    class Threads;
    std::unique_ptr<Threads> threads_;
};

}  // namespace courtside::sqlite
