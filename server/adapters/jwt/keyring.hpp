#pragma once

#include "adapters/jwt/key_snapshot.hpp"
#include "adapters/jwt/verifying_key.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace courtside::jwt {

struct TenantKeyring {
    core::TenantId tenant;
    /// Shared with those who are verifying with one of them while it is replaced.
    std::vector<std::shared_ptr<const VerifyingKey>> keys;
};

/// A snapshot, ready to verify with: immutable. Private to this folder.
class Keyring {
public:
    /// Keys that `previous` has too are taken from there, since opening a public key takes longer than
    /// using it. Throws std::invalid_argument as TokenVerifier says.
    explicit Keyring(const KeySnapshot& snapshot, const Keyring* previous = nullptr);

    [[nodiscard]] const std::string& audience() const { return audience_; }
    /// Null for an issuer that nobody here has.
    [[nodiscard]] const TenantKeyring* find(std::string_view issuer) const;

private:
    void add(const TenantKeys& tenant, const Keyring* previous);

    std::string audience_;
    std::map<std::string, TenantKeyring, std::less<>> by_issuer_;
};

}  // namespace courtside::jwt
