/* The headers of every reply. */
#ifndef GONGKAI_HTTP_HEADERS_H
#define GONGKAI_HTTP_HEADERS_H

#include "http/request.h"

#include <microhttpd.h>

/* Adds to R what the reply of RQ needs, and what no reply may lack.  CLOSING: the connection
 * ends behind it. */
void headers_add(struct MHD_Response *r, const struct request *rq, bool closing);

#endif
