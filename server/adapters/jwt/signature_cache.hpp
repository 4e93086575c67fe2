#pragma once

#include "adapters/jwt/evp.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <cstring>
#include <list>
#include <unordered_map>

namespace courtside::jwt {

/// Which signatures were found to fit: by the hash of the token together with the key's, so that an entry
/// says nothing of a key that has taken another's id. Who may still use the key is not asked here.
///
/// Bounded: the one that was not asked for the longest gives way. Not thread-safe. Private to this folder.
class SignatureCache {
public:
    explicit SignatureCache(std::size_t most) : most_(most) {}

    /// Whether `signature` is known to fit; forgets it once `now` has reached its end.
    [[nodiscard]] bool fits(const Digest& signature, core::Instant now);
    void add(const Digest& signature, core::Instant until);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        Digest signature{};
        core::Instant until;
    };
    struct Hash {
        std::size_t operator()(const Digest& digest) const noexcept {
            std::size_t start = 0;  // any part of a good hash is one
            std::memcpy(&start, digest.data(), sizeof start);
            return start;
        }
    };
    using Entries = std::list<Entry>;

    std::size_t most_;
    Entries entries_;  ///< the last used one first
    std::unordered_map<Digest, Entries::iterator, Hash> by_signature_;
};

}  // namespace courtside::jwt
