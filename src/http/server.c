#include "http/server.h"

#include "base/log.h"
#include "base/setting.h"
#include "http/dispatch.h"
#include "http/token.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_URI = 4096,
    MOST_DEPTH = 16,    /* of a JSON body */
    MOST_OVERSIZE = 64, /* bodies this many times too large end the connection */
    MOST_KEY = 200,     /* bytes of an Idempotency-Key */
    ALLOWED_SIZE = 64,
    SHUT = -1000000, /* of `running`: no request begins any more */
};

struct server {
    const struct service *service;
    struct MHD_Daemon *daemon;
    unsigned port;
    atomic_int running; /* requests between their first line and the end of their reply */
    atomic_bool stopping;
};

/* What stays with a connection from the first line of a request to the end of its reply. */
struct exchange {
    struct server *server;
    struct request *rq;
    struct text body;
    char *target; /* as sent */
    bool begun, oversized, late;
    struct timespec since;
};

static const char content_policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

static void
add_header(struct MHD_Response *r, const char *name, const char *value)
{
    if (value != NULL && MHD_add_response_header(r, name, value) != MHD_YES)
        log_line(LOG_ERROR, "header_refused", "\"header\":\"%s\"", name);
}

static ssize_t
read_stream(void *context, uint64_t position, char *buffer, size_t size)
{
    struct request *rq = context;
    ssize_t n = rq->reply.reader(rq, buffer, size);

    (void)position;
    return n > 0    ? n
           : n == 0 ? MHD_CONTENT_READER_END_OF_STREAM
                    : MHD_CONTENT_READER_END_WITH_ERROR;
}

static enum MHD_Result
send_reply(struct exchange *x, struct MHD_Connection *connection, bool close_after)
{
    struct request *rq = x->rq;
    struct reply *reply = &rq->reply;
    struct MHD_Response *r;
    enum MHD_Result queued;

    if (reply->reader != NULL)
        r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 65536, read_stream, rq,
                                              NULL);
    else
        r = MHD_create_response_from_buffer(reply->size, (void *)(size_t)reply->bytes,
                                            MHD_RESPMEM_PERSISTENT);
    if (r == NULL)
        return MHD_NO;
    add_header(r, "Content-Type", reply->content_type);
    add_header(r, "ETag", reply->etag);
    add_header(r, "Location", reply->location);
    add_header(r, "Content-Disposition", reply->disposition);
    add_header(r, "Allow", reply->allow);
    add_header(r, "Retry-After", reply->retry_later ? "2" : NULL);
    if (reply->status == 401) {
        add_header(r, "WWW-Authenticate", "Bearer realm=\"gongkai\"");
        add_header(r, "WWW-Authenticate", "Basic realm=\"gongkai\", charset=\"UTF-8\"");
    }
    add_header(r, "Content-Security-Policy", reply->csp ? reply->csp : content_policy);
    add_header(r, "X-Content-Type-Options", "nosniff");
    add_header(r, "Referrer-Policy", "no-referrer");
    add_header(r, "Cross-Origin-Opener-Policy", "same-origin");
    add_header(r, "Cross-Origin-Resource-Policy", "same-origin");
    add_header(r, "Cache-Control", "no-store");
    add_header(r, "Vary", "Accept, Accept-Language");
    add_header(r, "X-Request-Id", rq->id);
    if (close_after || atomic_load(&x->server->stopping))
        add_header(r, "Connection", "close");
    queued = MHD_queue_response(connection, reply->status, r);
    MHD_destroy_response(r);
    return queued;
}

static enum MHD_Result
refuse(struct exchange *x, struct MHD_Connection *connection, enum problem p)
{
    reply_problem(x->rq, p);
    return send_reply(x, connection, true);
}

static const char *
header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* Whether the client prefers English to Chinese: the first of the two it names. */
static bool
prefers_english(const char *accept)
{
    const char *en = accept ? strstr(accept, "en") : NULL;
    const char *zh = accept ? strstr(accept, "zh") : NULL;

    return en != NULL && (zh == NULL || en < zh);
}

