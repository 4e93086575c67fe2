#include "core/ended.hpp"

#include "core/errors.hpp"
#include "core/notes.hpp"
#include "core/sessions.hpp"

#include <algorithm>

namespace courtside::core::ended {
namespace {

MaybeReply repeat_message(const SendMessage& command, const LoadedSession& loaded) {
    if (!loaded.message) {
        return wrong_state(SessionState::ended);
    }
    if (loaded.message->content !=
        content_hash(command.kind, command.moment, command.reply_to, command.text)) {
        return command_id_reused();
    }
    return MessageSent{command.session, loaded.message->number, loaded.message->sent_at};
}

MaybeReply mark(Context& context, const Caller& caller, const Mark& command, const Session& session,
                Participant& participant) {
    const std::uint64_t read = std::max(participant.read_to, std::min(command.read_to, session.last_number));
    const std::uint64_t delivered =
        std::max({participant.delivered_to, std::min(command.delivered_to, session.last_number), read});
    if (read != participant.read_to || delivered != participant.delivered_to) {
        participant.read_to = read;
        participant.delivered_to = delivered;
        context.persist(PutMarks{context.tenant.tenant.id, session.id, caller.id(), delivered, read});
        for (const Participant& each : session.participants) {
            context.notify(context.person(each.person),
                           MarksChanged{session.id, caller.id(), delivered, read}, caller.connection);
        }
    }
    return Done{};
}

}  // namespace

MaybeReply handle(Context& context, Caller& caller, const Command& command, LoadedSession& loaded) {
    if (!loaded.session) {
        return not_found("session");
    }
    Session& session = *loaded.session;
    const auto participant = std::ranges::find(session.participants, caller.id(), &Participant::person);
    if (participant == session.participants.end()) {
        return not_found("session");
    }
    if (const auto* message = std::get_if<SendMessage>(&command)) {
        return repeat_message(*message, loaded);
    }
    if (const auto* marks = std::get_if<Mark>(&command)) {
        return mark(context, caller, *marks, session, *participant);
    }
    if (const auto* word = std::get_if<CloseWithWord>(&command)) {
        if (context.now > session.ends_at + context.rules.closing_word) {
            return Error{ErrorCode::too_late, "a closing word is taken for seven days after the end", {}};
        }
        caller.entity = session.id.value;
        return sessions::store_word(context, caller, *word);
    }
    if (const auto* note = std::get_if<WriteNote>(&command)) {
        return notes::write(context, caller, session, *note);
    }
    return wrong_state(SessionState::ended);
}

}  // namespace courtside::core::ended
