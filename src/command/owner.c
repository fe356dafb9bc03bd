#include "command/owner.h"

#include "command/doctor.h"
#include "command/keys.h"
#include "command/migrate.h"
#include "db/statement_list.h"
#include "http/audit.h"

#include <stdio.h>

struct db *
owner_open(const struct settings *s)
{
    char reason[512], names[256];
    struct db *db;

    doctor_forget_environment(names, sizeof names);
    if (db_open(s->database, NULL, &db, reason, sizeof reason) != OK) {
        fprintf(stderr, "gongkai: %s\n", reason);
        return NULL;
    }
    if (db_command(db, "set role gongkai_owner") != OK) {
        owner_complain(db, "this takes the right to act as gongkai_owner, as migrate does");
    } else if (!migrate_check(db, reason, sizeof reason)) {
        fprintf(stderr, "gongkai: %s\n", reason);
    } else {
        return db;
    }
    db_close(db);
    return NULL;
}

struct keyring *
owner_begin(struct db *db, const struct settings *s)
{
    char reason[512];
    struct keyring *keys = keys_open(db, s, reason, sizeof reason);

    if (keys == NULL) {
        fprintf(stderr, "gongkai: %s\n", reason);
        return NULL;
    }
    if (audit_begin(db, keys, "") == OK && db_command(db, "BEGIN") == OK)
        return keys;
    owner_complain(db, "the database does not answer");
    keyring_free(keys);
    return NULL;
}

enum problem
owner_record(struct db *db, const struct keyring *keys, const char *account,
             const char *operation)
{
    struct bag bag = {.count = 0};
    char subject[40];
    PGresult *row;
    enum problem p;

    bag_put(&bag, "account", account);
    TRY(db_run(db, SQL(account_chain), &bag, &row));
    snprintf(subject, sizeof subject, "account:%s", account);
    p = PQntuples(row) == 1 ? audit_record(db, keys, PQgetvalue(row, 0, 0), "command line",
                                           operation, subject)
                            : P_not_found;
    PQclear(row);
    return p;
}

bool
owner_complain(const struct db *db, const char *what)
{
    const struct db_fault *f = db_fault(db);

    fprintf(stderr, "gongkai: %s (SQLSTATE %s%s%s)\n", what, f->sqlstate,
            *f->constraint ? ", " : "", f->constraint);
    return false;
}
