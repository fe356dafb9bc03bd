/* The clock of a case, folded from what happened to it: day of receipt, period, deadline,
 * every side deadline, what was against the rules.  The fold takes any history whatever and
 * says of each entry what it did (or why it did nothing); clock_judge asks the same fold
 * whether an act is lawful.  It is a function of its arguments alone: calendar, readings
 * and "today" are among them.  Rules R1–R9 and readings A1–A14; rules 1.5, 2, 3, 10.6. */
#ifndef GONGKAI_CORE_CLOCK_H
#define GONGKAI_CORE_CLOCK_H

#include "base/arena.h"
#include "base/problem.h"
#include "core/calendar.h"
#include "core/date.h"
#include "core/fee.h"
#include "core/outcome.h"
#include "core/reading.h"

#include <stdbool.h>

enum stated { NOT_STATED, STATED_YES, STATED_NO };

/* How a letter is served; see core/service.h. */
enum service_way {
    WAY_NONE,
#define WAY(code, name, day, signed_for, source) WAY_##code,
#include "core/way.def"
#undef WAY
    WAY_COUNT
};

/* One entry of a case's history.  Entries are never changed: one that SUPERSEDES another
 * stands in its place, and EVENT_retracted takes the superseded one away.  Members that a
 * kind does not use are zero. */
struct event {
    int seq;        /* 1, 2, 3 … in the order of recording */
    int supersedes; /* seq of the entry it replaces, 0 for none */
    enum event_kind kind;
    /* Of an answer: posted, signed for or sent (rule 3.9); of an extension: told. */
    date happened_on;
    int calendar_version;            /* of the calendar in force when it was recorded */
    const struct calendar *calendar; /* that calendar: whether the entry came in time is
                                        judged by it; NULL: by that of the terms */
    /* of EVENT_registered, where happened_on is the day of arrival */
    enum channel channel;
    enum category category;
    date submitted_on; /* NO_DATE when not stated */
    date confirmed_on; /* NO_DATE when not yet confirmed */
    struct readings readings;
    /* of letters */
    const char *ref;   /* of consultations: "A"; ties a reply to its letter */
    date delivered_on; /* NO_DATE: not recorded, the day sent stands for it */
    date deadline_on;  /* limit of a correction or of reasons; the date of a delay */
    int days;          /* the limit in working days after delivery; of an extension: days */
    int of;            /* of EVENT_delivered, dispatched, returned: seq of the letter */
    enum service_way way; /* of EVENT_dispatched, and of an answer that states it */
    /* of EVENT_extension */
    enum stated approved, told; /* NOT_STATED counts as done */
    /* of a correction or payment after its limit */
    enum stated accepted;
    enum stated reasonable; /* of EVENT_reasons_received; NOT_STATED counts as good */
    /* of EVENT_answered */
    enum outcome outcome;
    date drafted_on, dated_on; /* sent for approval; signed: NO_DATE when not stated */
    date signed_on;            /* signed for by the applicant; NO_DATE when not stated */
    /* of EVENT_fee_notice, fee_paid and fee_refunded */
    enum fee_basis basis; /* of the notice; FEE_NO_BASIS when not stated */
    int units;            /* of the notice: items or pages */
    int amount;           /* whole yuan; 0: not stated, and a payment is then one in full */
};

enum clock_status {
    CLOCK_NOT_RECEIVED,          /* as_of lies before the day of arrival */
    CLOCK_AWAITING_CONFIRMATION, /* arrived, not received in law: no clock, no count (1.6) */
    CLOCK_RUNNING,
    CLOCK_PAUSED_CONSULTATION,
    CLOCK_OVERDUE,
    CLOCK_AWAITING_CORRECTION,
    CLOCK_AWAITING_FEE,
    CLOCK_ABANDONED_NO_CORRECTION, /* limit passed: to be closed as other_1 */
    CLOCK_ABANDONED_NO_PAYMENT,    /* limit passed: to be closed as other_2 */
    CLOCK_ANSWERED,
    CLOCK_WITHDRAWN,
    CLOCK_VOIDED, /* registered by mistake: kept, never counted (rule 4.2) */
};

/* What opened a run of the answer period. */
enum clock_cause { BY_RECEIPT, BY_CORRECTION, BY_PAYMENT };

/* A run counts working days after START; it ends where the applicant is waited for. */
struct clock_run {
    enum clock_cause cause;
    date start;
    date stop;                 /* last day of counting before a wait; NO_DATE: no wait */
    enum event_kind waits_for; /* EVENT_correction_received, EVENT_fee_paid or EVENT_NONE */
    date limit;                /* of that wait; NO_DATE: none set */
    date limit_from; /* where it is counted from, NO_DATE where it is a stated day */
    int limit_days;
    int allowed;     /* working days, extensions included */
    date delayed_to; /* the date of a delay (Reg. 35), NO_DATE for none */
};

/* Days that a consultation takes out of the count. */
struct clock_pause {
    int seq;              /* of the letter */
    enum event_kind kind; /* EVENT_third_party_sent, … */
    const char *ref;
    date sent;
    date from, to; /* both excluded; to NO_DATE: no end in sight; from > to: nothing */
    date limit;   /* end of the 15 working days (Reg. 32, 34); NO_DATE: the law sets none */
    int deadline; /* its place among the deadlines, -1 for none */
    date ended;   /* day of the reply, or of the closing by the office; NO_DATE: open */
    bool replied; /* ended by a reply */
    bool helps;   /* false: sent after the due day, takes nothing out */
};

