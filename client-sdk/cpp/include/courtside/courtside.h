#ifndef COURTSIDE_H
#define COURTSIDE_H

/* Courtside for C and for everything that can call C: the same client as client.hpp, which explains what
   each command does, what is kept over a broken connection and what is not.

   Threads: every function may be called on any thread at any time, also from callbacks. All callbacks of a
   client run on one thread of its own, never two at a time; they must not block and must not throw or jump
   out. courtside_client_free() is not to be called there.

   A struct that is given to a function begins with its size, so that a program built against an older
   header works with a newer library: set it with sizeof, and everything that is not used to 0. */

#include "courtside/courtside_types.h"
#include "courtside/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct courtside_client courtside_client;
typedef struct courtside_token_reply courtside_token_reply;

/* Asks for a token. Answer `reply` with courtside_token_reply_send() exactly once, at once or later, on any
   thread. `fresh`: the last one was refused, a cached one will not do. */
typedef void (*courtside_token_source)(void* context, int fresh, courtside_token_reply* reply);

typedef struct courtside_options {
    size_t size;
    const char* url; /* ws://host[:port] or wss://host[:port] */
    /* One of the two: a token that stays the same, or where to get one. */
    const char* token;
    courtside_token_source token_source;
    void* token_context;
    const char* client_name;
    const char* client_version;
    const char* device_id;
} courtside_options;

/* What the program wants to hear; NULL where it does not matter. After `welcome` what is live follows
   through the same callbacks as later changes. */
typedef struct courtside_handlers {
    size_t size;
    void* context; /* handed to each */
    void (*state_changed)(void* context, const courtside_state* state);
    void (*welcome)(void* context, const courtside_welcome* welcome);
    void (*presence)(void* context, const courtside_presence* presence);
    void (*request_changed)(void* context, const courtside_request* request);
    /* Returns whether the offer is now shown to the person (1) or will be confirmed by
       courtside_offer_shown() within 3 s (0). Without it no offer is confirmed. */
    int (*offer_made)(void* context, const courtside_offer* offer);
    void (*offer_closed)(void* context, uint64_t offer_id, int state);
    void (*session_changed)(void* context, const courtside_session* session);
    void (*message)(void* context, const courtside_message* message);
    void (*typing)(void* context, uint64_t session_id, uint64_t person_id, int typing);
    void (*marks)(void* context, const courtside_marks* marks);
    void (*signal)(void* context, uint64_t session_id, uint64_t sender_id, const char* data, size_t size);
    void (*ending_soon)(void* context, uint64_t session_id, int64_t ends);
    void (*issue_changed)(void* context, const courtside_issue* issue);
    void (*refused)(void* context, const courtside_error* error);
    /* Shortly before a promised window: be there. `request_id` is one's own; 0: for the coach whom the
       promise is likely to reach. `title` is the issue's. */
    void (*promise_reminder)(void* context, uint64_t request_id, const courtside_window* window,
                             const char* title);
} courtside_handlers;

/* How a command tells its end: once, with either an error or a value; the other is NULL. A completion may
   be NULL where its end does not matter. */
typedef void (*courtside_on_done)(void* context, const courtside_error* error);
typedef void (*courtside_on_presence)(void* context, const courtside_error* error,
                                      const courtside_presence* presence);
typedef void (*courtside_on_issue)(void* context, const courtside_error* error, const courtside_issue* issue);
typedef void (*courtside_on_request)(void* context, const courtside_error* error,
                                     const courtside_request* request);
typedef void (*courtside_on_session)(void* context, const courtside_error* error,
                                     const courtside_session* session);
typedef void (*courtside_on_sent)(void* context, const courtside_error* error, uint64_t number, int64_t sent);
typedef void (*courtside_on_messages)(void* context, const courtside_error* error,
                                      const courtside_messages_page* page);
typedef void (*courtside_on_issues)(void* context, const courtside_error* error,
                                    const courtside_issues_page* page);
typedef void (*courtside_on_sessions)(void* context, const courtside_error* error,
                                      const courtside_sessions_page* page);
typedef void (*courtside_on_offers)(void* context, const courtside_error* error,
                                    const courtside_offers_page* page);
typedef void (*courtside_on_notes)(void* context, const courtside_error* error,
                                   const courtside_notes_page* page);
typedef void (*courtside_on_skills)(void* context, const courtside_error* error,
                                    const courtside_skills_page* page);

