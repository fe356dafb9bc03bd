/* The calendars of all regions, loaded from the database when the service starts. */
#ifndef GONGKAI_OP_LAW_H
#define GONGKAI_OP_LAW_H

#include "core/calendar.h"
#include "db/db.h"

struct law;

/* Reads every notice and day.  On failure the problem of the database. */
enum problem law_load(struct db *db, struct law **out);
void law_free(struct law *law);

/* The calendar of REGION; the national one when the region has no days of its own. */
const struct calendar *law_calendar(const struct law *law, const char *region);

#endif
