#include "command/migrate.h"

#include "base/bag.h"
#include "base/embedded.h"
#include "base/text.h"
#include "command/keys.h"
#include "db/statement_list.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HASH_SIZE = 2 * crypto_hash_sha256_BYTES + 1 };

static const char numbered[] = "migrations/0";
static const char repeatable[] = "migrations/repeatable/";

static const char journal[] =
    "create table if not exists gongkai.schema_migration ("
    "version integer, name text not null constraint schema_migration_pk primary key, "
    "sha256 text not null, applied_at timestamptz not null default now())";

static bool
starts_with(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static const char *
name_of(const struct embedded *file)
{
    return strrchr(file->path, '/') + 1;
}

static const char *
hash_of(const struct embedded *file, char hex[HASH_SIZE])
{
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(hash, (const unsigned char *)file->bytes, file->size);
    return sodium_bin2hex(hex, HASH_SIZE, hash, sizeof hash);
}

static bool
say(char *reason, unsigned size, const char *what, const struct db *db)
{
    const struct db_fault *f = db_fault(db);

    snprintf(reason, size, "%s (SQLSTATE %s%s%s)", what, f->sqlstate,
             *f->constraint ? ", " : "", f->constraint);
    return false;
}

/* The recorded hash of NAME into HEX; "" when it was never applied. */
static bool
recorded(struct db *db, const char *name, char hex[HASH_SIZE])
{
    struct bag bag = {.count = 0};
    PGresult *row;

    bag_put(&bag, "name", name);
    if (db_run(db, SQL(migration_recorded), &bag, &row) != OK)
        return false;
    snprintf(hex, HASH_SIZE, "%s", PQntuples(row) ? PQgetvalue(row, 0, 0) : "");
    PQclear(row);
    return true;
}

/* Runs FILE and records it, in one transaction. */
static bool
apply(struct db *db, const struct embedded *file)
{
    struct bag bag = {.count = 0};
    char hex[HASH_SIZE], version[16] = "";
    PGresult *row = NULL;
    bool done;

    if (starts_with(file->path, numbered))
        snprintf(version, sizeof version, "%d", atoi(name_of(file)));
    bag_put(&bag, "name", name_of(file));
    bag_put(&bag, "version", *version ? version : NULL);
    bag_put(&bag, "sha256", hash_of(file, hex));
    done = db_command(db, "BEGIN") == OK && db_command(db, file->bytes) == OK &&
           db_run(db, SQL(migration_record), &bag, &row) == OK &&
           db_command(db, "COMMIT") == OK;
    PQclear(row);
    if (!done)
        db_rollback(db);
    return done;
}

static bool
apply_numbered(struct db *db, bool *changed, char *reason, unsigned size)
{
    char before[HASH_SIZE], now[HASH_SIZE];

    for (const struct embedded *f = embedded_files; f->path != NULL; f++) {
        if (!starts_with(f->path, numbered))
            continue;
        if (!recorded(db, name_of(f), before))
            return say(reason, size, "cannot read the list of migrations", db);
        if (*before == '\0') {
            if (!apply(db, f)) {
                char what[256];

                snprintf(what, sizeof what, "migration %s failed", name_of(f));
                return say(reason, size, what, db);
            }
            *changed = true;
        } else if (strcmp(before, hash_of(f, now)) != 0) {
            snprintf(
                reason, size,
                "migration %s was applied in another form; use the program that did it",
                name_of(f));
            return false;
        }
    }
    return true;
}

/* All of them as soon as one changed or a table is new: they build on each other. */
static bool
apply_repeatable(struct db *db, bool changed, char *reason, unsigned size)
{
    char before[HASH_SIZE], now[HASH_SIZE], what[256];

    for (const struct embedded *f = embedded_files; f->path != NULL && !changed; f++)
        if (starts_with(f->path, repeatable))
            changed =
                !recorded(db, name_of(f), before) || strcmp(before, hash_of(f, now)) != 0;
    for (const struct embedded *f = embedded_files; f->path != NULL && changed; f++) {
        if (starts_with(f->path, repeatable) && !apply(db, f)) {
            snprintf(what, sizeof what, "%s failed", name_of(f));
            return say(reason, size, what, db);
        }
    }
    return true;
}

static bool
load_calendar(struct db *db, char *reason, unsigned size)
{
    static const char *const names[] = {"notices", "workdays", "superseded", "regional"};
    struct bag bag = {.count = 0};
    PGresult *result;
    char path[64];

    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "migrations/calendar/%s.csv", names[i]);
        bag_put(&bag, names[i], embedded_find(path)->bytes);
    }
    if (db_run(db, SQL(calendar), &bag, &result) != OK)
        return say(reason, size, "the calendar facts were not accepted", db);
    PQclear(result);
    return true;
}

/* A migration that the database knows and this program does not. */
static bool
knows_all(struct db *db, char *reason, unsigned size)
{
    PGresult *rows;
    bool known = true;
    char path[256];

    if (db_run(db, SQL(migration_list), NULL, &rows) != OK)
        return say(reason, size, "cannot read the list of migrations", db);
    for (int i = 0; i < PQntuples(rows) && known; i++) {
        snprintf(path, sizeof path, "migrations/%s", PQgetvalue(rows, i, 0));
        known = embedded_find(path) != NULL;
        if (!known)
            snprintf(
                reason, size,
                "the database knows migration %s, this program does not; use a newer one",
                PQgetvalue(rows, i, 0));
    }
    PQclear(rows);
    return known;
}

static bool
migrate_locked(struct db *db, char *reason, unsigned size)
{
    bool changed = false;

    if (db_command(db, embedded_find("migrations/bootstrap.sql")->bytes) != OK)
        return say(
            reason, size,
            "cannot create the roles gongkai_owner and gongkai_server; let a database "
            "administrator run migrations/bootstrap.sql once",
            db);
    if (db_command(db, "set role gongkai_owner") != OK || db_command(db, journal) != OK)
        return say(reason, size, "cannot act as gongkai_owner", db);
    return knows_all(db, reason, size) && apply_numbered(db, &changed, reason, size) &&
           apply_repeatable(db, changed, reason, size) && load_calendar(db, reason, size);
}

bool
migrate(const struct settings *s, char *reason, unsigned size)
{
    struct db *db;
    bool done;

    if (sodium_init() < 0 || db_open(s->database, NULL, &db, reason, size) != OK)
        return false;
    done = db_command(db, "select pg_advisory_lock(hashtext('gongkai.migrate'))") == OK &&
           migrate_locked(db, reason, size) && keys_close_numbers(db, s, reason, size);
    db_close(db);
    return done;
}

bool
migrate_check(struct db *db, char *reason, unsigned size)
{
    char before[HASH_SIZE], now[HASH_SIZE];

    if (db_command(db, "SELECT set_config('gongkai.scope', 'none', false)") != OK)
        return say(reason, size, "cannot read the list of migrations", db);
    for (const struct embedded *f = embedded_files; f->path != NULL; f++) {
        if (!starts_with(f->path, numbered) && !starts_with(f->path, repeatable))
            continue;
        if (!recorded(db, name_of(f), before) || strcmp(before, hash_of(f, now)) != 0) {
            snprintf(
                reason, size,
                "the database is not at this program's version (%s); run `gongkai migrate`",
                name_of(f));
            return false;
        }
    }
    return knows_all(db, reason, size);
}
