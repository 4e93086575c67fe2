#pragma once

#include "core/hash.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string_view>

namespace courtside::core {

/// What stays known of a person who was erased: enough to refuse the tokens from before, and to erase them
/// again in a backup that is restored. The subject itself is not kept.
struct Erasure {
    PersonId person;
    std::uint64_t mark = 0;  ///< subject_mark
    Instant at;
    Instant tokens_from;  ///< tokens of that subject issued before are refused

    bool operator==(const Erasure&) const = default;
};

/// Tells whether a subject is the one that was erased, for who knows the subject already.
[[nodiscard]] inline std::uint64_t subject_mark(std::string_view issuer, std::string_view subject) {
    Hash hash;
    hash.text(issuer);
    hash.text(subject);
    return hash.value();
}

}  // namespace courtside::core
