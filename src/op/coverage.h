/* How far the national calendar reaches, and the warning when that is not far enough. */
#ifndef GONGKAI_OP_COVERAGE_H
#define GONGKAI_OP_COVERAGE_H

#include "http/request.h"

struct coverage {
    int last_year;       /* the last whose notice is in force without a gap; 0: none */
    date certain_until;  /* its 28 December (reading A13); NO_DATE: none */
    int days_left;       /* calendar days from today; 0 where there are none */
    const char *zh, *en; /* the warning; NULL while there is nothing to warn of */
};

/* The warning stands from 90 days before the end on. */
enum problem coverage_find(struct request *rq, struct coverage *out);

#endif
