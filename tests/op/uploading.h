/* Files on their way in. */
#ifndef GONGKAI_TESTS_OP_UPLOADING_H
#define GONGKAI_TESTS_OP_UPLOADING_H

#include "op/ask.h"

/* Sends SIZE bytes as the file NAME (bytes as they are, percent-coded on the way) to the
 * application ID, with the query QUERY ("kind=other"); HEADER is one line more, or NULL. */
struct answer upload(const char *id, const char *query, const char *name, const char *bytes,
                     size_t size, const char *header);

/* Sends them to PATH ("/api/v1/…?kind=other"). */
struct answer upload_to(const char *path, const char *name, const char *bytes, size_t size,
                        const char *header);

/* Sends them to an application, which must be answered with STATUS and, where it is refused, the problem CODE; the
 * reply, good until the test ends. */
const json_t *uploaded(long status, const char *code, const char *id, const char *query,
                       const char *name, const char *bytes, size_t size);

/* What is answered to METHOD and PATH, with its bytes as they came, to who may. */
struct answer fetch(const char *method, const char *path);

#endif
