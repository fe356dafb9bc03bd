/* Acts on cases that change the numbers of a year already frozen: lawful, for what is entered
 * late is entered, but whoever does it is told that the report differs now (rule 5.10). */
#ifndef GONGKAI_OP_REPORT_TOUCH_H
#define GONGKAI_OP_REPORT_TOUCH_H

#include "op/history.h"
#include "op/remedy.h"

/* H, whose last entry was just added, comes to AFTER: warns of each frozen report, of the agency
 * or of those above it, whose numbers that entry changes. */
enum problem report_touch(struct request *rq, const struct history *h,
                          const struct clock *after);

/* The same for the remedy H and section four. */
enum problem report_touch_remedy(struct request *rq, const struct remedy_history *h);

/* Before words of the report of SCOPE ("agency") of the path's year are stated or, SCOPE being
 * NULL, figures, which the reports of either scope and those above say: P_act_not_lawful while
 * such a report of the agency lies with who reviews it; a warning of each that is frozen.  Once
 * frozen they are what a restatement will say (decision 0033). */
enum problem report_touch_stated(struct request *rq, const char *scope);

#endif
