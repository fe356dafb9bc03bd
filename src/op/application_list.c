#include "op/act.h"
#include "op/fields.h"
#include "op/paging.h"

#include <string.h>

/* The working days told of on either side of today: more than a year. */
enum { TOLD_DAYS = 300 };

/* The queues of the board of deadlines (deadline_list), of which each can be listed. */
#define QUEUES                                                                             \
    "|open|overdue|due_today|due_in_3|due_in_7|awaiting_confirmation|confirmation_late"    \
    "|awaiting_correction|awaiting_fee|awaiting_third_party|awaiting_agency|lapsed"        \
    "|provisional"

/* What :queue says of days: the working day before today, the third and the seventh after. */
static void
put_horizon(struct request *rq)
{
    const struct calendar *cal = calendar_of(rq);
    date before = rq->today, three = DATE_LAST, seven = DATE_LAST;

    while (before > DATE_FIRST && !calendar_works(cal, --before))
        ;
    calendar_after(cal, rq->today, 3, &three);
    calendar_after(cal, rq->today, 7, &seven);
    put_date(rq, "before", before);
    put_date(rq, "three", three);
    put_date(rq, "seven", seven);
}

/* The working days around today as an SQL array, in which a due day's place is found by
 * halving: how many working days it is off. */
static void
put_working_days(struct request *rq)
{
    const struct calendar *cal = calendar_of(rq);
    struct text t = {NULL, 0, 0};
    char day[DATE_SIZE];
    date d = rq->today;

    for (int n = 0; n < TOLD_DAYS && d > DATE_FIRST; n += calendar_works(cal, d))
        d--;
    text_add(&t, "{");
    for (int n = 0; n < 2 * TOLD_DAYS && d <= DATE_LAST; d++)
        if (calendar_works(cal, d))
            text_addf(&t, "%s%s", n++ > 0 ? "," : "", date_text(d, day));
    text_add(&t, "}");
    put_text(rq, "working_days", arena_copy(rq->arena, t.bytes, t.len));
    text_free(&t);
}

/* List applications with filters, a page at a time; the order never shifts under a reader. */
OPERATION(application_list, .summary = "List applications",
          .route = "GET /api/v1/agencies/{agency}/applications", .right = RIGHT_case_list,
          .query = FIELDS(
              CHOICE("status", "状态", .oneof = clock_live_codes),
              BOOLEAN("open", "未办结"), BOOLEAN("overdue", "逾期"),
              INTEGER("due_within", "几个工作日内到期", .min = 0, .max = 250),
              CHOICE("outcome", "办理结果", .oneof = outcome_codes),
              CHOICE("applicant_category", "申请人类别", .oneof = category_codes),
              CHOICE("channel", "渠道", .oneof = channel_codes),
              TEXT("officer", "经办人", .max = 100), BOOLEAN("no_officer", "未指定经办人"),
              TEXT("unit", "承办机构", .max = 100), BOOLEAN("no_unit", "未指定承办机构"),
              CHOICE("queue", "期限队列", .oneof = QUEUES), DATE("due_on", "答复期限"),
              INTEGER("year", "收到年份", .min = 2000, .max = 2100),
              TEXT("text", "文字", .max = 100),
              CHOICE("sort", "排序", .oneof = "|newest|due"), PAGING),
          .reply = FIELDS(LIST("applications", "申请", .required = true,
                               .fields = FIELDS(APPLICATION_MEMBERS(true),
                                                INTEGER("days_to_due",
                                                        "距期限的工作日（逾期为负）"))),
                          TEXT("next", "下一页")))
{
    const char *sort = text_of(rq, "sort");
    bool by_due = sort != NULL && strcmp(sort, "due") == 0;
    date due_until = NO_DATE;

    if (text_of(rq, "due_within") != NULL) {
        int n = (int)number_of(rq, "due_within");

        due_until = rq->today;
        if (n > 0 && calendar_after(calendar_of(rq), rq->today, n, &due_until) != OK)
            due_until = DATE_LAST;
    }
    put_date(rq, "due_until", due_until);
    put_horizon(rq);
    put_working_days(rq);
    TRY(take_cursor(rq, by_due));
    return reply_one(rq, 200, by_due ? SQL(application_list_due) : SQL(application_list));
}
