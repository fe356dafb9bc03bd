/* A template as it comes in. */
#include "http/audit.h"
#include "op/letter_render.h"

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

enum problem
letter_template_upload(struct request *rq, const char **bytes, size_t *size)
{
    const char *text = text_of(rq, "docx");

    *bytes = NULL;
    put_text(rq, "bytes", NULL);
    put_text(rq, "sha256", NULL);
    if (text == NULL)
        return OK;
    TRY(decode(rq, text, bytes, size));
    put_text(rq, "bytes", letter_bytea(rq, *bytes, *size));
    put_text(rq, "sha256", letter_digest(rq, *bytes, *size));
    audit_note(rq, "sha256", arena_printf(rq->arena, "\"%s\"", text_of(rq, "sha256") + 2));
    return OK;
}
