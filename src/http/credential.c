#include "http/credential.h"

#include "base/setting.h"
#include "guard/secret.h"

#include <string.h>
#include <strings.h>

static const char *
header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

struct cookie {
    const char *name, *value;
};

/* The name of a cookie is taken as it is written, that of a header is not. */
static enum MHD_Result
match_cookie(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct cookie *wanted = context;

    (void)kind;
    if (strcmp(name, wanted->name) == 0 && value != NULL)
        wanted->value = value;
    return MHD_YES;
}

static const char *
cookie(struct MHD_Connection *connection, const char *name)
{
    struct cookie wanted = {.name = name};

    MHD_get_connection_values(connection, MHD_COOKIE_KIND, match_cookie, &wanted);
    return wanted.value;
}

static bool
is_plain(const struct settings *s)
{
    return s->plain_http;
}

const char *
credential_cookie(const struct settings *s)
{
    return is_plain(s) ? "sid" : "__Host-sid";
}

const char *
credential_give(struct request *rq, const char *secret)
{
    const struct settings *s = rq->service->settings;

    return arena_printf(rq->arena, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
                        credential_cookie(s), secret ? secret : "",
                        is_plain(s) ? "" : "; Secure", secret ? "" : "; Max-Age=0");
}

static void
take_secret(struct request *rq, const char *kind, const char *secret)
{
    char *digest = arena_alloc(rq->arena, SECRET_DIGEST_SIZE);

    if (!secret_formed(secret))
        return;
    rq->credential.kind = kind;
    rq->credential.digest = secret_digest(secret, digest);
}

/* The host and port that ORIGIN names are those the request was sent to. */
static bool
same_host(const char *origin, const char *host)
{
    const char *at = strstr(origin, "://");

    return at != NULL && host != NULL && strcasecmp(at + 3, host) == 0;
}

/* A browser says that another site's page, or none, sent it. */
static bool
from_elsewhere(struct MHD_Connection *connection)
{
    const char *site = header(connection, "Sec-Fetch-Site");
    const char *origin = header(connection, "Origin");

    return (site != NULL && strcmp(site, "same-origin") != 0) ||
           (origin != NULL && !same_host(origin, header(connection, "Host")));
}

static bool
from_our_page(struct MHD_Connection *connection)
{
    const char *with = header(connection, "X-Requested-With");

    return with != NULL && strcmp(with, "gongkai") == 0 && !from_elsewhere(connection);
}

struct named {
    const char *name;
    int count;
};

static enum MHD_Result
count_named(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct named *n = context;

    (void)kind;
    (void)value;
    n->count += strcasecmp(name, n->name) == 0;
    return MHD_YES;
}

/* Whom the proxy vouches for; with two names one of them is not the proxy's: *TWICE. */
static const char *
vouched_for(struct request *rq, struct MHD_Connection *connection, bool *twice)
{
    struct named n = {.name = rq->service->settings->proxy_header};

    *twice = false;
    if (!rq->from_socket || *n.name == '\0')
        return NULL;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_named, &n);
    *twice = n.count > 1;
    return header(connection, n.name);
}

/* Also without a credential: another site's page shall not sign its visitor in here. */
static enum problem
check_page(struct request *rq, struct MHD_Connection *connection)
{
    if (rq->credential.kind != NULL ? from_our_page(connection)
                                    : !from_elsewhere(connection))
        return OK;
    return fail_with(rq, P_cross_site,
                     "写操作须由本系统的页面发出（X-Requested-With: gongkai）",
                     "a write must come from our own page (X-Requested-With: gongkai)");
}

enum problem
credential_take(struct request *rq, struct MHD_Connection *connection, bool writes)
{
    const struct settings *s = rq->service->settings;
    const char *authorization = header(connection, "Authorization");
    const char *session = cookie(connection, credential_cookie(s));
    bool twice;
    const char *name = vouched_for(rq, connection, &twice);

    if (twice)
        return fail_with(rq, P_bad_request, "请求头重复或互相矛盾",
                         "headers are repeated or contradict each other");
    if (authorization != NULL && strncasecmp(authorization, "Bearer ", 7) == 0) {
        take_secret(rq, "token", authorization + 7);
        return OK;
    }
    if (name != NULL && *name != '\0') {
        rq->credential.kind = "proxy";
        rq->credential.name = arena_copy(rq->arena, name, strlen(name));
    } else if (session != NULL) {
        take_secret(rq, "session", session);
    }
    return writes ? check_page(rq, connection) : OK;
}
