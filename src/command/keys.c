/* gongkai keys: list the keys that seal numbers, take a new one into use, retire old ones. */
#include "command/keys.h"

#include "command/command.h"
#include "command/doctor.h"
#include "command/migrate.h"
#include "command/reseal.h"
#include "db/statement_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PASSES = 5, REASON_SIZE = 512 };

/* One run of the command. */
struct keys {
    const struct settings *settings;
    struct db *db;
    struct keyring *ring;
    char reason[REASON_SIZE];
};

static date
today(void)
{
    return date_of_seconds(time(NULL));
}

static enum problem
note_one(struct db *db, const struct keyring *k, int id)
{
    char number[8], day[DATE_SIZE], proof[KEY_PROOF_SIZE];
    struct bag bag = {.count = 0};
    PGresult *result;

    snprintf(number, sizeof number, "%d", id);
    keyring_proof(k, id, proof);
    bag_put(&bag, "id", number);
    bag_put(&bag, "day", date_text(keyring_day(k, id), day));
    bag_put(&bag, "proof", proof);
    TRY(db_run(db, SQL(key_note), &bag, &result));
    PQclear(result);
    return OK;
}

enum problem
keys_note(struct db *db, const struct keyring *k)
{
    int ids[KEYRING_MAX], n = keyring_ids(k, ids);

    for (int i = 0; i < n; i++)
        TRY(note_one(db, k, ids[i]));
    return OK;
}

/* On a terminal or in a log alike: a line a batch is enough to see that it moves. */
static void
show(const char *place, long done)
{
    printf("%s: %ld 行已重新加密 / rows sealed anew\n", place, done);
    fflush(stdout);
}

static bool
say(struct keys *k, const char *what)
{
    snprintf(k->reason, sizeof k->reason, "%s (SQLSTATE %s)", what,
             db_fault(k->db)->sqlstate);
    return false;
}

static bool
count_open(struct db *db, long *open, bool *in_use)
{
    PGresult *rows;

    if (db_run(db, SQL(doctor_keys), NULL, &rows) != OK)
        return false;
    *open = atol(PQgetvalue(rows, 0, 0));
    *in_use = !PQgetisnull(rows, 0, 1);
    PQclear(rows);
    return true;
}

struct keyring *
keys_open(struct db *db, const struct settings *s, char *reason, unsigned size)
{
    struct keyring *ring = NULL;
    bool in_use;
    long open;

    if (!count_open(db, &open, &in_use)) {
        snprintf(reason, size, "cannot look for keys in use (SQLSTATE %s)",
                 db_fault(db)->sqlstate);
        return NULL;
    }
    if (!keyring_load(s->state_dir, !in_use, today(), &ring, reason, size))
        return NULL;
    if (keys_note(db, ring) == OK)
        return ring;
    snprintf(reason, size, "cannot note the keys");
    keyring_free(ring);
    return NULL;
}

bool
keys_close_numbers(struct db *db, const struct settings *s, char *reason, unsigned size)
{
    struct keyring *ring;
    bool in_use, done;
    long open;

    if (!count_open(db, &open, &in_use)) {
        snprintf(reason, size, "cannot look for numbers in the open (SQLSTATE %s)",
                 db_fault(db)->sqlstate);
        return false;
    }
    if (open == 0)
        return true;
    ring = keys_open(db, s, reason, size);
    if (ring == NULL)
        return false;
    done = reseal_open_numbers(db, ring, show, reason, size);
    keyring_free(ring);
    return done;
}

/* Only one at a time turns keys. */
static bool
begin(struct keys *k, const struct settings *s)
{
    char names[256];

    *k = (struct keys){.settings = s};
    doctor_forget_environment(names, sizeof names);
    if (db_open(s->database, NULL, &k->db, k->reason, sizeof k->reason) != OK)
        return false;
    if (db_command(k->db, "set role gongkai_owner") != OK ||
        db_command(k->db, "select pg_advisory_lock(hashtext('gongkai.keys'))") != OK)
        return say(k, "cannot act as gongkai_owner");
    return migrate_check(k->db, k->reason, sizeof k->reason) &&
           keyring_load(s->state_dir, false, NO_DATE, &k->ring, k->reason,
                        sizeof k->reason);
}