static struct request *
new_request(const struct service *service)
{
    struct arena *arena = arena_new();
    struct request *rq = arena_alloc(arena, sizeof *rq);
    unsigned char id[8];
    struct timespec now;

    rq->arena = arena;
    rq->service = service;
    rq->format = "json";
    randombytes_buf(id, sizeof id);
    sodium_bin2hex(rq->id, sizeof rq->id, id, sizeof id);
    clock_gettime(CLOCK_REALTIME, &now);
    if (!date_parse(service->settings->today, &rq->today))
        rq->today = date_of_seconds(now.tv_sec);
    return rq;
}

/* Called with the target as the client sent it, before anything is decoded. */
static void *
begin_exchange(void *context, const char *target, struct MHD_Connection *connection)
{
    struct server *s = context;
    struct exchange *x = xmalloc(sizeof *x);

    (void)connection;
    memset(x, 0, sizeof *x);
    x->server = s;
    x->rq = new_request(s->service);
    x->target = arena_copy(x->rq->arena, target, strlen(target));
    clock_gettime(CLOCK_MONOTONIC, &x->since);
    x->late = atomic_fetch_add(&s->running, 1) < 0;
    return x;
}

static void
end_exchange(void *context, struct MHD_Connection *connection, void **state,
             enum MHD_RequestTerminationCode why)
{
    struct server *s = context;
    struct exchange *x = *state;
    struct timespec now;
    double ms;

    (void)connection;
    if (x == NULL)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    ms = (double)(now.tv_sec - x->since.tv_sec) * 1e3 +
         (double)(now.tv_nsec - x->since.tv_nsec) / 1e6;
    if (x->rq->db != NULL) {
        db_cancel(x->rq->db);
        pool_give(s->service->pool, x->rq->db);
    }
    log_line(LOG_INFO, "request",
             "\"operation\":\"%s\",\"status\":%u,\"ms\":%.1f,\"request\":\"%s\"%s",
             x->rq->op ? x->rq->op->name : "", x->rq->reply.status, ms, x->rq->id,
             why == MHD_REQUEST_TERMINATED_COMPLETED_OK ? "" : ",\"aborted\":true");
    text_free(&x->body);
    arena_free(x->rq->arena);
    free(x);
    *state = NULL;
    atomic_fetch_sub(&s->running, 1);
}

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

struct framing {
    int lengths, encodings, authorizations;
};

static enum MHD_Result
note_framing(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct framing *f = context;

    (void)kind;
    (void)value;
    f->lengths += strcasecmp(name, "Content-Length") == 0;
    f->encodings += strcasecmp(name, "Transfer-Encoding") == 0;
    f->authorizations += strcasecmp(name, "Authorization") == 0;
    return MHD_YES;
}

static bool
framing_is_sound(struct MHD_Connection *connection)
{
    struct framing f = {0, 0, 0};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, note_framing, &f);
    return f.lengths + f.encodings <= 1 && f.authorizations <= 1;
}

static bool
key_is_clean(const char *key)
{
    size_t len = strlen(key);

    for (const char *p = key; *p != '\0'; p++)
        if (*p < 0x21 || *p > 0x7e)
            return false;
    return len >= 1 && len <= MOST_KEY;
}

/* Puts the parts of the path into the bag, checked as path_fields say. */
static void
take_path(struct request *rq, const char *const values[ROUTE_PARTS])
{
    char name[32];

    for (int i = 0; i < ROUTE_PARTS && operation_part(rq->op, i, name); i++)
        for (const struct field *f = path_fields; f->name != NULL; f++)
            if (strcmp(f->name, name) == 0)
                field_check_text(rq, f,
                                 arena_copy(rq->arena, values[i], strlen(values[i])));
}

