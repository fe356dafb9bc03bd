#include "http/audit.h"
#include "http/request.h"
#include "op/delegation.h"

#include <stdlib.h>

enum { MOST_DAYS = 366 };

static void
check_days(struct request *rq)
{
    date from = date_of_field(rq, "valid_from"), to = date_of_field(rq, "valid_to");

    if (from < rq->today)
        add_error_with(rq, "valid_from", "开始日期不能早于今天",
                       "cannot begin before today");
    if (to < from)
        add_error_with(rq, "valid_to", "截止日期不能早于开始日期",
                       "cannot end before it begins");
    else if (to - from >= MOST_DAYS)
        add_error_with(rq, "valid_to", "委托最长一年", "lasts a year at most");
}

static enum problem
check_receiver(struct request *rq)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(delegation_receiver), &row));
    if (PQntuples(row) == 0)
        add_error_with(rq, "to", "本机关没有这个可用的账号",
                       "there is no such active account in the agency");
    else if (atoi(PQgetvalue(row, 0, 0)) == rq->caller.account)
        add_error_with(rq, "to", "不能委托本人", "not to oneself");
    else
        put_text(rq, "to_account", PQgetvalue(row, 0, 0));
    return OK;
}

/* Let another of the agency confirm in one's place, from day to day; it passes on only what
 * one's own roles confirm, and not to a third. */
OPERATION(delegation_make, .summary = "Delegate confirming to another",
          .route = "POST /api/v1/agencies/{agency}/delegations", .right = RIGHT_delegate,
          .body = FIELDS(TEXT("to", "受托人登录名", .max = 100, .required = true),
                         DATE("valid_from", "开始日期", .required = true),
                         DATE("valid_to", "截止日期", .required = true),
                         TEXT("reason", "原因", .max = 500, .multiline = true,
                              .required = true)),
          .reply = DELEGATION_REPLY)
{
    PGresult *locked;

    check_days(rq);
    TRY(check_receiver(rq));
    if (rq->error_count > 0)
        return P_invalid;
    audit_about(rq, "account:%s", text_of(rq, "to_account"));
    TRY(run_sql(rq, SQL(agency_lock), &locked));
    return reply_one(rq, 201, SQL(delegation_make));
}
