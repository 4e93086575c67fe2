#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>

namespace courtside::core {

/// A number that names one kind of thing; two kinds never mix. 0 names nothing.
template <class Tag>
struct Id {
    std::uint64_t value = 0;

    constexpr auto operator<=>(const Id&) const = default;
    constexpr explicit operator bool() const { return value != 0; }
};

using TenantId = Id<struct TenantTag>;
// Counters of the tenant, from 1, restored from the store. They are no secrets.
using PersonId = Id<struct PersonTag>;
using IssueId = Id<struct IssueTag>;
using RequestId = Id<struct RequestTag>;
using OfferId = Id<struct OfferTag>;
using SessionId = Id<struct SessionTag>;
/// One connection of one client, given by the network adapter; never reused while the server runs.
using ConnectionId = Id<struct ConnectionTag>;
/// The place of a message in the append-only log, over all tenants of the shard.
using RowId = Id<struct RowTag>;

/// 16 bytes made by a client for each change it wants to make exactly once. All zero means none.
struct CommandId {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const CommandId&) const = default;
    explicit operator bool() const { return *this != CommandId{}; }
};

struct IdHash {
    template <class Tag>
    std::size_t operator()(Id<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
    std::size_t operator()(const CommandId& id) const noexcept {
        // Client-made and possibly hostile, so both halves count; the containers are bounded.
        std::uint64_t low = 0;
        std::uint64_t high = 0;
        std::memcpy(&low, id.bytes.data(), sizeof low);
        std::memcpy(&high, id.bytes.data() + sizeof low, sizeof high);
        return std::hash<std::uint64_t>{}(low ^ (high * 0x9E3779B97F4A7C15ULL));
    }
};

}  // namespace courtside::core