static enum MHD_Result
take_argument(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct request *rq = context;
    const char *ignored, *zh;

    (void)kind;
    if (strcmp(name, "format") == 0 && rq->op->formats != NULL)
        return MHD_YES;
    for (const struct field *f = rq->op->query; f != NULL && f->name != NULL; f++) {
        if (strcmp(f->name, name) != 0)
            continue;
        if (bag_has(&rq->bag, name, &ignored))
            add_error(rq, f->name, "%s只能给出一次", "%s may be given only once",
                      rq->english ? f->name : f->label);
        else
            field_check_text(rq, f,
                             value ? arena_copy(rq->arena, value, strlen(value)) : "");
        return MHD_YES;
    }
    if (!text_is_utf8(name, strlen(name)) ||
        text_fault(name, strlen(name), false, &zh) != NULL)
        name = "?";
    add_error(rq, arena_copy(rq->arena, name, strlen(name)), "没有名为 %s 的查询参数",
              "there is no parameter named %s", name);
    return MHD_YES;
}

static void
take_query(struct request *rq, struct MHD_Connection *connection)
{
    const char *ignored;

    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_argument, rq);
    for (const struct field *f = rq->op->query; f != NULL && f->name != NULL; f++)
        if (!bag_has(&rq->bag, f->name, &ignored))
            field_check_text(rq, f, NULL);
}

/* The format by ?format=, else by Accept; false when the operation has none that fits. */
static bool
choose_format(struct request *rq, struct MHD_Connection *connection)
{
    static const struct {
        const char *format, *type;
    } types[] = {
        {"json", "application/json"},
        {"csv", "text/csv"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"html", "text/html"},
        {"text", "text/plain"},
    };
    const char *wanted =
        MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "format");
    const char *accept = header(connection, "Accept");
    const char *first = NULL;

    if (rq->op->formats == NULL)
        return true;
    if (wanted != NULL) {
        rq->format = arena_copy(rq->arena, wanted, strlen(wanted));
        return field_is_one_of(wanted, rq->op->formats);
    }
    for (unsigned i = 0; accept != NULL && i < sizeof types / sizeof types[0]; i++) {
        const char *at = strstr(accept, types[i].type);

        if (at != NULL && field_is_one_of(types[i].format, rq->op->formats) &&
            (first == NULL || at < first)) {
            first = at;
            rq->format = types[i].format;
        }
    }
    if (first != NULL || accept == NULL || strstr(accept, "*/*") != NULL) {
        if (first == NULL)
            rq->format = arena_copy(rq->arena, rq->op->formats + 1,
                                    strcspn(rq->op->formats + 1, "|"));
        return true;
    }
    return false;
}

/* Everything that can be refused before the body arrives. */
static enum problem
check_head(struct exchange *x, struct MHD_Connection *connection, const char *path,
           const char *method)
{
    struct request *rq = x->rq;
    const char *values[ROUTE_PARTS];
    const char *length = header(connection, "Content-Length");
    char *buffer = arena_alloc(rq->arena, strlen(path) + 2 * ROUTE_PARTS + 1);
    char *allowed = arena_alloc(rq->arena, ALLOWED_SIZE);

    rq->english = prefers_english(header(connection, "Accept-Language"));
    rq->if_match = header(connection, "If-Match");
    rq->idempotency_key = header(connection, "Idempotency-Key");
    if (strlen(x->target) > MOST_URI)
        return P_uri_too_long;
    if (!target_is_clean(x->target))
        return fail(rq, P_bad_request, "地址中含有不允许的字符",
                    "the address holds characters that are not allowed");
    if (!framing_is_sound(connection))
        return fail(rq, P_bad_request, "请求头重复或互相矛盾",
                    "headers are repeated or contradict each other");
    rq->op = operation_find(method, path, values, buffer, allowed);
    if (!(rq->op != NULL && rq->op->open) &&
        !token_accepts(x->server->service->token, header(connection, "Authorization")))
        return P_unauthorized;
    if (rq->op == NULL && *allowed != '\0') {
        rq->reply.allow = allowed;
        return P_method_not_allowed;
    }
    if (rq->op == NULL)
        return P_not_found;
    if (length != NULL &&
        strtoll(length, NULL, 10) > x->server->service->settings->body_limit)
        return fail(rq, P_too_large, "请求内容不能超过 %ld 字节",
                    "a body may have at most %ld bytes",
                    x->server->service->settings->body_limit);
    if (rq->idempotency_key != NULL && !key_is_clean(rq->idempotency_key))
        return fail(rq, P_bad_request, "Idempotency-Key 须为 1 至 200 个可见 ASCII 字符",
                    "an Idempotency-Key is 1 to 200 visible ASCII characters");
    if (!choose_format(rq, connection))
        return fail(rq, P_not_acceptable, "可用的格式：%s", "formats offered: %s",
                    rq->op->formats + 1);
    take_path(rq, values);
    take_query(rq, connection);
    return OK;
}

