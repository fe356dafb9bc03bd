#include "op/reply_table.h"

#include <string.h>

/* "截至 …" when the table is not today's knowledge of the whole year, else NULL. */
static const char *
note_of(struct request *rq)
{
    const char *as_of = text_of(rq, "as_of"), *known_at = text_of(rq, "known_at");

    if (as_of == NULL && known_at == NULL)
        return NULL;
    return arena_printf(rq->arena, "截至%s%s%s%s", as_of ? as_of : "年末",
                        known_at ? "，按 " : "", known_at ? known_at : "",
                        known_at ? " 时的记录" : "");
}

static enum problem
reply_file(struct request *rq, const char *name, const char *type, const char *suffix,
           struct text *t)
{
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"%s-%s-%ld.%s\"", name,
                     rq->agency.code, number_of(rq, "year"), suffix);
    return reply_text(rq, 200, type, t);
}

enum problem
reply_table(struct request *rq, struct table_document *d, const char *name)
{
    struct text out = {NULL, 0, 0};

    d->agency_name = rq->agency.name;
    d->year = (int)number_of(rq, "year");
    d->subtree = is_true(rq, "subtree");
    d->note = note_of(rq);
    if (strcmp(rq->format, "csv") == 0) {
        table_csv(&out, d);
        return reply_file(rq, name, "text/csv; charset=utf-8", "csv", &out);
    }
    if (strcmp(rq->format, "xlsx") == 0) {
        if (table_xlsx(d, &out) != 0)
            return P_internal;
        return reply_file(
            rq, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx", &out);
    }
    if (strcmp(rq->format, "html") == 0) {
        table_html(&out, d);
        rq->reply.is_document = true;
        return reply_text(rq, 200, "text/html; charset=utf-8", &out);
    }
    if (strcmp(rq->format, "text") == 0) {
        table_plain(&out, d);
        return reply_text(rq, 200, "text/plain; charset=utf-8", &out);
    }
    table_json(&out, d);
    return reply_text(rq, 200, "application/json", &out);
}
