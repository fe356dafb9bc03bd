#include "http/head.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    MOST_URI = 4096,
    MOST_HEADERS = 100,
    MOST_HEADER_BYTES = 16384, /* all names and values, with the four bytes around them */
    MOST_ARGUMENTS = 64,       /* of a query */
    MOST_KEY = 200,            /* bytes of an Idempotency-Key */
};

/* An encoded slash or NUL, or a control byte, in the target can only be an attack. */
static bool
target_is_clean(const char *target)
{
    for (const char *p = target; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x21 || *p == 0x7f)
            return false;
        if (*p == '%' && (strncmp(p, "%00", 3) == 0 || strncasecmp(p, "%2f", 3) == 0 ||
                          strncasecmp(p, "%5c", 3) == 0))
            return false;
    }
    return true;
}

struct headers {
    int count, lengths, encodings, authorizations, sources;
    size_t size;
};

static enum MHD_Result
note_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct headers *h = context;

    (void)kind;
    h->count++;
    h->size += strlen(name) + (value != NULL ? strlen(value) : 0) + 4;
    h->lengths += strcasecmp(name, "Content-Length") == 0;
    h->encodings += strcasecmp(name, "Transfer-Encoding") == 0;
    h->authorizations += strcasecmp(name, "Authorization") == 0;
    h->sources += strcasecmp(name, "X-Real-IP") == 0;
    return MHD_YES;
}

enum problem
head_check(struct request *rq, struct MHD_Connection *connection, const char *target)
{
    struct headers h = {.count = 0};

    if (strlen(target) > MOST_URI)
        return P_uri_too_long;
    if (!target_is_clean(target))
        return fail(rq, P_bad_request, "地址中含有不允许的字符",
                    "the address holds characters that are not allowed");
    MHD_get_connection_values(connection, MHD_HEADER_KIND, note_header, &h);
    if (h.count > MOST_HEADERS || h.size > MOST_HEADER_BYTES)
        return P_headers_too_large;
    if (h.lengths + h.encodings > 1 || h.authorizations > 1 || h.sources > 1)
        return fail(rq, P_bad_request, "请求头重复或互相矛盾",
                    "headers are repeated or contradict each other");
    if (MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, NULL, NULL) >
        MOST_ARGUMENTS)
        return fail(rq, P_bad_request, "查询参数不能超过 %d 个",
                    "a query has at most %d parameters", (int)MOST_ARGUMENTS);
    return OK;
}

/* The proxy's word is taken on its own socket only: on TCP anybody could give one. */
void
head_find_source(struct request *rq, struct MHD_Connection *connection)
{
    const char *told =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-Real-IP");
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *from = info != NULL ? info->client_addr : NULL;
    unsigned char address[sizeof(struct in6_addr)];

    if (rq->from_socket)
        snprintf(rq->source, sizeof rq->source, "%s",
                 told != NULL && (inet_pton(AF_INET, told, address) == 1 ||
                                  inet_pton(AF_INET6, told, address) == 1)
                     ? told
                     : "unix");
    else if (from != NULL && from->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr,
                  rq->source, sizeof rq->source);
    else if (from != NULL && from->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)from)->sin_addr,
                  rq->source, sizeof rq->source);
}

bool
head_key_is_clean(const char *key)
{
    size_t len = strlen(key);

    for (const char *p = key; *p != '\0'; p++)
        if (*p < 0x21 || *p > 0x7e)
            return false;
    return len >= 1 && len <= MOST_KEY;
}
