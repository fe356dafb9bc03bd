/* Acts on cases that change the numbers of a year already frozen: lawful, for what is entered
 * late is entered, but whoever does it is told that the report differs now (rule 5.10). */
#ifndef GONGKAI_OP_REPORT_TOUCH_H
#define GONGKAI_OP_REPORT_TOUCH_H

#include "op/history.h"

/* H, whose last entry was just added, comes to AFTER: warns of each frozen report, of the agency
 * or of those above it, whose numbers that entry changes. */
enum problem report_touch(struct request *rq, const struct history *h,
                          const struct clock *after);

#endif
