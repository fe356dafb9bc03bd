/* Working days: Monday to Friday, less the days off and plus the weekend days worked of the
 * State Council's yearly notices, with a region's own days on top (放假办法 Art. 4; rule
 * 3.10).  Built once from facts, then asked in constant time through a running count. */
#ifndef GONGKAI_CORE_CALENDAR_H
#define GONGKAI_CORE_CALENDAR_H

#include "base/problem.h"
#include "core/date.h"

#include <stdbool.h>

struct calendar;

/* What a notice says of a day; days nothing is said of have none. */
struct calendar_fact {
    bool works;
    const char *name;   /* "国庆节", "春节调休上班" */
    const char *notice; /* "国办发明电〔2025〕7号", or a region's own instrument */
};

/* A calendar that knows no notice yet: every Monday to Friday works, all of it provisional. */
struct calendar *calendar_new(void);
void calendar_free(struct calendar *c);

/* States a fact: on D people work (WORKS) or do not, by NAME of NOTICE (both copied).  D
 * outside 2000–2100 is refused with false, as is more than 65,000 facts.  Later statements
 * about the same day win. */
bool calendar_set(struct calendar *c, date d, bool works, const char *name,
                  const char *notice);

/* The notice for YEAR is known.  Years become complete one after another; the last of an
 * unbroken run bounds what is certain. */
void calendar_complete(struct calendar *c, int year);

/* Computes the running count; call after the last fact and before the first question. */
void calendar_seal(struct calendar *c);

bool calendar_works(const struct calendar *c, date d);

/* What was stated of D, NULL for an ordinary day. */
const struct calendar_fact *calendar_fact(const struct calendar *c, date d);

/* Whether the law of day D may still change: D lies behind the last complete year, or in
 * its 29–31 December, which the next notice's New Year item has changed before (reading
 * A13). */
bool calendar_provisional(const struct calendar *c, date d);

/* The last year whose notice is known without a gap before it; 0 if none is. */
int calendar_last_year(const struct calendar *c);

/* The Nth working day strictly after FROM (N >= 1): a period runs from the day after the
 * act that opens it (rule 3.2).  P_invalid when it would lie behind 2100-12-31; *out is
 * then untouched. */
enum problem calendar_after(const struct calendar *c, date from, int n, date *out);

/* The working days after FROM up to and including TO; negative when TO < FROM. */
int calendar_between(const struct calendar *c, date from, date to);

#endif
