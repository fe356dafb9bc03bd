/* The part of `gongkai verify` that holds frozen reports against their digests, their lists of
 * cases and the entries. */
#ifndef GONGKAI_COMMAND_VERIFY_REPORT_H
#define GONGKAI_COMMAND_VERIFY_REPORT_H

#include "db/db.h"

/* Tells LINE of every frozen report that is not as it was frozen, or does not follow from the
 * entries known then. */
enum problem verify_reports(struct db *db, void (*tell)(void *context, const char *line),
                            void *context);

#endif
