#include "command/owner.h"

#include "command/doctor.h"
#include "command/migrate.h"

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

bool
owner_complain(const struct db *db, const char *what)
{
    const struct db_fault *f = db_fault(db);

    fprintf(stderr, "gongkai: %s (SQLSTATE %s%s%s)\n", what, f->sqlstate,
            *f->constraint ? ", " : "", f->constraint);
    return false;
}
