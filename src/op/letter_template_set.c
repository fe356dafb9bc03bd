#include "http/audit.h"
#include "op/letter_render.h"
#include "op/letter_template_view.h"

#include <sodium.h>
#include <string.h>

enum { MOST_BYTES = 1048576 };

/* The field docx as bytes. */
static enum problem
decode(struct request *rq, const char *text, const char **bytes, size_t *size)
{
    size_t room = strlen(text) / 4 * 3 + 3;
    unsigned char *out = arena_alloc(rq->arena, room);
    const char *end;

    if (sodium_base642bin(out, room, text, strlen(text), "\r\n", size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        *end != '\0' || *size == 0 || *size > MOST_BYTES) {
        add_error_with(rq, "docx", "须是不超过 1 MB 的 DOCX 文件，用 Base64 编码",
                       "must be a DOCX of at most 1 MB, in Base64");
        return P_invalid;
    }
    *bytes = (const char *)out;
    return OK;
}

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
    const char *text = text_of(rq, "docx"), *bytes;
    PGresult *row;
    size_t size;

    if (k == LETTER_NONE)
        return fail_with(rq, P_not_found, "没有这种文书",
                         "there is no such kind of letter");
    put_text(rq, "bytes", NULL);
    put_text(rq, "sha256", NULL);
    if (text != NULL) {
        TRY(decode(rq, text, &bytes, &size));
        TRY(letter_template_check(rq, k, "docx", bytes, size));
        put_text(rq, "bytes", letter_bytea(rq, bytes, size));
        put_text(rq, "sha256", letter_digest(rq, bytes, size));
        audit_note(rq, "sha256",
                   arena_printf(rq->arena, "\"%s\"", text_of(rq, "sha256") + 2));
    }
    audit_about(rq, "letter_template:%s", letter(k)->code);
    TRY(run_sql(rq, SQL(letter_template_set), &row));
    return reply_one(rq, 200, SQL(letter_template_show));
}
