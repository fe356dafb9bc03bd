/* The part of `gongkai verify` that folds every review and suit anew. */
#ifndef GONGKAI_COMMAND_VERIFY_REMEDY_H
#define GONGKAI_COMMAND_VERIFY_REMEDY_H

#include "db/db.h"

/* Tells LINE of every stored column that is not what the entries say. */
enum problem verify_remedies(struct db *db, void (*tell)(void *context, const char *line),
                             void *context);

#endif
