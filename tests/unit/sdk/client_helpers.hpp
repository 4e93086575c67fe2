#pragma once

#include "courtside/client.hpp"
#include "fake_server.hpp"
#include "recorder.hpp"

#include <chrono>
#include <future>
#include <utility>

namespace courtside::testing {

/// A client of the server that comes back at once.
inline Options options_for(const FakeServer& server) {
    Options options;
    options.url = server.url();
    options.token = fixed_token("t1");
    options.back_off_least = std::chrono::milliseconds{1};
    options.back_off_most = std::chrono::milliseconds{5};
    return options;
}

/// What the future holds; an error where it does not come.
template <class T>
[[nodiscard]] Result<T> soon(std::future<Result<T>> future) {
    if (future.wait_for(kGenerous) != std::future_status::ready) {
        return Error{ErrorCode::unspecified, {}, "no answer came", false, {}};
    }
    return future.get();
}

}  // namespace courtside::testing
