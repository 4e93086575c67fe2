#include "adapters/sqlite/read_query.hpp"

#include "adapters/sqlite/entity_rows.hpp"
#include "adapters/sqlite/search.hpp"
#include "core/errors.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace courtside::sqlite {
namespace {

/// Above every id: where the newest page begins.
constexpr std::uint64_t newest = std::numeric_limits<std::int64_t>::max();

/// `asked`: 0 means the default.
std::size_t page_size(std::uint32_t asked, std::uint32_t by_default, std::uint32_t most) {
    return std::min(asked == 0 ? by_default : asked, most);
}

/// Whether `item` still goes onto a page with `count` items of `bytes` bytes.
bool fits(std::size_t count, std::size_t bytes, std::size_t item) {
    return count == 0 || bytes + item <= page_bytes;
}

std::optional<core::SessionView> session_view(Database& database, core::TenantId tenant, core::SessionId id) {
    std::optional<StoredSession> stored = find_session(database, tenant, id);
    if (!stored) {
        return std::nullopt;
    }
    core::SessionView view;
    view.session = std::move(stored->session);
    for (const core::Participant& each : view.session.participants) {
        view.participants.push_back({each, name_of(database, tenant, each.person), false, {}});
    }
    view.issue = find_issue(database, tenant, view.session.issue).value_or(core::Issue{});
    return view;
}

core::OfferEnd end_of(const core::Offer& offer, const core::Request& request, core::Duration shown_within) {
    switch (offer.state) {
        case core::OfferState::pending:
            return core::OfferEnd::open;
        case core::OfferState::accepted:
        case core::OfferState::declined:
            return core::OfferEnd::answered;
        case core::OfferState::timed_out:
            return core::OfferEnd::not_answered;
        case core::OfferState::rescinded:
            break;
    }
    // What ends a request takes its offer back in the same step, so at the same instant.
    if (request.ended_at == offer.closed_at) {
        const bool taken = request.state == core::RequestState::matched;
        return taken ? core::OfferEnd::not_free : core::OfferEnd::request_ended;
    }
    const bool too_late = offer.closed_at >= offer.offered_at + shown_within;
    return !offer.shown_at && too_late ? core::OfferEnd::not_shown : core::OfferEnd::not_free;
}

class Answer {
public:
    Answer(Database& database, const core::Query& query)
        : database_(database), tenant_(query.tenant), person_(query.person) {}

    core::ReplyBody operator()(const core::QueryIssues& query) {
        const std::size_t limit = page_size(query.limit, 50, page_items);
        Statement ids = database_.prepare(
            "SELECT id FROM issue WHERE tenant = ? AND learner = ? AND id < ? ORDER BY id DESC");
        ids.bind(tenant_, person_, query.before ? query.before : core::IssueId{newest});
        core::IssuesPage page;
        std::size_t bytes = 0;
        while (ids.step()) {
            std::optional<core::Issue> issue =
                find_issue(database_, tenant_, Columns(ids).next<core::IssueId>());
            if (!issue) {
                continue;
            }
            const std::size_t size = issue->title.size() + issue->description.size();
            if (page.issues.size() == limit || !fits(page.issues.size(), bytes, size)) {
                page.next = page.issues.back().id;
                break;
            }
            bytes += size;
            page.issues.push_back(*std::move(issue));
        }
        return page;
    }

    core::ReplyBody operator()(const core::QuerySessions& query) {
        const core::SessionId before = query.before ? query.before : core::SessionId{newest};
        if (query.issue) {
            Statement ids = database_.prepare(
                "SELECT id FROM session WHERE tenant = ? AND issue = ? AND id < ? ORDER BY id DESC");
            ids.bind(tenant_, query.issue, before);
            return sessions_page(std::move(ids), query.limit);
        }
        Statement ids = database_.prepare(
            "SELECT DISTINCT session FROM participant WHERE tenant = ? AND person = ? AND session < ? "
            "ORDER BY session DESC");
        ids.bind(tenant_, person_, before);
        return sessions_page(std::move(ids), query.limit);
    }

    core::ReplyBody operator()(const core::QueryMessages& query) {
        if (!is_participant(database_, tenant_, query.session, person_)) {
            return core::not_found("session");
        }
        const std::size_t limit = page_size(query.limit, 100, page_messages);
        if (query.live) {
            core::MessagesPage page = messages_page(query.session, query.live->rows, limit);
            page.more = page.more || query.live->more;
            return page;
        }
        const std::vector<core::RowId> rows = find_session_rows(database_, tenant_, query.session);
        // Numbers have no hole, so message n is the n-th of the list, but for those that were deleted.
        const std::uint64_t deleted = deleted_up_to(database_, tenant_, query.session);
        const std::uint64_t known = query.after > deleted ? query.after - deleted : 0;
        const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(known, rows.size()));
        return messages_page(query.session, std::span(rows).subspan(skipped), limit);
    }

