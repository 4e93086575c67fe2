#pragma once

#include "ports/history.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace courtside::coverage {

struct ReportingOptions {
    /// The database file; a SqliteStore has it open as long as this lives.
    std::filesystem::path file;
    /// The store is held that long for a report, at most.
    std::chrono::milliseconds longest_read{10'000};
    /// A report is given to whoever asks next, and page by page, until then; it is of a month that is over.
    std::chrono::seconds kept{600};
    /// Reports at once; the oldest goes.
    std::size_t held = 16;
};

/// Answers coverage reports, which take seconds, on one thread of its own, and leaves all else to another
/// history. One report is made at a time; who asks for another one meanwhile is told to come back.
///
/// Calls, `done` and `post_to_loop` as of HistoryReader.
class ReportingHistory final : public ports::History {
public:
    /// `others` must outlive it.
    ReportingHistory(ports::History& others, ReportingOptions options,
                     std::function<void(std::function<void()>)> post_to_loop);
    /// A report that is under way ends at once.
    ~ReportingHistory() override;
    ReportingHistory(const ReportingHistory&) = delete;
    ReportingHistory& operator=(const ReportingHistory&) = delete;

    [[nodiscard]] bool query(core::Query query, std::function<void(core::ReplyBody)> done) override;
    [[nodiscard]] bool load(core::LoadKey key,
                            std::function<void(core::LoadedEntity, bool failed)> done) override;

private:
    class Worker;
    ports::History& others_;
    std::unique_ptr<Worker> worker_;
};

}  // namespace courtside::coverage
