/* Who may do what.  right.def is the matrix; this decides a question about it, knowing only
 * what it is told. */
#ifndef GONGKAI_CORE_RIGHT_H
#define GONGKAI_CORE_RIGHT_H

#include <stdbool.h>

enum right {
    RIGHT_NONE, /* nobody's: what an operation has that names none */
#define RIGHT(code, row, zh, en, co, sv, aa, ru, sys, sec, aud, scope, proved) RIGHT_##code,
#include "core/right.def"
#undef RIGHT
    RIGHT_COUNT
};

enum role {
    ROLE_officer,
    ROLE_supervisor,
    ROLE_agency_admin,
    ROLE_oversight,
    ROLE_system_admin,
    ROLE_security_admin,
    ROLE_auditor,
    ROLE_COUNT
};

/* A cell of the matrix, as bits. */
enum right_cell {
    CELL_NO = 0,
    CELL_ACT = 1,
    CELL_OWN = 2,
    CELL_PROPOSE = 4,
    CELL_CONFIRM = 8,
    CELL_COUNT = 16,
    CELL_BOTH = CELL_PROPOSE | CELL_CONFIRM
};

enum token_scope {
    SCOPE_NONE = 0,
    SCOPE_INTAKE = 1,
    SCOPE_STATUS = 2,
    SCOPE_STATS = 4,
    SCOPE_ANY = 7
};

/* Where the agency that is asked about stands to the one who asks. */
enum relation {
    RELATION_NONE, /* no agency is asked about */
    RELATION_OWN,
    RELATION_SUBORDINATE,
    RELATION_BELOW, /* the own agency with all below it */
    RELATION_FOREIGN
};

/* Who asks, about what. */
struct right_terms {
    unsigned roles;     /* bits of enum role */
    unsigned delegated; /* those whose confirming was delegated to the one who asks */
    unsigned scopes;    /* of a service token, which has no roles; else 0 */
    enum relation relation;
    bool of_case;  /* a case is asked about */
    bool assigned; /* it is assigned to the one who asks, or came in with that token */
};

enum verdict {
    VERDICT_DENIED,   /* no role has it */
    VERDICT_HIDDEN,   /* a role has it, but does not reach there: as if it did not exist */
    VERDICT_UNOWNED,  /* it takes the one the case is assigned to */
    VERDICT_CONFIRMS, /* may only confirm what another proposes */
    VERDICT_PROPOSES,
    VERDICT_COUNTS, /* sees numbers, not cases */
    VERDICT_ACTS
};

/* The most that T allows of R. */
enum verdict right_decide(enum right r, const struct right_terms *t);

/* Whether T may confirm a proposal under R; *DELEGATED: only in the place of another. */
bool right_confirms(enum right r, const struct right_terms *t, bool *delegated);

/* The cell of ROLE, and whether a password given just now is asked for, except from who only
 * proposes. */
enum right_cell right_cell_of(enum right r, enum role role);
enum token_scope right_scope(enum right r);
bool right_needs_proof(enum right r);

/* Its code ("case_extend"), matrix row and names; RIGHT_NONE for an unknown code. */
const char *right_code(enum right r);
int right_row(enum right r);
const char *right_name(enum right r, bool english);
enum right right_of(const char *code);

/* Roles: code ("officer") and name; all codes as "|officer|…"; the bits in "officer,auditor".
 */
const char *role_code(enum role r);
const char *role_name(enum role r, bool english);
extern const char role_codes[];
extern const char role_codes_of_agency[];
unsigned roles_of(const char *list);

/* The bits in "intake,stats", and the codes as "|intake|…". */
unsigned token_scopes_of(const char *list);
extern const char token_scope_codes[];

#endif
