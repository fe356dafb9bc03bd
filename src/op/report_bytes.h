/* A frozen report as bytes: one JSON document, always the same for the same report, so that its
 * SHA-256 tells whether it is the one that was frozen.  Members in the order of the form,
 * amounts in fen, no spaces.  Ends with a line feed. */
#ifndef GONGKAI_OP_REPORT_BYTES_H
#define GONGKAI_OP_REPORT_BYTES_H

#include "base/arena.h"
#include "base/text.h"
#include "core/report.h"

enum { REPORT_DIGEST = 65 }; /* hexadecimal, with the NUL */

/* What a version says of itself beside the report. */
struct report_frame {
    const char *code, *scope; /* of the agency */
    int version;
    const char *reason;   /* of a restatement; NULL: none */
    const char *known_at; /* RFC 3339; it counts what had happened by 31 December */
    const char *cases;    /* SHA-256 of the case lists; see report_cases_digest() */
};

/* Appends the bytes of R, whose three tables must be there. */
void report_bytes(struct text *out, const struct report *r, const struct report_frame *f);

/* The SHA-256 of the bytes in T. */
const char *report_digest(const struct text *t, char hex[REPORT_DIGEST]);

/* Reads LEN bytes that report_bytes wrote; strings live as long as A.  false for any other. */
bool report_of_bytes(struct arena *a, const char *bytes, size_t len, struct report *r);

#endif
