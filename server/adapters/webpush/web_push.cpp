#include "adapters/webpush/web_push.hpp"

#include "adapters/jwt/base64url.hpp"
#include "adapters/webpush/delivery.hpp"
#include "adapters/webpush/message_encryption.hpp"
#include "adapters/webpush/vapid.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace courtside::webpush {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr std::size_t code_bytes = 12;

core::Instant wall_now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return core::Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace

class WebPush::Impl {
public:
    struct Job {
        core::PushMessage message;
        ports::Push::Failed failed;
        Clock::time_point ends;
        unsigned tries = 0;
    };

    Impl(WebPushOptions options, PostToLoop post_to_loop)
        : options_(std::move(options)),
          vapid_(options_.private_key, options_.subject),
          post_to_loop_(std::move(post_to_loop)),
          tls_(asio::ssl::context::tls_client),
          work_(asio::make_work_guard(io_)) {
        tls_.set_default_verify_paths();
        thread_ = std::thread([this] { io_.run(); });
    }

    ~Impl() {
        io_.stop();
        thread_.join();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void add(Job job) {
        {
            const std::lock_guard lock(mutex_);
            while (waiting_.size() >= options_.queue) {
                waiting_.pop_front();
                ++stats_.dropped;
            }
            waiting_.push_back(std::move(job));
        }
        asio::post(io_, [this] { begin_some(); });
    }

    [[nodiscard]] const Vapid& vapid() const { return vapid_; }

    [[nodiscard]] WebPushStats stats() const {
        const std::lock_guard lock(mutex_);
        WebPushStats stats = stats_;
        stats.waiting = waiting_.size();
        return stats;
    }

private:
    // On the thread.

    void begin_some() {
        while (in_flight_ < options_.in_flight) {
            std::optional<Job> job = next();
            if (!job) {
                return;
            }
            ++in_flight_;
            asio::co_spawn(io_, attempt(*std::move(job)), asio::detached);
        }
    }

    /// The first that is still worth it.
    std::optional<Job> next() {
        const std::lock_guard lock(mutex_);
        while (!waiting_.empty()) {
            Job job = std::move(waiting_.front());
            waiting_.pop_front();
            if (job.ends > Clock::now()) {
                return job;
            }
            ++stats_.dropped;
        }
        return std::nullopt;
    }

    asio::awaitable<void> attempt(Job job) {
        ++job.tries;
        Outcome outcome{Outcome::Kind::refused, {}};
        try {
            outcome = co_await send(job);
        } catch (const std::exception&) {
            // OpenSSL does not work; nothing can be sent now.
        }
        --in_flight_;
        settle(std::move(job), outcome);
        begin_some();
    }

    asio::awaitable<Outcome> send(const Job& job) {
        const core::PushChannel& channel = job.message.channel;
        std::optional<Target> target = target_of(channel.endpoint);
        std::optional<std::string> body = encrypt(job.message.payload, channel.p256dh, channel.auth);
        if (!target || !body) {
            // Nobody can ever be reached there.
            co_return Outcome{Outcome::Kind::gone, {}};
        }
        Post post;
        post.authorization = vapid_.authorization(target->origin, wall_now());
        post.target = *std::move(target);
        post.body = *std::move(body);
        post.time_to_live = std::chrono::seconds(job.message.life.ms / 1000);
        post.timeout = options_.timeout;
        post.allow_loopback = options_.allow_loopback;
        co_return co_await deliver(post, tls_);
    }

    void settle(Job job, const Outcome& outcome) {
        switch (outcome.kind) {
            case Outcome::Kind::delivered:
                count(&WebPushStats::delivered);
                return;
            case Outcome::Kind::gone:
                count(&WebPushStats::gone);
                report(std::move(job), true);
                return;
            case Outcome::Kind::later: {
                const auto pause = std::max<std::chrono::milliseconds>(outcome.retry_after,
                                                                       options_.first_pause * job.tries);
                if (job.tries < options_.tries && pause <= options_.longest_pause &&
                    Clock::now() + pause < job.ends && pausing_ < options_.queue) {
                    again_after(pause, std::move(job));
                    return;
                }
                break;
            }
            case Outcome::Kind::refused:
                break;
        }
        count(&WebPushStats::failed);
        report(std::move(job), false);
    }

    /// It waits outside of the queue and of what is in flight, so it holds nobody up; as many as the queue
    /// holds may do so.
    void again_after(std::chrono::milliseconds pause, Job job) {
        ++pausing_;
        auto timer = std::make_shared<asio::steady_timer>(io_, pause);
        timer->async_wait([this, timer, job = std::move(job)](boost::system::error_code) mutable {
            --pausing_;
            add(std::move(job));
        });
    }

    void report(Job job, bool gone) {
        post_to_loop_([failed = std::move(job.failed), gone] { failed(gone); });
    }

    void count(std::uint64_t WebPushStats::*what) {
        const std::lock_guard lock(mutex_);
        ++(stats_.*what);
    }

    const WebPushOptions options_;
    const Vapid vapid_;
    const PostToLoop post_to_loop_;
    mutable std::mutex mutex_;
    std::deque<Job> waiting_;
    WebPushStats stats_;
    std::size_t in_flight_ = 0;
    std::size_t pausing_ = 0;
    asio::ssl::context tls_;
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::thread thread_;
};

WebPush::WebPush(WebPushOptions options, PostToLoop post_to_loop)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(post_to_loop))) {}
WebPush::~WebPush() = default;

void WebPush::send(core::PushMessage message, Failed failed) {
    const auto ends = Clock::now() + std::chrono::milliseconds(message.life.ms);
    impl_->add({std::move(message), std::move(failed), ends, 0});
}

std::string WebPush::fresh_code() {
    return jwt::encode_base64url(random_bytes(code_bytes));
}

const std::string& WebPush::public_key() const {
    return impl_->vapid().public_key();
}

WebPushStats WebPush::stats() const {
    return impl_->stats();
}

}  // namespace courtside::webpush
