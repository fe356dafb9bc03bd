#include "op/ledger.h"

#include "core/clock.h"
#include "core/outcome.h"
#include "document/csv.h"
#include "http/authorize.h"
#include "http/keys.h"
#include "op/disclosure.h"
#include "op/number.h"

#include <stdlib.h>
#include <string.h>

/* What a streamed reply keeps between two reads. */
struct ledger {
    struct text buffer;
    size_t sent;
    bool ended, full;
};

/* Behind the columns that are shown: where the sealed numbers stand, and they. */
enum { CHUNK = 65536, SHOWN = 20, AGENCY_ID = SHOWN, CASE_ID, KEY, SEQ, ID_NUMBER, PHONE };

static const char *const headings[] = {
    "机关",         "编号",         "渠道",     "申请人类别", "申请人",
    "所需政府信息", "经办人",       "承办机构", "提交日期",   "到达日期",
    "收到日期",     "答复期限",     "期限暂定", "状态",       "办结日期",
    "办理结果",     "来信邮件号码", "联名人数", "代理人",     "拆分自"};

/* The cell of COLUMN as an officer reads it. */
static const char *
shown(const PGresult *row, int column)
{
    const char *value = PQgetvalue(row, 0, column);

    if (PQgetisnull(row, 0, column))
        return "";
    switch (column) {
    case 2:
        return channel_name(channel_of(value));
    case 3:
        return category_label(category_of(value));
    case 12:
        return *value == 't' ? "是" : "";
    case 13:
        return clock_status_name(clock_status_of(value));
    case 15:
        return outcome_name(outcome_of(value));
    default:
        return value;
    }
}

static bool
add_number(struct arena *a, struct ledger *l, const struct keyring *k, const PGresult *row,
           int column)
{
    const struct number_place at = {PQgetvalue(row, 0, AGENCY_ID),
                                    PQgetvalue(row, 0, CASE_ID), PQgetvalue(row, 0, SEQ),
                                    column == ID_NUMBER ? "id_number" : "phone"};
    const char *sealed = db_value(row, 0, column);
    const char *number;

    if (!number_open(a, k, atoi(PQgetvalue(row, 0, KEY)), &at, sealed, &number))
        return false;
    csv_cell(&l->buffer, number);
    return true;
}

/* What is opened for a row is wiped away with it. */
static bool
add_numbers(struct request *rq, struct ledger *l, const PGresult *row)
{
    const struct keyring *k = keys_for(rq, atoi(PQgetvalue(row, 0, KEY)));
    struct arena *a = arena_new();
    bool open = add_number(a, l, k, row, ID_NUMBER) && add_number(a, l, k, row, PHONE);

    arena_free(a);
    return open;
}

static enum problem
add_row(struct request *rq, struct ledger *l, bool *more)
{
    PGresult *row;
    bool added;

    TRY(db_next(rq->db, &row));
    *more = row != NULL;
    if (row == NULL)
        return OK;
    for (int i = 0; i < SHOWN; i++)
        csv_cell(&l->buffer, shown(row, i));
    added = !l->full || add_numbers(rq, l, row);
    csv_end_row(&l->buffer);
    PQclear(row);
    return added ? OK : P_internal;
}

static ssize_t
read_ledger(struct request *rq, char *out, size_t size)
{
    struct ledger *l = rq->stream;
    size_t n;

    if (l->sent == l->buffer.len) {
        l->sent = l->buffer.len = 0;
        while (!l->ended && l->buffer.len < CHUNK) {
            bool more;

            if (add_row(rq, l, &more) != OK)
                return -1;
            l->ended = !more;
        }
    }
    n = l->buffer.len - l->sent;
    n = n < size ? n : size;
    if (n > 0)
        memcpy(out, l->buffer.bytes + l->sent, n);
    l->sent += n;
    return (ssize_t)n;
}

static void
free_ledger(void *object)
{
    text_free(&((struct ledger *)object)->buffer);
}

enum problem
ledger_use_grant(struct request *rq)
{
    struct right_terms terms = authorize_terms(rq);
    PGresult *row;

    TRY(run_sql(rq, SQL(ledger_grant), &row));
    if (PQntuples(row) == 0 || right_decide(RIGHT_ledger_full, &terms) != VERDICT_PROPOSES)
        return fail_with(rq, P_forbidden, "没有有效的完整号码导出许可，请重新提出",
                         "there is no grant of yours that holds; propose one");
    rq->reply.status = 200;
    return disclosure_note(rq, PQgetvalue(row, 0, 0));
}

static void
add_headings(struct ledger *l)
{
    csv_begin(&l->buffer);
    for (unsigned i = 0; i < sizeof headings / sizeof headings[0]; i++)
        csv_cell(&l->buffer, headings[i]);
    if (l->full) {
        csv_cell(&l->buffer, "证件号码");
        csv_cell(&l->buffer, "联系电话");
    }
    csv_end_row(&l->buffer);
}

enum problem
ledger_stream(struct request *rq, const struct sql *statement, const char *name, bool full)
{
    struct ledger *l = arena_alloc(rq->arena, sizeof *l);

    l->full = full;
    TRY(db_stream(rq->db, statement, &rq->bag));
    arena_own(rq->arena, l, free_ledger);
    add_headings(l);
    rq->stream = l;
    rq->reply.status = 200;
    rq->reply.content_type = "text/csv; charset=utf-8";
    rq->reply.disposition = arena_printf(rq->arena, "attachment; filename=\"%s-%s.csv\"",
                                         name, rq->agency.code);
    rq->reply.reader = read_ledger;
    return OK;
}
