/* The names of what an OLE compound file (Word 97, WPS and the like) holds: enough to tell its
 * kind and whether there are macros. */
#ifndef GONGKAI_DOCUMENT_OLE_H
#define GONGKAI_DOCUMENT_OLE_H

#include "base/spool.h"

#include <stdbool.h>

struct ole {
    bool word, sheet, slides; /* the main stream of each kind */
    bool macros, encrypted;
    long embedded;   /* objects of other programs */
    long properties; /* streams of a summary */
};

/* Reads the directory of FILE; false when it is not whole. */
bool ole_read(const struct spool *file, struct ole *o);

#endif
