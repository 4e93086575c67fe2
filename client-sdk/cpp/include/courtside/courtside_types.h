#ifndef COURTSIDE_TYPES_H
#define COURTSIDE_TYPES_H

/* The values of the C interface: those of types.hpp, commands.hpp and events.hpp, which explain each.

   Instants are milliseconds since 1970 by the server's clock, lengths are milliseconds unless they say
   minutes; 0 is "none". Texts are UTF-8 and end with a NUL; none is "", never NULL. Whatever a callback
   gets is valid until it returns: copy what is to stay. Enumerations are ints, since a newer server may
   send values that have no name here; 0 is "unspecified" in all of them. */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    COURTSIDE_DISCONNECTED = 0,
    COURTSIDE_CONNECTING = 1,
    COURTSIDE_CONNECTED = 2,
    COURTSIDE_RECONNECTING = 3
};
enum {
    COURTSIDE_REASON_NONE = 0,
    COURTSIDE_REASON_ASKED = 1,
    COURTSIDE_REASON_NETWORK = 2,
    COURTSIDE_REASON_CLOSED_BY_SERVER = 3,
    COURTSIDE_REASON_TOKEN_FAILED = 4,
    COURTSIDE_REASON_UNAUTHORISED = 5,
    COURTSIDE_REASON_DISPLACED = 6,
    COURTSIDE_REASON_REFUSED = 7
};
enum {
    COURTSIDE_PRESENCE_OFFLINE = 1,
    COURTSIDE_PRESENCE_AWAY = 2,
    COURTSIDE_PRESENCE_READY = 3,
    COURTSIDE_PRESENCE_IN_SESSION = 4
};
enum { COURTSIDE_ISSUE_OPEN = 1, COURTSIDE_ISSUE_RESOLVED = 2 };
enum {
    COURTSIDE_REQUEST_WAITING = 1,
    COURTSIDE_REQUEST_OFFERED = 2,
    COURTSIDE_REQUEST_MATCHED = 3,
    COURTSIDE_REQUEST_CANCELLED = 4,
    COURTSIDE_REQUEST_SOLVED_ALONE = 5,
    COURTSIDE_REQUEST_EXPIRED = 6,
    COURTSIDE_REQUEST_BOOKED = 7
};
enum {
    COURTSIDE_OFFER_PENDING = 1,
    COURTSIDE_OFFER_ACCEPTED = 2,
    COURTSIDE_OFFER_DECLINED = 3,
    COURTSIDE_OFFER_TIMED_OUT = 4,
    COURTSIDE_OFFER_RESCINDED = 5
};
enum {
    COURTSIDE_OFFER_END_OPEN = 0,
    COURTSIDE_OFFER_END_ANSWERED = 1,
    COURTSIDE_OFFER_END_NOT_ANSWERED = 2,
    COURTSIDE_OFFER_END_NOT_SHOWN = 3,
    COURTSIDE_OFFER_END_REQUEST_ENDED = 4,
    COURTSIDE_OFFER_END_NOT_FREE = 5
};
enum {
    COURTSIDE_DECLINE_BUSY = 1,
    COURTSIDE_DECLINE_NOT_MY_SKILL = 2,
    COURTSIDE_DECLINE_TOO_LONG = 3,
    COURTSIDE_DECLINE_CONFLICT = 4,
    COURTSIDE_DECLINE_OTHER = 5
};
enum {
    COURTSIDE_SESSION_STARTING = 1,
    COURTSIDE_SESSION_ACTIVE = 2,
    COURTSIDE_SESSION_WRAP_UP = 3,
    COURTSIDE_SESSION_ENDED = 4
};
/* The last four are set by the server, never stated by a client. */
enum {
    COURTSIDE_OUTCOME_RESOLVED = 1,
    COURTSIDE_OUTCOME_ANOTHER_SESSION = 2,
    COURTSIDE_OUTCOME_REFERRED = 3,
    COURTSIDE_OUTCOME_TRANSFERRED = 4,
    COURTSIDE_OUTCOME_WRONG_MATCH = 5,
    COURTSIDE_OUTCOME_ABANDONED = 6,
    COURTSIDE_OUTCOME_UNSTATED = 7,
    COURTSIDE_OUTCOME_NO_SHOW = 8
};
enum { COURTSIDE_ROLE_LEARNER = 1, COURTSIDE_ROLE_COACH = 2, COURTSIDE_ROLE_EXPERT = 3 };
/* Moments after the TIM model: Training, Integration, Motivation. */
enum {
    COURTSIDE_MOMENT_SHOW = 1,
    COURTSIDE_MOMENT_TRY_OUT = 2,
    COURTSIDE_MOMENT_FEEDBACK = 3,
    COURTSIDE_MOMENT_PERSON = 4,
    COURTSIDE_MOMENT_PLACE = 5,
    COURTSIDE_MOMENT_TOOL = 6,
    COURTSIDE_MOMENT_STORY = 7,
    COURTSIDE_MOMENT_WHY = 8,
    COURTSIDE_MOMENT_FIRST_WIN = 9
};
enum { COURTSIDE_ANSWER_YES = 1, COURTSIDE_ANSWER_PARTLY = 2, COURTSIDE_ANSWER_NO = 3 };

