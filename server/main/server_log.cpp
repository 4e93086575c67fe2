#include "main/server_log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>

namespace courtside::server {

spdlog::logger make_log(const std::string& level) {
    spdlog::logger log("courtside", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    log.set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                                                                  spdlog::pattern_time_type::utc));
    log.set_level(spdlog::level::from_str(level));
    log.flush_on(spdlog::level::trace);
    return log;
}

void LoggingObserver::tenants_changed(std::span<const core::Tenant> tenants) {
    log_.info("Companies known: {}", tenants.size());
    take_tenants_(tenants);
}

void LoggingObserver::store_failed(const ports::StoreError& error) {
    log_.error("The store failed, everybody was disconnected, it is tried again each second: {}", error.text);
}

void LoggingObserver::store_recovered() {
    log_.info("The store works again");
}

}  // namespace courtside::server
