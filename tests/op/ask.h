/* What the tests of the operations share: one service for all the tests of a program, and
 * short words for what they ask of it.  Every reply is checked on its way: a success
 * against the fields its operation declares, a refusal against the form of a problem
 * document.
 *
 * Bodies are JSON with ' standing for "; requests are "METHOD /path", printf-made.  What is
 * handed out lives until the test, a process of its own, ends.  Not for threads. */
#ifndef GONGKAI_TESTS_OP_ASK_H
#define GONGKAI_TESTS_OP_ASK_H

#include "service.h"

#include <check.h>
#include <jansson.h>

/* The service of the program; a test that wants one of its own begins it here, too, for it
 * runs in a process of its own. */
extern struct service_under_test here;

/* Runs the suite NAME of TESTS (ended by NULL) against one service that is started with
 * OPTIONS (ended by NULL) before the first test and stopped, in good order, after the last.
 * As the last tests, `gongkai verify` and `gongkai audit verify` must find no fault in what
 * the others left.  The exit status of the program. */
int here_run(const char *name, const TTest *const *tests, const char *const *options);

/* A reply as it came; json is NULL when the body is none. */
struct asked {
    struct answer answer;
    json_t *json;
    struct asked *before;
};

/* Sends a request with more HEADERS (ended by NULL, or NULL) and checks the reply, whatever
 * its status. */
const struct asked *ask_with(const char *const *headers, const char *body,
                             const char *request, ...)
    __attribute__((format(printf, 3, 4)));

/* The header lines, for ask_with, of one who is signed in as LOGIN with ROLES ("{officer}") in
 * AGENCY (NULL: an administrator), and MORE (a line, or NULL); what he sends is not confirmed
 * by another on its way. */
const char *const *as_person(const char *agency, const char *login, const char *roles,
                             const char *more);

/* Sends a request that must be answered with STATUS. */
const json_t *ask(long status, const char *body, const char *request, ...)
    __attribute__((format(printf, 3, 4)));

/* Sends a request that must be refused with STATUS and the problem CODE ("stale"). */
const json_t *refused(long status, const char *code, const char *body, const char *request,
                      ...) __attribute__((format(printf, 4, 5)));

/* BODY with " for '. */
const char *quoted(const char *body);

/* The member at a dotted PATH ("events.0.kind"), NULL when there is none. */
const json_t *value_in(const json_t *json, const char *path);

/* The text at PATH, "" for null and "(none)" when there is no such text. */
const char *text_in(const json_t *json, const char *path);

/* The whole number at PATH, -1 when there is none. */
long number_in(const json_t *json, const char *path);

/* The fields a problem's errors (or a reply's warnings) name, in order, with a space
 * between: "channel content". */
const char *fields_in(const json_t *list);

/* Makes an agency called CODE with the facts of MORE ("'parent':'x'", or NULL); the reply.
 */
const json_t *make_agency(const char *code, const char *more);

/* Registers an application with AGENCY: in person, a natural person, on DAY, unless MORE
 * says otherwise.  Its id. */
const char *make_case(const char *agency, const char *day, const char *more);

/* Answers the application ID with OUTCOME on DAY. */
void answer_case(const char *id, const char *outcome, const char *day);

/* Gives the case what OUTCOME rests on (command/ground.h), unless it waits for the applicant. */
void ground_case(const char *id, const char *outcome);

/* The application ID as it is shown now. */
const json_t *shown_case(const char *id);

#endif
