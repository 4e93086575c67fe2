#include "adapters/jwt/token_mint.hpp"

#include "adapters/jwt/jose.hpp"
#include "adapters/jwt/key_snapshot.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>

namespace courtside::jwt {
namespace {

void set(json_t& object, const char* name, JsonPtr value) {
    // The library takes the value over, also when it fails.
    if (json_object_set_new(&object, name, value.release()) != 0) {
        throw std::invalid_argument("The claim \"" + std::string(name) + "\" is not UTF-8.");
    }
}

JsonPtr text(std::string_view value) {
    return JsonPtr(json_stringn(value.data(), value.size()));
}

JsonPtr seconds(core::Instant at) {
    return JsonPtr(json_integer(at.ms / 1000));
}

void set_profile(json_t& claims, const core::Profile& profile) {
    if (profile.name) {
        set(claims, "name", text(*profile.name));
    }
    if (profile.roles) {
        JsonPtr roles(json_array());
        for (const auto& [name, role] : role_names) {
            if (profile.roles->has(role)) {
                json_array_append_new(roles.get(), text(name).release());
            }
        }
        set(claims, "roles", std::move(roles));
    }
    if (profile.skills) {
        JsonPtr skills(json_object());
        for (const auto& [code, level] : *profile.skills) {
            set(*skills, code.c_str(), JsonPtr(json_integer(level)));
        }
        set(claims, "skills", std::move(skills));
    }
    if (profile.languages) {
        JsonPtr languages(json_array());
        for (const auto& tag : *profile.languages) {
            if (json_array_append_new(languages.get(), text(tag).release()) != 0) {
                throw std::invalid_argument("The claim \"lang\" is not UTF-8.");
            }
        }
        set(claims, "lang", std::move(languages));
    }
    if (profile.time_zone) {
        set(claims, "tz", text(*profile.time_zone));
    }
    if (profile.manager) {
        set(claims, "manager", text(*profile.manager));
    }
    if (profile.unit) {
        set(claims, "unit", text(*profile.unit));
    }
}

JsonPtr make_header(const core::TenantKey& key) {
    JsonPtr header(cjose_header_new(nullptr));
    bool made = header &&
                cjose_header_set(header.get(), CJOSE_HDR_ALG, algorithm_name(key.algorithm).data(), nullptr);
    made = made && cjose_header_set(header.get(), "typ", "JWT", nullptr);
    if (made && !key.key_id.empty()) {
        made = cjose_header_set(header.get(), CJOSE_HDR_KID, key.key_id.c_str(), nullptr);
    }
    if (!made) {
        throw std::invalid_argument("The id of the key is not UTF-8.");
    }
    return header;
}

}  // namespace

std::string mint(const core::TenantKey& key, const MintRequest& request) {
    const JsonPtr claims(json_object());
    set(*claims, "iss", text(request.issuer));
    set(*claims, "aud", text(request.audience));
    set(*claims, "sub", text(request.subject));
    set(*claims, "iat", seconds(request.issued_at));
    set(*claims, "exp", seconds(request.expires_at));
    set_profile(*claims, request.profile);
    const std::unique_ptr<char, decltype(&std::free)> written(json_dumps(claims.get(), JSON_COMPACT),
                                                              &std::free);
    if (!written) {
        throw std::bad_alloc();
    }
    return sign_claims(key, written.get());
}

std::string sign_claims(const core::TenantKey& key, std::string_view claims) {
    const KeyPtr signing = make_key(key);
    const JsonPtr header = make_header(key);
    const SignedPtr made(cjose_jws_sign(signing.get(), header.get(),
                                        reinterpret_cast<const std::uint8_t*>(claims.data()), claims.size(),
                                        nullptr));
    const char* compact = nullptr;  // belongs to `made`
    if (!made || !cjose_jws_export(made.get(), &compact, nullptr)) {
        throw std::invalid_argument("These claims cannot be signed with key \"" + key.key_id + "\".");
    }
    return compact;
}

}  // namespace courtside::jwt
