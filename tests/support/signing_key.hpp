#pragma once

#include "core/claims.hpp"

#include <openssl/evp.h>

#include <memory>
#include <string>
#include <string_view>

namespace courtside::support {

/// The private key of a company, made anew for each test that needs one, and the tokens that it signs:
/// with OpenSSL alone, so that the server's own code is checked against another.
class SigningKey {
public:
    static SigningKey rsa(unsigned bits = 2048, unsigned long exponent = 65537);
    /// `curve`: as OpenSSL calls it.
    static SigningKey ec(const std::string& curve = "P-256");
    /// Another type, such as "ED25519".
    static SigningKey other(const std::string& type);

    [[nodiscard]] std::string public_pem() const;
    [[nodiscard]] std::string private_pem() const;
    /// `more`: further members, each with a comma before it.
    [[nodiscard]] std::string public_jwk(const std::string& more = {}) const;
    /// As a tenant stores it.
    [[nodiscard]] core::TenantKey stored(const std::string& key_id) const;

    /// A compact token: RS256, or ES256 in its raw form.
    [[nodiscard]] std::string token(std::string_view header, std::string_view payload) const;
    /// With the header that goes with the key.
    [[nodiscard]] std::string token_of(const std::string& key_id, std::string_view payload) const;
    /// As a company signs one of its people in: for an hour from now.
    [[nodiscard]] std::string company_token(const std::string& key_id, const std::string& issuer,
                                            const std::string& subject) const;
    /// What OpenSSL makes: for EC keys DER, which is not the form of ES256.
    [[nodiscard]] std::string plain_signature(std::string_view text) const;

private:
    struct Free {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    };
    explicit SigningKey(EVP_PKEY* key);

    [[nodiscard]] bool is_rsa() const;
    [[nodiscard]] std::string number(const char* name, int size) const;

    std::shared_ptr<EVP_PKEY> key_;
};

/// Without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);

}  // namespace courtside::support
