#pragma once

#include "console.hpp"

#include <functional>
#include <utility>

namespace examples {

/// A handler for the SDK that carries what it is told to the console's thread, and calls `then` there.
template <class Event, class Then>
[[nodiscard]] std::function<void(const Event&)> on_console(Console& console, Then then) {
    return [&console, then = std::move(then)](const Event& event) {
        console.post([then, event] { then(event); });
    };
}

}  // namespace examples
