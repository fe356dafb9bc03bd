/* Whether machine, database and settings may be trusted with people's applications: the
 * checks of op/doctor.def, for `gongkai doctor` and the start of gongkaid. */
#ifndef GONGKAI_COMMAND_DOCTOR_H
#define GONGKAI_COMMAND_DOCTOR_H

#include "op/doctor.h"

#include <stdio.h>

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
