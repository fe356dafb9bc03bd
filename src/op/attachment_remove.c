#include "op/act.h"
#include "op/attachment.h"

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
    TRY(run_sql(rq, SQL(attachment_remove), &done));
    attachment_note(rq, t.sha256);
    return reply_one(rq, 200, SQL(attachment_show));
}