static int
end(struct keys *k, bool done)
{
    if (!done)
        fprintf(stderr, "gongkai: %s\n", k->reason);
    keyring_free(k->ring);
    db_close(k->db);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Where the key ID is in use: "applicant 12, proposal 1" into TEXT; how many rows in all. */
static long
uses_of(const PGresult *uses, int id, char *text, size_t size)
{
    size_t len = 0;
    long n = 0;

    *text = '\0';
    for (int i = 0; i < PQntuples(uses); i++) {
        if (atoi(PQgetvalue(uses, i, 0)) != id)
            continue;
        n += atol(PQgetvalue(uses, i, 2));
        if (len < size)
            len += (size_t)snprintf(text + len, size - len, "%s%s %s", len ? ", " : "",
                                    PQgetvalue(uses, i, 1), PQgetvalue(uses, i, 2));
    }
    return n;
}

static bool
read_uses(struct keys *k, PGresult **uses)
{
    return db_run(k->db, SQL(key_uses), NULL, uses) == OK ||
           say(k, "cannot count what the keys sealed");
}

static void
print_lost(const struct keyring *ring, const PGresult *uses)
{
    char text[200];
    int last = 0;

    for (int i = 0; i < PQntuples(uses); i++) {
        int id = atoi(PQgetvalue(uses, i, 0));

        if (id == last || keyring_knows(ring, id))
            continue;
        uses_of(uses, id, text, sizeof text);
        printf("%5d  %-10s  缺失 / missing  %s\n", id, "-", text);
        last = id;
    }
}

static bool
list(struct keys *k)
{
    int ids[KEYRING_MAX], n = keyring_ids(k->ring, ids);
    char day[DATE_SIZE], text[200];
    PGresult *uses;

    if (!read_uses(k, &uses))
        return false;
    print_lost(k->ring, uses);
    for (int i = 0; i < n; i++) {
        uses_of(uses, ids[i], text, sizeof text);
        printf("%5d  %s  %s  %s\n", ids[i], date_text(keyring_day(k->ring, ids[i]), day),
               ids[i] == keyring_current(k->ring) ? "现用 / current" : "旧 / old",
               *text ? text : "未使用 / not in use");
    }
    PQclear(uses);
    return true;
}

/* Rows that a rotation would seal anew: what names requests and audit records keeps its key. */
static long
count_old(const struct keyring *ring, const PGresult *uses)
{
    static const char *const turned[] = {"applicant", "case_person", "account", "proposal"};
    long n = 0;

    for (int i = 0; i < PQntuples(uses); i++)
        for (unsigned p = 0; p < sizeof turned / sizeof turned[0]; p++)
            if (strcmp(PQgetvalue(uses, i, 1), turned[p]) == 0 &&
                atoi(PQgetvalue(uses, i, 0)) != keyring_current(ring))
                n += atol(PQgetvalue(uses, i, 2));
    return n;
}

static bool
add_key(struct keys *k)
{
    const char *dir = k->settings->state_dir;
    int id;

    if (!keyring_add(dir, today(), &id, k->reason, sizeof k->reason))
        return false;
    keyring_free(k->ring);
    k->ring = NULL;
    if (!keyring_load(dir, false, NO_DATE, &k->ring, k->reason, sizeof k->reason))
        return false;
    printf("新密钥 %d；请立即备份 %s/keys / new key %d; back %s/keys up now\n", id, dir, id,
           dir);
    return true;
}

/* A request that began under the old key may end behind the first pass. */
static bool
turn(struct keys *k)
{
    long done = 1;

    if (keys_note(k->db, k->ring) != OK)
        return say(k, "cannot note the keys");
    for (int i = 0; i < PASSES && done > 0; i++)
        if (!reseal_everything(k->db, k->ring, show, &done, k->reason, sizeof k->reason))
            return false;
    printf("全部以密钥 %d 加密 / everything is sealed with key %d\n",
           keyring_current(k->ring), keyring_current(k->ring));
    return true;
}

static bool
rotate(struct keys *k, bool resume)
{
    PGresult *uses;
    long old;

    if (!read_uses(k, &uses))
        return false;
    old = count_old(k->ring, uses);
    PQclear(uses);
    if (old > 0)
        printf("继续：%ld 行仍用旧密钥 / going on: %ld rows are sealed with older keys\n",
               old, old);
    else if (!resume && !add_key(k))
        return false;
    return turn(k);
}

/* Nothing is written while it is counted; from the commit on nothing is sealed with it. */
static bool
give_up_in_database(struct keys *k, int id)
{
    struct bag bag = {.count = 0};
    PGresult *uses = NULL, *none = NULL;
    char number[8], text[200];
    long n;

    snprintf(number, sizeof number, "%d", id);
    bag_put(&bag, "id", number);
    if (db_command(k->db, "BEGIN") != OK ||
        db_command(k->db,
                   "LOCK TABLE applicant, case_person, account, proposal, idempotency, "
                   "audit IN SHARE ROW EXCLUSIVE MODE") != OK ||
        !read_uses(k, &uses))
        return say(k, "cannot count what the key sealed");
    n = uses_of(uses, id, text, sizeof text);
    PQclear(uses);
    if (n > 0) {
        snprintf(
            k->reason, sizeof k->reason,
            "key %d is still in use: %s; `gongkai keys rotate --resume` seals anew what "
            "it sealed, the names of requests (idempotency) expire, the audit trail "
            "keeps its keys",
            id, text);
        return false;
    }
    if (db_run(k->db, SQL(key_retire), &bag, &none) != OK ||
        db_command(k->db, "COMMIT") != OK)
        return say(k, "cannot retire the key");
    PQclear(none);
    return true;
}

static bool
retire(struct keys *k, int id)
{
    if (!keyring_knows(k->ring, id) || id == keyring_current(k->ring)) {
        snprintf(k->reason, sizeof k->reason,
                 "key %d is the current one, or there is none; see gongkai keys list", id);
        return false;
    }
    if (keys_note(k->db, k->ring) != OK || !give_up_in_database(k, id)) {
        db_rollback(k->db);
        return false;
    }
    if (!keyring_retire(k->settings->state_dir, id, k->reason, sizeof k->reason))
        return false;
    printf("密钥 %d 已停用 / key %d is retired\n", id, id);
    return true;
}

/* The id in S; 0 for none. */
static int
id_of(const char *s)
{
    size_t len = strlen(s);

    return len >= 1 && len <= 5 && strspn(s, "0123456789") == len ? atoi(s) : 0;
}

int
command_keys(const struct settings *s, int argc, char **argv)
{
    const char *what = argc > 0 ? argv[0] : "";
    const char *which = argc > 1 ? argv[1] : "";
    bool listing = strcmp(what, "list") == 0 && argc == 1;
    bool resuming = argc == 2 && strcmp(which, "--resume") == 0;
    bool rotating = strcmp(what, "rotate") == 0 && (argc == 1 || resuming);
    bool retiring = strcmp(what, "retire") == 0 && argc == 2 && id_of(which) > 0;
    struct keys k;
    bool done;

    if (!listing && !rotating && !retiring)
        return command_misused("keys");
    done = begin(&k, s) && (listing    ? list(&k)
                            : rotating ? rotate(&k, resuming)
                                       : retire(&k, id_of(which)));
    return end(&k, done);
}
