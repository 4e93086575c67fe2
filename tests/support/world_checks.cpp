#include "support/world_checks.hpp"

#include "core/overload.hpp"
#include "support/explanation_checks.hpp"

#include <algorithm>
#include <utility>

namespace courtside::support {

using namespace core;

namespace {

bool contains(const std::vector<PersonId>& people, PersonId person) {
    return std::ranges::find(people, person) != people.end();
}

bool takes_part(const Session& session, PersonId person) {
    return std::ranges::find(session.participants, person, &Participant::person) !=
           session.participants.end();
}

/// Typing and signals get a reply only when they are refused.
bool may_go_unanswered(const Command& command) {
    return std::holds_alternative<SetTyping>(command) || std::holds_alternative<SendSignal>(command);
}

}  // namespace

const WorldChecks::Speaker& WorldChecks::speaker(ConnectionId connection) const {
    promise(open_.contains(connection),
            "nothing goes to a connection before its welcome or after its close: " +
                std::to_string(connection.value));
    return open_.at(connection);
}

bool WorldChecks::connected(TenantId tenant, PersonId person) const {
    return std::ranges::any_of(open_, [&](const auto& each) {
        return each.second.tenant == tenant && each.second.person == person;
    });
}

void WorldChecks::begin(const Input& input, Instant now) {
    now_ = std::max(now_, now);
    asking_ = {};
    connecting_to_ = {};
    answers_ = 0;
    if (const auto* connected = std::get_if<Connected>(&input)) {
        asking_ = connected->connection;
        asking_request_ = connected->request_id;
        connecting_to_ = connected->claims.tenant;
    } else if (const auto* refreshed = std::get_if<Refreshed>(&input)) {
        asking_ = refreshed->connection;
        asking_request_ = refreshed->request_id;
    } else if (const auto* command = std::get_if<ClientCommand>(&input)) {
        asking_ = command->connection;
        if (const auto place = open_.find(asking_); place != open_.end()) {
            unreached_.erase({place->second.tenant, place->second.person});
        }
        asking_request_ = command->request_id;
    } else if (const auto* gone = std::get_if<Disconnected>(&input)) {
        open_.erase(gone->connection);
    }
}

void WorldChecks::check(const Effect& effect, const WorldStore& store) {
    std::visit(
        Overload{
            [&](const Persist& persist) {
                const auto* offer = std::get_if<Put<Offer>>(&persist.record);
                if (offer != nullptr && offer->value.state == OfferState::rescinded &&
                    !offer->value.shown_at) {
                    unreached_.insert({offer->tenant, offer->value.coach});
                }
                if (offer != nullptr && !store.tenant(offer->tenant).offers.contains(offer->value.id)) {
                    check_offer(offer->tenant, offer->value, store);
                }
                if (const auto* decision = std::get_if<Put<DecisionRecord>>(&persist.record)) {
                    const TenantId tenant = decision->tenant;
                    Explanation{decision->value, store.tenant(tenant), now_,
                                [&](PersonId person) { return connected(tenant, person); }}
                        .check();
                }
            },
            [&](const Reply& reply) { check_reply(reply); },
            [&](const Notify& notify) {
                promise(!notify.to.empty(), "nothing is told to nobody");
                for (const ConnectionId to : notify.to) {
                    promise(std::ranges::count(notify.to, to) == 1, "nobody is told twice at once");
                    check_event(speaker(to), notify.event, store);
                }
            },
            [&](const Close& close) { open_.erase(close.connection); },
            [&](const Load&) {},
            [&](const Read& read) {
                const Speaker& to = speaker(read.to);
                promise(to.tenant == read.query.tenant && to.person == read.query.person,
                        "a query is on behalf of who asked");
                ++answers_;
            },
            [&](const TenantsChanged&) {},
            [&](const AdminReply&) {},
            [&](const PushMessage& message) {
                const Person& person = store.tenant(message.tenant).people.at(message.person);
                promise(!person.erased(), "nothing is pushed to who was erased");
                promise(message.payload.find(person.name) == std::string::npos, "nobody's name is pushed");
            },
        },
        effect);
}

void WorldChecks::check_offer(TenantId tenant, const Offer& offer, const WorldStore& store) const {
    const WorldStore::TenantRows& rows = store.tenant(tenant);
    const Request& request = rows.requests.at(offer.request);
    const Person& coach = rows.people.at(offer.coach);
    const Person& learner = rows.people.at(request.learner);
    promise(coach.id != learner.id, "nobody is offered their own request");
    promise(offer.session || connected(tenant, learner.id),
            "requests are offered while their learner is there");
    promise(connected(tenant, coach.id) || rows.has_tested_channel(coach.id),
            "offers go to coaches who are connected or reached by push");
    promise(coach.ready_until > now_, "offers go to coaches who are ready");
    promise(coach.roles.has(Role::coach) || coach.roles.has(Role::peer), "offers go to coaches and peers");
    promise(coach.next_offer_from <= now_, "offers respect the pause after a session");
    promise(!rows.session_of(coach.id), "offers go to coaches who are in no session");
    promise(rows.session_of(learner.id) == offer.session,
            "requests are not offered while their learner is in a session");
    promise((offer.session || !contains(request.tried, coach.id)) && !contains(request.leave_out, coach.id),
            "nobody is offered a request twice, or one that leaves them out");
    promise(!contains(coach.blocked, learner.id) && !contains(learner.blocked, coach.id),
            "offers respect blocks");
    promise(request.allow_manager || learner.manager != coach.id, "a manager is left out");
    promise(!request.leave_out_unit || learner.unit.empty() || learner.unit != coach.unit,
            "a unit that is left out is");
    promise(!request.window || request.window.from <= now_, "a window is waited for");
    promise(!request.promise || request.promise.from - rules_.promise_bind <= now_,
            "a promised window is waited for");
}

bool WorldChecks::may_be_asked(TenantId tenant, const WorldStore::TenantRows& rows, const Request& request,
                               const Person& coach) const {
    const Person& learner = rows.people.at(request.learner);
    const std::uint8_t level = level_of(coach, request.skill);
    const auto speaks = [&](const std::string& language) {
        return std::ranges::find(coach.languages, language) != coach.languages.end();
    };
    const bool spoken = !request.language.empty()
                            ? speaks(request.language)
                            : learner.languages.empty() || std::ranges::any_of(learner.languages, speaks);
    const bool kept_free = std::ranges::any_of(rows.open_requests, [&](RequestId id) {
        const Request& other = rows.requests.at(id);
        return id != request.id && other.promise && other.likely_coach == coach.id;
    });
    const bool free = connected(tenant, coach.id) && !unreached_.contains({tenant, coach.id}) &&
                      (coach.roles.has(Role::coach) || coach.roles.has(Role::peer)) &&
                      coach.ready_until >= now_ + minutes(request.minutes) && coach.next_offer_from <= now_ &&
                      !rows.session_of(coach.id) && !rows.pending_offer_for(coach.id) &&
                      coach.preferences == Preferences{} && !kept_free;
    return level > 0 && level >= request.least_level && spoken && free && !kept_apart(rows, request, coach);
}

void WorldChecks::check_nobody_waits_in_vain(TenantId tenant, const WorldStore::TenantRows& rows) const {
    for (const RequestId id : rows.open_requests) {
        const Request& request = rows.requests.at(id);
        if (request.state != RequestState::waiting || !request.prefer.empty() ||
            !connected(tenant, request.learner) || rows.session_of(request.learner) ||
            request.window.from > now_) {
            continue;
        }
        for (const auto& [person, coach] : rows.people) {
            promise(!may_be_asked(tenant, rows, request, coach),
                    "nobody waits while somebody who may be asked is free");
        }
    }
}

void WorldChecks::check_reply(const Reply& reply) {
    if (reply.to == asking_ && reply.request_id == asking_request_) {
        ++answers_;
    }
    if (const auto* welcome = std::get_if<Welcome>(&reply.body)) {
        promise(reply.to == asking_, "a welcome is for who connects");
        open_[reply.to] = {std::exchange(connecting_to_, TenantId{}), welcome->me.id};
        unreached_.erase({open_[reply.to].tenant, welcome->me.id});
        for (const SessionView& view : welcome->sessions) {
            check_view(open_[reply.to], view);
        }
        return;
    }
    if (open_.contains(reply.to)) {
        if (const auto* changed = std::get_if<SessionChanged>(&reply.body)) {
            check_view(speaker(reply.to), changed->session);
        }
    } else {
        promise(std::holds_alternative<Error>(reply.body), "who is not signed in gets errors only");
    }
}

void WorldChecks::check_view(const Speaker& to, const SessionView& view) const {
    promise(takes_part(view.session, to.person), "a session is shown to who takes part in it");
    promise(
        view.participants.size() == view.session.participants.size() && view.issue.id == view.session.issue,
        "a session's view is whole");
    for (const ParticipantView& each : view.participants) {
        // Whoever is just connecting is shown as connected shortly before their welcome.
        const Instant left = each.participant.left_at;
        const bool out = left && (view.session.state != SessionState::ended || left < view.session.ends_at);
        const bool there = !out && connected(to.tenant, each.participant.person);
        promise(connecting_to_ || each.connected == there, "a session's view tells who is connected");
        promise(!each.grace_ends || (!each.connected && each.grace_ends > now_ - rules_.grace),
                "grace is for who is not there");
    }
}

void WorldChecks::check_event(const Speaker& to, const Event& event, const WorldStore& store) const {
    const WorldStore::TenantRows& rows = store.tenant(to.tenant);
    const auto in_session = [&](SessionId id) { return takes_part(rows.sessions.at(id).session, to.person); };
    std::visit(
        Overload{
            [&](const PresenceChanged&) {},
            [&](const SessionChanged& e) { check_view(to, e.session); },
            [&](const RequestChanged& e) {
                const Request& request = rows.requests.at(e.request.request.id);
                promise(request.learner == to.person, "a request is told to its learner");
            },
            [&](const OfferMade& e) {
                promise(e.offer.offer.coach == to.person, "an offer is told to its coach");
                promise(rows.pending_offers.contains(e.offer.offer.id), "an offer is stored first");
            },
            [&](const OfferClosed& e) {
                promise(rows.offers.at(e.offer).coach == to.person, "an offer's end is told to its coach");
                promise(rows.offers.at(e.offer).state == e.state, "an offer's end is stored first");
            },
            [&](const MessageAdded& e) {
                const auto& stored = rows.sessions.at(e.message->session).rows;
                promise(e.message->tenant == to.tenant && in_session(e.message->session),
                        "messages go to participants");
                promise(stored.at(e.message->number - 1) == e.message->row, "messages are stored first");
            },
            [&](const TypingChanged& e) {
                promise(in_session(e.session) && e.person != to.person, "typing goes to the others");
            },
            [&](const MarksChanged& e) { promise(in_session(e.session), "marks go to participants"); },
            [&](const SignalReceived& e) {
                promise(in_session(e.session) && e.sender != to.person, "signals go to the others");
            },
            [&](const EndingSoon& e) { promise(in_session(e.session), "an end is told to participants"); },
            [&](const WaitingCounts& e) {
                const Roles roles = rows.people.at(to.person).roles;
                promise(roles.has(Role::coach) || roles.has(Role::peer) || e.total == 0,
                        "what waits is told to those who could take it");
            },
            [&](const IssueChanged& e) {
                promise(rows.issues.at(e.issue.id).learner == to.person, "an issue is told to its learner");
            },
            [&](const PromiseReminder& e) {
                promise(e.coach != static_cast<bool>(e.request), "a coach is not told of the request");
                promise(e.coach || rows.requests.at(e.request).learner == to.person,
                        "a learner is reminded of their own promise");
            },
        },
        event);
}

void WorldChecks::end(const Input& input, const WorldStore& store, const Engine& engine, bool waits) {
    Engine::Totals stored;
    for (const auto& [id, rows] : store.tenants()) {
        stored.open_requests += rows.open_requests.size();
        stored.pending_offers += rows.pending_offers.size();
        stored.live_sessions += rows.live_sessions.size();
        for (const RequestId request : rows.open_requests) {
            const auto offers = std::ranges::count_if(rows.pending_offers, [&, &rows = rows](OfferId offer) {
                return rows.offers.at(offer).request == request;
            });
            const bool offered = rows.requests.at(request).state == RequestState::offered;
            promise((offers > 0) == offered, "a request is offered exactly while an offer is pending");
            promise(offers <= 3, "a request has three offers at the most");
        }
        if (std::holds_alternative<Tick>(input) && rows.tenant.reach == Reach{}) {
            check_nobody_waits_in_vain(id, rows);
        }
        for (const OfferId offer : rows.pending_offers) {
            const PersonId coach = rows.offers.at(offer).coach;
            promise(
                rows.people.at(coach).ready_until && (connected(id, coach) || rows.has_tested_channel(coach)),
                "who goes away or offline has no offer before them");
            promise(!rows.session_of(coach), "who is in a session has no offer before them");
        }
    }
    const Engine::Totals live = engine.totals();
    promise(live.open_requests == stored.open_requests && live.pending_offers == stored.pending_offers &&
                live.live_sessions == stored.live_sessions,
            "what is live in memory is what is live in the store");
    promise(live.connections == open_.size(), "the engine knows the connections that are open");
    if (const auto* command = std::get_if<ClientCommand>(&input); command != nullptr && !waits) {
        const bool there = open_.contains(asking_);
        promise(answers_ == 1 || !there || (answers_ == 0 && may_go_unanswered(command->command)),
                "a command has one answer");
    }
    if (std::holds_alternative<Tick>(input)) {
        promise(engine.next_deadline().value_or(Instant::never()) > now_, "a tick fires all that is due");
    }
}

}  // namespace courtside::support
