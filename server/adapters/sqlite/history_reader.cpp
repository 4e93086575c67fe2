#include "adapters/sqlite/history_reader.hpp"

#include "adapters/sqlite/own_documents.hpp"
#include "adapters/sqlite/read_query.hpp"
#include "adapters/sqlite/schema.hpp"
#include "adapters/sqlite/sqlite_handle.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace courtside::sqlite {
namespace {

using Clock = std::chrono::steady_clock;

/// How often who has nothing to read looks for what nobody needs any longer.
constexpr std::chrono::seconds housekeeping{30};

core::Error unreadable(bool too_long) {
    core::Error error;
    error.code = too_long ? core::ErrorCode::busy : core::ErrorCode::unavailable;
    error.text = too_long ? "reading took too long" : "the store cannot be read now";
    error.retry = true;
    error.retry_after = core::seconds(2);
    return error;
}

core::LoadedEntity absent(const core::LoadKey& key) {
    if (const auto* issue = std::get_if<core::LoadIssue>(&key)) {
        return core::LoadedIssue{*issue, std::nullopt};
    }
    return core::LoadedSession{std::get<core::LoadSession>(key), std::nullopt, std::nullopt};
}

}  // namespace

class HistoryReader::Threads {
public:
    /// Reads with the connection and gives what is to be done on the loop. Throws nothing.
    using Job = std::function<std::function<void()>(const std::function<Database&()>&)>;

    Threads(HistoryOptions options, std::function<void(std::function<void()>)> post_to_loop)
        : options_(std::move(options)),
          post_to_loop_(std::move(post_to_loop)),
          documents_(options_.file.parent_path()) {
        for (std::size_t i = 0; i < options_.threads; ++i) {
            threads_.emplace_back([this] { run(); });
        }
    }

    ~Threads() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }

    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

    bool add(Job job) {
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= options_.queue) {
                return false;
            }
            waiting_.push_back(std::move(job));
        }
        changed_.notify_one();
        return true;
    }

    [[nodiscard]] OwnDocuments& documents() { return documents_; }

private:
    void run() {
        std::unique_ptr<Database> database;
        Clock::time_point ends;
        const std::function<Database&()> connection = [&]() -> Database& {
            if (!database) {
                database = std::make_unique<Database>(options_.file, OpenMode::read_only, options_.vfs);
                configure_reader(*database);
                check_schema(*database, options_.file);
                database->set_progress_check([&] { return Clock::now() >= ends || stopping(); });
            }
            return *database;
        };
        std::unique_lock lock(mutex_);
        for (;;) {
            const bool something =
                changed_.wait_for(lock, housekeeping, [this] { return stopping_ || !waiting_.empty(); });
            if (stopping_) {
                return;
            }
            if (!something) {
                documents_.forget_old(Clock::now());
                continue;
            }
            const Job job = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            ends = Clock::now() + options_.longest_read;
            std::function<void()> result = job([&]() -> Database& {
                try {
                    return connection();
                } catch (...) {
                    database.reset();  // not set up to its end
                    throw;
                }
            });
            post_to_loop_(std::move(result));
            lock.lock();
        }
    }

    bool stopping() {
        const std::lock_guard lock(mutex_);
        return stopping_;
    }

    const HistoryOptions options_;
    const std::function<void(std::function<void()>)> post_to_loop_;
    OwnDocuments documents_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

HistoryReader::HistoryReader(HistoryOptions options, std::function<void(std::function<void()>)> post_to_loop)
    : threads_(std::make_unique<Threads>(std::move(options), std::move(post_to_loop))) {}

HistoryReader::~HistoryReader() = default;

bool HistoryReader::query(core::Query query, std::function<void(core::ReplyBody)> done) {
    return threads_->add([query = std::move(query), done = std::move(done),
                          documents = &threads_->documents()](const auto& connection) {
        core::ReplyBody reply;
        try {
            if (const auto* own = std::get_if<core::QueryOwnData>(&query.what)) {
                reply = documents->part(connection(), query.tenant, query.person, *own, Clock::now());
            } else {
                reply = read_query(connection(), query);
            }
        } catch (const SqliteError& error) {
            reply = unreadable(error.interrupted());
        } catch (const std::runtime_error&) {
            reply = unreadable(false);
        }
        return [reply = std::move(reply), done]() mutable { done(std::move(reply)); };
    });
}

bool HistoryReader::load(core::LoadKey key, std::function<void(core::LoadedEntity, bool failed)> done) {
    return threads_->add([key, done = std::move(done)](const auto& connection) {
        core::LoadedEntity entity;
        bool failed = false;
        try {
            entity = read_entity(connection(), key);
        } catch (const std::runtime_error&) {
            entity = absent(key);
            failed = true;
        }
        return [entity = std::move(entity), failed, done]() mutable { done(std::move(entity), failed); };
    });
}

}  // namespace courtside::sqlite
