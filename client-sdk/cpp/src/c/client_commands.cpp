// The commands of the C interface: each is the one of the C++ client.

#include "c/client_handle.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace courtside::c_api {
namespace {

std::chrono::minutes length_of(const courtside_ask_options& ask) {
    return std::chrono::minutes(ask.minutes == 0 ? 15 : ask.minutes);
}

std::optional<TimeWindow> window_of(const courtside_window& window) {
    if (window.from == 0 && window.to == 0) {
        return std::nullopt;
    }
    return TimeWindow{Time(std::chrono::milliseconds(window.from)),
                      Time(std::chrono::milliseconds(window.to))};
}

std::vector<TimeWindow> windows_of(const courtside_window* windows, size_t count) {
    std::vector<TimeWindow> all;
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back({Time(std::chrono::milliseconds(windows[i].from)),
                       Time(std::chrono::milliseconds(windows[i].to))});
    }
    return all;
}

/// Empty where there is none: the server refuses that with the reason.
courtside_ask_options known(const courtside_ask_options* given) {
    courtside_ask_options ask{};
    if (given != nullptr) {
        std::memcpy(&ask, given, std::min(given->size, sizeof(ask)));
    }
    return ask;
}

}  // namespace
}  // namespace courtside::c_api

using namespace courtside;
using namespace courtside::c_api;

void courtside_connect(courtside_client* client) {
    client->client.connect();
}

void courtside_disconnect(courtside_client* client) {
    client->client.disconnect();
}

int courtside_connection_state(const courtside_client* client) {
    return static_cast<int>(client->client.state());
}

int64_t courtside_server_now(const courtside_client* client) {
    return milliseconds(client->client.server_now());
}

void courtside_set_ready_until(courtside_client* client, int64_t until, courtside_on_presence done,
                               void* context) {
    client->client.set_ready_until(Time(std::chrono::milliseconds(until)),
                                   completion_of<Presence>(done, context));
}

void courtside_set_away(courtside_client* client, courtside_on_presence done, void* context) {
    client->client.set_away(completion_of<Presence>(done, context));
}

void courtside_set_availability(courtside_client* client, const courtside_window* windows,
                                size_t window_count, courtside_on_presence done, void* context) {
    client->client.set_availability(windows_of(windows, window_count),
                                    completion_of<Presence>(done, context));
}

void courtside_set_preferences(courtside_client* client, int committed, unsigned weekly_minutes,
                               const courtside_window* focus, size_t focus_count, courtside_on_done done,
                               void* context) {
    const PreferencesWish wish{committed != 0, std::chrono::minutes(weekly_minutes),
                               windows_of(focus, focus_count)};
    client->client.set_preferences(
        wish, [finish = completion_of_done(done, context)](const Result<Preferences>& result) {
            finish(result ? Result<Done>(Done{}) : Result<Done>(result.error()));
        });
}

void courtside_open_issue(courtside_client* client, const char* title, const char* description,
                          courtside_on_issue done, void* context) {
    client->client.open_issue({text(title), text(description)}, completion_of<Issue>(done, context));
}

void courtside_ask(courtside_client* client, const courtside_ask_options* ask, courtside_on_request done,
                   void* context) {
    const courtside_ask_options given = known(ask);
    NewRequest request;
    request.issue_id = given.issue_id;
    request.length = length_of(given);
    request.window = window_of(given.window);
    request.needed_by = optional_time(given.needed_by);
    request.skill = text(given.skill);
    request.least_level = std::max(given.least_level, 1U);
    request.language = text(given.language);
    client->client.ask(request, completion_of<Request>(done, context));
}

void courtside_ask_again(courtside_client* client, const courtside_ask_options* ask,
                         courtside_on_request done, void* context) {
    const courtside_ask_options given = known(ask);
    const FurtherRequest request{given.issue_id, length_of(given), window_of(given.window),
                                 optional_time(given.needed_by)};
    client->client.ask_again(request, completion_of<Request>(done, context));
}

void courtside_cancel(courtside_client* client, uint64_t request_id, courtside_on_done done, void* context) {
    client->client.cancel(request_id, completion_of_done(done, context));
}

void courtside_solved_alone(courtside_client* client, uint64_t request_id, courtside_on_done done,
                            void* context) {
    client->client.solved_alone(request_id, completion_of_done(done, context));
}

