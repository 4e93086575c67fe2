#pragma once

#include "courtside/runtime.hpp"
#include "protocol/time.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace courtside::internal {

/// Calls a function at the time it is set to, on the runtime's thread. All use is on that thread.
class Alarm {
public:
    Alarm(Runtime::Loop& loop, std::function<void()> ring);
    ~Alarm();
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    /// Replaces the time it was set to. Absent: it does not ring. It may ring earlier than set, where it was
    /// set to that earlier time before: this spares the timer most of its changes.
    void set(std::optional<TimePoint> when);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace courtside::internal
