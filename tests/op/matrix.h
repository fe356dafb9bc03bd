/* The authorization matrix of tests/data/matrix.txt, and what it says about a request. */
#ifndef GONGKAI_TESTS_OP_MATRIX_H
#define GONGKAI_TESTS_OP_MATRIX_H

#include "http/operation.h"

#include <stdbool.h>

enum { MATRIX_LINES = 256 };

enum case_state {
    STATE_awaiting_confirmation,
    STATE_running,
    STATE_awaiting_correction,
    STATE_awaiting_fee,
    STATE_answered,
    STATE_withdrawn,
    STATE_voided,
    STATE_COUNT
};

/* Where what is asked about stands to who asks. */
enum place_of {
    PLACE_none,     /* nothing of an agency is asked about */
    PLACE_assigned, /* an own case, assigned to (or taken in by) who asks */
    PLACE_own,
    PLACE_own_absent,  /* an id that the own agency has not given out */
    PLACE_subtree,     /* the own agency with all below it */
    PLACE_subordinate, /* an agency below */
    PLACE_foreign,
    PLACE_above,  /* the agency above */
    PLACE_absent, /* an agency that does not exist */
    PLACE_COUNT
};

/* Who asks: a person of one role, a service token of SCOPE, or nobody. */
struct asker {
    bool person, token;
    enum role role;
    unsigned scope;
    bool proved;
};

struct matrix_line {
    char name[64]; /* with the variant: "event_retract.clock" */
    const struct operation *op;
    int row;
    char cells[ROLE_COUNT];
    unsigned scopes;
    bool own_only; /* a token for what it took in itself */
    bool open, proof;
    bool whole;             /* the agency's roles ask for its subtree, too */
    bool variant;           /* what is asked about decides the row, inside the own agency */
    unsigned lawful, tried; /* bits of enum case_state; 0 where no case is asked about */
};

/* What a request must be answered with; CODE ("" for any) is that of the problem. */
struct due {
    long status;
    const char *code;
};

/* Reads the file into LINES; how many.  A line that is not understood fails the test. */
int matrix_read(struct matrix_line lines[MATRIX_LINES]);

/* What L says to WHO about PLACE and a case in STATE (ignored where there is none).  200
 * stands for any success. */
struct due matrix_due(const struct matrix_line *l, const struct asker *who,
                      enum place_of place, enum case_state state);

/* Its code as the API says it, "running". */
const char *case_state_code(enum case_state s);

#endif
