/* How a command names a case: by its id, or by its number with the agency. */
#ifndef GONGKAI_COMMAND_CASE_NAME_H
#define GONGKAI_COMMAND_CASE_NAME_H

#include "command/client.h"

#include <stdbool.h>

/* Whether NAME names a case: it is an id, or a number and there is an AGENCY (NULL: none). */
bool case_named(const char *name, const char *agency);

/* Its id, to be freed; NULL after saying what is wrong. */
char *case_find(struct client *c, const char *name, const char *agency);

#endif
