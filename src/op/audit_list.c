#include "document/csv.h"
#include "op/agency.h"
#include "op/paging.h"

#include <stdio.h>
#include <string.h>

/* Columns of audit_list.sql. */
enum { A_CODE, A_AGENCY, A_SEQ, A_STATUS = 10, A_DATA = 12, A_COLUMNS = 14 };

static const char *const names[A_COLUMNS] = {
    "agency",      NULL,      "seq",     "recorded_at", "actor",  "role", "operation",
    "application", "subject", "request", "status",      "source", "data", "hash",
};

static const char *const headings[A_COLUMNS] = {
    "机关", NULL,   "序号",     "记录时间", "操作者", "角色", "操作",
    "申请", "对象", "请求编号", "状态码",   "来源",   "内容", "摘要",
};

static void
add_value(struct text *out, const PGresult *rows, int row, int column)
{
    const char *value = db_value(rows, row, column);

    if (value == NULL)
        text_add(out, "null");
    else if (column == A_SEQ || column == A_STATUS || column == A_DATA)
        text_add(out, value);
    else
        text_add_json(out, value);
}

static void
add_record(struct text *out, const PGresult *rows, int row)
{
    text_add(out, row > 0 ? ",{" : "{");
    for (int i = 0; i < A_COLUMNS; i++) {
        if (names[i] == NULL)
            continue;
        text_addf(out, "%s\"%s\":", i > 0 ? "," : "", names[i]);
        add_value(out, rows, row, i);
    }
    text_add(out, "}");
}

static enum problem
reply_records(struct request *rq, const PGresult *rows, int n, const char *next)
{
    struct text out = {NULL, 0, 0};

    text_add(&out, "{\"records\":[");
    for (int i = 0; i < n; i++)
        add_record(&out, rows, i);
    text_add(&out, "],\"next\":");
    if (next != NULL)
        text_add_json(&out, next);
    else
        text_add(&out, "null");
    text_add(&out, "}");
    return reply_text(rq, 200, "application/json", &out);
}

static enum problem
reply_csv(struct request *rq, const PGresult *rows, int n)
{
    struct text out = {NULL, 0, 0};

    csv_begin(&out);
    for (int i = 0; i < A_COLUMNS; i++)
        if (headings[i] != NULL)
            csv_cell(&out, headings[i]);
    csv_end_row(&out);
    for (int row = 0; row < n; row++) {
        for (int i = 0; i < A_COLUMNS; i++)
            if (headings[i] != NULL)
                csv_cell(&out, db_value(rows, row, i));
        csv_end_row(&out);
    }
    rq->reply.disposition = "attachment; filename=\"audit.csv\"";
    return reply_text(rq, 200, "text/csv; charset=utf-8", &out);
}

/* The cursor is AGENCY.SEQ of the last record of a page. */
static enum problem
take_place(struct request *rq)
{
    const char *after = text_of(rq, "after");
    long long seq = 0;
    int agency = 0, end = 0;

    put_number(rq, "limit", text_of(rq, "limit") ? number_of(rq, "limit") : 100);
    put_text(rq, "after_agency", NULL);
    put_text(rq, "after_seq", NULL);
    if (after == NULL)
        return OK;
    if (strlen(after) > 30 || sscanf(after, "%9d.%18lld%n", &agency, &seq, &end) != 2 ||
        after[end] != '\0' || agency < 0 || seq < 1) {
        add_error_with(rq, "after", "不是上一页给出的 next",
                       "not the next of an earlier page");
        return P_invalid;
    }
    put_number(rq, "after_agency", agency);
    put_number(rq, "after_seq", seq);
    return OK;
}

/* A hyphen, with which no code begins, stands for the chain of the installation. */
static enum problem
take_agency(struct request *rq)
{
    const char *code = text_of(rq, "of_agency");

    if (code != NULL && strcmp(code, "-") == 0) {
        put_text(rq, "of_agency_id", "0");
        return OK;
    }
    TRY(agency_field(rq, "of_agency"));
    return rq->error_count > 0 ? P_invalid : OK;
}

/* An auditor sees every record; an agency's administrator who signed in to it, and what he did
 * himself; an officer or supervisor the latter alone (matrix row 29). */
static const char *
seen_by(const struct request *rq)
{
    if (rq->caller.roles & 1u << ROLE_auditor)
        return "all";
    return rq->caller.roles & 1u << ROLE_agency_admin ? "logins" : "own";
}

/* The audit: who did what, chain by chain, the newest record first. */
OPERATION(
    audit_list, .summary = "List the records of the audit", .route = "GET /api/v1/audit",
    .right = RIGHT_audit_read, .formats = "|json|csv",
    .query = FIELDS(TEXT("of_agency", "机关代码", .max = 40), ID("of_application", "申请"),
                    TEXT("of_actor", "操作者", .max = 100),
                    TEXT("of_operation", "操作", .max = 60), DATE("from", "自该日起"),
                    DATE("to", "至该日止"), PAGING),
    .reply = FIELDS(
        LIST("records", "记录", .required = true,
             .fields = FIELDS(
                 TEXT("agency", "机关代码"), INTEGER("seq", "序号", .required = true),
                 MOMENT("recorded_at", "记录时间", .required = true),
                 TEXT("actor", "操作者", .required = true), TEXT("role", "角色"),
                 TEXT("operation", "操作", .required = true), ID("application", "申请"),
                 TEXT("subject", "对象"), TEXT("request", "请求编号"),
                 INTEGER("status", "状态码", .required = true), TEXT("source", "来源"),
                 OBJECT("data", "内容", .required = true),
                 TEXT("hash", "摘要", .required = true))),
        TEXT("next", "下一页")))
{
    PGresult *rows;
    const char *next = NULL;
    int n;

    put_text(rq, "see", seen_by(rq));
    TRY(take_place(rq));
    TRY(take_agency(rq));
    TRY(run_sql(rq, SQL(audit_list), &rows));
    n = PQntuples(rows);
    if (n > number_of(rq, "limit")) {
        n--;
        next = arena_printf(rq->arena, "%s.%s", PQgetvalue(rows, n - 1, A_AGENCY),
                            PQgetvalue(rows, n - 1, A_SEQ));
    }
    if (strcmp(rq->format, "csv") == 0)
        return reply_csv(rq, rows, n);
    return reply_records(rq, rows, n, next);
}
