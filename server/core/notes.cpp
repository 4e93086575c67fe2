#include "core/notes.hpp"

#include "core/errors.hpp"

#include <algorithm>

namespace courtside::core::notes {

MaybeReply write(Context& context, Caller& caller, const Session& session, const WriteNote& command) {
    const auto author = std::ranges::find(session.participants, caller.id(), &Participant::person);
    if (author == session.participants.end()) {
        return not_found("session");
    }
    if (author->role == SessionRole::learner) {
        return not_allowed("notes are the coach's; the learner reads them");
    }
    if (!session.started_at) {
        return wrong_state(session.state);
    }
    if (session.state == SessionState::ended && context.now > session.ends_at + context.rules.closing_word) {
        return Error{ErrorCode::too_late, "a note is taken for seven days after the end", {}};
    }
    if (context.person(session.participants.front().person).person.erased()) {
        return not_allowed("the learner was erased; nothing is written about them any more");
    }
    if (command.text.size() > context.rules.coach_note_bytes) {
        return too_large("text", context.rules.coach_note_bytes);
    }
    caller.entity = session.id.value;
    context.put(Note{session.id, caller.id(), command.text, context.now});
    return Done{};
}

}  // namespace courtside::core::notes
