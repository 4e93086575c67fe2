#include "core/talk.hpp"

#include "core/errors.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace courtside::core::talk {
namespace {

/// The connections of all participants but one connection, or but one person.
std::vector<ConnectionId> listeners(const Context& context, const LiveSession& live, ConnectionId except,
                                    PersonId without = {}) {
    std::vector<ConnectionId> to;
    to.reserve(live.session.participants.size());
    for (const Participant& participant : live.session.participants) {
        if (participant.person == without || participant.left_at) {
            continue;
        }
        for (const ConnectionId connection : context.person(participant.person).connections) {
            if (connection != except) {
                to.push_back(connection);
            }
        }
    }
    return to;
}

void tell(const Context& context, std::vector<ConnectionId> to, Event event) {
    if (!to.empty()) {
        context.effects.emplace_back(Notify{std::move(to), std::move(event)});
    }
}

std::optional<Error> check(const Context& context, const LiveSession& live, const SendMessage& command) {
    if (!live.writable()) {
        return wrong_state(live.session.state);
    }
    if (command.text.size() > context.rules.text_bytes) {
        return too_large("text", context.rules.text_bytes);
    }
    if ((command.kind == MessageKind::moment) != (command.moment != MomentKind::none)) {
        return invalid("moment.kind", "must say what kind of moment it is");
    }
    if (command.reply_to > live.log.size()) {
        return invalid("reply_to", "must be the number of an earlier message");
    }
    if (live.log.size() >= context.rules.messages_per_session) {
        return too_large("session", context.rules.messages_per_session);
    }
    return std::nullopt;
}

/// Now, but later than anybody left: what they may still read afterwards is told from the rest by its time.
Instant sending_time(const Context& context, const Session& session) {
    Instant at = context.now;
    for (const Participant& participant : session.participants) {
        if (participant.left_at) {
            at = std::max(at, participant.left_at + Duration{1});
        }
    }
    return at;
}

}  // namespace

MaybeReply send(Context& context, Caller& caller, LiveSession& live, const SendMessage& command) {
    const std::uint64_t content = content_hash(command.kind, command.moment, command.reply_to, command.text);
    const PersonCommand key{caller.id(), caller.command_id};
    Session& session = live.session;
    if (const auto before = live.numbers.find(key); before != live.numbers.end()) {
        const LogEntry& entry = live.log[before->second - 1];
        if (entry.content != content) {
            return command_id_reused();
        }
        return MessageSent{session.id, before->second, entry.sent_at};
    }
    if (auto error = check(context, live, command)) {
        return *error;
    }
    auto message = std::make_shared<Message>();
    message->tenant = context.tenant.tenant.id;
    message->session = session.id;
    message->number = live.log.size() + 1;
    message->row = context.next_row;
    message->sender = caller.id();
    message->command = caller.command_id;
    message->sent_at = sending_time(context, session);
    message->kind = command.kind;
    message->moment = command.moment;
    message->reply_to = command.reply_to;
    message->text = command.text;
    ++context.next_row.value;
    live.log.push_back({message->row, caller.id(), caller.command_id, content, message->sent_at});
    live.numbers.emplace(key, message->number);
    if (!session.coach_spoke && caller.id() == live.coach()) {
        session.coach_spoke = true;
        context.timers.cancel(context.timer(TimerKind::coach_silent, session.id.value));
        context.put(session);
    }
    const MessageSent reply{session.id, message->number, message->sent_at};
    context.persist(AppendMessage{message});
    tell(context, listeners(context, live, caller.connection), MessageAdded{std::move(message)});
    return reply;
}

MaybeReply mark(Context& context, Caller& caller, LiveSession& live, const Mark& command) {
    Participant& participant = *live.find(caller.id());
    const std::uint64_t last = live.log.size();
    const std::uint64_t read = std::max(participant.read_to, std::min(command.read_to, last));
    const std::uint64_t delivered =
        std::max({participant.delivered_to, std::min(command.delivered_to, last), read});
    if (delivered != participant.delivered_to || read != participant.read_to) {
        participant.delivered_to = delivered;
        participant.read_to = read;
        const SessionId session = live.session.id;
        context.persist(PutMarks{context.tenant.tenant.id, session, caller.id(), delivered, read});
        tell(context, listeners(context, live, caller.connection),
             MarksChanged{session, caller.id(), delivered, read});
    }
    return Done{};
}

MaybeReply typing(Context& context, Caller& caller, LiveSession& live, const SetTyping& command) {
    if (!live.writable()) {
        return wrong_state(live.session.state);
    }
    tell(context, listeners(context, live, {}, caller.id()),
         TypingChanged{live.session.id, caller.id(), command.typing});
    return std::nullopt;
}

MaybeReply signal(Context& context, Caller& caller, LiveSession& live, const SendSignal& command) {
    if (!live.writable()) {
        return wrong_state(live.session.state);
    }
    if (command.payload.size() > context.rules.signal_bytes) {
        return too_large("payload", context.rules.signal_bytes);
    }
    tell(context, listeners(context, live, {}, caller.id()),
         SignalReceived{live.session.id, caller.id(), command.payload});
    return std::nullopt;
}

}  // namespace courtside::core::talk
