/* The body of a request: JSON within bounds. */
#ifndef GONGKAI_HTTP_BODY_H
#define GONGKAI_HTTP_BODY_H

#include "http/request.h"

/* Parses the LEN bytes at BYTES, sent as the content type TYPE (NULL: none was said), into
 * *BODY, an object that the caller json_decref's. */
enum problem body_parse(struct request *rq, const char *type, const char *bytes, size_t len,
                        json_t **body);

#endif
