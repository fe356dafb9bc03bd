/* One snapshot for two connections: what is compared is of one moment. */
#ifndef GONGKAI_COMMAND_SNAPSHOT_H
#define GONGKAI_COMMAND_SNAPSHOT_H

#include "db/db.h"

/* Begins a read-only transaction on FIRST and, on the same snapshot, one on SECOND, both of
 * which see every agency; a running service does not disturb. */
enum problem snapshot_share(struct db *first, struct db *second);

#endif
