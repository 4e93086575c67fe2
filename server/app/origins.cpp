#include "app/origins.hpp"

#include <algorithm>

namespace courtside::app {

void Origins::replace(std::span<const core::Tenant> tenants) {
    tenants_.clear();
    for (const auto& tenant : tenants) {
        for (const auto& origin : tenant.origins) {
            tenants_[origin].push_back(tenant.id);
        }
    }
}

bool Origins::allowed_by_any(std::string_view origin) const {
    return tenants_.contains(origin);
}

bool Origins::allowed_by(core::TenantId tenant, std::string_view origin) const {
    const auto entry = tenants_.find(origin);
    return entry != tenants_.end() && std::ranges::find(entry->second, tenant) != entry->second.end();
}

}  // namespace courtside::app
