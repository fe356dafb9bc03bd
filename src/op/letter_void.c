#include "http/audit.h"
#include "op/act.h"
#include "op/letter_view.h"

/* Void a letter that should not have gone out.  It keeps its number, which is never given
 * again, and its bytes; whoever proposes it does not confirm it. */
OPERATION(letter_void, .summary = "Void an issued letter",
          .route = "POST /api/v1/applications/{application}/letters/{letter}/void",
          .right = RIGHT_letter_issue,
          .body = FIELDS(TEXT("reason", "作废原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = FIELDS(OBJECT("letter", "文书", .required = true, .fields = LETTER)))
{
    PGresult *row;

    TRY(act_lock(rq));
    TRY(run_sql(rq, SQL(letter_show), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "该申请没有这份文书",
                         "the application has no such letter");
    audit_note(rq, "letter", text_of(rq, "letter"));
    TRY(run_sql(rq, SQL(letter_void), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_act_not_lawful, "该文书已经作废",
                         "the letter is void already");
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}
