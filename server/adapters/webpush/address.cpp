#include "adapters/webpush/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace courtside::webpush {
namespace {

struct Range {
    std::uint32_t from;
    unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c) {
    return (a << 24U) | (b << 16U) | (c << 8U);
}

constexpr std::array special{
    Range{v4(0, 0, 0), 8},        // this network
    Range{v4(10, 0, 0), 8},       // private
    Range{v4(100, 64, 0), 10},    // behind a carrier's translation
    Range{v4(127, 0, 0), 8},      // loopback
    Range{v4(169, 254, 0), 16},   // link local; the metadata of clouds
    Range{v4(172, 16, 0), 12},    // private
    Range{v4(192, 0, 0), 24},     // protocol assignments
    Range{v4(192, 0, 2), 24},     // documentation
    Range{v4(192, 88, 99), 24},   // relays of 6to4
    Range{v4(192, 168, 0), 16},   // private
    Range{v4(198, 18, 0), 15},    // benchmarks
    Range{v4(198, 51, 100), 24},  // documentation
    Range{v4(203, 0, 113), 24},   // documentation
    Range{v4(224, 0, 0), 3},      // multicast, reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
    return std::ranges::none_of(
        special, [&](const Range& range) { return (address ^ range.from) >> (32 - range.bits) == 0; });
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
    if (address.is_v4()) {
        return is_public_v4(address.to_v4().to_uint());
    }
    const auto bytes = address.to_v6().to_bytes();
    const bool global_unicast = (bytes[0] & 0xE0U) == 0x20U;                         // 2000::/3
    const bool protocols = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02;  // 2001::/23, Teredo
    const bool documentation =
        bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8;  // 2001:db8::/32
    const bool six_to_four = bytes[0] == 0x20 && bytes[1] == 0x02;                     // 2002::/16
    const bool documentation_too = bytes[0] == 0x3F && bytes[1] == 0xFF;               // 3fff::/20
    return global_unicast && !protocols && !documentation && !six_to_four && !documentation_too;
}

}  // namespace courtside::webpush
