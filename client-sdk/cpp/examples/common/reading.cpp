#include "reading.hpp"

#include "words.hpp"

namespace examples {

using namespace courtside;

namespace {

/// Of 200 messages each; what is longer is not for a terminal.
constexpr int kMostPages = 20;

std::string line_of(const Message& message) {
    auto line = date_time(message.sent) + "  [" + std::to_string(message.session_id) + '/' +
                std::to_string(message.number) + "] person " + std::to_string(message.sender_id) + ": ";
    if (message.moment) {
        line += '[' + say(*message.moment) + "] ";
    }
    return line + (message.redacted ? "(erased)" : message.text);
}

}  // namespace

bool Reading::command(const std::string& word, const std::string& rest, SessionId session) {
    if (word == "/issues") {
        issues();
    } else if (word == "/notes") {
        notes(number_in(rest).value_or(session));
    } else if (word == "/search") {
        search(rest);
    } else if (word == "/history") {
        const auto number = number_in(rest);
        if (number || session != 0) {
            history(number.value_or(session), 0, kMostPages);
        } else {
            sessions();
        }
    } else {
        return false;
    }
    return true;
}

void Reading::history(SessionId session, MessageNumber after, int pages_left) {
    client_.fetch_messages(session, after, 200, [=, this](const Result<MessagesPage>& page) {
        console_.post([=, this] {
            if (!page) {
                console_.print("That did not work: " + say(page.error()));
                return;
            }
            for (const auto& message : page->messages) {
                console_.print(line_of(message));
            }
            if (page->more && !page->messages.empty() && pages_left > 1) {
                history(session, page->messages.back().number, pages_left - 1);
            } else {
                console_.print("-- session " + std::to_string(session) + ", end of history");
            }
        });
    });
}

void Reading::sessions() {
    client_.fetch_sessions(0, 0, 20, [this](const Result<SessionsPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("That did not work: " + say(page.error()));
                return;
            }
            for (const auto& session : page->sessions) {
                console_.print(std::to_string(session.session_id) + "  " +
                               (session.matched ? date_time(*session.matched) : "") + "  " +
                               session.issue.title + " (" + say(session.outcome) + ')' +
                               (session.next_step.empty() ? "" : "  next: " + session.next_step));
            }
            console_.print("-- /history NUMBER shows one of them");
        });
    });
}

void Reading::issues() {
    client_.fetch_issues(0, 20, [this](const Result<IssuesPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("That did not work: " + say(page.error()));
                return;
            }
            for (const auto& issue : page->issues) {
                console_.print(std::to_string(issue.issue_id) + "  " +
                               (issue.state == IssueState::open ? "open" : "resolved") + "  " + issue.title +
                               " (" + std::to_string(issue.sessions) + " sessions)");
            }
            console_.print(page->issues.empty() ? "-- no issues yet"
                                                : "-- /again NUMBER asks again on an open one");
        });
    });
}

void Reading::notes(SessionId session) {
    if (session == 0) {
        console_.print("Say of which session: /notes NUMBER; /history lists them.");
        return;
    }
    client_.fetch_notes(session, [this](const Result<NotesPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("That did not work: " + say(page.error()));
                return;
            }
            for (const auto& note : page->notes) {
                console_.print(date_time(note.written) + "  " + note.author_name + ": " + note.text);
            }
            console_.print(page->notes.empty() ? "-- no notes" : "-- all notes on this session");
        });
    });
}

void Reading::search(const std::string& text) {
    if (text.size() < 2) {
        console_.print("Say what to look for: /search TEXT");
        return;
    }
    client_.search(text, 0, [this](const Result<SearchPage>& page) {
        console_.post([this, page] {
            if (!page) {
                console_.print("That did not work: " + say(page.error()));
                return;
            }
            for (const auto& message : page->messages) {
                console_.print(line_of(message));
            }
            console_.print("-- " + std::to_string(page->messages.size()) + " found");
        });
    });
}

std::string reading_help() {
    return "  /history [SESSION]                 the whole talk, or an earlier one\n"
           "  /issues                            your issues\n"
           "  /notes [SESSION]                   the coach's notes on it\n"
           "  /search TEXT                       in the talks that you took part in\n";
}

}  // namespace examples
