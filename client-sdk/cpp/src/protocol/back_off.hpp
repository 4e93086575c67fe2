#pragma once

#include "protocol/time.hpp"

namespace courtside::internal {

/// How long to wait before the next try: random between `least` and a ceiling that doubles from 2 * `least`
/// up to `most`, so that clients that lost the same server do not come back at the same moment.
class BackOff {
public:
    BackOff(Milliseconds least, Milliseconds most);

    [[nodiscard]] Milliseconds next(const Random& random);
    void reset() { ceiling_ = least_; }

private:
    Milliseconds least_;
    Milliseconds most_;
    Milliseconds ceiling_;
};

}  // namespace courtside::internal
