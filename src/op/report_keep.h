/* Freezing: a report counted at one moment becomes bytes, with the cases behind each cell. */
#ifndef GONGKAI_OP_REPORT_KEEP_H
#define GONGKAI_OP_REPORT_KEEP_H

#include "op/report.h"
#include "op/report_bytes.h"
#include "op/report_way.h"

/* What was or would be frozen. */
struct kept {
    struct assembled made;
    struct text bytes; /* belongs to the request */
    char digest[REPORT_DIGEST];
    const char *known_at;
};

/* Freezes the report that report_way_begin() found, as VERSION with REASON (NULL for the
 * first), at the moment the bag has as "known_at", under the lock of an operation that
 * .freezes; notes it for the audit. */
enum problem report_keep(struct request *rq, int version, const char *reason,
                         struct kept *kept);

/* The bytes that would be frozen if it were done now; keeps nothing.  A report frozen later
 * has another "known_at", and therefore another digest. */
enum problem report_try(struct request *rq, int version, const char *reason,
                        struct kept *kept);

/* The frozen report of the agency and scope in the bag for YEAR, of VERSION or, that being 0,
 * the latest; *VERSION is 0 when there is none.  P_file_altered when its bytes are no report. */
enum problem report_kept_of(struct request *rq, int year, struct report *r, int *version);

#endif
