/* Performing operations listed in a file, one JSON object a line:
 *
 *     {"operation":"agency_create","code":"xiangshan","name":"香山乡",…}
 *     {"operation":"application_register","agency":"xiangshan","as":"a1",…}
 *     {"operation":"application_answer","application":"a1","outcome":"granted",…}
 *
 * "as" names the application made by a line for later ones. */
#ifndef GONGKAI_COMMAND_IMPORT_H
#define GONGKAI_COMMAND_IMPORT_H

#include "command/client.h"

/* Performs every line of BYTES, in order; a faulty line is explained under NAME and its
 * number and skipped.  Each line carries an Idempotency-Key made from its text, so that the
 * same file performed again repeats nothing.  Returns how many lines failed. */
long import_lines(struct client *c, const char *name, const char *bytes);

#endif
