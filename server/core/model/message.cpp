#include "core/model/message.hpp"

#include "core/hash.hpp"

namespace courtside::core {

std::uint64_t content_hash(MessageKind kind, MomentKind moment, std::uint64_t reply_to,
                           std::string_view text) {
    Hash hash;
    hash.byte(static_cast<std::uint8_t>(kind));
    hash.byte(static_cast<std::uint8_t>(moment));
    hash.number(reply_to);
    hash.bytes(text);
    return hash.value();
}

}  // namespace courtside::core
