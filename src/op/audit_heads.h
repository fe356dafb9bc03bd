/* The worker that keeps the heads of the audit's chains outside the database. */
#ifndef GONGKAI_OP_AUDIT_HEADS_H
#define GONGKAI_OP_AUDIT_HEADS_H

#include "http/request.h"

#include <stdio.h>

struct audit_heads;

/* Appends the heads now, then every audit_export_s seconds those that moved, to the file of
 * the setting audit_heads.  NULL when the file cannot be written, with REASON. */
struct audit_heads *audit_heads_start(const struct service *service, char *reason,
                                      unsigned size);

/* Appends what moved since, and ends the worker. */
void audit_heads_stop(struct audit_heads *h);

/* Where the heads are kept under the settings S, into PATH. */
const char *audit_heads_path(const struct settings *s, char path[FILENAME_MAX]);

#endif
