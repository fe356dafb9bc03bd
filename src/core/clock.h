/* What a case is, folded from what happened to it: state, day of receipt, deadline, result.
 * The fold is also the judge: an event that the law does not allow where it stands makes
 * the fold refuse, so an act is lawful exactly when the fold with it succeeds. */
#ifndef GONGKAI_CORE_CLOCK_H
#define GONGKAI_CORE_CLOCK_H

#include "base/problem.h"
#include "core/calendar.h"
#include "core/date.h"
#include "core/outcome.h"

#include <stdbool.h>

/* One entry of a case's history.  Entries are never changed: one that SUPERSEDES another
 * stands in its place, and EVENT_retracted takes the superseded one away. */
struct event {
    int seq;        /* 1, 2, 3 … in the order of recording */
    int supersedes; /* seq of the entry it replaces, 0 for none */
    enum event_kind kind;
    date happened_on;
    /* of EVENT_registered */
    enum channel channel;
    enum category category;
    date submitted_on; /* NO_DATE when not stated */
    date confirmed_on; /* NO_DATE when not yet confirmed */
    /* of EVENT_answered */
    enum outcome outcome;
};

enum clock_status {
    CLOCK_UNCONFIRMED, /* arrived, not yet received in law: no clock, no count (rule 1.6) */
    CLOCK_RUNNING,
    CLOCK_ANSWERED,
    CLOCK_WITHDRAWN,
    CLOCK_VOIDED, /* registered by mistake: kept, never counted (rule 4.2) */
};

struct clock {
    enum clock_status status;
    enum channel channel;
    enum category category;
    date submitted_on, arrived_on;
    date received_on;     /* statutory receipt (Reg. 31); NO_DATE before confirmation */
    int allowed;          /* working days: 20 (Reg. 33), 15 if received before 2019-05-15 */
    date due_on;          /* last lawful day to answer; NO_DATE without receipt */
    bool due_provisional; /* rests on a calendar not yet published */
    date closed_on;       /* answered or withdrawn, else NO_DATE */
    enum outcome outcome; /* of a closed case, else OUTCOME_NONE */
};

/* Why the fold refuses: where (seq), and in words with the article. */
struct clock_refusal {
    int seq;
    const char *zh, *en;
};

/* Folds N events, in order of seq, into *OUT.  P_act_not_lawful with *REFUSAL when one of
 * them may not stand where it does; *OUT is then unspecified. */
enum problem clock_fold(const struct calendar *cal, const struct event *events, int n,
                        struct clock *out, struct clock_refusal *refusal);

/* "unconfirmed", "running", "answered", "withdrawn", "voided". */
const char *clock_status_code(enum clock_status s);
extern const char clock_status_codes[];

#endif
