#pragma once

#include "adapters/ws/websocket_server.hpp"
#include "main/failure.hpp"
#include "main/settings.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <spdlog/logger.h>

namespace courtside::server {

/// The certificate and key of the settings, read at the start and again at each SIGHUP, so that a renewed
/// certificate needs no restart. Files that cannot be used then leave what was read before in place.
class TlsFiles {
public:
    /// All must outlive it.
    TlsFiles(boost::asio::io_context& io, const Settings& settings, ws::WebSocketServer& network,
             spdlog::logger& log);

    /// Without both settings: does nothing, and SIGHUP keeps its usual meaning.
    [[nodiscard]] Result<> start();

private:
    [[nodiscard]] Result<> load();
    void wait_for_signal();

    const Settings& settings_;
    ws::WebSocketServer& network_;
    spdlog::logger& log_;
    boost::asio::signal_set hang_up_;
};

}  // namespace courtside::server
