#include "op/matrix.h"

#include "harness.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *mark, *code;
} states[STATE_COUNT] = {
    {"ac", "awaiting_confirmation"},
    {"ru", "running"},
    {"co", "awaiting_correction"},
    {"fe", "awaiting_fee"},
    {"an", "answered"},
    {"wi", "withdrawn"},
    {"vo", "voided"},
};

const char *
case_state_code(enum case_state s)
{
    return states[s].code;
}

static unsigned
state_of(const char *mark)
{
    for (unsigned i = 0; i < STATE_COUNT; i++)
        if (strcmp(states[i].mark, mark) == 0)
            return 1u << i;
    ck_abort_msg("matrix.txt knows no state %s", mark);
}

static void
read_states(struct matrix_line *l, char *words)
{
    const unsigned all = (1u << STATE_COUNT) - 1;
    bool lawful = true, all_tried = true;
    char *rest = NULL;

    for (char *w = strtok_r(words, " \t", &rest); w != NULL;
         w = strtok_r(NULL, " \t", &rest)) {
        if (strcmp(w, "/") == 0) {
            lawful = all_tried = false;
        } else if (strcmp(w, "*") == 0) {
            l->lawful = all;
        } else if (strcmp(w, "-") != 0) {
            l->tried |= state_of(w);
            l->lawful |= lawful ? state_of(w) : 0;
        }
    }
    if (all_tried && l->lawful != 0)
        l->tried = all;
}

static void
read_token(struct matrix_line *l, char *word)
{
    char *own = strchr(word, '/');

    l->own_only = own != NULL && strcmp(own, "/own") == 0;
    if (own != NULL)
        *own = '\0';
    l->scopes = strcmp(word, "any") == 0 ? (unsigned)SCOPE_ANY : token_scopes_of(word);
    ck_assert_msg(l->scopes != 0 || strcmp(word, "-") == 0, "%s: scope %s", l->name, word);
}

static void
read_cells(struct matrix_line *l, char *words)
{
    char *rest = NULL, *w = strtok_r(words, " \t", &rest);

    for (unsigned i = 0; i < ROLE_COUNT; i++, w = strtok_r(NULL, " \t", &rest)) {
        ck_assert_msg(w != NULL && strlen(w) == 1 && strchr("AOPCBS-", *w) != NULL,
                      "%s: cell %s", l->name, w ? w : "missing");
        l->cells[i] = *w;
    }
    ck_assert_msg(w != NULL, "%s says nothing of tokens", l->name);
    read_token(l, w);
    w = strtok_r(NULL, " \t", &rest);
    ck_assert_msg(w != NULL && (*w == 'A' || *w == '-'), "%s: anonymous", l->name);
    l->open = *w == 'A';
}

static void
read_line(struct matrix_line *l, char *text)
{
    char *rest = NULL, name[64], *parts[5];
    const char *row;

    for (int i = 0; i < 5; i++) {
        parts[i] = strtok_r(i == 0 ? text : NULL, "|", &rest);
        ck_assert_msg(parts[i] != NULL, "matrix.txt: a part is missing in: %s", text);
    }
    *l = (struct matrix_line){.lawful = 0};
    ck_assert_int_eq(sscanf(parts[0], "%63s", l->name), 1);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(l->name, "."), l->name);
    l->op = operation_named(name);
    l->variant = strchr(l->name, '.') != NULL;
    ck_assert_msg(l->op != NULL, "matrix.txt: there is no operation %s", name);
    row = parts[1] + strspn(parts[1], " ");
    l->row = *row == '-' ? 0 : atoi(row);
    l->whole = strchr(row, '+') != NULL;
    read_cells(l, parts[2]);
    l->proof = strstr(parts[3], "yes") != NULL;
    read_states(l, parts[4]);
}

int
matrix_read(struct matrix_line lines[MATRIX_LINES])
{
    char *rest = NULL, *file = harness_read("data/matrix.txt", &(size_t){0});
    int n = 0;

    for (char *text = strtok_r(file, "\n", &rest); text != NULL;
         text = strtok_r(NULL, "\n", &rest)) {
        if (*text == '#')
            continue;
        ck_assert_int_lt(n, MATRIX_LINES);
        read_line(&lines[n++], text);
    }
    free(file);
    return n;
}

static struct due
due(long status, const char *code)
{
    return (struct due){status, code};
}

/* Whether ROLE sees PLACE at all. */
static bool
reaches(enum role role, enum place_of place)
{
    if (place == PLACE_absent)
        return false;
    if (role >= ROLE_system_admin || place <= PLACE_own_absent)
        return true;
    return role == ROLE_oversight && (place == PLACE_subordinate || place == PLACE_subtree);
}

/* What is answered to who is let in: no such case, not now, or ALLOWED. */
static struct due
in_state(const struct matrix_line *l, enum place_of place, enum case_state state,
         long allowed)
{
    if (place == PLACE_own_absent)
        return due(404, "not_found");
    if (l->lawful != 0 && !(l->lawful & 1u << state))
        return due(409, "act_not_lawful");
    return due(allowed, "");
}

static struct due
due_to_token(const struct matrix_line *l, const struct asker *who, enum place_of place,
             enum case_state state)
{
    if ((l->scopes & who->scope) == 0)
        return due(403, "forbidden");
    if (place == PLACE_subtree && !l->whole)
        return due(403, "forbidden");
    if (place == PLACE_subtree)
        return in_state(l, place, state, 200);
    if (place > PLACE_own_absent || (place == PLACE_own && l->own_only))
        return due(404, "not_found");
    return in_state(l, place, state, 200);
}

/* What a variant comes to is found out inside the own agency only; elsewhere, and of a case
 * that does not exist, the operation is one that edits facts. */
static char
cell_of(const struct matrix_line *l, const struct asker *who, enum place_of place)
{
    static const char edits[ROLE_COUNT + 1] = "OA-----";

    if (!who->person)
        return '-';
    if (l->variant && (place > PLACE_own || edits[who->role] == '-'))
        return place == PLACE_own_absent && edits[who->role] == 'O' ? 'A'
                                                                    : edits[who->role];
    return l->cells[who->role];
}

/* Whether the address says which agency is asked about; what it names otherwise is looked for
 * only once who asks may. */
static bool
names_agency(const struct matrix_line *l)
{
    return strstr(l->op->route, "{agency}") != NULL ||
           strstr(l->op->route, "{application}") != NULL;
}

struct due
matrix_due(const struct matrix_line *l, const struct asker *who, enum place_of place,
           enum case_state state)
{
    char cell = cell_of(l, who, place);

    if (l->open)
        return due(200, "");
    if (!who->person && !who->token)
        return due(401, "unauthorized");
    if (who->token)
        return due_to_token(l, who, place, state);
    if (cell == '-')
        return due(403, "forbidden");
    if (cell == 'C' && who->role >= ROLE_system_admin)
        return due(403, "four_eyes"); /* to whom no agency is hidden */
    if (cell == 'A' && l->proof && !who->proved && !names_agency(l))
        return due(403, "proof_needed");
    if (!reaches(who->role, place) && !(l->whole && place == PLACE_subtree))
        return place == PLACE_subtree ? due(403, "forbidden") : due(404, "not_found");
    if (cell == 'C')
        return due(403, "four_eyes");
    if (cell == 'O' && place != PLACE_assigned)
        return due(403, "not_assigned");
    if (cell == 'P' || cell == 'B')
        return in_state(l, place, state, 202);
    if (l->proof && !who->proved)
        return due(403, "proof_needed");
    return in_state(l, place, state, 200);
}
