#include "http/request.h"

#include "base/spool.h"
#include "core/date.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
format(struct request *rq, const char *pattern, va_list args)
{
    va_list again;
    int len;
    char *s;

    va_copy(again, args);
    len = vsnprintf(NULL, 0, pattern, again);
    va_end(again);
    s = arena_alloc(rq->arena, (size_t)(len < 0 ? 0 : len) + 1);
    va_copy(again, args);
    vsnprintf(s, (size_t)(len < 0 ? 0 : len) + 1, pattern, again);
    va_end(again);
    return s;
}

enum problem
fail(struct request *rq, enum problem p, const char *zh, const char *en, ...)
{
    va_list args;

    va_start(args, en);
    rq->detail_zh = format(rq, zh, args);
    rq->detail_en = format(rq, en, args);
    va_end(args);
    return p;
}

enum problem
fail_with(struct request *rq, enum problem p, const char *zh, const char *en)
{
    rq->detail_zh = zh;
    rq->detail_en = en;
    return p;
}

void
add_error_with(struct request *rq, const char *field, const char *zh, const char *en)
{
    if (rq->error_count < REQUEST_MAX_ERRORS)
        rq->errors[rq->error_count++] =
            (struct request_error){field, arena_copy(rq->arena, zh, strlen(zh)),
                                   arena_copy(rq->arena, en, strlen(en))};
}

void
add_error(struct request *rq, const char *field, const char *zh, const char *en, ...)
{
    va_list args;

    if (rq->error_count == REQUEST_MAX_ERRORS)
        return;
    va_start(args, en);
    rq->errors[rq->error_count++] =
        (struct request_error){field, format(rq, zh, args), format(rq, en, args)};
    va_end(args);
}

void
add_warning(struct request *rq, const char *field, const char *zh, const char *en, ...)
{
    va_list args;

    if (rq->warning_count == REQUEST_MAX_ERRORS)
        return;
    va_start(args, en);
    rq->warnings[rq->warning_count++] =
        (struct request_error){field, format(rq, zh, args), format(rq, en, args)};
    va_end(args);
}

const char *
text_of(const struct request *rq, const char *name)
{
    return bag_get(&rq->bag, name);
}

date
date_of_field(const struct request *rq, const char *name)
{
    const char *s = bag_get(&rq->bag, name);
    date d = NO_DATE;

    if (s != NULL)
        date_parse(s, &d);
    return d;
}

long
number_of(const struct request *rq, const char *name)
{
    const char *s = bag_get(&rq->bag, name);

    return s ? strtol(s, NULL, 10) : 0;
}

bool
is_true(const struct request *rq, const char *name)
{
    const char *s = bag_get(&rq->bag, name);

    return s != NULL && strcmp(s, "true") == 0;
}

void
put_text(struct request *rq, const char *name, const char *value)
{
    bag_put(&rq->bag, name, value);
}

void
put_date(struct request *rq, const char *name, date value)
{
    char buffer[DATE_SIZE];

    bag_put(&rq->bag, name,
            value == NO_DATE
                ? NULL
                : arena_copy(rq->arena, date_text(value, buffer), DATE_SIZE - 1));
}

void
put_number(struct request *rq, const char *name, long long value)
{
    bag_put(&rq->bag, name, arena_printf(rq->arena, "%lld", value));
}

void
put_bool(struct request *rq, const char *name, bool value)
{
    bag_put(&rq->bag, name, value ? "true" : "false");
}

void
put_warnings(struct request *rq)
{
    struct text t = {NULL, 0, 0};

    text_add(&t, "[");
    for (int i = 0; i < rq->warning_count; i++) {
        const struct request_error *w = &rq->warnings[i];

        text_add(&t, i ? ",{\"field\":" : "{\"field\":");
        text_add_json(&t, w->field);
        text_add(&t, ",\"message\":");
        text_add_json(&t, rq->english ? w->en : w->zh);
        text_add(&t, "}");
    }
    text_add(&t, "]");
    bag_put(&rq->bag, "warnings", t.bytes);
    arena_own(rq->arena, t.bytes, free);
}

static void
clear_result(void *result)
{
    PQclear(result);
}

void
own_result(struct arena *a, PGresult *result)
{
    arena_own(a, result, clear_result);
}

static void
release_json(void *json)
{
    json_decref(json);
}

void
own_json(struct arena *a, json_t *json)
{
    arena_own(a, json, release_json);
}

enum problem
run_sql(struct request *rq, const struct sql *statement, PGresult **result)
{
    enum problem p = db_run(rq->db, statement, &rq->bag, result);

    if (*result != NULL)
        own_result(rq->arena, *result);
    if (p == P_conflict)
        return request_constraint(rq, db_fault(rq->db)->constraint);
    return p;
}

enum problem
reply_one(struct request *rq, unsigned status, const struct sql *statement)
{
    PGresult *result;

    TRY(run_sql(rq, statement, &result));
    if (PQntuples(result) == 0 || PQgetisnull(result, 0, 0))
        return P_not_found;
    if (PQnfields(result) > 1 && !PQgetisnull(result, 0, 1))
        rq->reply.etag = arena_printf(rq->arena, "\"%s\"", PQgetvalue(result, 0, 1));
    return reply_bytes(rq, status, "application/json", PQgetvalue(result, 0, 0),
                       (size_t)PQgetlength(result, 0, 0));
}

enum problem
reply_bytes(struct request *rq, unsigned status, const char *content_type,
            const char *bytes, size_t size)
{
    rq->reply.status = status;
    rq->reply.content_type = content_type;
    rq->reply.bytes = bytes;
    rq->reply.size = size;
    return OK;
}

enum problem
reply_text(struct request *rq, unsigned status, const char *content_type, struct text *t)
{
    arena_own(rq->arena, t->bytes, free);
    return reply_bytes(rq, status, content_type, t->bytes, t->len);
}

enum problem
reply_spool(struct request *rq, const char *content_type, struct spool *file)
{
    arena_own(rq->arena, file, spool_free);
    rq->reply.status = 200;
    rq->reply.content_type = content_type;
    rq->reply.file = file;
    return OK;
}

enum problem
request_constraint(struct request *rq, const char *constraint)
{
    static const struct {
        const char *name;
        enum problem problem;
        const char *field, *zh, *en;
    } known[] = {
#define CONSTRAINT(name, problem, field, zh, en) {#name, problem, field, zh, en},
#include "http/constraint.def"
#undef CONSTRAINT
    };

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].name, constraint) == 0) {
            add_error_with(rq, known[i].field, known[i].zh, known[i].en);
            return known[i].problem;
        }
    }
    return fail(rq, P_conflict, "数据库约束 %s 不允许", "refused by the constraint %s",
                constraint);
}
