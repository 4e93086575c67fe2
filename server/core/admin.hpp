#pragma once

#include "core/context.hpp"
#include "core/inputs.hpp"

namespace courtside::core::admin {

/// Checks a new tenant by itself; that its issuer is not taken is the engine's to check.
[[nodiscard]] std::optional<Error> check(const AddTenant& change);

/// Sets for how long a company's messages are kept.
Result<AdminResult> set_retention(Context& context, const SetRetention& change);
/// That there is such a person; the audit entry is all that it is for.
Result<AdminResult> note_export(Context& context, const NoteExport& change);
Result<AdminResult> note_explanation(Context& context, const NoteExplanation& change);
Result<AdminResult> note_coverage(Context& context, const NoteCoverage& change);
Result<AdminResult> set_reach(Context& context, const SetReach& change);

/// What was set, for the audit log.
std::string reach_text(const SetReach& change, const AdminResult& done);

Result<AdminResult> import_skills(Context& context, const ImportSkills& change);
Result<AdminResult> import_people(Context& context, const ImportPeople& change);

}  // namespace courtside::core::admin
