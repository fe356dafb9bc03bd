/* The checks of doctor.def, one by one: what `gongkai doctor` and the start of gongkaid look
 * at, and GET /api/v1/system as far as a request can. */
#ifndef GONGKAI_OP_DOCTOR_H
#define GONGKAI_OP_DOCTOR_H

#include "base/problem.h"
#include "base/setting.h"
#include "core/date.h"
#include "db/db.h"
#include "guard/keyring.h"

#include <stdbool.h>

enum doctor_check {
#define CHECK(code, level, zh, en, remedy) CHECK_##code,
#include "op/doctor.def"
#undef CHECK
    CHECK_COUNT
};

enum doctor_state { DOCTOR_UNKNOWN, DOCTOR_FINE, DOCTOR_WARNS, DOCTOR_REFUSES };

/* What was found, a place a check; UNKNOWN: another fault kept it from being looked at. */
struct doctor {
    bool training;
    struct {
        enum doctor_state state;
        char found[256]; /* settings and names of tables, never a value; "" for nothing */
    } checks[CHECK_COUNT];
};

/* The code of a check, what is wrong when it fails, and what to do then. */
const char *doctor_code(enum doctor_check check);
const char *doctor_says(enum doctor_check check, bool english);
const char *doctor_remedy(enum doctor_check check);

/* Notes what was FOUND; d->training decides how much a fault weighs. */
void doctor_note(struct doctor *d, enum doctor_check check, bool wrong, const char *found);

/* What the settings say, and who may read the state directory. */
void doctor_look_at_settings(struct doctor *d, const struct settings *s);

/* The server, the database, the roles and the tables, seen by DB's role. */
enum problem doctor_look_at_database(struct doctor *d, struct db *db);

/* This machine's clock against the database's. */
enum problem doctor_look_at_clock(struct doctor *d, struct db *db);

/* Whether the calendar knows the year of TODAY and, when it must, the next one. */
enum problem doctor_look_at_calendar(struct doctor *d, struct db *db, date today);

/* The key file against the keys that are in use, and numbers in the open.  It counts whole
 * tables: not for a request. */
enum problem doctor_look_at_keys(struct doctor *d, struct db *db, const struct settings *s);

/* What is wrong with the key ID of RING (NULL: there is none), whose PROOF was noted (NULL: was
 * not); "" for nothing. */
void doctor_compare_key(const struct keyring *ring, int id, const char *proof,
                        char found[64]);

#endif
