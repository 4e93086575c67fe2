#include "sim/promise_track.hpp"

#include <algorithm>

namespace courtside::sim {

using core::Instant;

void PromiseTrack::stored(const core::Request& request, Instant now) {
    if (request.promise && !first_) {
        taken_at_ = now;
        first_ = request.promise;
    }
    if (first_ && !request.promise && !broken_) {
        broken_ = true;
        broken_at_ = now;
    }
    latest_ = request.promise;
}

core::Duration PromiseTrack::away(Instant now) const {
    if (!taken()) {
        return {};
    }
    const Instant back = broken_ ? std::min(broken_at_, first_.from) : first_.from;
    return std::max(core::Duration{}, std::min(back, now) - taken_at_);
}

PromiseFate PromiseTrack::fate(bool matched, Instant ended) const {
    if (!taken()) {
        return PromiseFate::none;
    }
    if (broken_ || !matched || ended > latest_.to) {
        return PromiseFate::broken;
    }
    return latest_ == first_ ? PromiseFate::kept : PromiseFate::moved;
}

}  // namespace courtside::sim