    core::ReplyBody operator()(const core::QuerySearch& query) {
        if (query.text.empty()) {
            core::Error error;
            error.text = "a search needs a text";
            error.args = {{"field", "text"}};
            return error;
        }
        return search_messages(database_, tenant_, person_, query);
    }

    core::ReplyBody operator()(const core::QueryIssue& query) {
        std::optional<core::Issue> issue = find_issue(database_, tenant_, query.issue);
        if (!issue || issue->learner != person_) {
            return core::not_found("issue");
        }
        return core::IssueOpened{*std::move(issue)};
    }

    core::ReplyBody operator()(const core::QueryRequest& query) {
        std::optional<core::Request> request = find_request(database_, tenant_, query.request);
        if (!request || request->learner != person_) {
            return core::not_found("request");
        }
        return core::Asked{{*std::move(request), {}}};
    }

    core::ReplyBody operator()(const core::QuerySession& query) {
        if (!is_participant(database_, tenant_, query.session, person_)) {
            return core::not_found("session");
        }
        std::optional<core::SessionView> view = session_view(database_, tenant_, query.session);
        if (!view) {
            return core::not_found("session");
        }
        return core::SessionChanged{*std::move(view)};
    }

    core::ReplyBody operator()(const core::QueryOffers& query) {
        const std::size_t limit = page_size(query.limit, 50, page_items);
        Statement ids = database_.prepare(
            "SELECT id FROM offer WHERE tenant = ? AND coach = ? AND id < ? ORDER BY id DESC");
        ids.bind(tenant_, person_, query.before ? query.before : core::OfferId{newest});
        core::OffersPage page;
        std::size_t bytes = 0;
        while (ids.step()) {
            std::optional<core::PastOffer> past =
                past_offer(Columns(ids).next<core::OfferId>(), query.shown_within);
            if (!past) {
                continue;
            }
            const std::size_t size = past->offer.title.size() + past->offer.skill_label.size();
            if (page.offers.size() == limit || !fits(page.offers.size(), bytes, size)) {
                page.next = page.offers.back().offer.offer.id;
                break;
            }
            bytes += size;
            page.offers.push_back(*std::move(past));
        }
        return page;
    }

    core::ReplyBody operator()(const core::QueryNotes& query) {
        if (!is_participant(database_, tenant_, query.session, person_)) {
            return core::not_found("session");
        }
        return core::NotesPage{read_notes(database_, tenant_, query.session)};
    }

    core::ReplyBody operator()(const core::QueryBriefing& query) {
        const auto role = role_in(database_, tenant_, query.session, person_);
        const std::optional<StoredSession> now = find_session(database_, tenant_, query.session);
        if (!now || !role || *role == core::SessionRole::learner) {
            return core::not_found("session");
        }
        Statement ids = database_.prepare(
            "SELECT id FROM session WHERE tenant = ? AND issue = ? AND id < ? ORDER BY id DESC");
        ids.bind(tenant_, now->session.issue, query.session);
        core::Briefing briefing{query.session, {}};
        std::size_t bytes = 0;
        while (briefing.sessions.size() < query.limit && ids.step()) {
            std::optional<core::EarlierSession> earlier =
                earlier_session(Columns(ids).next<core::SessionId>());
            if (!earlier) {
                continue;
            }
            std::size_t size = earlier->session.next_step.size();
            for (const core::NoteView& each : earlier->notes) {
                size += each.note.text.size();
            }
            if (!fits(briefing.sessions.size(), bytes, size)) {
                break;
            }
            bytes += size;
            briefing.sessions.push_back(*std::move(earlier));
        }
        return briefing;
    }

    core::ReplyBody operator()(const core::QueryOwnData& /*query*/) {
        throw std::logic_error("own documents are not for read_query");
    }

    core::ReplyBody operator()(const core::QueryCoverage& /*query*/) {
        throw std::logic_error("coverage reports are not for read_query");
    }

private:
    /// One that was held: what never began, or was a wrong match, says nothing about the issue.
    std::optional<core::EarlierSession> earlier_session(core::SessionId id) {
        std::optional<StoredSession> stored = find_session(database_, tenant_, id);
        if (!stored || stored->session.state != core::SessionState::ended || !stored->session.started_at ||
            stored->session.outcome == core::Outcome::wrong_match) {
            return std::nullopt;
        }
        std::string coach = name_of(database_, tenant_, stored->session.participants.at(1).person);
        return core::EarlierSession{std::move(stored->session), std::move(coach),
                                    read_notes(database_, tenant_, id)};
    }

