/* The calendars of all regions, at every version: facts read from the database, read again
 * when somebody adopted or withdrew a notice.  Any thread may ask; a calendar handed out
 * stays as it is until law_free. */
#ifndef GONGKAI_OP_LAW_H
#define GONGKAI_OP_LAW_H

#include "core/calendar.h"
#include "db/db.h"

struct law;

/* Reads every notice, day and change.  On failure the problem of the database. */
enum problem law_load(struct db *db, struct law **out);
void law_free(struct law *law);

/* Reads the facts again when the law is behind VERSION, the one DB is at. */
enum problem law_refresh(struct law *law, struct db *db, int version);

/* From now on LAW, which nobody else uses, answers as if the notice with that id were in
 * force (ADOPTED), or were not. */
void law_suppose(struct law *law, int notice, bool adopted);

/* The newest version that was read; 0 until a notice is adopted or withdrawn. */
int law_version(struct law *law);

/* The calendar of REGION in its newest state; the national one when the region has no days
 * of its own. */
const struct calendar *law_calendar(struct law *law, const char *region);

/* The same at VERSION, which cannot be newer than the law's. */
const struct calendar *law_calendar_at(struct law *law, const char *region, int version);

/* The same in its newest state, of notices published by DAY only; a region's notices whose
 * publication is not known always count. */
const struct calendar *law_calendar_known_on(struct law *law, const char *region, date day);

/* The last year of the national calendar whose notice is in force without a gap before it;
 * 0 if none is. */
int law_last_year(struct law *law);

#endif
