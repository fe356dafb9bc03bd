/* How a request says who it comes from: a session's cookie, a service token, or a name that
 * a trusted proxy vouches for.  Whether it is true, function enter of the database knows. */
#ifndef GONGKAI_HTTP_CREDENTIAL_H
#define GONGKAI_HTTP_CREDENTIAL_H

#include "http/request.h"

#include <microhttpd.h>

/* Takes the credential from the headers into RQ; none is no fault.  A write that a browser
 * may have been tricked into is P_cross_site: a cookie or a proxy's name goes along with
 * whatever another site makes the browser send, so such a write must say that it comes from
 * our own page. */
enum problem credential_take(struct request *rq, struct MHD_Connection *connection,
                             bool writes);

/* The name of the session's cookie; the prefix ties it to https. */
const char *credential_cookie(const struct settings *s);

/* The Set-Cookie value that gives the browser SECRET; NULL takes it away. */
const char *credential_give(struct request *rq, const char *secret);

#endif
