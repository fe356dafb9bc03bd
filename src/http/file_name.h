/* The name of a file in the header Content-Disposition (RFC 6266, RFC 8187), read and written. */
#ifndef GONGKAI_HTTP_FILE_NAME_H
#define GONGKAI_HTTP_FILE_NAME_H

#include "http/request.h"

/* Puts the name that the VALUE of the header gives into rq->upload.name: filename*=UTF-8''…,
 * else filename="…" in ASCII.  P_bad_request when it gives none. */
enum problem file_name_take(struct request *rq, const char *value);

/* "attachment; filename="file.pdf"; filename*=UTF-8''%E7…" for NAME, valid UTF-8: whatever it
 * holds, the value is printable ASCII. */
const char *file_name_disposition(struct arena *a, const char *name);

#endif
