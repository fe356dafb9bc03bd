/* What the house finds unfinished behind a report (core/readiness.def). */
#ifndef GONGKAI_OP_READINESS_H
#define GONGKAI_OP_READINESS_H

#include "core/readiness.h"
#include "op/report.h"

enum { READY_MOST_SHOWN = 50 };

/* One finding. */
struct unready {
    enum readiness rule;
    enum report_part part;
    long count;         /* of what it is about; 0: of nothing that can be counted */
    const char *digest; /* the same as long as it is about the same */
    const char *cases, *remedies, *agencies; /* the first of them as JSON lists; or NULL */
};

struct unreadies {
    struct unready list[READY_COUNT + PART_COUNT];
    int count;
};

/* Adds one, without anything that it is about. */
struct unready *unready_add(struct unreadies *all, enum readiness rule,
                            enum report_part part);

/* What is unfinished of A, which answers Q, today.  Whether an answer has what it rests on is
 * asked of those after which something was entered that may have changed it. */
enum problem readiness_find(struct request *rq, const struct report_question *q,
                            const struct assembled *a, struct unreadies *all);

#endif
