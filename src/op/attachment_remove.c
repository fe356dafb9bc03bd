#include "op/act.h"
#include "op/attachment.h"

#include <stdlib.h>

/* Refuses while a fact, or what became of a letter, names the file as its proof. */
static enum problem
check_named(struct request *rq)
{
    PGresult *row;
    int seq;

    TRY(run_sql(rq, SQL(attachment_named), &row));
    if (PQntuples(row) == 0)
        return OK;
    seq = atoi(PQgetvalue(row, 0, 0));
    return fail(
        rq, P_act_not_lawful,
        "第 %d 项（%s）以该附件为凭据，不能移除；请先更正或者撤销该项（条例第四十五条）",
        "entry %d (%s) names the file as its proof; correct or retract that entry "
        "first (Reg. 45)",
        seq,
        rq->english ? PQgetvalue(row, 0, 1)
                    : event_kind_name(event_kind_of(PQgetvalue(row, 0, 1))));
}

/* Take out a file that does not belong to the case.  Its record and digest stay, with the
 * reason; nobody gets it any more, and what it held is erased with the case. */
OPERATION(
    attachment_remove, .summary = "Take an attachment out of its application",
    .route = "POST /api/v1/applications/{application}/attachments/{attachment}/removal",
    .right = RIGHT_case_edit,
    .body = FIELDS(TEXT("reason", "移除原因", .max = 500, .required = true)),
    .reply = ATTACHMENT_REPLY)
{
    struct attachment t;
    PGresult *done;

    TRY(act_lock(rq));
    TRY(attachment_find(rq, &t));
    if (t.removed)
        return fail_with(rq, P_act_not_lawful, "该附件已经移除",
                         "the attachment was taken out already");
    if (t.released)
        return fail_with(rq, P_act_not_lawful, "该公开件已放行，须留作凭证，不能移除",
                         "the copy was released; it is kept as evidence");
    TRY(check_named(rq));
    TRY(run_sql(rq, SQL(attachment_remove), &done));
    attachment_note(rq, t.sha256);
    return reply_one(rq, 200, SQL(attachment_show));
}
