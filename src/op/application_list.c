#include "op/act.h"
#include "op/fields.h"
#include "op/paging.h"

#include <string.h>

/* List applications with filters, a page at a time; the order never shifts under a reader. */
OPERATION(application_list, .summary = "List applications",
          .route = "GET /api/v1/agencies/{agency}/applications", .right = RIGHT_case_list,
          .query = FIELDS(CHOICE("status", "状态", .oneof = clock_live_codes),
                          BOOLEAN("open", "未办结"), BOOLEAN("overdue", "逾期"),
                          INTEGER("due_within", "几个工作日内到期", .min = 0, .max = 250),
                          CHOICE("outcome", "办理结果", .oneof = outcome_codes),
                          CHOICE("applicant_category", "申请人类别",
                                 .oneof = category_codes),
                          CHOICE("channel", "渠道", .oneof = channel_codes),
                          TEXT("officer", "经办人", .max = 100),
                          TEXT("unit", "承办机构", .max = 100),
                          INTEGER("year", "收到年份", .min = 2000, .max = 2100),
                          TEXT("text", "文字", .max = 100),
                          CHOICE("sort", "排序", .oneof = "|newest|due"), PAGING),
          .reply = APPLICATIONS_REPLY)
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
    TRY(take_cursor(rq, by_due));
    return reply_one(rq, 200, by_due ? SQL(application_list_due) : SQL(application_list));
}
