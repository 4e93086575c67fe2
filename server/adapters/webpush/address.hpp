#pragma once

#include <boost/asio/ip/address.hpp>

namespace courtside::webpush {

/// Whether an address belongs to the public internet: not to this machine, its networks, or any of the ranges
/// for special purposes (IANA's registries of RFC 6890). What a subscription names is from outside, so
/// nothing inside may be reached by it.
[[nodiscard]] bool is_public(const boost::asio::ip::address& address);

}  // namespace courtside::webpush