void courtside_take_promise(courtside_client* client, uint64_t request_id, courtside_window proposed,
                            courtside_on_request done, void* context) {
    client->client.take_promise(request_id, windows_of(&proposed, 1).front(),
                                completion_of<Request>(done, context));
}

void courtside_give_promise_back(courtside_client* client, uint64_t request_id, courtside_on_request done,
                                 void* context) {
    client->client.give_promise_back(request_id, completion_of<Request>(done, context));
}

void courtside_widen(courtside_client* client, uint64_t request_id, courtside_on_request done,
                     void* context) {
    client->client.widen(request_id, completion_of<Request>(done, context));
}

void courtside_block(courtside_client* client, uint64_t person_id, courtside_on_done done, void* context) {
    client->client.block(person_id, completion_of_done(done, context));
}

void courtside_unblock(courtside_client* client, uint64_t person_id, courtside_on_done done, void* context) {
    client->client.unblock(person_id, completion_of_done(done, context));
}

void courtside_offer_shown(courtside_client* client, uint64_t offer_id, courtside_on_done done,
                           void* context) {
    client->client.offer_shown(offer_id, completion_of_done(done, context));
}

void courtside_accept(courtside_client* client, uint64_t offer_id, courtside_on_session done, void* context) {
    client->client.accept(offer_id, completion_of_session(done, context));
}

void courtside_decline(courtside_client* client, uint64_t offer_id, int reason, const char* note,
                       courtside_on_done done, void* context) {
    client->client.decline(offer_id, static_cast<DeclineReason>(reason), text(note),
                           completion_of_done(done, context));
}

void courtside_join(courtside_client* client, uint64_t session_id, courtside_on_session done, void* context) {
    client->client.join(session_id, completion_of_session(done, context));
}

void courtside_send(courtside_client* client, uint64_t session_id, const char* text, size_t text_size,
                    int moment, uint64_t reply_to, courtside_on_sent done, void* context) {
    NewMessage message;
    message.session_id = session_id;
    if (text_size > 0) {
        message.text.assign(text, text_size);
    }
    if (moment != 0) {
        message.moment = static_cast<MomentKind>(moment);
    }
    message.reply_to = reply_to;
    client->client.send(message, [done, context](const Result<SentMessage>& result) {
        if (done == nullptr) {
            return;
        }
        if (result) {
            done(context, nullptr, result->number, milliseconds(result->sent));
        } else {
            const courtside_error error = view(result.error());
            done(context, &error, 0, 0);
        }
    });
}

void courtside_typing(courtside_client* client, uint64_t session_id, int typing) {
    client->client.typing(session_id, typing != 0);
}

void courtside_mark_read(courtside_client* client, uint64_t session_id, uint64_t number) {
    client->client.mark_read(session_id, number);
}

void courtside_signal(courtside_client* client, uint64_t session_id, const char* data, size_t size,
                      courtside_on_done done, void* context) {
    client->client.signal(session_id, size == 0 ? std::string() : std::string(data, size),
                          completion_of_done(done, context));
}

void courtside_extend(courtside_client* client, uint64_t session_id, int agree, courtside_on_session done,
                      void* context) {
    client->client.extend(session_id, agree != 0, completion_of_session(done, context));
}

void courtside_wrong_match(courtside_client* client, uint64_t session_id, courtside_on_session done,
                           void* context) {
    client->client.wrong_match(session_id, completion_of_session(done, context));
}

void courtside_end_session(courtside_client* client, uint64_t session_id, int outcome,
                           courtside_on_session done, void* context) {
    client->client.end_session(session_id, static_cast<Outcome>(outcome),
                               completion_of_session(done, context));
}

void courtside_end_with_next_step(courtside_client* client, uint64_t session_id, int outcome,
                                  const char* next_step, courtside_on_session done, void* context) {
    client->client.end_session(session_id, static_cast<Outcome>(outcome), text(next_step),
                               completion_of_session(done, context));
}

void courtside_close_with_word(courtside_client* client, uint64_t session_id, int solved, int felt_heard,
                               int knows_next_step, const char* line, courtside_on_done done, void* context) {
    const ClosingWord word{session_id, static_cast<Answer>(solved), static_cast<Answer>(felt_heard),
                           static_cast<Answer>(knows_next_step), text(line)};
    client->client.close_with_word(word, completion_of_done(done, context));
}

