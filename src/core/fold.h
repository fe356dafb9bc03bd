/* Inside the clock: a fold under way, shared by the files that make it (clock.c, pause.c,
 * standing.c, and fold.c, what they share).  Nobody else includes this. */
#ifndef GONGKAI_CORE_FOLD_H
#define GONGKAI_CORE_FOLD_H

#include "core/clock.h"

struct fold {
    const struct calendar *cal;
    const struct clock_terms *terms;
    struct clock *c;
    const struct event **places; /* the standing entries, by day */
    bool *used;                  /* of a reply: it ended a consultation */
    int count, now;              /* how many; which one is being applied */
    int letters;                 /* correction notices with effect */
    bool notices;                /* a correction notice was given, with or without effect */
    int extended;                /* working days the present run was extended by */
    bool reasons_asked, reasons_given;
    long fee_noticed,
        fee_paid;              /* yuan; what was paid too late and not taken, or given back,
                                   is not paid */
    long fee_declined;         /* of what was not taken: what is still to be given back */
    int notice, wait, reasons; /* places in deadlines of the period for a correction notice,
                                  of the wait for the applicant, of the reasons; -1: none */
};

/* Notes FLAG, shown by E (NULL: by the case as a whole). */
void raise_flag(struct fold *f, enum flag flag, const struct event *e);

/* Whether the other value of R is taken. */
bool reads(const struct fold *f, enum reading r);

/* Whether DAY is stated and not after as_of. */
bool is_known(const struct fold *f, date day);

/* The Nth working day after FROM, NO_DATE (and a flag of E) behind the calendar's end. */
date day_after(struct fold *f, date from, int n, const struct event *e);

/* The calendar by which it is judged whether E came in time. */
const struct calendar *calendar_by(const struct fold *f, const struct event *e);

/* The day a letter reached its addressee; the day it went out while that is not recorded. */
date delivery_of(const struct event *letter);

/* Appends a side deadline; DUE may be NO_DATE.  meet_deadline says when it was done. */
struct clock_deadline *add_deadline(struct fold *f, enum deadline_kind kind,
                                    const char *ref, date start, date due);
void meet_deadline(struct clock_deadline *d, date done);

/* standing.c: the entries that stand, deliveries read into their letters, those known on
 * as_of in order of their days.  The first is the registration and not among the COUNT. */
const struct event *stand(struct arena *a, struct fold *f, const struct event *events,
                          int n);

/* pause.c: letters to third parties and agencies, and what comes back. */
void apply_letter(struct fold *f, const struct event *e, date due);
void apply_reply(struct fold *f, const struct event *e);
bool is_paused(const struct clock *c, date day);

/* The Nth counted day after FROM; NO_DATE when a pause without end stands before it. */
date counted_after(const struct calendar *cal, const struct clock *c, date from, int n);

#endif
