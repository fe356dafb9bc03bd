/* Holds a reply against what its operation declares in .reply. */
#ifndef GONGKAI_TESTS_OP_REPLY_CHECK_H
#define GONGKAI_TESTS_OP_REPLY_CHECK_H

#include "base/text.h"
#include "http/operation.h"

#include <jansson.h>
#include <stdbool.h>

/* Whether the object REPLY has every member FIELDS require, each of its declared type, and
 * no other; else the first fault into FAULT, with the place where it stands. */
bool reply_is_as_declared(const struct field *fields, const json_t *reply,
                          struct text *fault);

/* Fails the test when REPLY is not what OP declares, or PREVIEW not what its trial replies. */
void reply_check(const struct operation *op, const json_t *reply);
void reply_check_preview(const struct operation *op, const json_t *preview);

#endif
