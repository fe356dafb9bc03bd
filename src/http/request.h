/* One request on its way through the service, and what an operation may do with it. */
#ifndef GONGKAI_HTTP_REQUEST_H
#define GONGKAI_HTTP_REQUEST_H

#include "base/arena.h"
#include "base/bag.h"
#include "base/text.h"
#include "core/date.h"
#include "db/db.h"
#include "db/pool.h"
#include "http/operation.h"

#include <jansson.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <sys/types.h>

/* The longest of a path, a header or a message we keep. */
enum { REQUEST_MAX_ERRORS = 64 };

struct settings;
struct law;
struct keyholder;
struct keyring;
struct passwords;
struct directory;
struct throttle;

/* What the server gives every request; constant while it runs. */
struct service {
    const struct settings *settings;
    struct pool *pool;
    struct keyholder *keys; /* what is sealed in the database opens with them */
    struct passwords *passwords;
    struct directory *directory; /* of accounts with the source ldap; NULL for none */
    struct throttle *sources, *callers; /* who asks too often, by address and by actor */
    struct law *law;                    /* of the op room: the calendars */
    /* Brings the law to the calendar's VERSION, the one DB is at. */
    enum problem (*law_refresh)(struct law *law, struct db *db, int version);
};

/* Who asks, as the database knows them now. */
struct caller {
    enum { CALLER_NOBODY, CALLER_ACCOUNT, CALLER_TOKEN } kind;
    bool expired;               /* nobody, for the session is over */
    int account, token, agency; /* ids; 0 for none */
    const char *actor;          /* "li@xiangshan", "token:3": who the record names */
    const char *name;
    const char *role_list; /* "officer,supervisor" */
    unsigned roles, delegated, scopes;
    bool must_change; /* the password, before anything else */
    bool proved;      /* gave the password just now */
    bool stale;       /* was not noted as seen for a while */
};

struct request_error {
    const char *field, *zh, *en;
};

/* Gives the next bytes of a streamed reply: how many were written to BUFFER (at most SIZE),
 * 0 at the end, -1 on failure. */
typedef ssize_t (*reply_reader)(struct request *rq, char *buffer, size_t size);

struct spool;

/* A file that came as a body. */
struct upload {
    struct spool *file; /* belongs to the arena; NULL: the request brings none */
    const char *name;   /* of the header Content-Disposition, sound */
    const void *seen;   /* what op->examine found, in the arena */
};

struct reply {
    unsigned status;
    const char *content_type;
    const char *bytes; /* belongs to the arena or outlives it */
    size_t size;
    reply_reader reader;      /* instead of bytes */
    const struct spool *file; /* instead of both; belongs to the arena */
    const char *etag, *location, *disposition, *allow;
    const char *cookie; /* Set-Cookie */
    int retry_after;    /* seconds; 0: none */
    bool is_document;   /* a page with its style in it, to be read or printed */
    bool can_copy;      /* a document with the button that /web/copy.js serves */
    bool is_foreign;    /* a file from outside: to be kept, never to be shown */
    bool is_gzip;       /* what is told is the bytes gzip made of it */
    bool is_lasting;    /* what its address names never changes */
};

