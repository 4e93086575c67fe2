#pragma once

#include "app/observer.hpp"

#include <spdlog/logger.h>

#include <functional>
#include <string>

namespace courtside::server {

/// The server's log, on stderr with times in UTC. It never holds a token or a text that people wrote.
[[nodiscard]] spdlog::logger make_log(const std::string& level);

/// Writes down what happens to the store, and hands tenants on to whoever needs their keys.
class LoggingObserver final : public app::ShardObserver {
public:
    using TakeTenants = std::function<void(std::span<const core::Tenant>)>;

    LoggingObserver(spdlog::logger& log, TakeTenants take_tenants)
        : log_(log), take_tenants_(std::move(take_tenants)) {}

    void tenants_changed(std::span<const core::Tenant> tenants) override;
    void store_failed(const ports::StoreError& error) override;
    void store_recovered() override;

private:
    spdlog::logger& log_;
    TakeTenants take_tenants_;
};

}  // namespace courtside::server