/* `part`: `size` bytes of JSON text at `offset`; with `more` the next part begins at `offset` + `size`. */
typedef void (*courtside_on_my_data)(void* context, const courtside_error* error, const char* part,
                                     size_t size, uint64_t offset, int more);

/* The library's version, "major.minor.patch". */
COURTSIDE_API const char* courtside_version(void);

/* NULL where the options are not usable; then up to `why_size` bytes say why, NUL included. */
COURTSIDE_API courtside_client* courtside_client_new(const courtside_options* options,
                                                     const courtside_handlers* handlers, char* why,
                                                     size_t why_size);
/* Waits until no callback runs any more; completions that are left run before. NULL does nothing. */
COURTSIDE_API void courtside_client_free(courtside_client* client);

/* `token` NULL: there is none this time, it is asked for again; "": this person may not sign in. */
COURTSIDE_API void courtside_token_reply_send(courtside_token_reply* reply, const char* token);

COURTSIDE_API void courtside_connect(courtside_client* client);
COURTSIDE_API void courtside_disconnect(courtside_client* client);
COURTSIDE_API int courtside_connection_state(const courtside_client* client);
COURTSIDE_API int64_t courtside_server_now(const courtside_client* client);

/* Presence */
COURTSIDE_API void courtside_set_ready_until(courtside_client* client, int64_t until,
                                             courtside_on_presence done, void* context);
COURTSIDE_API void courtside_set_away(courtside_client* client, courtside_on_presence done, void* context);
COURTSIDE_API void courtside_set_availability(courtside_client* client, const courtside_window* windows,
                                              size_t window_count, courtside_on_presence done, void* context);
/* What a coach wants. Committed (1): offers accept themselves after 5 s unless declined. No offers beyond
   weekly_minutes of coaching a week (0: no limit; at most 2400), and none in the windows of focus, at most 8
   within 7 days. */
COURTSIDE_API void courtside_set_preferences(courtside_client* client, int committed, unsigned weekly_minutes,
                                             const courtside_window* focus, size_t focus_count,
                                             courtside_on_done done, void* context);

/* The learner's side */
COURTSIDE_API void courtside_open_issue(courtside_client* client, const char* title, const char* description,
                                        courtside_on_issue done, void* context);
COURTSIDE_API void courtside_ask(courtside_client* client, const courtside_ask_options* ask,
                                 courtside_on_request done, void* context);
/* A further session on the issue; skill, level and language are as before. */
COURTSIDE_API void courtside_ask_again(courtside_client* client, const courtside_ask_options* ask,
                                       courtside_on_request done, void* context);
COURTSIDE_API void courtside_cancel(courtside_client* client, uint64_t request_id, courtside_on_done done,
                                    void* context);
COURTSIDE_API void courtside_solved_alone(courtside_client* client, uint64_t request_id,
                                          courtside_on_done done, void* context);
/* Takes the window that the request proposes, as it was shown; refused where it is no longer that one. */
COURTSIDE_API void courtside_take_promise(courtside_client* client, uint64_t request_id,
                                          courtside_window proposed, courtside_on_request done,
                                          void* context);
/* The request waits on, in ordinary order. */
COURTSIDE_API void courtside_give_promise_back(courtside_client* client, uint64_t request_id,
                                               courtside_on_request done, void* context);
/* Asks more people: one level lower does, and any language that both speak. */
COURTSIDE_API void courtside_widen(courtside_client* client, uint64_t request_id, courtside_on_request done,
                                   void* context);
COURTSIDE_API void courtside_block(courtside_client* client, uint64_t person_id, courtside_on_done done,
                                   void* context);
COURTSIDE_API void courtside_unblock(courtside_client* client, uint64_t person_id, courtside_on_done done,
                                     void* context);

/* The coach's side */
COURTSIDE_API void courtside_offer_shown(courtside_client* client, uint64_t offer_id, courtside_on_done done,
                                         void* context);
COURTSIDE_API void courtside_accept(courtside_client* client, uint64_t offer_id, courtside_on_session done,
                                    void* context);
COURTSIDE_API void courtside_decline(courtside_client* client, uint64_t offer_id, int reason,
                                     const char* note, courtside_on_done done, void* context);

/* The session */
COURTSIDE_API void courtside_join(courtside_client* client, uint64_t session_id, courtside_on_session done,
                                  void* context);
