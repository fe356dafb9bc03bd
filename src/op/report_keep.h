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

/* A frozen version by what is printed of it. */
struct kept_version {
    int version;          /* 0: none */
    const char *known_at; /* in Beijing time, to the second */
    const char *digest;   /* SHA-256 of its bytes */
    const char *cases;    /* that of its case lists */
    const char *moment;   /* known_at as the bytes have it */
    const char *reason;   /* of a restatement; NULL: none */
    const char *bytes;
    size_t size;
};

/* The frozen report of the agency and scope in the bag for YEAR, of VERSION or, that being 0,
 * the latest; V->version is 0 when there is none.  P_file_altered when its bytes are not those
 * that were frozen. */
enum problem report_kept_of(struct request *rq, int year, int version, struct report *r,
                            struct kept_version *v);

/* The same, the latest that was frozen by KNOWN_AT (NULL: now). */
enum problem report_kept_by(struct request *rq, int year, const char *known_at,
                            struct report *r, struct kept_version *v);

/* Whether R, counted anew, prints what V printed. */
bool report_kept_is(struct request *rq, const struct kept_version *v,
                    const struct report *r);

#endif
