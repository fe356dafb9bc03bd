/* The statutory clock a second time, to test the first: written for the eye, walking from
 * day to day and asking of each what it is.  It shares the words of core/clock.h (kinds,
 * entries, statuses), none of its code; whether a day works is asked of the facts. */
#ifndef GONGKAI_TESTS_NAIVE_H
#define GONGKAI_TESTS_NAIVE_H

#include "core/clock.h"

enum { NAIVE_ENTRIES = 40, NAIVE_DAYS = 3000, NAIVE_DEADLINES = 2 * NAIVE_ENTRIES + 2 };

struct naive_terms {
    bool (*works)(date d);
    int last_year; /* the last whose notice is known */
    date as_of;    /* NO_DATE: every entry is known, nothing lapses or falls due */
    int law;       /* 0: by the day of receipt */
};

/* What a day is. */
enum naive_kind {
    NAIVE_RECEIVED,
    NAIVE_CORRECTED,
    NAIVE_PAID,
    NAIVE_COUNTED,
    NAIVE_OFF,
    NAIVE_CONSULTING,
    NAIVE_WAITING_FOR_CORRECTION,
    NAIVE_WAITING_FOR_FEE,
    NAIVE_DELAYED, /* behind the period, before a delayed date */
    NAIVE_AFTER_DUE,
};

struct naive_day {
    date day;
    int n; /* of a counted day: which working day of its run it is; else 0 */
    enum naive_kind kind;
    const char *ref; /* of the consultation */
};

/* A run of the answer period: working days after START. */
struct naive_run {
    enum clock_cause cause;
    date start, stop; /* STOP: the last day before a wait, NO_DATE without one */
    enum event_kind waits_for;
    date limit;
    int base, extended;
    date delayed_to;
};

/* A consultation: what took its days out of the count. */
struct naive_letter {
    struct event sent;
    date ended; /* reply, or closing by the office; NO_DATE: none */
    date last;  /* last day of its period in law, NO_DATE without one */
    bool helps; /* false: sent after the due day */
};

struct naive {
    enum clock_status status;
    date received_on, closed_on;
    date ended_on;      /* closed, or given up; else NO_DATE */
    date waiting_until; /* limit of what is waited for */
    date paused_until;  /* while paused: the last excluded day, DATE_LAST for no end */
    int law;
    struct readings readings;
    int allowed, used, left, overdue_days;
    date due_on;
    bool due_certain, due_assumes_reply;
    enum stated in_time;
    struct naive_run runs[NAIVE_ENTRIES]; /* the last is the present one */
    struct naive_letter letters[NAIVE_ENTRIES];
    struct clock_deadline deadlines[NAIVE_DEADLINES];
    struct naive_day days[NAIVE_DAYS];
    int run_count, letter_count, deadline_count, day_count;
};

/* Judges the N entries (at most NAIVE_ENTRIES, the first a registration). */
void naive_clock(const struct naive_terms *terms, const struct event *events, int n,
                 struct naive *out);

/* Whether LETTER takes DAY out of the count of *C. */
bool naive_excludes(const struct naive *c, const struct naive_letter *letter, date day);

#endif
