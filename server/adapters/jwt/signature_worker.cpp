#include "adapters/jwt/signature_worker.hpp"

#include <utility>

namespace courtside::jwt {

SignatureWorker::SignatureWorker(std::size_t most, PostToLoop post_to_loop)
    : most_(most), post_to_loop_(std::move(post_to_loop)), thread_([this] { run(); }) {}

SignatureWorker::~SignatureWorker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool SignatureWorker::add(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= most_) {
            return false;
        }
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void SignatureWorker::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) {
            return;
        }
        // Shared, since what is posted has to be copyable.
        const auto job = std::make_shared<Job>(std::move(waiting_.front()));
        waiting_.pop_front();
        lock.unlock();
        const bool fits = job->key->signed_it(job->token);
        post_to_loop_([job, fits] {
            const auto done = std::move(job->done);
            done(std::move(*job), fits);
        });
        lock.lock();
    }
}

}  // namespace courtside::jwt
