#pragma once

#include "core/effects.hpp"
#include "core/error.hpp"
#include "core/inputs.hpp"
#include "core/model/person.hpp"
#include "core/model/tenant.hpp"
#include "core/queries.hpp"
#include "main/failure.hpp"
#include "main/settings.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::server {

/// A company as the store has it.
struct TenantEntry {
    core::Tenant tenant;
    std::vector<core::Person> people;
    std::size_t skills = 0;
};

/// All companies by ascending id, as of the last commit. Needs no lock: works beside a running server.
/// A folder without a store gives none.
[[nodiscard]] Result<std::vector<TenantEntry>> read_directory(const Settings& settings);

/// The company with this issuer or id; the failure names those there are.
[[nodiscard]] Result<TenantEntry> find_tenant(const Settings& settings, std::string_view issuer_or_id);

using AdminChange = decltype(core::Admin::change);

/// What an administrative change did, or the engine's refusal.
using AdminOutcome = decltype(core::AdminReply::result);

/// Carries out one administrative change: takes the data folder for itself, runs the engine on what
/// the store holds, and commits. This is the one way that the command line changes anything. Fails
/// with `ExitCode::data_in_use` while a server holds the folder.
[[nodiscard]] Result<AdminOutcome> apply_admin(const Settings& settings, AdminChange change);

}  // namespace courtside::server
