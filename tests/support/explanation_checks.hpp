#pragma once

#include "support/world_store.hpp"

#include <functional>

namespace courtside::support {

/// What has to be true of an offer's explanation at the moment it is stored, found from the stored truth
/// alone.
struct Explanation {
    const core::DecisionRecord& record;
    const WorldStore::TenantRows& rows;
    core::Instant now;
    std::function<bool(core::PersonId)> connected;

    /// Throws BrokenPromise for whatever of it is not so.
    void check() const;

private:
    void check_reasons() const;
    void check_passed_over(const core::PassedOverPerson& other) const;
    [[nodiscard]] const core::Offer& offer() const { return rows.offers.at(record.offer); }
    [[nodiscard]] const core::Request& request() const { return rows.requests.at(offer().request); }
    [[nodiscard]] const core::Person& chosen() const { return rows.people.at(offer().coach); }
};

/// The highest level in `skill` or one below it; 0: none.
[[nodiscard]] std::uint8_t level_of(const core::Person& person, const std::string& skill);

/// Whether the two must not be brought together for the request.
[[nodiscard]] bool kept_apart(const WorldStore::TenantRows& rows, const core::Request& request,
                              const core::Person& coach);

}  // namespace courtside::support
