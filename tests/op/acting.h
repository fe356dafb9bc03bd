/* Short words for what happens to a case in the tests of the clock. */
#ifndef GONGKAI_TESTS_OP_ACTING_H
#define GONGKAI_TESTS_OP_ACTING_H

#include "op/ask.h"

/* Does ACTS to the application ID, a line each, which must succeed:
 * "correction-notice {'sent_on':'2025-09-24','items':'年度'}". */
void happen(const char *id, const char *acts);

/* The clock of ID today, and at the end of DAY. */
const json_t *clock_of(const char *id);
const json_t *clock_on(const char *id, const char *day);

/* The due day of ID, "" for none, in which its clock and the application agree. */
const char *due_of(const char *id);

/* The act PATH on ID is refused as unlawful, and ARTICLE stands in the words. */
void unlawful(const char *id, const char *path, const char *body, const char *article);

/* The answer BODY is refused for what its outcome still needs: NEEDS, with a space between,
 * each in words and with its article. */
void not_ready(const char *id, const char *body, const char *needs);

/* The act PATH on ID is refused as wrong in FIELDS ("sent_on days"). */
void invalid(const char *id, const char *path, const char *body, const char *fields);

#endif