/* Codes as in result.hpp: up to 999 the server's, from 1000 on the SDK's own. */
typedef struct courtside_error {
    int code;
    const char* name; /* such as "request_already_open" */
    const char* text; /* for developers, in English */
    int retry;        /* whether doing the same again can help */
    int64_t retry_after;
} courtside_error;

typedef struct courtside_state {
    int state;
    int reason;
    const char* text;
    int close_code;
    int64_t retry_in;
} courtside_state;

typedef struct courtside_welcome {
    uint64_t person_id;
    const char* name;
    const char* time_zone;
    int64_t server_time;
    int64_t token_expires;
} courtside_welcome;

typedef struct courtside_window {
    int64_t from; /* inclusive */
    int64_t to;   /* exclusive */
} courtside_window;

typedef struct courtside_presence {
    int state;
    int reason;
    int64_t ready_until;
    int64_t next_offer_from;
} courtside_presence;

typedef struct courtside_issue {
    uint64_t issue_id;
    uint64_t learner_id;
    const char* title;
    const char* description;
    int state;
    int64_t opened;
    unsigned sessions;
} courtside_issue;

typedef struct courtside_request {
    uint64_t request_id;
    uint64_t issue_id;
    int state;
    int reason;
    unsigned minutes;
    const char* skill;
    const char* language;
    int64_t asked;
    int64_t expires;
    unsigned position;
    unsigned could_help;
    unsigned estimate_low_minutes;
    unsigned estimate_high_minutes; /* 0: no estimate */
    uint64_t session_id;            /* once matched */
    /* Later the same day, the session begins in it; from and to are 0 where there is none. What is
       promised, and what could be: courtside_take_promise(). */
    courtside_window promise;
    courtside_window proposed;
    int unlikely_today; /* nobody who could help is expected today: courtside_widen() asks more people */
    int widened;
} courtside_request;

typedef struct courtside_offer {
    uint64_t offer_id;
    const char* title;
    const char* skill;
    const char* skill_label;
    const char* language;
    unsigned minutes;
    int64_t needed_by;
    int64_t expires;
    int state;
    uint64_t session_id;    /* not 0: accepting it joins this running session as a second expert */
    int64_t accepts_itself; /* when; 0: it waits for the answer */
    unsigned fit_percent;
} courtside_offer;

/* An offer to oneself and how it ended. */
typedef struct courtside_past_offer {
    courtside_offer offer;
    int end;
    int64_t closed; /* 0: still open */
    int decline_reason;
} courtside_past_offer;

typedef struct courtside_participant {
    uint64_t person_id;
    const char* name;
    int role;
    int joined;
    int connected;
    int64_t grace_ends;
    uint64_t delivered_to;
    uint64_t read_to;
} courtside_participant;

typedef struct courtside_session {
    uint64_t session_id;
    uint64_t issue_id;
    int state;
    unsigned minutes;
    const courtside_participant* participants;
    size_t participant_count;
    int64_t started;
    int64_t ends;
    int outcome;
    uint64_t last_number;
    uint64_t extension_proposed_by;
    const char* title;     /* the issue's */
    const char* next_step; /* empty: none was written */
} courtside_session;

typedef struct courtside_message {
    uint64_t session_id;
    uint64_t number; /* 1, 2, 3 ... in each session */
    uint64_t sender_id;
    int64_t sent;
    int moment; /* 0: plain text */
    const char* text;
    size_t text_size; /* bytes; the text may hold NULs of its own */
    uint64_t reply_to;
    int redacted;
} courtside_message;

typedef struct courtside_marks {
    uint64_t session_id;
    uint64_t person_id;
    uint64_t delivered_to;
    uint64_t read_to;
} courtside_marks;

typedef struct courtside_skill {
    const char* code;
    const char* label;
    const char* description;
} courtside_skill;

typedef struct courtside_note {
    uint64_t session_id;
    uint64_t author_id;
    const char* author_name;
    const char* text;
    int64_t written;
} courtside_note;

typedef struct courtside_notes_page {
    const courtside_note* notes;
    size_t note_count;
} courtside_notes_page;

typedef struct courtside_messages_page {
    uint64_t session_id;
    const courtside_message* messages;
    size_t message_count;
    int more;
} courtside_messages_page;

typedef struct courtside_issues_page {
    const courtside_issue* issues;
    size_t issue_count;
    uint64_t next; /* give it as `before` to go on; 0: no more */
} courtside_issues_page;

typedef struct courtside_sessions_page {
    const courtside_session* sessions;
    size_t session_count;
    uint64_t next;
} courtside_sessions_page;

typedef struct courtside_offers_page {
    const courtside_past_offer* offers;
    size_t offer_count;
    uint64_t next;
} courtside_offers_page;

typedef struct courtside_skills_page {
    const courtside_skill* skills;
    size_t skill_count;
    const char* next; /* give it as `after` to go on; "": no more */
} courtside_skills_page;

/* What ask() takes. Set `size` to sizeof(courtside_ask_options); everything else may be 0. */
typedef struct courtside_ask_options {
    size_t size;
    uint64_t issue_id;
    unsigned minutes;        /* 15 or 30; 0: 15 */
    courtside_window window; /* 0 and 0: now */
    int64_t needed_by;
    const char* skill;    /* a code of the catalogue */
    unsigned least_level; /* 1 to 5; 0: 1 */
    const char* language; /* NULL: any of the learner's */
} courtside_ask_options;

#ifdef __cplusplus
}
#endif

#endif
