#include "op/letter_render.h"

/* The template that holds, to be edited: the agency's own, that of an agency above it, or the
 * default one. */
OPERATION(letter_template_file, .summary = "Download a template",
          .route = "GET /api/v1/agencies/{agency}/letter-templates/{letter_kind}",
          .right = RIGHT_agency_read, .formats = "|docx",
          .query = FIELDS(BOOLEAN("standard", "取默认模板")))
{
    enum letter_kind k = letter_kind_of(text_of(rq, "letter_kind"));
    struct letter_template t;

    if (k == LETTER_NONE)
        return fail_with(rq, P_not_found, "没有这种文书",
                         "there is no such kind of letter");
    if (is_true(rq, "standard"))
        letter_template_default(rq, k, &t);
    else
        TRY(letter_template_read(rq, k, &t));
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"%s.docx\"", letter(k)->code);
    return reply_bytes(rq, 200, DOCX_TYPE, t.bytes, t.size);
}
