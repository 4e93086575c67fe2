#pragma once

#include "core/matching/policy.hpp"

#include <cstddef>
#include <vector>

namespace courtside::core {
struct RequestEntry;
}

namespace courtside::core::matching {

/// Open requests in the policy's order. Short runs of pointers: eight bytes a request, and a place is found,
/// made or closed in a time that hardly grows with the length. The entries are the caller's and must not
/// change what orders them while they are in it.
class Line {
public:
    void insert(RequestEntry& entry, const MatchingPolicy& policy);
    void erase(const RequestEntry& entry, const MatchingPolicy& policy);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

    /// How many are served before the request, whether it is in the line or not.
    [[nodiscard]] std::size_t before(const Request& request, const MatchingPolicy& policy) const;

    /// The first that `fits`; null: none.
    template <class Fits>
    [[nodiscard]] RequestEntry* first(Fits fits) const {
        for (const Run& run : runs_) {
            for (RequestEntry* entry : run) {
                if (fits(*entry)) {
                    return entry;
                }
            }
        }
        return nullptr;
    }

    /// Calls `take` for each, in order.
    template <class Take>
    void each(Take take) const {
        for (const Run& run : runs_) {
            for (RequestEntry* entry : run) {
                take(*entry);
            }
        }
    }

private:
    using Run = std::vector<RequestEntry*>;

    /// The run that the request is in or belongs into.
    [[nodiscard]] std::size_t run_of(const Request& request, const MatchingPolicy& policy) const;

    std::vector<Run> runs_;  ///< none of them empty
    std::size_t size_ = 0;
};

}  // namespace courtside::core::matching
