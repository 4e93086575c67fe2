#pragma once

#include "core/claims.hpp"
#include "main/commands.hpp"
#include "main/data_folder.hpp"
#include "main/failure.hpp"

#include <string>

namespace courtside::server {

/// A key that is to be stored, and what its owner has to hear of it.
struct NewKey {
    core::TenantKey key;
    /// The secret, if it was made here and nobody has it yet; it is shown once.
    std::string made_secret;
};

/// The key that the options name, or a made secret. The id is the given one, else that of a JWK, else
/// `default_id`.
[[nodiscard]] Result<NewKey> read_or_make_key(const KeyOptions& options, const std::string& default_id);

/// Carries out a change that stores the key. A made secret is first written where it was asked for, since a
/// key whose secret nobody has is of no use, and taken away again where the change is not made. `refused`
/// begins the sentence then: "The company was not added".
[[nodiscard]] Result<core::AdminResult> store_key(const CommandContext& context, const KeyOptions& options,
                                                  const NewKey& key, AdminChange change,
                                                  const std::string& refused);

/// The rest of what is printed after the key was stored, for people.
void print_secret(const CommandContext& context, const KeyOptions& options, const NewKey& key);

}  // namespace courtside::server
