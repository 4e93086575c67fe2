#include "integration/end_to_end/end_to_end.hpp"

namespace courtside::test {
namespace {

std::vector<PersonRow> people() {
    return {
        {"anna", "Anna", "learner"},
        {"otto", "Otto", "learner", "", "en de"},
        {"cem", "Cem", "coach", "S1.1:4"},
        {"dora", "Dora", "coach", "S1.1:2"},
        {"ezra", "Ezra", "coach", "S1.1:4", "de"},
        {"fay", "Fay", "coach", "S5.6:5"},
        {"gus", "Gus", "peer", "S1.1:3"},
    };
}

}  // namespace

EndToEnd::EndToEnd()
    : company_(folder_.path(), {{"S1", "communication"}, {"S1.1", "negotiating"}, {"S5.6", "spreadsheets"}},
               people()) {}

void EndToEnd::serve(std::vector<std::string> more_flags) {
    std::vector<std::string> flags{"--log-level", "debug", "--coach-pause-s", "0"};
    flags.insert(flags.end(), more_flags.begin(), more_flags.end());
    server_.emplace(folder_.path(), flags);
    server_->start();
}

std::unique_ptr<Desk> EndToEnd::desk(const std::string& subject) {
    return desk(subject, Desk::Settings{});
}

std::unique_ptr<Desk> EndToEnd::desk(const std::string& subject, Desk::Settings settings) {
    auto made = std::make_unique<Desk>(subject, server_->url(), fixed_token(token(subject)), settings);
    made->welcome();
    return made;
}

std::unique_ptr<Desk> EndToEnd::ready_desk(const std::string& subject) {
    auto made = desk(subject);
    be_ready(*made);
    return made;
}

void EndToEnd::be_ready(Desk& coach) {
    const auto until = coach->server_now() + std::chrono::hours(1);
    const Presence presence = value_of(coach->set_ready_until(until));
    if (presence.state != PresenceState::ready) {
        throw std::runtime_error("a coach could not get ready");
    }
}

Request EndToEnd::ask(Desk& learner, NewRequest request, const NewIssue& issue) {
    request.issue_id = value_of(learner->open_issue(issue)).issue_id;
    if (request.skill.empty()) {
        request.skill = "S1.1";
    }
    return value_of(learner->ask(request));
}

SessionId EndToEnd::meet(Desk& learner, Desk& coach) {
    const Session matched = value_of(coach->accept(coach.next_offer().offer_id));
    const SessionId id = matched.session_id;
    learner.session(id, SessionState::starting);
    value_of(coach->join(id));
    value_of(learner->join(id));
    learner.session(id, SessionState::active);
    coach.session(id, SessionState::active);
    return id;
}

SessionId EndToEnd::begin_session(Desk& learner, Desk& coach) {
    ask(learner);
    return meet(learner, coach);
}

NewMessage EndToEnd::text(SessionId session, std::string text) {
    NewMessage message;
    message.session_id = session;
    message.text = std::move(text);
    return message;
}

}  // namespace courtside::test