/* Nesting is bounded before the parser recurses. */
static bool
depth_is_sound(const char *s, size_t len)
{
    int depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        if (quoted) {
            if (s[i] == '\\')
                i++;
            else if (s[i] == '"')
                quoted = false;
        } else if (s[i] == '"') {
            quoted = true;
        } else if (s[i] == '{' || s[i] == '[') {
            if (++depth > MOST_DEPTH)
                return false;
        } else if (s[i] == '}' || s[i] == ']') {
            depth--;
        }
    }
    return true;
}

static enum problem
parse_body(struct exchange *x, struct MHD_Connection *connection, json_t **body)
{
    struct request *rq = x->rq;
    const char *type = header(connection, "Content-Type");
    json_error_t error;

    if (x->oversized)
        return P_too_large;
    if (type == NULL || strncasecmp(type, "application/json", 16) != 0 ||
        (type[16] != '\0' && type[16] != ';' && type[16] != ' '))
        return P_not_json;
    if (!depth_is_sound(x->body.bytes ? x->body.bytes : "", x->body.len))
        return fail(rq, P_bad_json, "JSON 嵌套过深", "the JSON is nested too deeply");
    *body = json_loadb(x->body.bytes ? x->body.bytes : "", x->body.len,
                       JSON_REJECT_DUPLICATES, &error);
    if (*body == NULL && json_error_code(&error) == json_error_duplicate_key)
        return fail(rq, P_bad_json, "第 %d 行：同一字段出现了两次",
                    "line %d: a member stands twice", error.line);
    if (*body == NULL)
        return fail(rq, P_bad_json, "第 %d 行第 %d 列有误", "line %d, column %d is wrong",
                    error.line, error.column);
    if (!json_is_object(*body)) {
        json_decref(*body);
        *body = NULL;
        return fail(rq, P_bad_json, "请求内容须是 JSON 对象", "the body must be an object");
    }
    return OK;
}

/* Names the request for its Idempotency-Key. */
static const char *
digest_of(struct exchange *x)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    char *hex = arena_alloc(x->rq->arena, 2 * sizeof hash + 1);

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const unsigned char *)x->rq->op->name,
                              strlen(x->rq->op->name) + 1);
    crypto_hash_sha256_update(&state, (const unsigned char *)x->target,
                              strlen(x->target) + 1);
    if (x->body.bytes != NULL)
        crypto_hash_sha256_update(&state, (const unsigned char *)x->body.bytes,
                                  x->body.len);
    crypto_hash_sha256_final(&state, hash);
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

static enum MHD_Result
answer(struct exchange *x, struct MHD_Connection *connection)
{
    bool writes = strncmp(x->rq->op->route, "GET ", 4) != 0;
    json_t *body = NULL;
    enum problem p = writes ? parse_body(x, connection, &body) : OK;

    if (p == OK)
        dispatch(x->rq, body, writes && x->rq->idempotency_key ? digest_of(x) : NULL);
    else
        reply_problem(x->rq, p);
    json_decref(body);
    return send_reply(x, connection, x->oversized);
}

/* Keeps what the client sends, up to the limit; what is beyond is read and dropped so that
 * the client can read the refusal, up to a bound. */
static bool
take_body(struct exchange *x, const char *bytes, size_t size)
{
    size_t limit = (size_t)x->server->service->settings->body_limit;

    x->oversized = x->oversized || x->body.len + size > limit;
    if (x->oversized) {
        x->body.len += size;
        return x->body.len <= limit * MOST_OVERSIZE;
    }
    text_add_bytes(&x->body, bytes, size);
    return true;
}