struct request {
    struct arena *arena;
    const struct service *service;
    const struct operation *op;
    char id[17];
    bool from_socket; /* it came over the socket of this machine: through the proxy */
    char source[INET6_ADDRSTRLEN]; /* the client's address; "unix": a socket's, unnamed */
    bool english;                  /* language of problems */
    bool takes_gzip;               /* the client unpacks what gzip made */
    const char *if_match, *idempotency_key; /* header values, NULL when absent */
    struct {
        const char *kind;   /* session, token, proxy; NULL for none */
        const char *digest; /* of the session's or token's secret */
        const char *name;   /* whom the proxy vouches for */
    } credential;
    struct caller caller;
    const struct keyring *keyring; /* see http/keys.h */
    enum relation relation;        /* of the agency below to the caller */
    bool assigned;                 /* the application is the caller's */
    bool counts_only;              /* the caller sees numbers, not what is in a case */
    bool recorded;                 /* a read that leaves a record is writing it */
    bool trial;                    /* of a proposal: what is done now is undone */
    const char *proposed_by;       /* the actor whose proposal is confirmed; else NULL */
    const char
        *seen; /* digest of what a trial would have made; NULL: none, see proposal.h */
    const char *case_status; /* of the application, when it is the caller's agency's */
    const char *format;      /* the chosen one of op->formats, or "json" */
    const json_t *body;      /* as checked; NULL for a GET */
    struct upload upload;
    struct bag bag;
    date today;
    struct db *db;        /* inside the operation's transaction */
    int calendar_version; /* of the database in that transaction */
    struct {
        int id;
        const char *code, *name, *region;
        const char *readings;      /* other than the defaults, as JSON; NULL for none */
        date valid_from, valid_to; /* NO_DATE: still exists */
    } agency; /* of the path, or of the application in it; id 0 when there is none */
    struct {
        const char *subject; /* when it is no application; NULL: none */
        const char *notes;   /* members of its data, NULL: none */
    } audit;                 /* what its record will say, see http/audit.h */
    struct reply reply;
    enum problem problem;                           /* that the reply tells of */
    void *stream;                                   /* of the reader */
    const char *detail_zh, *detail_en, *extra_json; /* of a problem */
    int error_count, warning_count;
    struct request_error errors[REQUEST_MAX_ERRORS], warnings[REQUEST_MAX_ERRORS];
};

/* Says what went wrong, in both languages, and returns P:
 * `return fail(rq, P_conflict, "…%s", "…%s", value);` takes the arguments twice. */
enum problem fail(struct request *rq, enum problem p, const char *zh, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* The same with texts that are complete and live as long as the request. */
enum problem fail_with(struct request *rq, enum problem p, const char *zh, const char *en);

/* Notes a fault (or a warning that goes with a success) of FIELD. */
void add_error(struct request *rq, const char *field, const char *zh, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void add_warning(struct request *rq, const char *field, const char *zh, const char *en, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

void add_error_with(struct request *rq, const char *field, const char *zh, const char *en);

/* Fields by name, checked already; NULL, NO_DATE and 0 when absent. */
const char *text_of(const struct request *rq, const char *name);
date date_of_field(const struct request *rq, const char *name);
long number_of(const struct request *rq, const char *name);
bool is_true(const struct request *rq, const char *name);

/* Values for the statements that follow.  NO_DATE is null. */
void put_text(struct request *rq, const char *name, const char *value);
void put_date(struct request *rq, const char *name, date value);
void put_number(struct request *rq, const char *name, long long value);
void put_bool(struct request *rq, const char *name, bool value);

/* The warnings as a JSON list, into the bag as "warnings". */
void put_warnings(struct request *rq);

/* Lets RESULT, or a reference to JSON, live as long as the arena. */
void own_result(struct arena *a, PGresult *result);
void own_json(struct arena *a, json_t *json);

/* Runs STATEMENT; the result lives as long as the request. */
enum problem run_sql(struct request *rq, const struct sql *statement, PGresult **result);

/* Replies with the single JSON value of STATEMENT; P_not_found when it gives no row. */
enum problem reply_one(struct request *rq, unsigned status, const struct sql *statement);

/* Replies with bytes of the given type; BYTES must live as long as the request. */
enum problem reply_bytes(struct request *rq, unsigned status, const char *content_type,
                         const char *bytes, size_t size);

/* As reply_bytes with the contents of T, which then belong to the request. */
enum problem reply_text(struct request *rq, unsigned status, const char *content_type,
                        struct text *t);

/* Replies 200 with FILE, which belongs to the arena from now on. */
enum problem reply_spool(struct request *rq, const char *content_type, struct spool *file);

/* What the violation of a named constraint means to the client; P_conflict for others. */
enum problem request_constraint(struct request *rq, const char *constraint);

#endif
