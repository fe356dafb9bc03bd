/* A published report of a parent against those of its children: is it their sum, and where it
 * is not, which of them explains it (rule 8.6).
 *
 * Added up are the numbers that the children state of their own: the six kinds of applicant,
 * the results of remedies, the figures of section two.  Totals are computed, for a printed one
 * may be wrong; where only a child's printed total is in the way, that is said too. */
#ifndef GONGKAI_CORE_REPORT_SUM_H
#define GONGKAI_CORE_REPORT_SUM_H

#include "base/arena.h"
#include "core/report_check.h"

enum sum_gap_kind {
    SUM_DIFFERS, /* the parent prints another number than its children make */
    SUM_PRINTED, /* it does not, but adding up what the children printed would give another */
    SUM_ROUNDED, /* an amount, but for the decimals that the parent left out */
};

enum blame_kind {
    BLAME_COLUMN, /* never filled its total column */
    BLAME_ROW,    /* never filled its total row */
    BLAME_TOTAL,  /* printed a total that is not its sum */
    BLAME_DOUBLE, /* counts cases twice, or not at all: its results are not what it received */
};

struct blame {
    int child;
    enum blame_kind kind;
    long by; /* what it accounts for */
};

struct sum_gap {
    enum sum_gap_kind kind;
    struct check_place place;
    long printed;  /* by the parent */
    long computed; /* from the children's own numbers */
    long added;    /* what the children printed in this cell */
    int blame_count;
    struct blame *blame;
    long unexplained; /* what is left of the gap behind the blame */
    const char *zh, *en;
};

struct report_sum {
    struct report computed; /* the three tables, without words */
    int gap_count;
    struct sum_gap *gaps; /* in the order of the report */
    int *left_out; /* children whose section three is on the other form, or missing */
    int left_out_count;
};

/* The N CHILDREN against PARENT; strings live as long as A and the reports. */
struct report_sum report_sum(struct arena *a, const struct report *parent,
                             const struct report *const *children, int n);

const char *sum_gap_kind_code(enum sum_gap_kind k); /* "differs", "printed", "rounded" */
const char *blame_kind_code(enum blame_kind k);
const char *blame_kind_words(enum blame_kind k, bool english);

#endif
