/* Files built into the programs: migrations, calendar facts, the web interface, the demo. */
#ifndef GONGKAI_BASE_EMBEDDED_H
#define GONGKAI_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *path; /* "migrations/0001_agency.sql" */
    const char *bytes;
    size_t size;
};

/* Ended by an entry without path, in the order of the paths within each folder. */
extern const struct embedded embedded_files[];

/* The file at PATH, NULL if there is none. */
const struct embedded *embedded_find(const char *path);

#endif
