/* Where the authorization matrix is played: agencies, one person of each role, tokens, and a
 * case in every state to copy from. */
#ifndef GONGKAI_TESTS_OP_MATRIX_STAGE_H
#define GONGKAI_TESTS_OP_MATRIX_STAGE_H

#include "op/example.h"
#include "op/matrix.h"
#include "op/stand.h"

enum { MATRIX_AGENCIES = 4, MATRIX_ASKERS = 32, MATRIX_ABSENT = 999999 };

/* Who asks is of the agency whose place is PLACE_own. */
struct matrix_agency {
    const char *code, *parent;
    enum place_of place;
};

extern const struct matrix_agency matrix_agencies[MATRIX_AGENCIES];

struct matrix_askers {
    struct asker who[MATRIX_ASKERS];
    struct credential is[MATRIX_ASKERS];
    const char *name[MATRIX_ASKERS];
    int count;
};

/* What a line is tried with: query, body (NULL: that of the example), what happens to a
 * running case before, and the entry that is asked about. */
struct matrix_call {
    const char *line, *query, *body, *before, *seq;
};

/* Made by matrix_set_stage, and only read then. */
extern struct matrix_stage {
    struct matrix_line lines[MATRIX_LINES];
    long long templates[MATRIX_LINES][STATE_COUNT]; /* applications to copy */
    const struct matrix_call *calls[MATRIX_LINES];  /* NULL: as the example */
    const char *bodies[MATRIX_LINES];
    int line_count;
    struct matrix_askers askers;
    int agency[MATRIX_AGENCIES]; /* ids */
    int person[MATRIX_AGENCIES]; /* accounts of people who ask nothing */
    int token[MATRIX_AGENCIES];  /* and tokens with which nobody asks */
    const char *notice[2];       /* ids of holiday notices: pending, adopted */
} stage;

/* Begins the service `here` and sets the stage in it. */
void matrix_set_stage(void);

/* A person of ROLE alone, in AGENCY if the role is one of an agency; the login begins with
 * PREFIX. */
struct credential matrix_person(PGconn *sql, const char *agency, enum role role,
                                const char *prefix);

/* Whether the route of L has PART ("{agency}") in it. */
bool matrix_asks_for(const struct matrix_line *l, const char *part);

/* Which of the agencies PLACE is in; -1 for none. */
int matrix_agency_at(enum place_of place);

/* The path of line I at PLACE, about the application or the delegation OF where it is about
 * one, with its query. */
void matrix_path(int i, enum place_of place, long long of, char path[REQUEST_SIZE]);

#endif
