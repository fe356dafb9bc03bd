/* A good call of every operation, for tests that go through all of them. */
#ifndef GONGKAI_TESTS_OP_EXAMPLE_H
#define GONGKAI_TESTS_OP_EXAMPLE_H

#include "http/operation.h"

#include <stdbool.h>

enum { REQUEST_SIZE = 512 };

/* What stands in the path, under the names of the parts; and what a good call there needs:
 * the body, where it is not the same everywhere, and the headers of who makes it (NULL: whom
 * service_call takes). */
struct place {
    const char *agency, *application, *seq, *ref, *reading, *row, *column, *figure, *file,
        *notice;
    const char *account, *proposal, *token, *delegation, *right;
    const char *body;
    const char *const *as;
    const char *record_type, *disposal, *remedy, *block, *letter, *letter_kind;
};

/* The query ("?year=2025", or "") and the body (NULL for a GET) of a good call of OP; the
 * test fails when there is no example of it. */
const char *example_query(const struct operation *op);
const char *example_body(const struct operation *op);

/* The body of OP's good call; where it names another case of the agency, that one is OTHER. */
const char *example_of_another(const struct operation *op, const char *other);

/* Makes an agency, its code beginning with PREFIX, and an application in the state OP
 * needs; where a good call goes. */
struct place example_place(const struct operation *op, const char *prefix);

/* "METHOD /path" of OP with PLACE in it. */
const char *example_request(const struct operation *op, const struct place *place,
                            char request[REQUEST_SIZE]);

/* Enters a review of the agency, its first remedy, with hearings as its entries 2 and 3. */
void make_remedy(const char *agency);

/* Published reports of 2024, of AGENCY alone and of all below it, entered for it. */
void make_published(const char *agency);
/* Does ACT ("submit", "accept", "freeze" …) to the report of AGENCY and YEAR, which must
 * succeed; who reviews it is another than who submits.  The reply. */
const json_t *report_act(const char *agency, int year, const char *act, const char *body);
/* Has the report of SCOPE ("agency", "subtree") submitted, accepted and frozen. */
void freeze_report(const char *agency, int year, const char *scope);

bool operation_writes(const struct operation *op);

#endif
