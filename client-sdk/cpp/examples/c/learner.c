/* A learner in C: asks for help, talks with the coach line by line from standard input, ends with "/end".

   usage: learner-c URL TOKEN SKILL WHAT-IS-STUCK */

#include "courtside/courtside.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How far the talk is. Callbacks run on the client's thread, standard input is read on the main one. */
enum stage { GETTING_HELP, TALKING, OVER };

struct learner {
    courtside_client* client;
    const char* skill;
    const char* stuck;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    /* Guarded by the mutex: */
    enum stage stage;
    int failed;
    uint64_t me;
    uint64_t session;
    int asked;
};

static void enter(struct learner* learner, enum stage stage) {
    pthread_mutex_lock(&learner->mutex);
    if (stage > learner->stage) {
        learner->stage = stage;
        pthread_cond_signal(&learner->changed);
    }
    pthread_mutex_unlock(&learner->mutex);
}

static enum stage wait_past(struct learner* learner, enum stage stage) {
    pthread_mutex_lock(&learner->mutex);
    while (learner->stage <= stage) {
        pthread_cond_wait(&learner->changed, &learner->mutex);
    }
    stage = learner->stage;
    pthread_mutex_unlock(&learner->mutex);
    return stage;
}

static void give_up(struct learner* learner, const char* what, const char* why) {
    fprintf(stderr, "%s: %s\n", what, why);
    pthread_mutex_lock(&learner->mutex);
    learner->failed = 1;
    pthread_mutex_unlock(&learner->mutex);
    enter(learner, OVER);
}

static void on_request(void* context, const courtside_error* error, const courtside_request* request) {
    if (error != NULL) {
        give_up(context, "The request was refused", error->text);
    } else {
        printf("Asked. %u people could help.\n", request->could_help);
        fflush(stdout);
    }
}

static void on_issue(void* context, const courtside_error* error, const courtside_issue* issue) {
    struct learner* learner = context;
    courtside_ask_options ask = {0};
    if (error != NULL) {
        give_up(learner, "The issue was refused", error->text);
        return;
    }
    ask.size = sizeof ask;
    ask.issue_id = issue->issue_id;
    ask.minutes = 15;
    ask.skill = learner->skill;
    courtside_ask(learner->client, &ask, on_request, learner);
}

static void on_welcome(void* context, const courtside_welcome* welcome) {
    struct learner* learner = context;
    pthread_mutex_lock(&learner->mutex);
    const int first = !learner->asked;
    learner->asked = 1;
    learner->me = welcome->person_id;
    pthread_mutex_unlock(&learner->mutex);
    if (first) {
        printf("Hello %s.\n", welcome->name);
        fflush(stdout);
        courtside_open_issue(learner->client, learner->stuck, "", on_issue, learner);
    }
}

static void on_promised(void* context, const courtside_error* error, const courtside_request* request) {
    (void)context;
    (void)request;
    if (error != NULL) {
        fprintf(stderr, "Not promised: %s\n", error->text);
    } else {
        printf("You have a promise; stay signed in.\n");
        fflush(stdout);
    }
}

/* Nobody is free: whoever would rather choose asks before taking what is proposed. */
static void on_request_changed(void* context, const courtside_request* request) {
    struct learner* learner = context;
    if (request->proposed.from != 0) {
        const int64_t minutes = (request->proposed.from - courtside_server_now(learner->client)) / 60000;
        printf("Nobody is free; a coach is likely in %d minutes.\n", (int)minutes);
        fflush(stdout);
        courtside_take_promise(learner->client, request->request_id, request->proposed, on_promised, learner);
    } else if (request->unlikely_today) {
        printf("It is unlikely that somebody can help today.\n");
        fflush(stdout);
    }
}

static void on_joined(void* context, const courtside_error* error, const courtside_session* session) {
    (void)session;
    if (error != NULL) {
        give_up(context, "The session could not be joined", error->text);
    }
}

static void on_session(void* context, const courtside_session* session) {
    struct learner* learner = context;
    pthread_mutex_lock(&learner->mutex);
    const int is_new = learner->session != session->session_id;
    learner->session = session->session_id;
    pthread_mutex_unlock(&learner->mutex);
    if (is_new) {
        for (size_t i = 0; i < session->participant_count; ++i) {
            if (session->participants[i].role == COURTSIDE_ROLE_COACH) {
                printf("%s is here for you.\n", session->participants[i].name);
            }
        }
        fflush(stdout);
        courtside_join(learner->client, session->session_id, on_joined, learner);
    }
    if (session->state == COURTSIDE_SESSION_ACTIVE) {
        enter(learner, TALKING);
    } else if (session->state == COURTSIDE_SESSION_ENDED) {
        enter(learner, OVER);
    }
}

static void on_message(void* context, const courtside_message* message) {
    struct learner* learner = context;
    pthread_mutex_lock(&learner->mutex);
    const int mine = message->sender_id == learner->me;
    pthread_mutex_unlock(&learner->mutex);
    printf("%s %s\n", mine ? ">" : "<", message->text);
    fflush(stdout);
    courtside_mark_read(learner->client, message->session_id, message->number);
}

static void on_state(void* context, const courtside_state* state) {
    if (state->state == COURTSIDE_DISCONNECTED && state->reason != COURTSIDE_REASON_ASKED) {
        give_up(context, "Signed out", state->text);
    }
}

static void on_sent(void* context, const courtside_error* error, uint64_t number, int64_t sent) {
    (void)context;
    (void)number;
    (void)sent;
    if (error != NULL) {
        fprintf(stderr, "Not sent: %s\n", error->text);
    }
}

static void talk(struct learner* learner) {
    char line[4096];
    pthread_mutex_lock(&learner->mutex);
    const uint64_t session = learner->session;
    pthread_mutex_unlock(&learner->mutex);
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "/end") == 0) {
            break;
        }
        courtside_send(learner->client, session, line, strlen(line), 0, 0, on_sent, learner);
    }
    courtside_end_session(learner->client, session, COURTSIDE_OUTCOME_RESOLVED, NULL, NULL);
}

int main(int argc, char** argv) {
    struct learner learner = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    courtside_options options = {.size = sizeof options};
    courtside_handlers handlers = {.size = sizeof handlers};
    char why[200];

    if (argc != 5) {
        fprintf(stderr, "usage: %s URL TOKEN SKILL WHAT-IS-STUCK\n", argv[0]);
        return 2;
    }
    learner.skill = argv[3];
    learner.stuck = argv[4];
    options.url = argv[1];
    options.token = argv[2];
    options.client_name = "courtside-learner-c";
    handlers.context = &learner;
    handlers.welcome = on_welcome;
    handlers.state_changed = on_state;
    handlers.request_changed = on_request_changed;
    handlers.session_changed = on_session;
    handlers.message = on_message;

    learner.client = courtside_client_new(&options, &handlers, why, sizeof why);
    if (learner.client == NULL) {
        fprintf(stderr, "%s\n", why);
        return 2;
    }
    courtside_connect(learner.client);
    if (wait_past(&learner, GETTING_HELP) == TALKING) {
        talk(&learner);
        wait_past(&learner, TALKING);
    }
    courtside_client_free(learner.client);
    if (!learner.failed) {
        printf("The session is over.\n");
    }
    return learner.failed;
}
