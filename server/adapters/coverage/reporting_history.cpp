#include "adapters/coverage/reporting_history.hpp"

#include "adapters/coverage/report.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <variant>

namespace courtside::coverage {
namespace {

using Clock = std::chrono::steady_clock;

core::Error try_again(core::ErrorCode code, std::string text, core::Duration after) {
    core::Error error;
    error.code = code;
    error.text = std::move(text);
    error.retry = true;
    error.retry_after = after;
    return error;
}

}  // namespace

class ReportingHistory::Worker {
public:
    struct Job {
        core::TenantId tenant;
        core::QueryCoverage query;
        std::function<void(core::ReplyBody)> done;
    };

    Worker(ReportingOptions options, std::function<void(std::function<void()>)> post_to_loop)
        : options_(std::move(options)), post_to_loop_(std::move(post_to_loop)), thread_([this] { run(); }) {}

    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void take(Job job) {
        const std::lock_guard lock(mutex_);
        if (const auto held = find(job)) {
            answer(job, page_of(*held, job.query.from));
        } else if (making_) {
            answer(job, try_again(core::ErrorCode::busy,
                                  "another coverage report is being made; try again in a few seconds",
                                  core::seconds(5)));
        } else {
            making_ = std::move(job);
            changed_.notify_one();
        }
    }

private:
    using Report = std::shared_ptr<const core::CoverageReport>;
    struct Held {
        core::TenantId tenant;
        Report report;
        Clock::time_point until;
    };

    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return stopping_ || making_; });
            if (stopping_) {
                return;
            }
            const Job job = *making_;
            lock.unlock();
            std::variant<Report, core::Error> made = make(job);
            lock.lock();
            making_.reset();
            if (const auto* report = std::get_if<Report>(&made)) {
                hold({job.tenant, *report, Clock::now() + options_.kept});
                answer(job, page_of(**report, job.query.from));
            } else {
                answer(job, std::get<core::Error>(std::move(made)));
            }
        }
    }

    std::variant<Report, core::Error> make(const Job& job) {
        try {
            sqlite::Database database(options_.file, sqlite::OpenMode::read_only);
            sqlite::configure_reader(database);
            sqlite::check_schema(database, options_.file);
            const Clock::time_point ends = Clock::now() + options_.longest_read;
            database.set_progress_check([&] { return Clock::now() >= ends || stopping(); });
            auto report = make_report(database, job.tenant, job.query.month, job.query.at,
                                      [this] { return stopping(); });
            if (report) {
                return std::make_shared<const core::CoverageReport>(*std::move(report));
            }
        } catch (const sqlite::SqliteError& error) {
            if (error.interrupted()) {
                return try_again(core::ErrorCode::busy, "reading the month took too long", core::seconds(60));
            }
        } catch (const std::runtime_error&) {
            // Said below, as of what SQLite refuses.
        }
        return try_again(core::ErrorCode::unavailable, "the store cannot be read now", core::seconds(2));
    }

    /// What is held for it, if anything.
    [[nodiscard]] Report find(const Job& job) {
        std::erase_if(held_, [now = Clock::now()](const Held& each) { return each.until <= now; });
        const auto place = std::ranges::find_if(held_, [&](const Held& each) {
            return each.tenant == job.tenant && each.report->month == job.query.month;
        });
        return place == held_.end() ? nullptr : place->report;
    }

    void hold(Held held) {
        if (held_.size() >= options_.held) {
            held_.pop_front();
        }
        held_.push_back(std::move(held));
    }

    void answer(const Job& job, core::ReplyBody reply) {
        post_to_loop_([done = job.done, reply = std::move(reply)]() mutable { done(std::move(reply)); });
    }

    bool stopping() {
        const std::lock_guard lock(mutex_);
        return stopping_;
    }

    const ReportingOptions options_;
    const std::function<void(std::function<void()>)> post_to_loop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Job> making_;  ///< wanted, or under way
    std::deque<Held> held_;      ///< the oldest first
    bool stopping_ = false;
    std::thread thread_;  ///< last: it uses the others
};

ReportingHistory::ReportingHistory(ports::History& others, ReportingOptions options,
                                   std::function<void(std::function<void()>)> post_to_loop)
    : others_(others), worker_(std::make_unique<Worker>(std::move(options), std::move(post_to_loop))) {}

ReportingHistory::~ReportingHistory() = default;

bool ReportingHistory::query(core::Query query, std::function<void(core::ReplyBody)> done) {
    if (const auto* coverage = std::get_if<core::QueryCoverage>(&query.what)) {
        worker_->take({query.tenant, *coverage, std::move(done)});
        return true;
    }
    return others_.query(std::move(query), std::move(done));
}

bool ReportingHistory::load(core::LoadKey key, std::function<void(core::LoadedEntity, bool failed)> done) {
    return others_.load(std::move(key), std::move(done));
}

}  // namespace courtside::coverage
