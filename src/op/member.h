/* Members of a JSON object as the clock takes them; what is absent, or of another kind, is
 * NULL, NO_DATE, 0 or NOT_STATED. */
#ifndef GONGKAI_OP_MEMBER_H
#define GONGKAI_OP_MEMBER_H

#include "core/clock.h"

#include <jansson.h>

const char *text_member(const json_t *data, const char *name);
date date_member(const json_t *data, const char *name);
int number_member(const json_t *data, const char *name); /* from 1 to 999,999 */
enum stated stated_member(const json_t *data, const char *name);

#endif
