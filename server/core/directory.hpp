#pragma once

#include "core/context.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace courtside::core::directory {

/// The person that a company calls `subject`, added if new. Does not store anything.
PersonState& find_or_add(Context& context, const std::string& subject);

/// What to do with parts of a profile that this server cannot use: an import refuses them, a
/// token's are passed over, since its holder cannot mend them and needs help now.
enum class Strictness : std::uint8_t { refuse, pass_over };

/// The person with what the profile says carried over. Managers are looked up by subject among the
/// tenant's people.
Result<Person> merge(const Context& context, const Person& person, const Profile& profile,
                     Strictness strictness);

/// Carries a profile over into the person, and stores the person where that changed anything.
Result<bool> apply(Context& context, PersonState& state, const Profile& profile, Strictness strictness);

/// Recomputes what is derived from the stored person.
void index(TenantState& tenant, PersonState& state);

/// Whether a language tag has the form of one: letters, digits and hyphens, 2 to 35 bytes.
[[nodiscard]] bool valid_language(std::string_view tag);

}  // namespace courtside::core::directory
