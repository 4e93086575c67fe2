#pragma once

#include "courtside/export.h"

#include <chrono>
#include <functional>
#include <memory>

namespace courtside {

/// A thread with an event loop, shared by any number of clients; a client without one makes its own.
///
/// All functions may be called on any thread. Destroy it (release the last shared_ptr; clients hold one each)
/// on another thread than its own.
class COURTSIDE_API Runtime {
public:
    /// Starts the thread. Throws std::system_error where the system has none left.
    Runtime();
    /// Stops the thread; what was posted and has not run is dropped.
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Runs `work` soon on this thread, after what was posted before. It must not block or throw.
    void post(std::function<void()> work);
    /// The same, after `delay`. It can't be taken back: hold what it needs weakly.
    void after(std::chrono::milliseconds delay, std::function<void()> work);

    [[nodiscard]] bool is_this_thread() const noexcept;

    /// The SDK's own view of it.
    struct COURTSIDE_LOCAL Loop;
    [[nodiscard]] Loop& loop() noexcept { return *loop_; }

private:
    std::unique_ptr<Loop> loop_;
};

}  // namespace courtside
