#pragma once

#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/webpush/web_push.hpp"
#include "adapters/ws/options.hpp"
#include "app/shard.hpp"

#include <string>

namespace courtside::server {

/// Of metrics_text().
inline constexpr const char* metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

/// What a server counts, as the text that Prometheus reads. Base units; nothing is told apart by company or
/// person, so that the text says nothing about them and stays as long as it is. `push`: null where there is
/// none. Called on the loop.
[[nodiscard]] std::string metrics_text(const app::Shard& shard, const ws::WebSocketStats& network,
                                       const sqlite::SqliteStore& store, const webpush::WebPush* push);

}  // namespace courtside::server
