#include "adapters/webpush/vapid.hpp"

#include "adapters/jwt/base64url.hpp"

#include <stdexcept>
#include <utility>

namespace courtside::webpush {
namespace {

/// RFC 8292, 2: at most 24 hours.
constexpr core::Duration life = core::hours(12);

}  // namespace

Vapid::Vapid(std::string_view private_key, std::string subject)
    : key_(read_private_key(private_key)), subject_(std::move(subject)) {
    if (!key_) {
        throw std::invalid_argument("this is no private key on P-256");
    }
    public_key_ = jwt::encode_base64url(point_of(*key_));
}

std::string Vapid::authorization(std::string_view origin, core::Instant now) const {
    // Neither an origin nor a subject that passed its check needs escapes in JSON.
    const std::string claims = R"({"aud":")" + std::string(origin) + R"(","exp":)" +
                               std::to_string((now + life).ms / 1000) + R"(,"sub":")" + subject_ + R"("})";
    std::string token =
        jwt::encode_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." + jwt::encode_base64url(claims);
    token += "." + jwt::encode_base64url(sign_es256(*key_, token));
    return "vapid t=" + token + ", k=" + public_key_;
}

std::string make_vapid_key() {
    return write_private_key(*make_key());
}

}  // namespace courtside::webpush
