#include "command/reseal.h"

#include "base/arena.h"
#include "base/text.h"
#include "db/statement_list.h"
#include "guard/seal.h"
#include "http/proposal.h"
#include "op/number.h"
#include "op/sign_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A batch under work. */
struct batch {
    struct arena *arena;
    const struct keyring *keys;
    const PGresult *rows;
    struct text sealed; /* the rows as they will be, as members of a JSON list */
    int bad_key;        /* of a row that does not open */
};

/* Rows of one table; the first CURSOR columns are its primary key. */
struct place {
    const char *name;
    const struct sql *select, *store;
    int cursor;
    /* Adds ROW as it will be; false when it does not open. */
    bool (*anew)(struct batch *b, int row);
};

static const char *
column(const struct batch *b, int row, int n)
{
    return db_value(b->rows, row, n);
}

/* Appends `"name":value`, a comma before all but the first. */
static void
add(struct batch *b, const char *name, const char *value)
{
    text_addf(&b->sealed, "%s\"%s\":", strcmp(name, "agency") == 0 ? "" : ",", name);
    if (value != NULL)
        text_add_json(&b->sealed, value);
    else
        text_add(&b->sealed, "null");
}

static bool
is_bad(struct batch *b, int key)
{
    b->bad_key = key;
    return false;
}

enum { AGENCY, APPLICATION, SEQ, KEY, ID_NUMBER, PHONE, ID_NUMBER_OPEN, PHONE_OPEN };

/* The number of COLUMN, sealed or in the open, sealed anew as NAME with its index. */
static bool
add_number(struct batch *b, int row, struct number_place at, int in, int in_open,
           const char *index)
{
    int key = atoi(PQgetvalue(b->rows, row, KEY)), current = keyring_current(b->keys);
    const char *number;

    if (!number_open(b->arena, b->keys, key, &at, column(b, row, in), &number))
        return is_bad(b, key);
    if (number == NULL)
        number = column(b, row, in_open);
    add(b, at.column, number_seal(b->arena, b->keys, &at, number));
    add(b, index, number_index(b->arena, b->keys, current, at.agency, at.column, number));
    return true;
}

static bool
applicant_anew(struct batch *b, int row)
{
    struct number_place at = {column(b, row, AGENCY), column(b, row, APPLICATION),
                              column(b, row, SEQ), "id_number"};

    add(b, "agency", at.agency);
    add(b, "application", at.application);
    add(b, "seq", at.seq);
    if (!add_number(b, row, at, ID_NUMBER, ID_NUMBER_OPEN, "id_number_index"))
        return false;
    at.column = "phone";
    return add_number(b, row, at, PHONE, PHONE_OPEN, "phone_index");
}

/* The columns of reseal_persons.sql that are elsewhere than in reseal_numbers.sql. */
enum { P_N = 3, P_KEY, P_ID_NUMBER, P_PHONE };

static bool
add_person_number(struct batch *b, int row, struct number_place at, int in,
                  const char *index)
{
    int key = atoi(PQgetvalue(b->rows, row, P_KEY)), current = keyring_current(b->keys);
    const char *number;

    if (!number_open(b->arena, b->keys, key, &at, column(b, row, in), &number))
        return is_bad(b, key);
    add(b, at.column, number_seal(b->arena, b->keys, &at, number));
    add(b, index, number_index(b->arena, b->keys, current, at.agency, at.column, number));
    return true;
}

/* As op/case_person.c seals them: the place is the entry and which person. */
static bool
person_anew(struct batch *b, int row)
{
    struct number_place at = {
        column(b, row, AGENCY), column(b, row, APPLICATION),
        arena_printf(b->arena, "%s.%s", column(b, row, SEQ), column(b, row, P_N)),
        "id_number"};

    add(b, "agency", at.agency);
    add(b, "application", at.application);
    add(b, "seq", column(b, row, SEQ));
    add(b, "n", column(b, row, P_N));
    if (!add_person_number(b, row, at, P_ID_NUMBER, "id_number_index"))
        return false;
    at.column = "phone";
    return add_person_number(b, row, at, P_PHONE, "phone_index");
}

/* What COLUMN holds, sealed with KEY for CONTEXT, sealed anew as NAME. */
static bool
add_sealed(struct batch *b, const char *name, int key, const char *context,
           const char *sealed)
{
    const char *plain;

    if (!unseal(b->arena, b->keys, key, context, sealed, &plain))
        return is_bad(b, key);
    add(b, name, seal(b->arena, b->keys, context, plain));
    return true;
}

static bool
account_anew(struct batch *b, int row)
{
    const char *id = column(b, row, 0);

    text_addf(&b->sealed, "\"id\":%s", id);
    return add_sealed(b, "secret", atoi(column(b, row, 1)),
                      sign_in_totp_context(b->arena, atoi(id)), column(b, row, 2));
}

