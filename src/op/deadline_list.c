#include "op/law.h"

#include "core/date.h"
#include "http/operation.h"
#include "http/request.h"

#include <stdlib.h>
#include <string.h>

#define QUEUES                                                                             \
    INTEGER("open", "未办结", .required = true),                                           \
        INTEGER("overdue", "逾期", .required = true),                                      \
        INTEGER("due_today", "今日到期", .required = true),                                \
        INTEGER("due_in_3", "三个工作日内到期", .required = true),                         \
        INTEGER("due_in_7", "七个工作日内到期", .required = true),                         \
        INTEGER("awaiting_confirmation", "待确认", .required = true),                      \
        INTEGER("confirmation_late", "超过一个工作日未确认", .required = true),            \
        INTEGER("awaiting_correction", "待申请人补正", .required = true),                  \
        INTEGER("awaiting_fee", "待申请人缴费", .required = true),                         \
        INTEGER("awaiting_third_party", "待第三方意见", .required = true),                 \
        INTEGER("awaiting_agency", "待其他机关意见", .required = true),                    \
        INTEGER("lapsed", "申请人逾期，待办结", .required = true),                         \
        INTEGER("provisional", "期限暂定", .required = true)

/* The last working day before DAY. */
static date
working_day_before(const struct calendar *cal, date day)
{
    while (day > DATE_FIRST && !calendar_works(cal, --day))
        ;
    return day;
}

static date
days_ahead(const struct calendar *cal, date today, int n)
{
    date d = DATE_LAST;

    calendar_after(cal, today, n, &d);
    return d;
}

/* What three and seven working days are in each region that has agencies. */
static enum problem
put_horizons(struct request *rq)
{
    struct text t = {NULL, 0, 0};
    PGresult *regions;

    TRY(run_sql(rq, SQL(agency_regions), &regions));
    text_add(&t, "[");
    for (int i = 0; i < PQntuples(regions); i++) {
        const char *region = PQgetvalue(regions, i, 0);
        const struct calendar *cal = law_calendar(rq->service->law, region);
        char before[DATE_SIZE], three[DATE_SIZE], seven[DATE_SIZE];

        text_add(&t, i ? ",{\"region\":" : "{\"region\":");
        text_add_json(&t, region);
        text_addf(&t, ",\"before\":\"%s\",\"three\":\"%s\",\"seven\":\"%s\"}",
                  date_text(working_day_before(cal, rq->today), before),
                  date_text(days_ahead(cal, rq->today, 3), three),
                  date_text(days_ahead(cal, rq->today, 7), seven));
    }
    text_add(&t, "]");
    put_text(rq, "horizons", arena_copy(rq->arena, t.bytes, t.len));
    text_free(&t);
    return OK;
}

/* Who works on which case is for the own agency: by officer or unit, only its cases are
 * counted, and who only counts is refused. */
static enum problem
check_grouping(struct request *rq, const PGresult *under)
{
    bool inside = strcmp(text_of(rq, "by"), "agency") != 0;

    put_bool(rq, "inside", inside);
    if (!inside)
        return OK;
    if (rq->counts_only ||
        (under != NULL && atoi(PQgetvalue(under, 0, 0)) != rq->caller.agency))
        return fail_with(rq, P_forbidden, "按经办人或承办机构分组只限本机关，请按机关分组",
                         "by officer or unit only one's own agency is shown; group by "
                         "agency");
    return OK;
}

/* The board of deadlines: how many open cases each officer, unit or agency has in every
 * queue, counted at the moment of asking (product rows 19 and 35), of the agencies the caller
 * reaches.  due_in_7 holds due_in_3 and due_today; what is overdue is in none of them.  The
 * days of the coming six weeks tell how many fall due on each. */
OPERATION(
    deadline_list, .summary = "Show the board of deadlines",
    .route = "GET /api/v1/deadlines", .right = RIGHT_case_count,
    .query = FIELDS(TEXT("under", "机关代码", .max = 40),
                    CHOICE("by", "分组", .oneof = "|agency|unit|officer")),
    .reply = FIELDS(DATE("as_of", "截至", .required = true),
                    CHOICE("by", "分组", .oneof = "|agency|unit|officer", .required = true),
                    OBJECT("total", "合计", .required = true, .fields = FIELDS(QUEUES)),
                    LIST("groups", "各组", .required = true,
                         .fields = FIELDS(TEXT("key", "代码或名称"), TEXT("name", "名称"),
                                          DATE("next_due", "最近的期限"), QUEUES)),
                    LIST("days", "今后六周每日到期", .required = true,
                         .fields = FIELDS(DATE("date", "日期", .required = true),
                                          INTEGER("due", "到期", .required = true)))))
{
    PGresult *under = NULL;

    TRY(put_horizons(rq));
    if (text_of(rq, "by") == NULL)
        put_text(rq, "by", "agency");
    if (text_of(rq, "under") != NULL) {
        TRY(run_sql(rq, SQL(agency_under), &under));
        if (PQntuples(under) == 0)
            return fail(rq, P_not_found, "没有代码为 %s 的机关", "no agency %s",
                        text_of(rq, "under"));
    }
    TRY(check_grouping(rq, under));
    return reply_one(rq, 200, SQL(deadline_list));
}
