#include "adapters/webpush/address.hpp"

#include <gtest/gtest.h>

namespace courtside::webpush {
namespace {

bool is_public_text(const char* text) {
    return is_public(boost::asio::ip::make_address(text));
}

TEST(Address, OfThePublicInternetIsPublic) {
    for (const char* address : {"8.8.8.8", "1.1.1.1", "142.250.1.95", "100.63.255.255", "100.128.0.0",
                                "172.15.0.1", "172.32.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
                                "2a00:1450:4001:80e::200a", "2606:4700::1111", "2001:4860::8888"}) {
        EXPECT_TRUE(is_public_text(address)) << address;
    }
}

TEST(Address, OfThisMachineItsNetworksAndSpecialRangesIsNot) {
    for (const char* address : {"0.0.0.0",
                                "0.1.2.3",
                                "10.0.0.1",
                                "10.255.255.255",
                                "100.64.0.1",
                                "127.0.0.1",
                                "127.255.0.1",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.0.0.1",
                                "192.0.2.1",
                                "192.168.1.1",
                                "198.18.0.1",
                                "198.19.255.255",
                                "198.51.100.7",
                                "203.0.113.7",
                                "224.0.0.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "::ffff:8.8.8.8",
                                "::ffff:127.0.0.1",
                                "64:ff9b::7f00:1",
                                "fe80::1",
                                "fc00::1",
                                "fd12:3456::1",
                                "ff02::1",
                                "2001::1",
                                "2001:db8::1",
                                "2002:7f00:1::1",
                                "3fff::1",
                                "100::1",
                                "fec0::1"}) {
        EXPECT_FALSE(is_public_text(address)) << address;
    }
}

}  // namespace
}  // namespace courtside::webpush