static bool
proposal_anew(struct batch *b, int row)
{
    add(b, "agency", column(b, row, 0));
    add(b, "id", column(b, row, 1));
    return add_sealed(b, "body", atoi(column(b, row, 4)),
                      proposal_context(b->arena, column(b, row, 2), column(b, row, 3)),
                      column(b, row, 5));
}

static const struct place places[] = {
    {"applicant", SQL(reseal_numbers), SQL(reseal_numbers_store), 3, applicant_anew},
    {"case_person", SQL(reseal_persons), SQL(reseal_persons_store), 4, person_anew},
    {"account", SQL(reseal_accounts), SQL(reseal_accounts_store), 1, account_anew},
    {"proposal", SQL(reseal_proposals), SQL(reseal_proposals_store), 2, proposal_anew},
};

enum { PLACES = sizeof places / sizeof places[0], CURSOR_PARTS = 4, PART_SIZE = 24 };

/* Where the last batch ended, and the parameters of the next. */
struct work {
    struct db *db;
    const struct keyring *keys;
    struct bag bag;
    char key[8], after[CURSOR_PARTS][PART_SIZE];
    char *reason;
    unsigned size;
};

static void
begin_work(struct work *w)
{
    static const char *const names[CURSOR_PARTS] = {"after_a", "after_b", "after_c",
                                                    "after_d"};

    snprintf(w->key, sizeof w->key, "%d", keyring_current(w->keys));
    bag_put(&w->bag, "key", w->key);
    for (int i = 0; i < CURSOR_PARTS; i++) {
        snprintf(w->after[i], PART_SIZE, "-1");
        bag_put(&w->bag, names[i], w->after[i]);
    }
}

static bool
store(struct work *w, const struct place *p, struct batch *b)
{
    int n = PQntuples(b->rows);
    PGresult *result;

    text_add(&b->sealed, "[");
    for (int i = 0; i < n; i++) {
        text_add(&b->sealed, i > 0 ? ",{" : "{");
        if (!p->anew(b, i)) {
            snprintf(w->reason, w->size,
                     "a row of %s does not open with key %d: the key file lacks it or is "
                     "another one",
                     p->name, b->bad_key);
            return false;
        }
        text_add(&b->sealed, "}");
    }
    text_add(&b->sealed, "]");
    bag_put(&w->bag, "rows", b->sealed.bytes);
    if (db_run(w->db, p->store, &w->bag, &result) != OK)
        return false;
    PQclear(result);
    for (int i = 0; i < p->cursor; i++)
        snprintf(w->after[i], PART_SIZE, "%s", PQgetvalue(b->rows, n - 1, i));
    return true;
}

/* The rows of one transaction; *N is how many there were. */
static bool
run_batch(struct work *w, const struct place *p, int *n)
{
    struct batch b = {.keys = w->keys, .arena = arena_new()};
    PGresult *rows = NULL;
    bool done =
        db_command(w->db, "BEGIN") == OK && db_run(w->db, p->select, &w->bag, &rows) == OK;

    *n = done ? PQntuples(rows) : 0;
    b.rows = rows;
    done = done && (*n == 0 || store(w, p, &b)) && db_command(w->db, "COMMIT") == OK;
    if (!done && *w->reason == '\0')
        snprintf(w->reason, w->size, "sealing %s failed (SQLSTATE %s)", p->name,
                 db_fault(w->db)->sqlstate);
    if (!done)
        db_rollback(w->db);
    PQclear(rows);
    text_free(&b.sealed);
    arena_free(b.arena);
    return done;
}

static bool
run_place(struct work *w, const struct place *p, reseal_progress progress, long *total)
{
    long done = 0;
    int n = 1;

    begin_work(w);
    while (n > 0) {
        if (!run_batch(w, p, &n))
            return false;
        done += n;
        if (n > 0)
            progress(p->name, done);
    }
    *total += done;
    return true;
}

bool
reseal_open_numbers(struct db *db, const struct keyring *k, reseal_progress progress,
                    char *reason, unsigned size)
{
    struct work w = {.db = db, .keys = k, .reason = reason, .size = size};
    long done = 0;

    *reason = '\0';
    bag_put(&w.bag, "open_only", "true");
    return run_place(&w, &places[0], progress, &done);
}

bool
reseal_everything(struct db *db, const struct keyring *k, reseal_progress progress,
                  long *done, char *reason, unsigned size)
{
    struct work w = {.db = db, .keys = k, .reason = reason, .size = size};

    *reason = '\0';
    *done = 0;
    bag_put(&w.bag, "open_only", "false");
    for (int i = 0; i < PLACES; i++)
        if (!run_place(&w, &places[i], progress, done))
            return false;
    return true;
}
