#pragma once

#include "core/context.hpp"
#include "core/inputs.hpp"

namespace courtside::core::admin {

/// Checks a new tenant by itself; that its issuer is not taken is the engine's to check.
[[nodiscard]] std::optional<Error> check(const AddTenant& change);

Result<AdminResult> import_skills(Context& context, const ImportSkills& change);
Result<AdminResult> import_people(Context& context, const ImportPeople& change);

}  // namespace courtside::core::admin
