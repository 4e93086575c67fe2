#include "support/world.hpp"

namespace courtside::support {

using namespace core;

World::World(Rules rules, Instant start) : rules_(rules), now_(start) {
    host_ = std::make_unique<WorldHost>(rules_, WorldStore{}, now_);
    add_company("acme");
}

TenantId World::add_company(const std::string& name) {
    const AdminReply reply = admin(AddTenant{
        name, "https://" + name + ".example", {{"k1", KeyAlgorithm::hs256, std::string(32, 'k')}}, {}});
    const TenantId id{std::get<AdminResult>(reply.result).id};
    const AdminReply skills = admin(ImportSkills{id, test_skills()});
    promise(std::holds_alternative<AdminResult>(skills.result), "skills are imported");
    return id;
}

AdminReply World::admin(decltype(Admin::change) change) {
    const std::uint64_t ticket = next_request_id();
    step(Admin{ticket, "root", std::move(change)});
    return admin_replies_.at(ticket);
}

Claims World::claims(const std::string& subject, const Profile& profile, TenantId company) const {
    return {company ? company : TenantId{1}, subject, now_, now_ + hours(24), profile};
}

Client World::connect(const std::string& subject, const Profile& profile, TenantId company) {
    return connect(claims(subject, profile, company));
}

Client World::connect(const Claims& claims) {
    const ConnectionId id = next_connection();
    const std::uint64_t request_id = next_request_id();
    Inbox& inbox = inboxes_[id];
    inbox.tenant = claims.tenant;
    step(Connected{id, request_id, claims});
    const auto& replies = inbox.replies[request_id];
    promise(replies.size() == 1, "a hello has one answer");
    const auto* welcome = std::get_if<Welcome>(&replies.front());
    promise(welcome != nullptr, "this sign-in is taken");
    inbox.person = welcome->me.id;
    return {*this, id};
}

Error World::refused(const Claims& claims) {
    const ConnectionId id = next_connection();
    const std::uint64_t request_id = next_request_id();
    step(Connected{id, request_id, claims});
    const Inbox& inbox = inboxes_[id];
    promise(inbox.closed && !engine().speaker(id), "who is refused is not signed in");
    return std::get<Error>(inbox.replies.at(request_id).front());
}

ReplyBody World::refresh(const Client& client, const Claims& claims) {
    const std::uint64_t request_id = next_request_id();
    step(Refreshed{client.connection(), request_id, claims});
    return inboxes_.at(client.connection()).replies.at(request_id).front();
}

Client World::ready_coach(const std::string& subject, const Profile& profile, TenantId company) {
    Client coach = connect(subject, profile, company);
    coach.be_ready();
    return coach;
}

Pair World::match(Client learner, Client coach) {
    learner.ask();
    const auto offer = coach.offer();
    promise(offer.has_value(), "the coach is offered the request");
    coach.show(offer->offer.id);
    const SessionView view = coach.accept(offer->offer.id);
    return {learner, coach, view.session.id};
}

Pair World::talk(Client learner, Client coach) {
    Pair pair = match(learner, coach);
    pair.learner.join(pair.session);
    const SessionView view = pair.coach.join(pair.session);
    promise(view.session.state == SessionState::active, "a session starts when both have joined");
    return pair;
}

void World::advance(Duration by) {
    const Instant until = now_ + by;
    for (auto due = engine().next_deadline(); due && *due <= until; due = engine().next_deadline()) {
        now_ = std::max(now_, *due);
        tick();
    }
    now_ = until;
}

void World::tick() {
    step(Tick{});
}

void World::restart() {
    host_ = std::make_unique<WorldHost>(rules_, WorldStore(host_->store()), now_);
    effects_ = host_->start_effects();
}

Answer World::command(ConnectionId connection, Command command, CommandId id) {
    if (!id && needs_command_id(command)) {
        id = command_id(++command_ids_ + 1'000'000);
    }
    const std::uint64_t request_id = next_request_id();
    step(ClientCommand{connection, request_id, id, std::move(command), std::nullopt});
    const Inbox& inbox = inboxes_.at(connection);
    Answer answer;
    if (const auto replies = inbox.replies.find(request_id); replies != inbox.replies.end()) {
        answer.reply = replies->second.front();
    }
    if (const auto reads = inbox.reads.find(request_id); reads != inbox.reads.end()) {
        answer.read = reads->second.front();
    }
    return answer;
}

void World::take(const Effects& effects) {
    effects_ = effects;
    for (const Effect& effect : effects_) {
        if (const auto* reply = std::get_if<Reply>(&effect)) {
            inboxes_[reply->to].replies[reply->request_id].push_back(reply->body);
        } else if (const auto* read = std::get_if<Read>(&effect)) {
            inboxes_[read->to].reads[read->request_id].push_back(read->query);
        } else if (const auto* notify = std::get_if<Notify>(&effect)) {
            for (const ConnectionId to : notify->to) {
                inboxes_[to].events.push_back(notify->event);
            }
        } else if (const auto* close = std::get_if<Close>(&effect)) {
            inboxes_[close->connection].closed = *close;
        } else if (const auto* message = std::get_if<PushMessage>(&effect)) {
            pushed_.push_back(*message);
        } else if (const auto* done = std::get_if<AdminReply>(&effect)) {
            admin_replies_[done->ticket] = *done;
        }
    }
}

}  // namespace courtside::support
