/* What the folded clock says in days: the account of every day of a case, as an officer
 * would lay it before a court; whose days passed; the last lawful day of each next act. */
#ifndef GONGKAI_CORE_DAY_ACCOUNT_H
#define GONGKAI_CORE_DAY_ACCOUNT_H

#include "core/clock.h"

enum account_label {
    ACCOUNT_RECEIPT,            /* the day of receipt, not counted (R2) */
    ACCOUNT_CORRECTION,         /* the day the correction came; the period runs anew */
    ACCOUNT_PAYMENT,            /* the day the fee was paid; the period runs anew */
    ACCOUNT_COUNTED,            /* counted, as number n */
    ACCOUNT_DAY_OFF,            /* weekend or holiday */
    ACCOUNT_PAUSED,             /* taken out by the consultation `ref` */
    ACCOUNT_WAITING_CORRECTION, /* no answer is due */
    ACCOUNT_WAITING_FEE,
    ACCOUNT_DELAYED, /* a working day between the period and a delayed date (Reg. 35) */
    ACCOUNT_AFTER_DUE,
};

struct account_day {
    date day;
    enum account_label label;
    int n;           /* of a counted day: 1, 2, …; else 0 */
    const char *ref; /* of a paused day: the letter's */
    enum event_kind letter;
    const struct calendar_fact
        *fact; /* holiday or make-up day, with its notice; else NULL */
};

/* Every day from the day of receipt to the last one that matters: the due day; the day the
 * case was closed or given up; as_of while overdue or waiting without an end in sight.
 * Without gap or repeat, into *DAYS (in A).  Their number; 0 without receipt. */
int account_of(struct arena *a, const struct calendar *cal, const struct clock *c,
               struct account_day **days);

/* "receipt", "counted", "makeup", "weekend", "holiday", "paused", … */
const char *account_code(const struct account_day *d);

/* The day in words, with the notice or the letter ("调休上班，国办发明电〔2025〕7号"). */
const char *account_words(struct arena *a, const struct account_day *d, bool english);

/* Whose days passed between arrival and the end of the case (or as_of). */
enum share {
    SHARE_intake,       /* until receipt is confirmed */
    SHARE_applicant,    /* waited for a correction or a payment */
    SHARE_third_party,  /* a consultation of third parties was open */
    SHARE_other_agency, /* a consultation of other agencies was open */
    SHARE_unit,         /* everything else */
    SHARE_approval,     /* from the draft to the signature */
    SHARE_dispatch,     /* from the signature to the day that counts as answering */
    SHARE_COUNT
};

/* Calendar days by share; their sum, which is the days from arrival to the end. */
int account_shares(const struct clock *c, int days[SHARE_COUNT]);
const char *share_code(enum share s);
const char *share_name(enum share s);

/* What an act is to the office: expected of it, open to it, or another's move. */
enum next_need { NEXT_MUST, NEXT_MAY, NEXT_AWAITED };

/* An act that the law expects or allows next. */
struct next_act {
    enum event_kind kind;
    enum next_need need;
    date from, latest; /* NO_DATE: from now on; no last day */
    bool refused;      /* a day later the act is refused; else it is taken and flagged */
    const char *article;
};

enum { NEXT_ACTS = 16 };

/* The acts that may follow on as_of, with the last day on which each is lawful and has its
 * effect; their number. */
int account_next(const struct calendar *cal, const struct clock *c,
                 struct next_act acts[NEXT_ACTS]);

/* Which of the N acts of account_next presses most, and on which day it must be done, or comes
 * about; -1 when none does.  Of what is only open to the office that is the correction notice,
 * until its own last day: everything else lasts as long as the answer.  What has no last day
 * presses from the day it can be done, a confirmation from the day of arrival (Reg. 31). */
int account_pressing(const struct clock *c, const struct next_act *acts, int n, date *day);

const char *next_need_code(enum next_need need);

#endif