void courtside_hand_over(courtside_client* client, uint64_t session_id, uint64_t to, const char* skill,
                         const char* line, courtside_on_session done, void* context) {
    client->client.hand_over({session_id, to, text(skill), text(line)}, completion_of_session(done, context));
}

void courtside_invite_expert(courtside_client* client, uint64_t session_id, uint64_t person_id,
                             const char* skill, courtside_on_done done, void* context) {
    client->client.invite_expert(session_id, person_id, text(skill), completion_of_done(done, context));
}

void courtside_leave(courtside_client* client, uint64_t session_id, courtside_on_done done, void* context) {
    client->client.leave(session_id, completion_of_done(done, context));
}

void courtside_write_note(courtside_client* client, uint64_t session_id, const char* text,
                          courtside_on_done done, void* context) {
    client->client.write_note(session_id, c_api::text(text), completion_of_done(done, context));
}

void courtside_fetch_notes(courtside_client* client, uint64_t session_id, courtside_on_notes done,
                           void* context) {
    client->client.fetch_notes(session_id,
                               completion<NotesPage>(done, context, [](const NotesPage& page, auto tell) {
                                   const auto notes = views<courtside_note>(page.notes);
                                   tell(courtside_notes_page{notes.data(), notes.size()});
                               }));
}

void courtside_fetch_issues(courtside_client* client, uint64_t before, unsigned limit,
                            courtside_on_issues done, void* context) {
    client->client.fetch_issues(before, limit,
                                completion<IssuesPage>(done, context, [](const IssuesPage& page, auto tell) {
                                    const auto issues = views<courtside_issue>(page.issues);
                                    tell(courtside_issues_page{issues.data(), issues.size(), page.next});
                                }));
}

void courtside_fetch_sessions(courtside_client* client, uint64_t issue_id, uint64_t before, unsigned limit,
                              courtside_on_sessions done, void* context) {
    client->client.fetch_sessions(
        issue_id, before, limit,
        completion<SessionsPage>(done, context, [](const SessionsPage& page, auto tell) {
            std::vector<SessionView> owners;
            std::vector<courtside_session> sessions;
            owners.reserve(page.sessions.size());
            for (const Session& session : page.sessions) {
                sessions.push_back(owners.emplace_back(session).get());
            }
            tell(courtside_sessions_page{sessions.data(), sessions.size(), page.next});
        }));
}

void courtside_fetch_offers(courtside_client* client, uint64_t before, unsigned limit,
                            courtside_on_offers done, void* context) {
    client->client.fetch_offers(before, limit,
                                completion<OffersPage>(done, context, [](const OffersPage& page, auto tell) {
                                    const auto offers = views<courtside_past_offer>(page.offers);
                                    tell(courtside_offers_page{offers.data(), offers.size(), page.next});
                                }));
}

void courtside_fetch_messages(courtside_client* client, uint64_t session_id, uint64_t after, unsigned limit,
                              courtside_on_messages done, void* context) {
    client->client.fetch_messages(
        session_id, after, limit,
        completion<MessagesPage>(done, context, [](const MessagesPage& page, auto tell) {
            const auto messages = views<courtside_message>(page.messages);
            tell(courtside_messages_page{page.session_id, messages.data(), messages.size(),
                                         page.more ? 1 : 0});
        }));
}

void courtside_search(courtside_client* client, const char* text, uint64_t before, courtside_on_messages done,
                      void* context) {
    client->client.search(c_api::text(text), before,
                          completion<SearchPage>(done, context, [](const SearchPage& page, auto tell) {
                              const auto messages = views<courtside_message>(page.messages);
                              tell(courtside_messages_page{page.next_session, messages.data(),
                                                           messages.size(), page.next_session == 0 ? 0 : 1});
                          }));
}

void courtside_fetch_skills(courtside_client* client, const char* after, unsigned limit,
                            courtside_on_skills done, void* context) {
    client->client.fetch_skills(
        text(after), limit, completion<SkillsPage>(done, context, [](const SkillsPage& page, auto tell) {
            const auto skills = views<courtside_skill>(page.skills);
            tell(courtside_skills_page{skills.data(), skills.size(), page.next.c_str()});
        }));
}
