#include "core/clock.h"
#include "core/outcome.h"
#include "document/csv.h"
#include "op/paging.h"

#include <string.h>

/* What a streamed reply keeps between two reads. */
struct ledger {
    struct text buffer;
    size_t sent;
    bool ended;
};

enum { CHUNK = 65536 };

static const char *const headings[] = {"机关",     "编号",         "渠道",     "申请人类别",
                                       "申请人",   "所需政府信息", "经办人",   "承办机构",
                                       "提交日期", "到达日期",     "收到日期", "答复期限",
                                       "期限暂定", "状态",         "办结日期", "办理结果"};

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

static enum problem
add_row(struct request *rq, struct ledger *l, bool *more)
{
    PGresult *row;

    TRY(db_next(rq->db, &row));
    *more = row != NULL;
    if (row == NULL)
        return OK;
    for (int i = 0; i < PQnfields(row); i++)
        csv_cell(&l->buffer, shown(row, i));
    csv_end_row(&l->buffer);
    PQclear(row);
    return OK;
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

/* The ledger (台账) as CSV, streamed: any number of rows in constant memory. */
OPERATION(application_ledger, .summary = "Export the ledger of applications as CSV",
          .route = "GET /api/v1/agencies/{agency}/ledger", .right = RIGHT_ledger_export,
          .formats = "|csv",
          .query = FIELDS(INTEGER("year", "收到年份", .min = 2000, .max = 2100)))
{
    struct ledger *l = arena_alloc(rq->arena, sizeof *l);

    TRY(db_stream(rq->db, SQL(application_ledger), &rq->bag));
    arena_own(rq->arena, l, free_ledger);
    csv_begin(&l->buffer);
    for (unsigned i = 0; i < sizeof headings / sizeof headings[0]; i++)
        csv_cell(&l->buffer, headings[i]);
    csv_end_row(&l->buffer);
    rq->stream = l;
    rq->reply.status = 200;
    rq->reply.content_type = "text/csv; charset=utf-8";
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"ledger-%s.csv\"", rq->agency.code);
    rq->reply.reader = read_ledger;
    return OK;
}
