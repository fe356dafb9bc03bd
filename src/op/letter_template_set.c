#include "http/audit.h"
#include "op/letter_render.h"
#include "op/letter_template_view.h"

/* Take a template that was edited in WPS, Word or LibreOffice for a kind of letter; without one
 * the agency uses that of the agency above it again, or the default.  It is checked: nothing
 * hostile, no unknown field, and all that the letter must say by law. */
OPERATION(letter_template_set, .summary = "Set an agency's template for a kind of letter",
          .route = "POST /api/v1/agencies/{agency}/letter-templates/{letter_kind}",
          .right = RIGHT_letterhead_change,
          .body = FIELDS(TEXT("docx", "模板文件（Base64）", .max = 1500000,
                              .multiline = true),
                         TEXT("note", "说明", .max = 400)),
          .reply = LETTER_TEMPLATE_REPLY)
{
    enum letter_kind k = letter_kind_of(text_of(rq, "letter_kind"));
    const char *bytes;
    PGresult *row;
    size_t size;

    if (k == LETTER_NONE)
        return fail_with(rq, P_not_found, "没有这种文书",
                         "there is no such kind of letter");
    TRY(letter_template_upload(rq, &bytes, &size));
    if (bytes != NULL)
        TRY(letter_template_check(rq, k, "docx", bytes, size));
    audit_about(rq, "letter_template:%s", letter(k)->code);
    TRY(run_sql(rq, SQL(letter_template_set), &row));
    return reply_one(rq, 200, SQL(letter_template_show));
}