enum deadline_kind {
    DEADLINE_confirmation,
    DEADLINE_correction_notice,
    DEADLINE_correction,
    DEADLINE_third_party_reply,
    DEADLINE_joint_agency_reply,
    DEADLINE_reasons,
    DEADLINE_payment,
};

struct clock_deadline {
    enum deadline_kind kind;
    const char *ref; /* of a consultation */
    int round;       /* of a correction notice: 1, 2, …; else 0 */
    date start, due; /* due NO_DATE: no limit */
    date done;       /* NO_DATE: not (yet) */
    enum stated met; /* NOT_STATED: still open */
};

enum flag {
#define FLAG(code, level, article, zh, en) FLAG_##code,
#include "core/flag.def"
#undef FLAG
    FLAG_COUNT
};

enum flag_level { NOTE, BREACH, NO_EFFECT };

struct clock_flag {
    enum flag flag;
    int seq;              /* of the entry that shows it; 0: the case as a whole */
    enum event_kind kind; /* of that entry */
    date on;
};

struct clock {
    enum clock_status status; /* as of AS_OF */
    enum clock_status state;  /* what the entries say, whatever the day: the stored status;
                                 never overdue, paused or abandoned */
    date as_of;
    int law; /* 2019, or 2008 for cases received before 2019-05-15 (A14) */
    struct readings readings;
    enum channel channel;
    enum category category;
    date submitted_on, arrived_on;
    date received_on; /* statutory receipt (Reg. 31); NO_DATE before confirmation */
    date due_on;      /* last lawful day to answer; NO_DATE while waiting or unknown */
    bool due_certain; /* rests on published calendars only; true without a due date */
    bool due_assumes_reply; /* a consultation is open; due_on takes the latest reply */
    int used, left;         /* working days of the present run at the end of AS_OF */
    int overdue_days;       /* working days after due_on */
    enum stated in_time;    /* of an answer */
    date paused_until;      /* last excluded day of the open consultations; NO_DATE: none;
                               DATE_LAST: no end in sight */
    enum event_kind paused_for; /* whose letter: EVENT_third_party_sent, …, EVENT_NONE */
    date waiting_until;   /* limit of the correction or payment waited for, NO_DATE: none */
    date closable_on;     /* after a lapse: first lawful day to close the case as lapsed */
    date closed_on;       /* answered or withdrawn, else NO_DATE */
    enum outcome outcome; /* of a closed case, else OUTCOME_NONE */
    date drafted_on, dated_on; /* of the answer */
    date ended_on; /* last day the clock concerns: closed, lapsed; else NO_DATE */

    /* In the arena, each at least one larger than its count. */
    struct clock_run *runs;
    struct clock_pause *pauses; /* in the order the letters went out */
    struct clock_deadline *deadlines;
    struct clock_flag *flags;
    int run_count, pause_count, deadline_count, flag_count;
};

/* What a fold starts from. */
struct clock_terms {
    const struct calendar *calendar;
    date as_of; /* end of that day; later entries are not known.  NO_DATE: all of them are,
                   and nothing lapses or falls due */
    int law;    /* 0: by the day of receipt */
};

/* Folds the N entries (any order of dates; seq rising) into *OUT, which lives as long as A.
 * Entries of one day are taken in the order of recording; a reply finds its letter whatever
 * the order. */
void clock_fold(struct arena *a, const struct clock_terms *terms,
                const struct event *events, int n, struct clock *out);

/* Why an act is refused: the entry (seq), article and words. */
struct clock_refusal {
    int seq;
    enum flag flag;
    const char *zh, *en; /* with the article; in A */
};

/* Folds all N entries, of which the last is about to be recorded.  P_act_not_lawful with
 * *REFUSAL when it would have no effect in law, or would take the effect of an earlier
 * entry away; *OUT is then unspecified. */
enum problem clock_judge(struct arena *a, const struct clock_terms *terms,
                         const struct event *events, int n, struct clock *out,
                         struct clock_refusal *refusal);

/* Whether C shows FLAG, on the same entry or, if FLAG is of NEW, on the one NEW supersedes. */
bool clock_shows(const struct clock *c, const struct clock_flag *flag,
                 const struct event *new);

/* Working days that LAW (2019 or 2008) gives for the answer, and at most once more as an
 * extension (Reg. 33(2); Art. 24 of 2007). */
int clock_statutory_days(int law);

/* The present run, NULL without receipt. */
const struct clock_run *clock_run_of(const struct clock *c);

/* Working days after FROM up to and including TO that no pause takes out. */
int clock_count(const struct calendar *cal, const struct clock *c, date from, date to);

/* Whether the case is neither closed nor void. */
bool clock_is_open(enum clock_status s);

/* "awaiting_confirmation", "running", … */
const char *clock_status_code(enum clock_status s);
const char *clock_status_name(enum clock_status s);
enum clock_status clock_status_of(const char *code); /* CLOCK_NOT_RECEIVED if unknown */
extern const char clock_status_codes[];              /* of stored states, for fields */
extern const char clock_live_codes[];                /* of every status */

/* "third_party", "joint_agency", "other_agency" of such a letter; NULL for another entry. */
const char *clock_party_code(enum event_kind letter);

const char *clock_cause_code(enum clock_cause c);
const char *deadline_code(enum deadline_kind k);
const char *deadline_name(enum deadline_kind k);
/* What happens when it passes unmet, with the article. */
const char *deadline_effect(enum deadline_kind k, bool english);

const char *flag_code(enum flag f);
enum flag_level flag_level(enum flag f);
const char *flag_article(enum flag f);
const char *flag_text(enum flag f, bool english);

#endif
