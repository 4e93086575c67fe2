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
    std::vector<core::Person> people;     ///< without those who were erased
    std::vector<core::Erasure> erasures;  ///< the latest of a subject first
    std::size_t skills = 0;
};

/// All companies by ascending id, as of the last commit. Needs no lock: works beside a running server.
/// A folder without a store gives none.
[[nodiscard]] Result<std::vector<TenantEntry>> read_directory(const Settings& settings);

/// The company with this issuer or id; the failure names those there are.
[[nodiscard]] Result<TenantEntry> find_tenant(const Settings& settings, std::string_view issuer_or_id);

/// For a change of one person that the engine refused: `what` says that nothing was done.
[[nodiscard]] Failure refused_for(const std::string& what, const TenantEntry& company,
                                  const std::string& subject, const core::Error& error);

using AdminChange = decltype(core::Admin::change);

/// What an administrative change did, or the engine's refusal.
using AdminOutcome = decltype(core::AdminReply::result);

/// Carries out one administrative change and returns when it is on the disk. This is the one way that
/// the command line changes anything: while a server runs it is handed to that, through the control
/// socket in the data folder, and takes effect at once; else the folder is locked and the same engine runs
/// here on what the store holds. Callers need not know which.
///
/// Fails with `ExitCode::data_in_use` where another process holds the folder and takes no changes, which
/// is waited for a while; with `ExitCode::unknown` where the change may have been made: then nothing that
/// belongs to it, such as a new secret, may be thrown away.
///
/// A person who is erased is gone from the disk when this returns; where that takes longer than can be waited
/// for, it fails with `ExitCode::unknown`, and goes on by itself in a server, or with the next such command.
[[nodiscard]] Result<AdminOutcome> apply_admin(const Settings& settings, AdminChange change);

/// The same in a folder that nobody serves: the engine on what the store holds, for as long as one change
/// takes. Throws std::runtime_error where the store cannot be used, FolderInUse among them.
[[nodiscard]] Result<AdminOutcome> change_stored_state(const Settings& settings, const core::Admin& admin);

/// Who the audit log names: the operating system's user.
[[nodiscard]] std::string actor();

}  // namespace courtside::server
