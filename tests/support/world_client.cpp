#include "support/world.hpp"

namespace courtside::support {

using namespace core;

const Inbox& Client::inbox() const {
    return world_->inboxes_.at(connection_);
}

PersonId Client::id() const {
    return inbox().person;
}

TenantId Client::tenant() const {
    return inbox().tenant;
}

const Person& Client::person() const {
    return world_->store().tenant(tenant()).people.at(id());
}

std::optional<CloseCode> Client::closed() const {
    return inbox().closed ? std::optional(inbox().closed->code) : std::nullopt;
}

void Client::disconnect() {
    world_->step(Disconnected{connection_});
}

void Client::forget() {
    world_->inboxes_.at(connection_).events.clear();
}

Answer Client::send(Command command, CommandId id) {
    return world_->command(connection_, std::move(command), id);
}

Issue Client::open_issue(const std::string& title) {
    return get<IssueOpened>(OpenIssue{title, "I have tried it twice."}).issue;
}

Request Client::ask(Ask wish) {
    return get<Asked>(std::move(wish)).request.request;
}

Request Client::ask() {
    return ask(a_wish(open_issue().id));
}

PresenceView Client::be_ready(Duration length) {
    return get<PresenceChanged>(SetPresence{world_->now() + length}).presence;
}

PresenceView Client::go_away() {
    return get<PresenceChanged>(SetPresence{}).presence;
}

void Client::show(OfferId offer) {
    get<Done>(OfferShown{offer});
}

SessionView Client::accept(OfferId offer) {
    return get<SessionChanged>(AcceptOffer{offer}).session;
}

void Client::decline(OfferId offer) {
    get<Done>(DeclineOffer{offer, DeclineReason::busy, ""});
}

SessionView Client::join(SessionId session) {
    return get<SessionChanged>(JoinSession{session}).session;
}

MessageSent Client::say(SessionId session, const std::string& words) {
    return get<MessageSent>(text(session, words));
}

SessionView Client::end(SessionId session, Outcome outcome) {
    return get<SessionChanged>(EndSession{session, outcome}).session;
}

std::optional<OfferView> Client::offer() const {
    std::optional<OfferView> pending;
    for (const auto& [id, replies] : inbox().replies) {
        for (const ReplyBody& reply : replies) {
            const auto* welcome = std::get_if<Welcome>(&reply);
            if (welcome != nullptr && !welcome->offers.empty()) {
                pending = welcome->offers.front();
            }
        }
    }
    for (const Event& event : inbox().events) {
        if (const auto* made = std::get_if<OfferMade>(&event)) {
            pending = made->offer;
        } else if (const auto* closed = std::get_if<OfferClosed>(&event)) {
            if (pending && pending->offer.id == closed->offer) {
                pending.reset();
            }
        }
    }
    // This connection's own answer has its reply instead of a push.
    const bool answered =
        pending && !world_->store().tenant(tenant()).pending_offers.contains(pending->offer.id);
    return answered ? std::nullopt : pending;
}

Welcome Client::look() const {
    const Person& self = person();
    Client glance = world_->connect(world_->claims(self.subject, Profile{}, tenant()));
    const Inbox& inbox = glance.inbox();
    const Welcome welcome = std::get<Welcome>(inbox.replies.begin()->second.front());
    glance.disconnect();
    return welcome;
}

}  // namespace courtside::support
