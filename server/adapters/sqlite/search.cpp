#include "adapters/sqlite/search.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/read_query.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>

namespace courtside::sqlite {
namespace {

constexpr char fold(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct FoldedHash {
    std::size_t operator()(char c) const noexcept { return static_cast<unsigned char>(fold(c)); }
};
struct FoldedEqual {
    bool operator()(char a, char b) const noexcept { return fold(a) == fold(b); }
};

class Needle {
public:
    explicit Needle(std::string_view text) : searcher_(text.begin(), text.end()) {}

    [[nodiscard]] bool in(std::string_view text) const {
        return std::search(text.begin(), text.end(), searcher_) != text.end();
    }

private:
    std::boyer_moore_horspool_searcher<std::string_view::const_iterator, FoldedHash, FoldedEqual> searcher_;
};

/// The hits in one session, at most as many as a page takes.
struct SessionHits {
    std::vector<core::Message> messages;
    std::size_t bytes = 0;
};

SessionHits search_session(Database& database, std::span<const core::RowId> rows, const Needle& needle,
                           core::Instant until) {
    SessionHits hits;
    for (const core::RowId row : rows) {
        std::optional<core::Message> message = find_message(database, row);
        if (!message || message->sent_at > until || !needle.in(message->text)) {
            continue;
        }
        const std::size_t bytes = hits.bytes + message->text.size();
        if (hits.messages.size() == search_hits || (!hits.messages.empty() && bytes > page_bytes)) {
            break;
        }
        hits.bytes = bytes;
        hits.messages.push_back(*std::move(message));
    }
    return hits;
}

}  // namespace

core::SearchPage search_messages(Database& database, core::TenantId tenant, core::PersonId person,
                                 const core::QuerySearch& query) {
    core::SearchPage page;
    const Needle needle(query.text);
    const auto before =
        query.before ? query.before : core::SessionId{std::numeric_limits<std::int64_t>::max()};
    Statement sessions = database.prepare(
        "SELECT DISTINCT session FROM participant WHERE tenant = ? AND person = ? AND session < ? "
        "ORDER BY session DESC");
    sessions.bind(tenant, person, before);
    std::size_t looked_at = 0;
    std::size_t bytes = 0;
    core::SessionId last_done;
    while (sessions.step()) {
        const auto session = Columns(sessions).next<core::SessionId>();
        const std::vector<core::RowId> rows = find_session_rows(database, tenant, session);
        const bool first = looked_at == 0;
        if (!first && looked_at + rows.size() + 1 > search_rows) {
            page.next = last_done;
            break;
        }
        looked_at += rows.size() + 1;
        const std::size_t readable = std::min(rows.size(), search_rows);
        SessionHits hits = search_session(database, std::span(rows).last(readable), needle,
                                          sees_until(database, tenant, session, person));
        if (!page.messages.empty() &&
            (page.messages.size() + hits.messages.size() > search_hits || bytes + hits.bytes > page_bytes)) {
            page.next = last_done;
            break;
        }
        bytes += hits.bytes;
        std::move(hits.messages.begin(), hits.messages.end(), std::back_inserter(page.messages));
        last_done = session;
    }
    return page;
}

}  // namespace courtside::sqlite
