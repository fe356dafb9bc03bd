#include "http/exchange.h"

#include "base/log.h"
#include "base/setting.h"
#include "base/spool.h"
#include "guard/throttle.h"
#include "http/body.h"
#include "http/credential.h"
#include "http/dispatch.h"
#include "http/file_name.h"
#include "http/head.h"
#include "http/headers.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_OVERSIZE = 64, /* bodies this many times too large end the connection */
    ALLOWED_SIZE = 64,
};

struct exchange {
    struct request *rq;
    struct text body;
    char *target; /* as sent */
    long long received;
    bool begun, oversized, late, unkept;
    const struct door *door;
    struct timespec since;
};

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

/* The descriptor is closed with the response. */
static struct MHD_Response *
response_of_file(const struct spool *file)
{
    int fd = spool_descriptor(file);
    struct MHD_Response *r =
        fd < 0 ? NULL : MHD_create_response_from_fd64((uint64_t)spool_size(file), fd);

    if (r == NULL && fd >= 0)
        close(fd);
    return r;
}

static enum MHD_Result
send_reply(struct exchange *x, struct MHD_Connection *connection, bool close_after)
{
    struct request *rq = x->rq;
    struct reply *reply = &rq->reply;
    struct MHD_Response *r;
    enum MHD_Result queued;

    if (reply->file != NULL)
        r = response_of_file(reply->file);
    else if (reply->reader != NULL)
        r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 65536, read_stream, rq,
                                              NULL);
    else
        r = MHD_create_response_from_buffer(reply->size, (void *)(size_t)reply->bytes,
                                            MHD_RESPMEM_PERSISTENT);
    if (r == NULL)
        return MHD_NO;
    headers_add(r, rq, close_after || atomic_load(&x->door->stopping));
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

