/* Values as the clock takes them, out of JSON and out of rows; what is absent, or of another
 * kind, is NULL, NO_DATE, 0 or NOT_STATED. */
#ifndef GONGKAI_OP_MEMBER_H
#define GONGKAI_OP_MEMBER_H

#include "core/clock.h"

#include <jansson.h>
#include <libpq-fe.h>

const char *text_member(const json_t *data, const char *name);
date date_member(const json_t *data, const char *name);
int number_member(const json_t *data, const char *name); /* from 1 to 999,999 */
enum stated stated_member(const json_t *data, const char *name);

/* The date in ROW and COLUMN of R. */
date day_at(const PGresult *r, int row, int column);

/* The way back: null for NO_DATE, for NULL.  The caller owns the value. */
json_t *day_json(date d);
json_t *text_json(const char *s);

#endif
