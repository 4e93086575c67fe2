#pragma once

#include "adapters/webpush/p256.hpp"
#include "core/time.hpp"

#include <string>
#include <string_view>

namespace courtside::webpush {

/// How this server shows push services who it is (RFC 8292): a key pair that devices subscribe for, so that
/// nobody else can send to them.
class Vapid {
public:
    /// `subject`: whom the operator of a push service can write to, "mailto:..." or "https://...". Throws
    /// std::invalid_argument where `private_key` (PEM) is none on P-256.
    Vapid(std::string_view private_key, std::string subject);

    /// The public key as browsers want it: base64url of the point.
    [[nodiscard]] const std::string& public_key() const { return public_key_; }

    /// The header Authorization for a request to `origin` at `now`.
    [[nodiscard]] std::string authorization(std::string_view origin, core::Instant now) const;

private:
    Key key_;
    std::string subject_;
    std::string public_key_;
};

/// A new private key, as PEM.
[[nodiscard]] std::string make_vapid_key();

}  // namespace courtside::webpush
