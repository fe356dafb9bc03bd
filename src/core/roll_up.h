/* The sum of a subtree's annual reports (汇总; rule 8.6): which agency stands for what, and
 * what the numbers are made of.  Every agency counts once; one that said nothing is named, not
 * counted as 0; of printed tables only the applicant cells and the leaves are taken, all
 * totals are computed (docs/decisions/0034). */
#ifndef GONGKAI_CORE_ROLL_UP_H
#define GONGKAI_CORE_ROLL_UP_H

#include "core/date.h"
#include "core/report.h"

enum roll_up_status {
#define STATUS(code, zh, en, counted) ROLL_##code,
#include "core/roll_up_status.def"
#undef STATUS
    ROLL_STATUS_COUNT
};

/* Whose deadline it is (Reg. 49): departments and townships report by 31 January, the
 * competent offices of governments by 31 March. */
enum report_tier { TIER_department, TIER_government, TIER_COUNT };

/* What a report speaks of: the agency alone, or it with all below it. */
enum report_scope { SCOPE_OF_AGENCY, SCOPE_OF_SUBTREE, REPORT_SCOPES };

/* A report that an agency has made; REPORT NULL: it has not. */
struct roll_up_report {
    const struct report *report;
    int n; /* its version */
    date on;
};

/* Numbers that can be added: no cell of them is a printed total. */
struct roll_up_numbers {
    struct tally three;
    bool has_two, has_four;
    long two[FIGURE_MAX];
    struct remedy_table four;
};

/* An agency that stands in the subtree on the year's 31 December. */
struct roll_up_member {
    int parent;     /* its place in the list, -1 for the first, whose subtree it is */
    date valid_to;  /* its last day, NO_DATE while it exists */
    bool succeeded; /* closed with a successor, which is then its parent */
    enum { LED_AS_ABOVE, LED_VERTICALLY, LED_OTHERWISE } led;
    enum report_tier tier;
    date due;                   /* of its report */
    struct roll_up_numbers own; /* of its own cases, remedies and figures; in OWN.THREE
                                      only leaves and rows of the six columns matter */
    struct roll_up_report frozen[REPORT_SCOPES], published[REPORT_SCOPES];
    bool nil;          /* declared that it had none */
    date nil_on;       /* NO_DATE: never */
    date submitted_on; /* it handed its report in; NO_DATE: it did not */

    /* Found by roll_up(). */
    enum roll_up_status status;
    int stands_in; /* joined, covered: the place of who counts it; else -1 */
    const struct roll_up_report *holds; /* whose numbers are taken; NULL: its cases' */
    enum report_scope scope;            /* of them */
    bool reported;                      /* submitted, frozen, published or declared */
    date reported_on;
    bool late;
    bool sound;                     /* its numbers agree with each other */
    bool false_nil;                 /* it declared that it had none, and has some */
    int blanks;                     /* cells taken as 0 because nothing stands in them */
    struct roll_up_numbers numbers; /* of who is counted; totals filled */
};

struct roll_up {
    int year;
    date today;
    int count;
    struct roll_up_member *members; /* the first is the agency whose subtree it is */

    /* Found by roll_up(). */
    bool complete;     /* nobody is missing or unusable */
    bool sound;        /* the numbers of everybody counted agree with each other */
    int missing, late; /* how many are */
    int without_two, without_four; /* are counted, but have no such section */
    struct roll_up_numbers sum;    /* has_two, has_four: nobody's is missing in it */
};

/* Finds who stands for what, and the sum. */
void roll_up(struct roll_up *r);

/* The statutory last day for the report of YEAR (Reg. 49). */
date report_due_by_law(enum report_tier tier, int year);

/* Of an agency of LEVEL ("county", "department" …). */
enum report_tier report_tier_of_level(const char *level);

extern const char report_tier_codes[], report_scope_codes[], roll_up_status_codes[];
enum report_tier report_tier_of(const char *code); /* "department", "government" */
const char *report_tier_code(enum report_tier t);
const char *report_scope_code(enum report_scope s); /* "agency", "subtree" */
const char *roll_up_status_code(enum roll_up_status s);
bool roll_up_counts(enum roll_up_status s); /* its numbers are in the sum */
const char *roll_up_status_name(enum roll_up_status s, bool english);

#endif