/* `moment` 0: plain text. `reply_to` 0: to nothing. */
COURTSIDE_API void courtside_send(courtside_client* client, uint64_t session_id, const char* text,
                                  size_t text_size, int moment, uint64_t reply_to, courtside_on_sent done,
                                  void* context);
COURTSIDE_API void courtside_typing(courtside_client* client, uint64_t session_id, int typing);
COURTSIDE_API void courtside_mark_read(courtside_client* client, uint64_t session_id, uint64_t number);
COURTSIDE_API void courtside_signal(courtside_client* client, uint64_t session_id, const char* data,
                                    size_t size, courtside_on_done done, void* context);
COURTSIDE_API void courtside_extend(courtside_client* client, uint64_t session_id, int agree,
                                    courtside_on_session done, void* context);
COURTSIDE_API void courtside_wrong_match(courtside_client* client, uint64_t session_id,
                                         courtside_on_session done, void* context);
/* `outcome`: one of the first four, or 0 to end without stating one. */
COURTSIDE_API void courtside_end_session(courtside_client* client, uint64_t session_id, int outcome,
                                         courtside_on_session done, void* context);
/* `next_step`: what the learner will try, and by when; one line of up to 500 bytes, for both. */
COURTSIDE_API void courtside_end_with_next_step(courtside_client* client, uint64_t session_id, int outcome,
                                                const char* next_step, courtside_on_session done,
                                                void* context);
COURTSIDE_API void courtside_close_with_word(courtside_client* client, uint64_t session_id, int solved,
                                             int felt_heard, int knows_next_step, const char* line,
                                             courtside_on_done done, void* context);

/* Ends the session as transferred; the learner's request waits in front again. `to` 0: for anybody who fits,
   `skill` NULL: as before; `line`: for the next coach, and the learner's next step. */
COURTSIDE_API void courtside_hand_over(courtside_client* client, uint64_t session_id, uint64_t to,
                                       const char* skill, const char* line, courtside_on_session done,
                                       void* context);
/* Asks a second expert into the active session: `person_id` alone, or with 0 whoever fits `skill` (NULL: what
   the learner asked for). Only the coach. */
COURTSIDE_API void courtside_invite_expert(courtside_client* client, uint64_t session_id, uint64_t person_id,
                                           const char* skill, courtside_on_done done, void* context);
/* Of an expert who was brought in. */
COURTSIDE_API void courtside_leave(courtside_client* client, uint64_t session_id, courtside_on_done done,
                                   void* context);
/* A coach's note on a session of their own; "" deletes it. */
COURTSIDE_API void courtside_write_note(courtside_client* client, uint64_t session_id, const char* text,
                                        courtside_on_done done, void* context);

/* Reading, a page at a time; `limit` 0: the server's choice. */
COURTSIDE_API void courtside_fetch_issues(courtside_client* client, uint64_t before, unsigned limit,
                                          courtside_on_issues done, void* context);
COURTSIDE_API void courtside_fetch_sessions(courtside_client* client, uint64_t issue_id, uint64_t before,
                                            unsigned limit, courtside_on_sessions done, void* context);
/* Coaches' notes on a session, for its coaches and its learner. */
COURTSIDE_API void courtside_fetch_notes(courtside_client* client, uint64_t session_id,
                                         courtside_on_notes done, void* context);
/* Offers that were made to oneself, newest first. */
COURTSIDE_API void courtside_fetch_offers(courtside_client* client, uint64_t before, unsigned limit,
                                          courtside_on_offers done, void* context);
COURTSIDE_API void courtside_fetch_messages(courtside_client* client, uint64_t session_id, uint64_t after,
                                            unsigned limit, courtside_on_messages done, void* context);
/* The page's session_id is where the next call goes on as `before`; 0: all was read. */
COURTSIDE_API void courtside_search(courtside_client* client, const char* text, uint64_t before,
                                    courtside_on_messages done, void* context);
COURTSIDE_API void courtside_fetch_skills(courtside_client* client, const char* after, unsigned limit,
                                          courtside_on_skills done, void* context);

/* One's own data. Everything that is stored about oneself, as JSON text in parts; offset 0 has it made. */
COURTSIDE_API void courtside_fetch_my_data(courtside_client* client, uint64_t offset,
                                           courtside_on_my_data done, void* context);
/* Erases oneself for good; `confirm` is one's own id. Then the connection ends. */
COURTSIDE_API void courtside_erase_me(courtside_client* client, uint64_t confirm, courtside_on_done done,
                                      void* context);

#ifdef __cplusplus
}
#endif

#endif
