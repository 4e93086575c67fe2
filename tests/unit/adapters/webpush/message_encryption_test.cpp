#include "adapters/webpush/message_encryption.hpp"

#include "adapters/jwt/base64url.hpp"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>

#include <stdexcept>

namespace courtside::webpush {
namespace {

std::string bytes(std::string_view text) {
    return jwt::decode_base64url(text).value();
}

/// A key pair by its two halves.
Key pair_of(const std::string& secret, const std::string& point) {
    const jwt::EvpPtr<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    const jwt::EvpPtr<BIGNUM> number(
        BN_bin2bn(jwt::bytes_of(secret), static_cast<int>(secret.size()), nullptr));
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
    const jwt::EvpPtr<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const jwt::EvpPtr<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get());
    return Key(key);
}

// RFC 8291, section 5 and appendix A.
const std::string plaintext = "When I grow up, I want to be a watermelon";
const std::string auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
const std::string p256dh =
    bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
const std::string salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
const std::string sender_secret = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
const std::string sender_point =
    bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
const std::string message = bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_"
    "c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6"
    "PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");

TEST(MessageEncryption, MakesTheMessageOfTheStandardsExample) {
    const Key once = pair_of(sender_secret, sender_point);
    ASSERT_TRUE(once);
    EXPECT_EQ(encrypt(plaintext, p256dh, auth, *once, salt), message);
}

TEST(MessageEncryption, AgreesOnTheSecretOfTheStandardsExample) {
    const Key once = pair_of(sender_secret, sender_point);
    const Key device = key_of(p256dh);
    EXPECT_EQ(shared_secret(*once, *device), bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"));
}

TEST(MessageEncryption, IsAnotherOneEachTime) {
    EXPECT_NE(encrypt(plaintext, p256dh, auth), encrypt(plaintext, p256dh, auth));
}

TEST(MessageEncryption, RefusesAPointThatIsNotOnTheCurve) {
    std::string off = p256dh;
    off.back() = static_cast<char>(off.back() ^ 1);
    EXPECT_FALSE(encrypt(plaintext, off, auth));
    EXPECT_FALSE(encrypt(plaintext, "", auth));
    EXPECT_FALSE(encrypt(plaintext, std::string(65, '\0'), auth));
}

TEST(MessageEncryption, TakesWhatFitsIntoOneMessage) {
    const auto largest = encrypt(std::string(most_plaintext, 'x'), p256dh, auth);
    ASSERT_TRUE(largest);
    EXPECT_EQ(largest->size(), 4096U);
    EXPECT_THROW(static_cast<void>(encrypt(std::string(most_plaintext + 1, 'x'), p256dh, auth)),
                 std::invalid_argument);
}

}  // namespace
}  // namespace courtside::webpush
