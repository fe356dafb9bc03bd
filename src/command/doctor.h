/* Whether machine, database and settings may be trusted with people's applications: the
 * checks of doctor.def, for `gongkai doctor` and the start of gongkaid. */
#ifndef GONGKAI_COMMAND_DOCTOR_H
#define GONGKAI_COMMAND_DOCTOR_H

#include "base/setting.h"

#include <stdbool.h>
#include <stdio.h>

enum doctor_check {
#define CHECK(code, level, zh, en, remedy) CHECK_##code,
#include "command/doctor.def"
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

/* Looks at everything and removes the PG* variables from the environment, which libpq would
 * follow: call it before anything connects, while there is one thread. */
void doctor_examine(struct doctor *d, const struct settings *s);

/* How many checks keep the service from starting. */
int doctor_refusals(const struct doctor *d);

/* A line a check, with what to do below those that are not fine; ONLY_REFUSALS leaves out
 * the others. */
void doctor_print(const struct doctor *d, bool only_refusals, FILE *out);

/* A log line for each warning. */
void doctor_log(const struct doctor *d);

/* Removes the PG* variables from the environment; their names, with a space between, into
 * NAMES. */
void doctor_forget_environment(char *names, unsigned size);

#endif