    std::optional<core::PastOffer> past_offer(core::OfferId id, core::Duration shown_within) {
        const std::optional<core::Offer> offer = find_offer(database_, tenant_, id);
        const std::optional<core::Request> request =
            offer ? find_request(database_, tenant_, offer->request) : std::nullopt;
        const std::optional<core::Issue> issue =
            request ? find_issue(database_, tenant_, request->issue) : std::nullopt;
        if (!issue) {
            return std::nullopt;
        }
        const std::string& code = offer->skill.empty() ? request->skill : offer->skill;
        Statement label = database_.prepare("SELECT label FROM skill WHERE tenant = ? AND code = ?");
        label.bind(tenant_, code);
        core::OfferView view{*offer,
                             issue->title,
                             code,
                             label.step() ? std::string(label.text(0)) : std::string(),
                             request->least_level,
                             request->language,
                             request->minutes,
                             request->needed_by};
        return core::PastOffer{std::move(view), end_of(*offer, *request, shown_within)};
    }

    /// `ids`: sessions, newest first, not all of this person.
    core::SessionsPage sessions_page(Statement ids, std::uint32_t asked) {
        const std::size_t limit = page_size(asked, 50, page_items);
        core::SessionsPage page;
        std::size_t bytes = 0;
        while (ids.step()) {
            const auto id = Columns(ids).next<core::SessionId>();
            std::optional<core::SessionView> view;
            if (is_participant(database_, tenant_, id, person_)) {
                view = session_view(database_, tenant_, id);
            }
            if (!view) {
                continue;
            }
            const std::size_t size =
                view->issue.title.size() + view->issue.description.size() + view->session.next_step.size();
            if (page.sessions.size() == limit || !fits(page.sessions.size(), bytes, size)) {
                page.next = page.sessions.back().session.id;
                break;
            }
            bytes += size;
            page.sessions.push_back(*std::move(view));
        }
        return page;
    }

    core::MessagesPage messages_page(core::SessionId session, std::span<const core::RowId> rows,
                                     std::size_t limit) {
        core::MessagesPage page{.session = session, .messages = {}, .more = false};
        const core::Instant until = sees_until(database_, tenant_, session, person_);
        std::size_t bytes = 0;
        for (const core::RowId row : rows) {
            std::optional<core::Message> message = find_message(database_, row);
            if (!message || message->tenant != tenant_ || message->session != session) {
                // A row id from elsewhere must never show another session's words.
                continue;
            }
            if (message->sent_at > until) {
                break;
            }
            if (page.messages.size() == limit || !fits(page.messages.size(), bytes, message->text.size())) {
                page.more = true;
                break;
            }
            bytes += message->text.size();
            page.messages.push_back(*std::move(message));
        }
        return page;
    }

    Database& database_;
    core::TenantId tenant_;
    core::PersonId person_;
};

core::LoadedIssue read_key(Database& database, const core::LoadIssue& key) {
    return {key, find_issue(database, key.tenant, key.issue)};
}

core::LoadedSession read_key(Database& database, const core::LoadSession& key) {
    core::LoadedSession loaded{.key = key, .session = {}, .message = {}};
    std::optional<StoredSession> stored = find_session(database, key.tenant, key.session);
    if (!stored) {
        return loaded;
    }
    loaded.session = std::move(stored->session);
    if (!key.command) {
        return loaded;
    }
    for (const core::RowId row : find_session_rows(database, key.tenant, key.session)) {
        const std::optional<core::Message> message = find_message(database, row);
        if (message && message->sender == key.sender && message->command == key.command) {
            loaded.message = core::LoadedSession::SentMessage{
                message->number, message->sent_at,
                core::content_hash(message->kind, message->moment, message->reply_to, message->text)};
            break;
        }
    }
    return loaded;
}

}  // namespace

core::ReplyBody read_query(Database& database, const core::Query& query) {
    const Transaction transaction(database, Transaction::Kind::read);
    return std::visit(Answer(database, query), query.what);
}

core::LoadedEntity read_entity(Database& database, const core::LoadKey& key) {
    const Transaction transaction(database, Transaction::Kind::read);
    return std::visit(
        [&database](const auto& each) -> core::LoadedEntity { return read_key(database, each); }, key);
}

}  // namespace courtside::sqlite
