#pragma once

#include "courtside/commands.hpp"
#include "courtside/result.hpp"
#include "courtside/types.hpp"
#include "courtside/v1/frames.pb.h"

#include <functional>
#include <utility>

/// What the replies to commands hold; `bad_reply` where a reply is not the one that the command is answered
/// with.
namespace courtside::internal {

template <class T>
using Reader = Result<T> (*)(const v1::ServerFrame&);

[[nodiscard]] Result<Done> read_done(const v1::ServerFrame& frame);
[[nodiscard]] Result<Presence> read_presence(const v1::ServerFrame& frame);
[[nodiscard]] Result<Preferences> read_preferences(const v1::ServerFrame& frame);
[[nodiscard]] Result<Issue> read_issue(const v1::ServerFrame& frame);
[[nodiscard]] Result<Request> read_request(const v1::ServerFrame& frame);
[[nodiscard]] Result<Session> read_session(const v1::ServerFrame& frame);
[[nodiscard]] Result<SentMessage> read_sent(const v1::ServerFrame& frame);
[[nodiscard]] Result<IssuesPage> read_issues(const v1::ServerFrame& frame);
[[nodiscard]] Result<SessionsPage> read_sessions(const v1::ServerFrame& frame);
[[nodiscard]] Result<MessagesPage> read_messages(const v1::ServerFrame& frame);
[[nodiscard]] Result<SearchPage> read_search(const v1::ServerFrame& frame);
[[nodiscard]] Result<SkillsPage> read_skills(const v1::ServerFrame& frame);
[[nodiscard]] Result<OffersPage> read_offers(const v1::ServerFrame& frame);
[[nodiscard]] Result<NotesPage> read_notes(const v1::ServerFrame& frame);
[[nodiscard]] Result<Briefing> read_briefing(const v1::ServerFrame& frame);
[[nodiscard]] Result<WaitingCounts> read_waiting(const v1::ServerFrame& frame);
[[nodiscard]] Result<PushState> read_push(const v1::ServerFrame& frame);
[[nodiscard]] Result<CoveragePage> read_coverage(const v1::ServerFrame& frame);
[[nodiscard]] Result<MyDataPart> read_my_data(const v1::ServerFrame& frame);

template <class T>
[[nodiscard]] std::function<void(Result<v1::ServerFrame>)> waiter(Reader<T> read, Completion<T> done) {
    return [read, done = std::move(done)](const Result<v1::ServerFrame>& reply) {
        if (done) {
            done(reply ? read(*reply) : Result<T>(reply.error()));
        }
    };
}

}  // namespace courtside::internal
