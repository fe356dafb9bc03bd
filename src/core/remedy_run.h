/* Inside the fold of a remedy: what the files that make it share (remedy.c, remedy_period.c,
 * remedy_road.c).  Nobody else includes this. */
#ifndef GONGKAI_CORE_REMEDY_RUN_H
#define GONGKAI_CORE_REMEDY_RUN_H

#include "core/remedy.h"

/* A fold under way. */
struct remedy_run {
    const struct remedy_terms *terms;
    struct remedy *r;
    const struct remedy_event **places; /* the standing entries, by day */
    int count, voided_by;               /* voided_by: seq of the retraction, 0: none */
    const struct remedy_event *filed;
    const struct remedy_event *served, *replied, *extended;
    const struct remedy_event *first;  /* the decision that can be appealed; or NULL */
    const struct remedy_event *appeal; /* of that decision */
    const struct remedy_event *order;  /* the decision that orders a new answer */
    const struct remedy_event *re_decided;
};

/* Notes FLAG, shown by E (NULL: by the remedy as a whole). */
void remedy_raise(struct remedy_run *f, enum remedy_flag_kind flag,
                  const struct remedy_event *e);

/* Whether R is neither settled nor void. */
bool remedy_is_open(const struct remedy *r);

/* The day that periods after the decision E run from. */
date remedy_served_on(const struct remedy_event *e);

/* In which an appeal is made against a first decision of RESULT. */
enum remedy_period remedy_appeal_period(enum remedy_result result);

/* remedy_period.c: the periods of what was folded, and which of them passed. */
void remedy_periods(struct remedy_run *f);

/* remedy_road.c: whether a suit took the road the law has for it. */
void remedy_check_road(struct remedy_run *f);

#endif
