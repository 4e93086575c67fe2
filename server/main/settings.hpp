#pragma once

#include "adapters/ws/options.hpp"
#include "app/options.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace courtside::server {

/// All that an operator can set, with its default. `setting_table()` names each of them once.
struct Settings {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one
    std::string internal_listen = "127.0.0.1";
    std::int32_t internal_port = -1;            ///< 0: any free one; -1: none
    std::chrono::milliseconds drain_notice{0};  ///< from the signal to the first goodbye
    std::string web_root;                       ///< folder of the pages for browsers; empty: none are served
    std::string tls_certificate;                ///< PEM file; empty: no TLS
    std::string tls_key;                        ///< PEM file
    std::string data = "courtside-data";
    std::string audience = "courtside";  ///< what tokens must name in `aud`
    std::string log_level = "info";
    std::uint32_t reader_threads = 2;
    std::string push_subject;  ///< whom push services can write to; empty: nothing is pushed
    /// Push services that may be sent to, with the hosts below them, separated by blanks: those of the
    /// browsers.
    std::string push_hosts =
        "fcm.googleapis.com updates.push.services.mozilla.com push.apple.com notify.windows.com";
    app::ShardOptions shard;
    ws::WebSocketOptions network;
};

}  // namespace courtside::server
