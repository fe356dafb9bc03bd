/* A service of one's own for a test: a fresh database in the PostgreSQL of GONGKAI_DATABASE
 * (contrib/with-postgres), migrated, and a gongkaid on a free port of 127.0.0.1. */
#ifndef GONGKAI_TESTS_SERVICE_H
#define GONGKAI_TESTS_SERVICE_H

#include "base/text.h"

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

struct service_under_test {
    pid_t pid;          /* of gongkaid; 0 when it is stopped */
    char url[128];      /* http://127.0.0.1:PORT, or unix:PATH */
    char directory[64]; /* state directory, removed at the end */
    char database[512]; /* connection string of the fresh database */
};

/* One HTTP reply.  Headers are in lower case, a line each, ended by \n. */
struct answer {
    long status; /* 0: none came */
    struct text headers, body;
};

/* Makes database and service; OPTIONS ("--today=2025-03-14") ended by NULL, or NULL.  Any
 * failure fails the test. */
void service_begin(struct service_under_test *s, const char *const *options);

/* Stops the service (SIGTERM, which must succeed) and drops the database. */
void service_end(struct service_under_test *s);

/* Only the process: stop with SIGNAL and wait; start again with OPTIONS on the same database
 * (the port may differ). */
void service_stop(struct service_under_test *s, int signal);
void service_start(struct service_under_test *s, const char *const *options);

/* Runs the gongkai command with ARGUMENTS (ended by NULL) against S; standard output and
 * error go to OUT (NULL: thrown away).  Returns its exit status. */
int service_command(const struct service_under_test *s, struct text *out,
                    const char *const *arguments);

/* The header line, or the lines with \n between them, that say what BODY is: JSON, or, when
 * it begins as a PDF or a table of a page does, a file to be attached. */
const char *service_body_type(const char *body);

/* The header lines, each ended by \r\n, that make a request one of the person who acts on
 * METHOD and PATH, into LINES. */
const char *service_credential(const struct service_under_test *s, const char *method,
                               const char *path, char lines[160]);

/* Sends a request as a person of the agency it is about (command/stage.h), as
 * application/json when BODY is not NULL; what takes a second person is confirmed by one, and
 * the reply is then that of the confirmation.  HEADERS: more header lines ended by NULL, or
 * NULL; with a line "Cookie:" or "Authorization:" (nothing behind it: nobody) among them it
 * is sent as it is.  Safe to call from several threads. */
struct answer service_call(const struct service_under_test *s, const char *method,
                           const char *path, const char *body, const char *const *headers);
void answer_free(struct answer *a);

/* The value of header NAME (lower case) into VALUE, "" when it is absent. */
const char *answer_header(const struct answer *a, const char *name, char *value,
                          size_t size);

/* service_call that must answer STATUS, as JSON; to be json_decref'ed. */
json_t *service_json(const struct service_under_test *s, long status, const char *method,
                     const char *path, const char *body);

/* An agency CODE without parent. */
void service_agency(const struct service_under_test *s, const char *code);

/* Registers an in-person application of a natural person that arrived on DAY; its id (text)
 * into ID. */
void service_register(const struct service_under_test *s, const char *agency,
                      const char *day, char id[32]);

/* The cell ROW / COLUMN of section three of AGENCY; QUERY such as "year=2024&scope=subtree". */
long service_cell(const struct service_under_test *s, const char *agency, const char *query,
                  const char *row, const char *column);

#endif
