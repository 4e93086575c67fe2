#include "adapters/sqlite/month_reader.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/erase_rows.hpp"
#include "core/model/request.hpp"
#include "core/records.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace courtside::sqlite {
namespace {

/// A request that comes back keeps the time at which it was asked for first, so rows are out of order by
/// that.
constexpr core::Duration disorder = core::month_closes_after;
/// What has to be there sooner is urgent for the simulation.
constexpr core::Duration urgent_within = core::minutes(15);

/// The lowest id from which on rows are of `at` or later. `next_row`: the id and the time of the first row of
/// a tenant from an id on.
std::int64_t first_id_from(Database& database, Sql next_row, core::TenantId tenant, core::Instant at) {
    std::int64_t low = 0;
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        Statement row = database.prepare(next_row);
        row.bind(tenant, middle);
        if (row.step() && row.integer(1) < at.ms) {
            low = row.integer(0) + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// Who is the same person as whom: everybody who had a subject that was erased once, as the first of them.
std::unordered_map<std::uint64_t, std::uint64_t> same_people(Database& database, core::TenantId tenant,
                                                             std::span<const core::Person> people) {
    std::unordered_map<std::uint64_t, std::uint64_t> same;
    std::map<std::uint64_t, std::uint64_t> first_with;
    for (const core::Erasure& erasure : read_erasures(database, tenant)) {
        const std::uint64_t person = erasure.person.value;
        const auto place = first_with.try_emplace(erasure.mark, person).first;
        same[person] = place->second;
    }
    if (first_with.empty()) {
        return same;
    }
    const std::string issuer = issuer_of(database, tenant);
    for (const core::Person& person : people) {
        const auto place =
            person.erased() ? first_with.end() : first_with.find(core::subject_mark(issuer, person.subject));
        if (place != first_with.end()) {
            same[person.id.value] = place->second;
        }
    }
    return same;
}

/// Makes asks of rows, in the order of their ids.
class MonthBuilder {
public:
    MonthBuilder(core::Month month, std::unordered_map<std::uint64_t, std::uint64_t> same)
        : same_(std::move(same)) {
        month_.month = month;
    }

    void add(Columns row) {
        core::Request request;
        row.into(request.issue, request.learner, request.state, request.minutes, request.skill,
                 request.least_level, request.language, request.asked_at, request.needed_by,
                 request.window.from, request.expires_at, request.ended_at);
        const bool open = !request.ended_at;
        const bool lost = open || request.state == core::RequestState::cancelled ||
                          request.state == core::RequestState::expired;
        const auto [last, is_new] = last_of_issue_.try_emplace(request.issue.value);
        if (!is_new && last->second.asked_at == request.asked_at) {
            month_.requests[last->second.place].lost = lost;
            return;
        }
        last->second = {request.asked_at, month_.requests.size()};
        const core::Instant wanted = std::max(request.asked_at, request.window.from);
        const core::Instant ended =
            open ? request.expires_at : std::min(request.ended_at, request.expires_at);
        core::PastRequest past;
        const auto same = same_.find(request.learner.value);
        past.learner = same == same_.end() ? request.learner.value : same->second;
        past.type = place_of({std::move(request.skill), std::move(request.language)});
        past.minutes = static_cast<std::uint16_t>(request.minutes);
        past.least_level = request.least_level;
        past.urgent = request.needed_by && request.needed_by - request.asked_at <= urgent_within;
        past.lost = lost;
        past.asked_at = request.asked_at;
        past.waited = std::max(ended - wanted, core::Duration{});
        month_.requests.push_back(past);
    }

    core::MonthOfRequests take() { return std::move(month_); }

private:
    struct Last {
        core::Instant asked_at;
        std::size_t place = 0;
    };

    std::uint32_t place_of(core::AskedType type) {
        const auto [place, is_new] =
            places_.try_emplace(std::move(type), static_cast<std::uint32_t>(month_.types.size()));
        if (is_new) {
            month_.types.push_back(place->first);
        }
        return place->second;
    }

    core::MonthOfRequests month_;
    std::unordered_map<std::uint64_t, std::uint64_t> same_;
    std::map<core::AskedType, std::uint32_t> places_;
    std::unordered_map<std::uint64_t, Last> last_of_issue_;
};

}  // namespace

core::MonthOfRequests read_month(Database& database, core::TenantId tenant, core::Month month,
                                 std::span<const core::Person> people) {
    const core::TimeWindow time = core::time_of(month);
    const std::int64_t first = first_id_from(
        database, "SELECT id, asked_at FROM request WHERE tenant = ? AND id >= ? ORDER BY id LIMIT 1", tenant,
        time.from - disorder);
    MonthBuilder builder(month, same_people(database, tenant, people));
    Statement rows = database.prepare(
        "SELECT asked_at, issue, learner, state, minutes, skill, least_level, language, asked_at, needed_by, "
        "window_from, expires_at, ended_at FROM request WHERE tenant = ? AND id >= ? ORDER BY id");
    rows.bind(tenant, first);
    while (rows.step()) {
        Columns row(rows);
        const auto asked_at = row.next<core::Instant>();
        if (asked_at >= time.to + disorder) {
            break;
        }
        if (time.contains(asked_at)) {
            builder.add(row);
        }
    }
    return builder.take();
}

std::map<std::int64_t, std::set<core::PersonId>> read_offered(Database& database, core::TenantId tenant,
                                                              core::Month month) {
    const core::TimeWindow time = core::time_of(month);
    const std::int64_t first = first_id_from(
        database, "SELECT id, offered_at FROM offer WHERE tenant = ? AND id >= ? ORDER BY id LIMIT 1", tenant,
        time.from);
    Statement rows =
        database.prepare("SELECT coach, offered_at FROM offer WHERE tenant = ? AND id >= ? ORDER BY id");
    rows.bind(tenant, first);
    std::map<std::int64_t, std::set<core::PersonId>> offered;
    while (rows.step()) {
        Columns row(rows);
        const auto coach = row.next<core::PersonId>();
        const auto at = row.next<core::Instant>();
        if (at >= time.to) {
            break;
        }
        offered[at.ms / core::days(1).ms].insert(coach);
    }
    return offered;
}

}  // namespace courtside::sqlite
