#pragma once

#include "core/claims.hpp"

#include <cjose/cjose.h>
#include <jansson.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// Owners for the C objects of cjose and jansson, and the words that reading and minting share.
/// Private to this folder.
namespace courtside::jwt {

struct JoseDeleter {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
    void operator()(cjose_jws_t* signed_text) const { cjose_jws_release(signed_text); }
    void operator()(json_t* value) const { json_decref(value); }
};

using KeyPtr = std::unique_ptr<cjose_jwk_t, JoseDeleter>;
using SignedPtr = std::unique_ptr<cjose_jws_t, JoseDeleter>;
/// Also owns cjose's headers, which are the same type.
using JsonPtr = std::unique_ptr<json_t, JoseDeleter>;

inline constexpr std::array<std::pair<std::string_view, core::Role>, 5> role_names{{
    {"learner", core::Role::learner},
    {"coach", core::Role::coach},
    {"peer", core::Role::peer},
    {"manager", core::Role::manager},
    {"admin", core::Role::admin},
}};

/// A shared secret in the form that cjose takes; made once for each key, not for each token.
/// Throws std::invalid_argument with `problem_with(key)`, or for a key of another kind.
[[nodiscard]] KeyPtr make_key(const core::TenantKey& key);

/// The JSON object or array in a base64url text; null if it is none, or names a member twice.
[[nodiscard]] JsonPtr decode_json(std::string_view base64url);

/// `text` in quotes for a sentence: control characters replaced, cut at 80 bytes between characters.
/// `text` must be UTF-8.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace courtside::jwt
