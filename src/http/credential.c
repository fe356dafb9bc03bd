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

static bool
from_our_page(struct MHD_Connection *connection)
{
    const char *site = header(connection, "Sec-Fetch-Site");
    const char *origin = header(connection, "Origin");
    const char *with = header(connection, "X-Requested-With");

    return with != NULL && strcmp(with, "gongkai") == 0 &&
           (site == NULL || strcmp(site, "same-origin") == 0) &&
           (origin == NULL || same_host(origin, header(connection, "Host")));
}

enum problem
credential_take(struct request *rq, struct MHD_Connection *connection, bool writes)
{
    const struct settings *s = rq->service->settings;
    const char *authorization = header(connection, "Authorization");
    const char *session = cookie(connection, credential_cookie(s));
    const char *name =
        rq->from_socket && *s->proxy_header ? header(connection, s->proxy_header) : NULL;

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
    if (rq->credential.kind != NULL && writes && !from_our_page(connection))
        return fail_with(rq, P_cross_site,
                         "写操作须由本系统的页面发出（X-Requested-With: gongkai）",
                         "a write must come from our own page (X-Requested-With: gongkai)");
    return OK;
}
