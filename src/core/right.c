#include "core/right.h"

#include <stddef.h>
#include <string.h>

struct entry {
    const char *code, *zh, *en;
    int row;
    enum right_cell cells[ROLE_COUNT];
    enum token_scope scope;
    bool proved;
};

#define NO CELL_NO
#define ACT CELL_ACT
#define OWN CELL_OWN
#define PROPOSE CELL_PROPOSE
#define CONFIRM CELL_CONFIRM
#define BOTH CELL_BOTH
#define COUNT CELL_COUNT
#define PROVED true
#define LATER false

static const struct entry table[RIGHT_COUNT] = {
#define RIGHT(code, row, zh, en, co, sv, aa, ru, sys, sec, aud, scope, proved)             \
    {#code, zh, en, row, {co, sv, aa, ru, sys, sec, aud}, scope, proved},
    {"none", "", "", 0, {NO}, SCOPE_NONE, LATER},
#include "core/right.def"
#undef RIGHT
};

static const struct {
    const char *code, *zh, *en;
} roles[ROLE_COUNT] = {
    {"officer", "经办人", "case officer"},
    {"supervisor", "负责人", "supervisor"},
    {"agency_admin", "机构管理员", "agency administrator"},
    {"oversight", "上级主管部门", "oversight"},
    {"system_admin", "系统管理员", "system administrator"},
    {"security_admin", "安全管理员", "security administrator"},
    {"auditor", "审计员", "auditor"},
};

const char role_codes[] =
    "|officer|supervisor|agency_admin|oversight|system_admin|security_admin|auditor";
const char role_codes_of_agency[] = "|officer|supervisor|agency_admin|oversight";
const char token_scope_codes[] = "|intake|status|stats";

/* Whether ROLE sees as far as WHERE at all. */
static bool
reaches(enum role role, enum relation where)
{
    if (role >= ROLE_system_admin || where == RELATION_NONE || where == RELATION_OWN)
        return true;
    return role == ROLE_oversight && where != RELATION_FOREIGN;
}

/* The cells of ROLES at WHERE together; *SOME when a role has one anywhere. */
static unsigned
cells_of(enum right r, unsigned set, enum relation where, bool *some)
{
    unsigned cells = 0;

    for (unsigned i = 0; i < ROLE_COUNT; i++) {
        if (!(set & 1u << i) || table[r].cells[i] == CELL_NO)
            continue;
        *some = true;
        if (reaches((enum role)i, where))
            cells |= table[r].cells[i];
    }
    return cells;
}

static enum verdict
decide_for_token(enum right r, const struct right_terms *t)
{
    if ((table[r].scope & t->scopes) == 0)
        return VERDICT_DENIED;
    if (t->of_case && !t->assigned)
        return VERDICT_HIDDEN; /* another took it in */
    return t->relation == RELATION_NONE || t->relation == RELATION_OWN ? VERDICT_ACTS
                                                                       : VERDICT_HIDDEN;
}

enum verdict
right_decide(enum right r, const struct right_terms *t)
{
    bool some = false;
    unsigned cells;

    if (t->scopes != 0)
        return decide_for_token(r, t);
    cells = cells_of(r, t->roles, t->relation, &some);
    if (!some)
        return VERDICT_DENIED;
    if (cells & CELL_ACT || (cells & CELL_OWN && t->assigned))
        return VERDICT_ACTS;
    if (cells & CELL_COUNT)
        return VERDICT_COUNTS;
    if (cells & CELL_PROPOSE)
        return VERDICT_PROPOSES;
    if (cells & CELL_CONFIRM)
        return VERDICT_CONFIRMS;
    return cells & CELL_OWN ? VERDICT_UNOWNED : VERDICT_HIDDEN;
}

bool
right_confirms(enum right r, const struct right_terms *t, bool *delegated)
{
    bool some = false;
    bool own = (cells_of(r, t->roles, t->relation, &some) & CELL_CONFIRM) != 0;

    *delegated =
        !own && (cells_of(r, t->delegated, t->relation, &some) & CELL_CONFIRM) != 0;
    return own || *delegated;
}

enum right_cell
right_cell_of(enum right r, enum role role)
{
    return table[r].cells[role];
}

enum token_scope
right_scope(enum right r)
{
    return table[r].scope;
}

bool
right_needs_proof(enum right r)
{
    return table[r].proved;
}

const char *
right_code(enum right r)
{
    return table[r].code;
}

int
right_row(enum right r)
{
    return table[r].row;
}

const char *
right_name(enum right r, bool english)
{
    return english ? table[r].en : table[r].zh;
}

enum right
right_of(const char *code)
{
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        if (strcmp(table[r].code, code) == 0)
            return r;
    return RIGHT_NONE;
}

const char *
role_code(enum role r)
{
    return roles[r].code;
}

const char *
role_name(enum role r, bool english)
{
    return english ? roles[r].en : roles[r].zh;
}

/* Whether WORD is one of LIST, parted by commas. */
static bool
has_word(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = list; at != NULL && *at != '\0'; at += *at == ',') {
        if (strncmp(at, word, len) == 0 && (at[len] == ',' || at[len] == '\0'))
            return true;
        at += strcspn(at, ",");
    }
    return false;
}

unsigned
roles_of(const char *list)
{
    unsigned set = 0;

    for (unsigned i = 0; i < ROLE_COUNT; i++)
        if (has_word(list, roles[i].code))
            set |= 1u << i;
    return set;
}

unsigned
token_scopes_of(const char *list)
{
    return (has_word(list, "intake") ? SCOPE_INTAKE : 0u) |
           (has_word(list, "status") ? SCOPE_STATUS : 0u) |
           (has_word(list, "stats") ? SCOPE_STATS : 0u);
}
