#pragma once

#include "adapters/webpush/web_push.hpp"
#include "core/rules.hpp"
#include "main/failure.hpp"
#include "main/settings.hpp"

#include <functional>
#include <memory>

namespace courtside::server {

/// Web Push as the settings want it, and what the rules have to say of it; null: there is none. The server's
/// key pair is made in the data folder, which has to be there, if it is not there yet.
[[nodiscard]] Result<std::unique_ptr<webpush::WebPush>> open_push(
    const Settings& settings, core::Rules& rules, std::function<void(std::function<void()>)> post_to_loop);

}  // namespace courtside::server
