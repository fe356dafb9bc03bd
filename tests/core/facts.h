/* The national facts of migrations/calendar, read by the tests themselves. */
#ifndef GONGKAI_TESTS_FACTS_H
#define GONGKAI_TESTS_FACTS_H

#include "core/calendar.h"

/* A sealed calendar of every fact; to be calendar_free'd. */
struct calendar *facts_calendar(void);

/* The same of the notices published by DAY alone. */
struct calendar *facts_calendar_known_on(date day);

/* Whether people work on D, found without the calendar: what the facts say of it, else
 * whether it is a Monday to Friday. */
bool facts_work_on(date d);

/* The last year with an annual notice in an unbroken run. */
int facts_last_year(void);

/* The day S, which must be one. */
date facts_day(const char *s);

#endif
