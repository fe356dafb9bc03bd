#include "http/headers.h"

#include "base/log.h"
#include "base/setting.h"

/* Of both policies: no script ever becomes one by way of a string. */
#define NEVER                                                                              \
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "                         \
    "require-trusted-types-for 'script'; trusted-types 'none'"

static const char page_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; " NEVER;

/* Of a document that brings its own style and does nothing. */
static const char document_policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; " NEVER;

/* Of one that can be copied: a script of ours, never one that stands in it. */
static const char copy_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; "
    "form-action 'none'; " NEVER;

/* Of a file that came from outside: should a browser show it after all, it can do nothing. */
static const char foreign_policy[] = "sandbox; default-src 'none'; " NEVER;

static const char no_permissions[] =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    "fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), "
    "xr-spatial-tracking=()";

static void
add(struct MHD_Response *r, const char *name, const char *value)
{
    if (value != NULL && MHD_add_response_header(r, name, value) != MHD_YES)
        log_line(LOG_ERROR, "header_refused", "\"header\":\"%s\"", name);
}

/* What a browser must and must not do with it. */
static void
add_fence(struct MHD_Response *r, const struct request *rq)
{
    add(r, "Content-Security-Policy",
        rq->reply.is_foreign    ? foreign_policy
        : rq->reply.can_copy    ? copy_policy
        : rq->reply.is_document ? document_policy
                                : page_policy);
    add(r, "Permissions-Policy", no_permissions);
    add(r, "X-Content-Type-Options", "nosniff");
    add(r, "Referrer-Policy", "no-referrer");
    add(r, "Cross-Origin-Opener-Policy", "same-origin");
    add(r, "Cross-Origin-Resource-Policy", "same-origin");
    add(r, "Cache-Control",
        rq->reply.is_lasting ? "public, max-age=31536000, immutable" : "no-store");
    if (rq->from_socket && rq->service->settings->https)
        add(r, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

void
headers_add(struct MHD_Response *r, const struct request *rq, bool closing)
{
    const struct reply *reply = &rq->reply;

    add(r, "Content-Type", reply->content_type);
    add(r, "ETag", reply->etag);
    add(r, "Location", reply->location);
    add(r, "Content-Disposition", reply->disposition);
    add(r, "Allow", reply->allow);
    add(r, "Set-Cookie", reply->cookie);
    if (reply->retry_after > 0)
        add(r, "Retry-After", arena_printf(rq->arena, "%d", reply->retry_after));
    if (reply->status == 401)
        add(r, "WWW-Authenticate", "Bearer realm=\"gongkai\"");
    add_fence(r, rq);
    add(r, "Content-Encoding", reply->is_gzip ? "gzip" : NULL);
    add(r, "Vary", "Accept, Accept-Encoding, Accept-Language");
    add(r, "X-Request-Id", rq->id);
    add(r, "Connection", closing ? "close" : NULL);
}
