#pragma once

#include "core/effects.hpp"

#include <functional>
#include <string>

namespace courtside::ports {

/// Sends short messages to devices through their push services. Called on the loop, which it never holds up:
/// what cannot be sent soon enough is dropped.
class Push {
public:
    /// Told whether the channel is gone for good.
    using Failed = std::function<void(bool gone)>;

    virtual ~Push() = default;

    /// `failed` is called at most once, on the loop and never before this returns, where the service refused
    /// the message or could not be reached; not where the message was dropped to keep a bound.
    virtual void send(core::PushMessage message, Failed failed) = 0;

    /// A code that nobody can guess, of letters and digits.
    [[nodiscard]] virtual std::string fresh_code() = 0;
};

}  // namespace courtside::ports
