// The end of a talk: the outcome, the closing words, and the comparison of what is stored.

#include "talk.hpp"

#include <utility>

namespace courtside::replay {
namespace {

constexpr unsigned page_size = 200;
constexpr std::array sides{Side::learner, Side::coach};

}  // namespace

void Talk::end() {
    enter(Stage::ending);
    gap_ = std::chrono::milliseconds{0};
    const Side side = place_ % 2 == 0 ? Side::learner : Side::coach;
    seat(side).client().end_session(session_, outcome_, [this](const Result<Session>& result) {
        if (!result) {
            fail("the session could not be ended: " + result.error().text);
        }
    });
}

void Talk::ended(Side side, const Session& session) {
    if (stage_ < Stage::ending) {
        return fail("the session ended by itself, with outcome " +
                    std::to_string(static_cast<int>(session.outcome)));
    }
    if (session.outcome != outcome_ || session.last_number != numbered_.size()) {
        return fail("ended with outcome " + std::to_string(static_cast<int>(session.outcome)) + " and " +
                    std::to_string(session.last_number) + " messages");
    }
    if (heard_[at(side)] != numbered_.size()) {
        return fail("the end came before the last message");
    }
    if (!std::exchange(ended_[at(side)], true) && both(ended_)) {
        close();
    }
}

void Talk::close() {
    enter(Stage::closing);
    for (const Side side : sides) {
        ClosingWord word;
        word.session_id = session_;
        word.solved = Answer::yes;
        word.felt_heard = Answer::partly;
        word.knows_next_step = Answer::no;
        word.line = dialogue_.id;
        seat(side).client().close_with_word(word, [this, side](const Result<Done>& result) {
            if (is_over()) {
                return;
            }
            if (!result) {
                return fail("a closing word was refused: " + result.error().text);
            }
            closed_[at(side)] = true;
            if (both(closed_)) {
                enter(Stage::reading);
                for (const Side reader : sides) {
                    read_back(reader, 0);
                }
            }
        });
    }
}

void Talk::read_back(Side side, MessageNumber after) {
    seat(side).client().fetch_messages(session_, after, page_size,
                                       [this, side, after](const Result<MessagesPage>& page) {
                                           if (is_over()) {
                                               return;
                                           }
                                           if (!page) {
                                               return fail("could not be read back: " + page.error().text);
                                           }
                                           compare_page(side, after, *page);
                                       });
}

void Talk::compare_page(Side side, MessageNumber after, const MessagesPage& page) {
    progress();
    for (const Message& message : page.messages) {
        if (!as_sent(message, after + 1,
                     side == Side::learner ? "read back by the learner" : "read back by the coach")) {
            return;
        }
        ++after;
    }
    if (page.more && page.messages.empty()) {
        return fail("an empty page says that there is more");
    }
    if (page.more) {
        return read_back(side, after);
    }
    if (after != numbered_.size()) {
        return fail("only " + std::to_string(after) + " of " + std::to_string(numbered_.size()) +
                    " messages could be read back");
    }
    check_session(side);
}

void Talk::check_session(Side side) {
    seat(side).client().fetch_sessions(issue_, 0, 1, [this, side](const Result<SessionsPage>& page) {
        if (is_over()) {
            return;
        }
        if (!page || page->sessions.size() != 1 || page->sessions.front().session_id != session_ ||
            page->sessions.front().outcome != outcome_ ||
            page->sessions.front().last_number != numbered_.size()) {
            return fail("the session is not found in the history as it ended");
        }
        compared_[at(side)] = true;
        if (both(compared_)) {
            enter(Stage::over);
            host_.held(*this);
        }
    });
}

}  // namespace courtside::replay
