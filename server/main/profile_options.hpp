#pragma once

#include "core/claims.hpp"
#include "main/commands.hpp"
#include "main/failure.hpp"

#include <string_view>

namespace courtside::server {

/// What the flags say of a person; the first wrong one is the failure. An empty manager or unit takes away
/// what was there.
[[nodiscard]] Result<core::Profile> profile_of(const ProfileOptions& options);

/// Whether a company could call somebody this.
[[nodiscard]] inline bool is_subject(std::string_view text) {
    return !text.empty() && text.size() <= 200;
}

}  // namespace courtside::server
