#include "fault/power/acknowledged.hpp"

#include "adapters/sqlite/entity_rows.hpp"

namespace courtside::test {

using namespace core;

namespace {

std::string name_of(std::uint64_t id, TenantId tenant) {
    return std::to_string(id) + " of tenant " + std::to_string(tenant.value);
}

bool made_by_message(const ClientCommand& command) {
    return std::holds_alternative<SendMessage>(command.command);
}

}  // namespace

void Acknowledged::submits(const Engine::Speaker& speaker, const ClientCommand& command) {
    submitted_[{command.connection, command.request_id}] = {speaker, command};
}

void Acknowledged::release(const Effect& effect, const Engine::Speaker& speaker) {
    if (const auto* reply = std::get_if<Reply>(&effect)) {
        replied(*reply, speaker);
    } else if (const auto* notify = std::get_if<Notify>(&effect)) {
        told(notify->event, speaker.tenant);
    }
}

void Acknowledged::replied(const Reply& reply, const Engine::Speaker& speaker) {
    const auto place = submitted_.find({reply.to, reply.request_id});
    if (const auto* sent = std::get_if<MessageSent>(&reply.body)) {
        const Submitted& by = place->second;
        messages_[{by.speaker.tenant, sent->session, sent->number}] = {by.speaker.person,
                                                                       by.command.command_id};
    } else if (const auto* opened = std::get_if<IssueOpened>(&reply.body)) {
        issues_[{speaker.tenant, opened->issue.id}] = opened->issue.learner;
    } else if (const auto* asked = std::get_if<Asked>(&reply.body)) {
        requests_[{speaker.tenant, asked->request.request.id}] = asked->request.request.learner;
    } else if (const auto* changed = std::get_if<SessionChanged>(&reply.body)) {
        saw(changed->session.session, speaker.tenant);
    }
    if (place == submitted_.end()) {
        return;  // the answer to a hello
    }
    const auto& [by, command] = place->second;
    if (command.command_id && needs_command_id(command.command) && !made_by_message(command) &&
        !std::holds_alternative<Error>(reply.body)) {
        commands_.emplace(by.tenant, by.person, command.command_id);
    }
    submitted_.erase(place);
}

void Acknowledged::told(const Event& event, TenantId tenant) {
    if (const auto* added = std::get_if<MessageAdded>(&event)) {
        const Message& message = *added->message;
        messages_[{tenant, message.session, message.number}] = {message.sender, message.command};
    } else if (const auto* changed = std::get_if<SessionChanged>(&event)) {
        saw(changed->session.session, tenant);
    } else if (const auto* request = std::get_if<RequestChanged>(&event)) {
        requests_[{tenant, request->request.request.id}] = request->request.request.learner;
    } else if (const auto* issue = std::get_if<IssueChanged>(&event)) {
        issues_[{tenant, issue->issue.id}] = issue->issue.learner;
    }
}

void Acknowledged::saw(const Session& session, TenantId tenant) {
    if (session.state == SessionState::ended) {
        ended_[{tenant, session.id}] = session.outcome;
    }
}

std::string Acknowledged::compare(sqlite::Database& database) const {
    if (std::string wrong = compare_messages(database); !wrong.empty()) {
        return wrong;
    }
    for (const auto& [key, learner] : issues_) {
        const auto stored = sqlite::find_issue(database, key.first, key.second);
        if (!stored || stored->learner != learner) {
            return "issue " + name_of(key.second.value, key.first) + " was told of and is not there";
        }
    }
    for (const auto& [key, learner] : requests_) {
        const auto stored = sqlite::find_request(database, key.first, key.second);
        if (!stored || stored->learner != learner) {
            return "request " + name_of(key.second.value, key.first) + " was told of and is not there";
        }
    }
    for (const auto& [key, outcome] : ended_) {
        const auto stored = sqlite::find_session(database, key.first, key.second);
        if (!stored || stored->session.outcome != outcome) {
            return "the end of session " + name_of(key.second.value, key.first) +
                   " was told of and is not there";
        }
    }
    for (const auto& [tenant, person, command] : commands_) {
        if (!sqlite::find_command(database, tenant, person, command)) {
            return "a command of person " + name_of(person.value, tenant) +
                   " was acknowledged and is not there";
        }
    }
    return {};
}

std::string Acknowledged::compare_messages(sqlite::Database& database) const {
    std::map<Place, Said> stored;
    std::set<std::tuple<TenantId, SessionId, PersonId, CommandId>> commands;
    sqlite::Statement statement =
        database.prepare("SELECT tenant, session, number, sender, command_id FROM message");
    while (statement.step()) {
        sqlite::Columns columns(statement);
        Place place;
        Said said;
        columns.into(place.tenant, place.session, place.number, said.sender, said.command);
        const std::string name = "message " + std::to_string(place.number) + " of session " +
                                 name_of(place.session.value, place.tenant);
        if (!stored.emplace(place, said).second) {
            return name + " is there twice";
        }
        if (said.command &&
            !commands.emplace(place.tenant, place.session, said.sender, said.command).second) {
            return name + " was sent once and is there under two numbers";
        }
    }
    for (const auto& [place, said] : messages_) {
        const auto found = stored.find(place);
        if (found == stored.end() || found->second.sender != said.sender ||
            found->second.command != said.command) {
            return "message " + std::to_string(place.number) + " of session " +
                   name_of(place.session.value, place.tenant) + " was acknowledged and is not there";
        }
    }
    return {};
}

}  // namespace courtside::test
