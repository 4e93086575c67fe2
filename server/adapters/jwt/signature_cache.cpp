#include "adapters/jwt/signature_cache.hpp"

namespace courtside::jwt {

bool SignatureCache::fits(const Digest& signature, core::Instant now) {
    const auto found = by_signature_.find(signature);
    if (found == by_signature_.end()) {
        return false;
    }
    if (found->second->until <= now) {
        entries_.erase(found->second);
        by_signature_.erase(found);
        return false;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return true;
}

void SignatureCache::add(const Digest& signature, core::Instant until) {
    if (most_ == 0 || by_signature_.contains(signature)) {
        return;
    }
    if (entries_.size() >= most_) {
        by_signature_.erase(entries_.back().signature);
        entries_.pop_back();
    }
    entries_.push_front({signature, until});
    by_signature_.emplace(signature, entries_.begin());
}

}  // namespace courtside::jwt
