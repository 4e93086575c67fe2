#pragma once

#include "adapters/jwt/verifying_key.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace courtside::jwt {

/// One thread that checks signatures, in the order in which they came. Private to this folder.
class SignatureWorker {
public:
    struct Job {
        std::shared_ptr<const VerifyingKey> key;  ///< not a quick one
        std::string token;
        /// Called on the loop with what was found.
        std::function<void(Job&&, bool fits)> done;
    };
    using PostToLoop = std::function<void(std::function<void()>)>;

    /// At most `most` wait. `post_to_loop` is called from the worker's thread.
    SignatureWorker(std::size_t most, PostToLoop post_to_loop);
    /// Waits for the job that is under way; drops the others.
    ~SignatureWorker();
    SignatureWorker(const SignatureWorker&) = delete;
    SignatureWorker& operator=(const SignatureWorker&) = delete;

    /// False: too many wait, nothing was queued.
    [[nodiscard]] bool add(Job job);

private:
    void run();

    const std::size_t most_;
    const PostToLoop post_to_loop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace courtside::jwt