static enum MHD_Result
handle(void *context, struct MHD_Connection *connection, const char *path,
       const char *method, const char *version, const char *upload, size_t *upload_size,
       void **state)
{
    struct exchange *x = *state;

    (void)context;
    (void)version;
    if (!x->begun) {
        enum problem p = x->late ? P_stopping : check_head(x, connection, path, method);

        x->begun = true;
        return p == OK ? MHD_YES : refuse(x, connection, p);
    }
    if (*upload_size > 0) {
        bool kept = take_body(x, upload, *upload_size);

        *upload_size = 0;
        return kept ? MHD_YES : MHD_NO;
    }
    return answer(x, connection);
}

static void
log_daemon(void *context, const char *format, va_list args)
{
    char line[256], safe[256];

    (void)context;
    vsnprintf(line, sizeof line, format, args);
    log_line(LOG_DEBUG, "http", "\"message\":\"%s\"", log_safe(line, safe, sizeof safe));
}

/* A socket bound to ADDRESS and PORT, or -1 with errno. */
static int
bind_socket(const char *address, unsigned port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    bool six = inet_pton(AF_INET6, address, &v6.sin6_addr) == 1;
    int on = 1, fd;

    if (!six && inet_pton(AF_INET, address, &v4.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4,
             six ? sizeof v6 : sizeof v4) != 0 ||
        listen(fd, 1024) != 0) {
        int reason = errno;

        close(fd);
        errno = reason;
        return -1;
    }
    return fd;
}

static bool
is_loopback(const char *address)
{
    struct in_addr v4;

    if (strcmp(address, "::1") == 0)
        return true;
    return inet_pton(AF_INET, address, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

static unsigned
bound_port(int fd)
{
    struct sockaddr_in6 any;
    socklen_t size = sizeof any;

    if (getsockname(fd, (struct sockaddr *)&any, &size) != 0)
        return 0;
    return ntohs(any.sin6_port); /* at the same place in both families */
}

struct server *
server_start(const struct service *service, char *reason, unsigned size)
{
    const struct settings *set = service->settings;
    struct server *s;
    int fd = -1;

    if (!is_loopback(set->listen)) {
        snprintf(reason, size,
                 "listen: %s is not a loopback address; until accounts exist the service "
                 "listens on 127.0.0.1 or ::1 only",
                 set->listen);
        return NULL;
    }
    for (long i = 0; fd < 0 && i < set->port_tries && set->port + i <= 65535; i++) {
        fd = bind_socket(set->listen, (unsigned)(set->port + i));
        if (fd < 0 && errno != EADDRINUSE)
            break;
    }
    if (fd < 0) {
        snprintf(reason, size, "cannot listen on %s port %ld: %s", set->listen, set->port,
                 strerror(errno));
        return NULL;
    }
    s = xmalloc(sizeof *s);
    memset(s, 0, sizeof *s);
    s->service = service;
    s->port = bound_port(fd);
    s->daemon = MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
            MHD_USE_ITC | MHD_USE_ERROR_LOG,
        0, NULL, NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)set->connection_limit, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)set->connection_timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)65536, MHD_OPTION_THREAD_STACK_SIZE, (size_t)524288,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, s,
        MHD_OPTION_NOTIFY_COMPLETED, end_exchange, s, MHD_OPTION_END);
    if (s->daemon == NULL) {
        snprintf(reason, size, "the HTTP server does not start");
        close(fd);
        free(s);
        return NULL;
    }
    return s;
}

unsigned
server_port(const struct server *s)
{
    return s->port;
}

void
server_stop(struct server *s)
{
    const struct timespec tenth = {0, 100000000};
    long left = s->service->settings->stop_wait_s * 10;
    int fd, none;

    atomic_store(&s->stopping, true);
    fd = MHD_quiesce_daemon(s->daemon);
    if (fd >= 0)
        close(fd);
    /* A first pause lets requests that were already sent arrive and be counted.  Then the
     * door is shut in the moment nobody is inside: who comes later is refused, not lost. */
    do {
        nanosleep(&tenth, NULL);
        none = 0;
    } while (!atomic_compare_exchange_strong(&s->running, &none, SHUT) && left-- > 0);
    MHD_stop_daemon(s->daemon);
    free(s);
}