/* Whether gzip stands among the encodings a client takes, and not with the weight 0. */
static bool
takes_gzip(const char *accept)
{
    const char *gzip = accept ? strstr(accept, "gzip") : NULL;

    return gzip != NULL && strncmp(gzip + strlen("gzip"), ";q=0", strlen(";q=0")) != 0;
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
        {"xml", "application/xml"},
        {"jsonl", "application/jsonl"},
        {"ics", "text/calendar"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"pdf", "application/pdf"},
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

/* An address that asks too often waits, before anything is done for it. */
static enum problem
check_source(struct request *rq)
{
    struct timespec now;
    long wait = 0;

    clock_gettime(CLOCK_MONOTONIC, &now);
    if (rq->service->sources == NULL ||
        throttle_take(rq->service->sources, rq->source,
                      now.tv_sec * 1000LL + now.tv_nsec / 1000000, &wait))
        return OK;
    rq->reply.retry_after = (int)(wait / 1000) + 1;
    return P_too_many;
}

static bool
writes(const struct request *rq)
{
    return strncmp(rq->op->route, "GET ", 4) != 0;
}

/* Bytes a body may have: a read has none. */
static long
most_body(const struct request *rq)
{
    return !writes(rq)      ? 0
           : rq->op->upload ? rq->service->settings->attachment_limit
                            : rq->service->settings->body_limit;
}

static const char *
spool_directory(const struct settings *s)
{
    return *s->spool_dir != '\0' ? s->spool_dir : s->state_dir;
}

/* A file is named and typed in the head, and taken from those only who may bring it. */
static enum problem
begin_upload(struct request *rq, struct MHD_Connection *connection)
{
    const char *type = header(connection, "Content-Type");

    if (type == NULL || strcasecmp(type, "application/octet-stream") != 0)
        return P_not_octets;
    TRY(file_name_take(rq, header(connection, "Content-Disposition")));
    TRY(dispatch_admit(rq));
    if (rq->error_count > 0)
        return P_invalid;
    rq->upload.file = spool_open(spool_directory(rq->service->settings));
    if (rq->upload.file == NULL) {
        log_line(LOG_ERROR, "spool", "\"errno\":%d", errno);
        return P_no_space;
    }
    arena_own(rq->arena, rq->upload.file, spool_free);
    return OK;
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
    rq->takes_gzip = takes_gzip(header(connection, "Accept-Encoding"));
    rq->if_match = header(connection, "If-Match");
    rq->idempotency_key = header(connection, "Idempotency-Key");
    TRY(head_check(rq, connection, x->target));
    head_find_source(rq, connection);
    rq->op = operation_find(method, path, values, buffer, allowed);
    TRY(check_source(rq));
    TRY(credential_take(rq, connection,
                        strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0));
    if (rq->credential.kind == NULL &&
        !(rq->op != NULL && (rq->op->open || rq->op->no_tables)))
        return P_unauthorized;
    if (rq->op == NULL && *allowed != '\0') {
        rq->reply.allow = allowed;
        return P_method_not_allowed;
    }
    if (rq->op == NULL)
        return P_not_found;
    if (length != NULL && strtoll(length, NULL, 10) > most_body(rq))
        return fail(rq, P_too_large, "请求内容不能超过 %ld 字节",
                    "a body may have at most %ld bytes", most_body(rq));
    if (rq->idempotency_key != NULL && !head_key_is_clean(rq->idempotency_key))
        return fail(rq, P_bad_request, "Idempotency-Key 须为 1 至 200 个可见 ASCII 字符",
                    "an Idempotency-Key is 1 to 200 visible ASCII characters");
    if (!choose_format(rq, connection))
        return fail(rq, P_not_acceptable, "可用的格式：%s", "formats offered: %s",
                    rq->op->formats + 1);
    take_path(rq, values);
    take_query(rq, connection);
    return rq->op->upload ? begin_upload(rq, connection) : OK;
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
    if (x->rq->upload.file != NULL) {
        spool_digest(x->rq->upload.file, hash);
        crypto_hash_sha256_update(&state, (const unsigned char *)x->rq->upload.name,
                                  strlen(x->rq->upload.name) + 1);
        crypto_hash_sha256_update(&state, hash, sizeof hash);
    }
    if (x->body.bytes != NULL)
        crypto_hash_sha256_update(&state, (const unsigned char *)x->body.bytes,
                                  x->body.len);
    crypto_hash_sha256_final(&state, hash);
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

static enum MHD_Result
answer(struct exchange *x, struct MHD_Connection *connection)
{
    json_t *body = NULL;
    enum problem p = OK;

    if (x->oversized)
        p = P_too_large;
    else if (x->unkept)
        p = P_no_space;
    else if (writes(x->rq) && !x->rq->op->upload)
        p = body_parse(x->rq, header(connection, "Content-Type"),
                       x->body.bytes ? x->body.bytes : "", x->body.len, &body);

    if (p == OK)
        dispatch(x->rq, body,
                 writes(x->rq) && x->rq->idempotency_key ? digest_of(x) : NULL);
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
    struct request *rq = x->rq;
    long long limit = rq->service->settings->body_limit;

    x->received += (long long)size;
    x->oversized = x->oversized || x->received > most_body(rq);
    if (x->oversized)
        return x->received <= most_body(rq) + limit * MOST_OVERSIZE;
    if (rq->upload.file == NULL)
        text_add_bytes(&x->body, bytes, size);
    else
        x->unkept = x->unkept || !spool_write(rq->upload.file, bytes, size);
    return true;
}

struct exchange *
exchange_begin(const struct service *service, const char *target, bool late,
               const struct door *door)
{
    struct exchange *x = xmalloc(sizeof *x);

    memset(x, 0, sizeof *x);
    x->rq = new_request(service);
    x->target = arena_copy(x->rq->arena, target, strlen(target));
    x->late = late;
    x->rq->from_socket = door->from_socket;
    x->door = door;
    clock_gettime(CLOCK_MONOTONIC, &x->since);
    return x;
}

enum MHD_Result
exchange_step(struct exchange *x, struct MHD_Connection *connection, const char *path,
              const char *method, const char *upload, size_t *upload_size)
{
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

void
exchange_end(struct exchange *x, bool complete)
{
    struct request *rq = x->rq;
    struct timespec now;
    double ms;

    clock_gettime(CLOCK_MONOTONIC, &now);
    ms = (double)(now.tv_sec - x->since.tv_sec) * 1e3 +
         (double)(now.tv_nsec - x->since.tv_nsec) / 1e6;
    if (rq->db != NULL) {
        db_cancel(rq->db);
        pool_give(rq->service->pool, rq->db);
    }
    log_line(LOG_INFO, "request",
             "\"operation\":\"%s\",\"status\":%u,\"problem\":\"%s\",\"account\":%d,"
             "\"token\":%d,\"agency\":%d,\"ms\":%.1f,\"request\":\"%s\"%s",
             rq->op ? rq->op->name : "", rq->reply.status,
             rq->problem != OK ? problem_code(rq->problem) : "", rq->caller.account,
             rq->caller.token, rq->caller.agency, ms, rq->id,
             complete ? "" : ",\"aborted\":true");
    text_free(&x->body);
    arena_free(rq->arena);
    free(x);
}
