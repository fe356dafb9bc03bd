#include "op/report_keep.h"

#include "http/audit.h"

#include <stdlib.h>
#include <string.h>

/* The question that a freeze asks; assembling changes the bag, which is put right again. */
static enum problem
assemble(struct request *rq, const char *known_at, struct assembled *made)
{
    struct report_question q = {.agency = rq->agency.id,
                                .year = (int)number_of(rq, "year"),
                                .subtree = is_true(rq, "subtree"),
                                .as_of = NO_DATE,
                                .known_at = known_at};
    enum problem p = report_assemble_all(rq, &q, made);

    put_number(rq, "year", q.year);
    put_bool(rq, "subtree", q.subtree);
    put_date(rq, "cut_off", date_of(q.year, 12, 31));
    put_text(rq, "known_at", known_at);
    return p;
}

/* The cases behind each cell of MADE, which STATEMENT keeps or not; *DIGEST is that of the
 * list. */
static enum problem
list_cases(struct request *rq, const struct assembled *made, const struct sql *statement,
           const char **digest)
{
    PGresult *row;

    section_four_list(rq, &made->four);
    TRY(run_sql(rq, statement, &row));
    *digest = PQgetvalue(row, 0, 0);
    return OK;
}

static enum problem
make(struct request *rq, int version, const char *reason, const struct sql *cases,
     struct kept *kept)
{
    struct report_frame frame = {.code = rq->agency.code,
                                 .scope = text_of(rq, "scope"),
                                 .version = version,
                                 .reason = reason,
                                 .known_at = kept->known_at};

    kept->bytes = (struct text){NULL, 0, 0};
    put_number(rq, "version", version);
    TRY(assemble(rq, kept->known_at, &kept->made));
    TRY(list_cases(rq, &kept->made, cases, &frame.cases));
    report_bytes(&kept->bytes, &kept->made.report, &frame);
    arena_own(rq->arena, kept->bytes.bytes, free);
    report_digest(&kept->bytes, kept->digest);
    return OK;
}

enum problem
report_keep(struct request *rq, int version, const char *reason, struct kept *kept)
{
    PGresult *done;

    kept->known_at = text_of(rq, "known_at");
    if (kept->known_at == NULL) /* nobody holds the lock */
        return P_internal;
    TRY(make(rq, version, reason, SQL(report_cases_keep), kept));
    put_text(rq, "report", kept->bytes.bytes);
    put_text(rq, "digest", arena_copy(rq->arena, kept->digest, strlen(kept->digest)));
    put_text(rq, "version_reason", reason);
    put_text(rq, "proposed_by", rq->proposed_by);
    TRY(run_sql(rq, SQL(report_keep), &done));
    audit_note(rq, "report_year", arena_printf(rq->arena, "%ld", number_of(rq, "year")));
    audit_note(rq, "report_scope", arena_printf(rq->arena, "\"%s\"", text_of(rq, "scope")));
    audit_note(rq, "report_version", arena_printf(rq->arena, "%d", version));
    audit_note(rq,
               strcmp(text_of(rq, "scope"), "subtree") == 0 ? "tree_report_digest"
                                                            : "report_digest",
               arena_printf(rq->arena, "\"%s\"", kept->digest));
    return OK;
}

enum problem
report_try(struct request *rq, int version, const char *reason, struct kept *kept)
{
    PGresult *now;

    TRY(run_sql(rq, SQL(report_now), &now));
    kept->known_at = PQgetvalue(now, 0, 0);
    return make(rq, version, reason, SQL(report_cases_try), kept);
}

/* The version that the bag asks for. */
static enum problem
read_kept(struct request *rq, int year, struct report *r, struct kept_version *v)
{
    PGresult *row;

    *v = (struct kept_version){.version = 0};
    put_number(rq, "kept_year", year);
    TRY(run_sql(rq, SQL(report_kept), &row));
    if (PQntuples(row) == 0)
        return OK;
    *v = (struct kept_version){.version = atoi(PQgetvalue(row, 0, 0)),
                               .known_at = PQgetvalue(row, 0, 2),
                               .digest = PQgetvalue(row, 0, 3),
                               .cases = PQgetvalue(row, 0, 5),
                               .moment = PQgetvalue(row, 0, 6),
                               .reason = db_value(row, 0, 7),
                               .bytes = PQgetvalue(row, 0, 1),
                               .size = (size_t)PQgetlength(row, 0, 1)};
    if (*PQgetvalue(row, 0, 4) != 't' || !report_of_bytes(rq->arena, v->bytes, v->size, r))
        return fail_with(rq, P_file_altered,
                         "锁定的年度报告已被改动，请运行 gongkai verify",
                         "the frozen report is not what was frozen; run gongkai verify");
    return OK;
}

enum problem
report_kept_of(struct request *rq, int year, int version, struct report *r,
               struct kept_version *v)
{
    put_text(rq, "kept_by", NULL);
    put_text(rq, "kept_version", NULL);
    if (version != 0)
        put_number(rq, "kept_version", version);
    return read_kept(rq, year, r, v);
}

enum problem
report_kept_by(struct request *rq, int year, const char *known_at, struct report *r,
               struct kept_version *v)
{
    put_text(rq, "kept_by", known_at);
    put_text(rq, "kept_version", NULL);
    return read_kept(rq, year, r, v);
}

bool
report_kept_is(struct request *rq, const struct kept_version *v, const struct report *r)
{
    struct report_frame frame = {.code = rq->agency.code,
                                 .scope = text_of(rq, "scope"),
                                 .version = v->version,
                                 .reason = v->reason,
                                 .known_at = v->moment,
                                 .cases = v->cases};
    struct text t = {NULL, 0, 0};
    bool same;

    report_bytes(&t, r, &frame);
    same = t.len == v->size && memcmp(t.bytes, v->bytes, t.len) == 0;
    text_free(&t);
    return same;
}
