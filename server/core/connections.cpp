#include "core/connections.hpp"

#include "core/directory.hpp"
#include "core/erasure.hpp"
#include "core/errors.hpp"
#include "core/offers.hpp"
#include "core/preferences.hpp"
#include "core/presence.hpp"
#include "core/queue.hpp"
#include "core/sessions.hpp"
#include "core/waiting.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace courtside::core::connections {
namespace {

/// Clocks differ: a token that was accepted just after its end gets this long (RFC 7519, 4.1.4).
constexpr Duration leeway = seconds(30);

Error revoked() {
    return {ErrorCode::unauthenticated, "this sign-in was revoked; get a new token", {}};
}

void close(Context& context, ConnectionStates& connections, ConnectionId connection, CloseCode code) {
    context.effects.emplace_back(Close{connection, code, {}});
    disconnect(context, connections, connection);
}

void arm_expiry(Context& context, ConnectionId connection, Instant expires) {
    const Instant at = expires > context.now ? expires : expires + leeway;
    context.timers.set(context.timer(TimerKind::token_expires, connection.value), at);
}

/// Makes room for one more connection of the person. Of those that are idle since the same instant it is
/// the one that came first: the list is in the order of arrival, ids are not.
void displace_longest_idle(Context& context, ConnectionStates& connections, const PersonState& person) {
    const auto idle = std::ranges::min_element(person.connections, {}, [&](ConnectionId connection) {
        return connections.at(connection).last_activity;
    });
    close(context, connections, *idle, CloseCode::displaced);
}

Welcome welcome(Context& context, const PersonState& person, Instant token_expires) {
    Welcome welcome;
    welcome.me = person.person;
    welcome.rules = context.rules;
    welcome.server_time = context.now;
    welcome.token_expires = token_expires;
    welcome.presence = presence::view(context, person);
    welcome.push_channels = person.channels;
    if (person.can_coach()) {
        welcome.preferences = preferences::view(context, person);
    }
    if (person.request) {
        RequestEntry& entry = context.tenant.requests.at(person.request);
        const QueueStatus status = queue::status(context, entry);
        if (person.connections.size() == 1) {
            entry.status = status;  // else the other devices are still to be told
        }
        welcome.requests.push_back({entry.request, status});
    }
    if (person.offer) {
        welcome.offers.push_back(offers::view(context, context.tenant.offers.at(person.offer)));
    }
    for (const SessionId session : person.sessions) {
        welcome.sessions.push_back(sessions::view(context, context.tenant.sessions.at(session)));
    }
    return welcome;
}

}  // namespace

void connect(Context& context, ConnectionStates& connections, const Connected& input) {
    const Claims& claims = input.claims;
    const bool is_new = !context.tenant.by_subject.contains(claims.subject);
    if (is_new && claims.issued_at < erasure::tokens_from(context.tenant, claims.subject)) {
        context.effects.emplace_back(Reply{input.connection, input.request_id, revoked()});
        context.effects.emplace_back(Close{input.connection, CloseCode::unauthenticated, {}});
        return;
    }
    PersonState& person = directory::find_or_add(context, claims.subject);
    if (claims.issued_at < person.person.tokens_from) {
        context.effects.emplace_back(Reply{input.connection, input.request_id, revoked()});
        context.effects.emplace_back(Close{input.connection, CloseCode::unauthenticated, {}});
        return;
    }
    if (is_new) {
        context.put(person.person);
    }
    // A token's bad parts are passed over, so this always goes through.
    static_cast<void>(
        directory::apply(context, person, claims.profile, directory::Strictness::pass_over).ok());
    if (person.connections.size() >= context.rules.connections_per_person) {
        displace_longest_idle(context, connections, person);
    }
    const bool was_away = !person.connected();
    person.connections.push_back(input.connection);
    context.tenant.here.insert(person.person.id);
    connections[input.connection] = {context.tenant.tenant.id, person.person.id, context.now,
                                     claims.expires_at, claims.key_id};
    arm_expiry(context, input.connection, claims.expires_at);
    presence::note_activity(context, person);
    if (was_away) {
        presence::arm(context, person);
        sessions::on_person_back(context, person);
        queue::changed(context);
        context.tenant.touch(person);
    }
    context.effects.emplace_back(
        Reply{input.connection, input.request_id, welcome(context, person, claims.expires_at)});
}

MaybeReply refresh(Context& context, ConnectionStates& connections, const Refreshed& input) {
    ConnectionState& connection = connections.at(input.connection);
    PersonState& person = context.person(connection.person);
    const Claims& claims = input.claims;
    if (claims.tenant != context.tenant.tenant.id || claims.subject != person.person.subject) {
        return not_allowed("the fresh token is somebody else's; sign in anew for another person");
    }
    if (claims.issued_at < person.person.tokens_from) {
        return revoked();
    }
    static_cast<void>(
        directory::apply(context, person, claims.profile, directory::Strictness::pass_over).ok());
    connection.token_expires = claims.expires_at;
    connection.key_id = claims.key_id;
    arm_expiry(context, input.connection, claims.expires_at);
    return TokenRefreshed{claims.expires_at};
}

void disconnect(Context& context, ConnectionStates& connections, ConnectionId id) {
    const auto place = connections.find(id);
    if (place == connections.end()) {
        return;
    }
    PersonState& person = context.person(place->second.person);
    connections.erase(place);
    std::erase(person.connections, id);
    context.timers.cancel(context.timer(TimerKind::token_expires, id.value));
    if (person.connected()) {
        return;
    }
    // Offline people lapse by being offline; the intent stays, for when they come back.
    context.timers.cancel(context.timer(TimerKind::ready_lapses, 0, person.person.id));
    person.unreachable = false;  // a new connection is a new chance
    context.tenant.here.erase(person.person.id);
    waiting::forget(context, person);
    if (person.offer && !offers::stays_when_gone(context, person)) {
        offers::rescind(context, person.offer);
    }
    sessions::on_person_gone(context, person);
    context.tenant.touch(person);
    queue::changed(context);
}

void on_token_expires(Context& context, ConnectionStates& connections, ConnectionId connection) {
    close(context, connections, connection, CloseCode::token_expired);
}

void on_key_retired(Context& context, ConnectionStates& connections, std::string_view key_id) {
    // By person and in the order of arrival, so that a replay closes them alike.
    std::vector<ConnectionId> signed_by;
    for (const auto& [id, person] : context.tenant.people) {
        std::ranges::copy_if(person.connections, std::back_inserter(signed_by), [&](ConnectionId connection) {
            return connections.at(connection).key_id == key_id;
        });
    }
    for (const ConnectionId connection : signed_by) {
        close(context, connections, connection, CloseCode::token_expired);
    }
}

void close_all(Context& context, ConnectionStates& connections, const PersonState& person) {
    const std::vector<ConnectionId> open = person.connections;
    for (const ConnectionId connection : open) {
        close(context, connections, connection, CloseCode::unauthenticated);
    }
}

Instant revoked_until(Instant now) {
    return Instant{(now.ms / 1000 + 1) * 1000};
}

Result<AdminResult> revoke(Context& context, ConnectionStates& connections, const RevokePerson& change) {
    const auto place = context.tenant.by_subject.find(change.subject);
    if (place == context.tenant.by_subject.end()) {
        return not_found("person");
    }
    PersonState& person = context.person(place->second);
    person.person.tokens_from = revoked_until(context.now);
    context.put(person.person);
    close_all(context, connections, person);
    return AdminResult{person.person.id.value, 0, 1, 0};
}

}  // namespace courtside::core::connections
