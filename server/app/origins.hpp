#pragma once

#include "core/ids.hpp"
#include "core/model/tenant.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::app {

/// The web origins whose pages may connect. None by default; the server's own is not its concern.
class Origins {
public:
    void replace(std::span<const core::Tenant> tenants);

    /// At the upgrade and where a page embeds one of ours, when nobody knows the tenant yet.
    [[nodiscard]] bool allowed_by_any(std::string_view origin) const;

    /// At the hello.
    [[nodiscard]] bool allowed_by(core::TenantId tenant, std::string_view origin) const;

private:
    std::map<std::string, std::vector<core::TenantId>, std::less<>> tenants_;
};

}  // namespace courtside::app
