#include "adapters/webpush/vapid.hpp"

#include "adapters/jwt/base64url.hpp"
#include "integration/webpush/signature.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace courtside::webpush {
namespace {

TEST(Vapid, SignsWhoItIsForAndUntilWhen) {
    const Vapid vapid(make_vapid_key(), "mailto:ops@example.org");
    const std::string header = vapid.authorization("https://push.example", core::Instant{1'700'000'000'999});
    ASSERT_TRUE(header.starts_with("vapid t="));
    const std::string token = header.substr(8, header.find(", k=") - 8);
    EXPECT_EQ(header.substr(header.find(", k=") + 4), vapid.public_key());
    const std::size_t first = token.find('.');
    const std::size_t second = token.rfind('.');
    EXPECT_EQ(jwt::decode_base64url(token.substr(0, first)), R"({"typ":"JWT","alg":"ES256"})");
    EXPECT_EQ(jwt::decode_base64url(token.substr(first + 1, second - first - 1)),
              R"({"aud":"https://push.example","exp":1700043200,"sub":"mailto:ops@example.org"})");
    const std::string point = jwt::decode_base64url(vapid.public_key()).value();
    const std::string signature = jwt::decode_base64url(token.substr(second + 1)).value();
    EXPECT_TRUE(test::is_es256_of(point, token.substr(0, second), signature));
    EXPECT_FALSE(test::is_es256_of(point, token.substr(1, second - 1), signature));
}

TEST(Vapid, KeepsItsKeyOverRestarts) {
    const std::string key = make_vapid_key();
    EXPECT_EQ(Vapid(key, "mailto:a@b.example").public_key(), Vapid(key, "mailto:a@b.example").public_key());
    EXPECT_NE(Vapid(key, "").public_key(), Vapid(make_vapid_key(), "").public_key());
    EXPECT_EQ(jwt::decode_base64url(Vapid(key, "").public_key()).value().size(), point_bytes);
}

TEST(Vapid, RefusesWhatIsNoKey) {
    EXPECT_THROW(Vapid("", ""), std::invalid_argument);
    EXPECT_THROW(Vapid("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", ""),
                 std::invalid_argument);
}

}  // namespace
}  // namespace courtside::webpush
