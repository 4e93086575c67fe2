#include "main/tls_files.hpp"

#include <csignal>
#include <utility>

namespace courtside::server {

TlsFiles::TlsFiles(boost::asio::io_context& io, const Settings& settings, ws::WebSocketServer& network,
                   spdlog::logger& log)
    : settings_(settings), network_(network), log_(log), hang_up_(io) {}

Result<> TlsFiles::start() {
    if (settings_.tls_certificate.empty()) {
        return {};
    }
    if (const auto loaded = load(); !loaded) {
        return loaded.error();
    }
    hang_up_.add(SIGHUP);
    wait_for_signal();
    return {};
}

Result<> TlsFiles::load() {
    auto context = ws::TlsContext::load({settings_.tls_certificate, settings_.tls_key});
    if (const auto* problem = std::get_if<std::string>(&context)) {
        return usage_failure(*problem);
    }
    auto& usable = std::get<ws::TlsContext>(context);
    log_.info("TLS with the certificate {}, valid until {}", settings_.tls_certificate, usable.valid_until());
    network_.use_tls(std::move(usable));
    return {};
}

void TlsFiles::wait_for_signal() {
    hang_up_.async_wait([this](boost::system::error_code error, int /*signal*/) {
        if (error) {
            return;
        }
        if (const auto loaded = load(); !loaded) {
            log_.error("The certificate stays the one from before. {}", loaded.error().sentence);
        }
        wait_for_signal();
    });
}

}  // namespace courtside::server
