#include "document/docx_html.h"
#include "op/letter_render.h"
#include "op/letter_view.h"

static void
add_missing(struct request *rq, struct text *t, const struct letter_draft *d)
{
    const struct letter_value *v;

    for (int i = 0; (v = letter_missing(d, i)) != NULL; i++) {
        text_add(t, i ? ", {\"field\" : " : "{\"field\" : ");
        text_add_json(t, v->source);
        text_add(t, ", \"label\" : ");
        text_add_json(t, v->label);
        text_add(t, ", \"article\" : ");
        text_add_json(t, *v->article != '\0' ? v->article : letter(d->kind)->article);
        text_add(t, "}");
    }
    (void)rq;
}

static enum problem
reply(struct request *rq, const struct letter_draft *d, const char *html)
{
    struct text t = {NULL, 0, 0};

    put_warnings(rq);
    text_add(&t, "{\"kind\" : ");
    text_add_json(&t, letter(d->kind)->code);
    text_add(&t, ", \"name\" : ");
    text_add_json(&t, letter(d->kind)->name);
    text_addf(&t, ", \"seq\" : %s",
              d->seq != 0 ? arena_printf(rq->arena, "%d", d->seq) : "null");
    text_add(&t, ", \"html\" : ");
    text_add_json(&t, html);
    text_add(&t, ", \"missing\" : [");
    add_missing(rq, &t, d);
    text_addf(&t, "], \"warnings\" : %s}", text_of(rq, "warnings"));
    return reply_text(rq, 200, "application/json", &t);
}

/* See a letter before it is proposed: as a fragment of HTML without scripts, with all that is
 * missing.  Nothing is kept, no number taken. */
OPERATION(
    letter_preview, .summary = "Preview a letter of an application",
    .route = "POST /api/v1/applications/{application}/letter-preview",
    .right = RIGHT_letter_draft, .asks = true, .body = LETTER_DRAFT,
    .reply = FIELDS(CHOICE("kind", "文书种类", .oneof = letter_codes, .required = true),
                    TEXT("name", "文书名称", .required = true),
                    INTEGER("seq", "所记载的事项"), TEXT("html", "预览", .required = true),
                    LIST("missing", "缺少的内容", .required = true,
                         .fields = FIELDS(TEXT("field", "应填写的字段", .required = true),
                                          TEXT("label", "内容", .required = true),
                                          TEXT("article", "依据", .required = true))),
                    WARNINGS))
{
    struct text docx = {NULL, 0, 0}, html = {NULL, 0, 0};
    struct docx_faults faults = {.count = 0};
    struct letter_template t;
    struct letter_draft d;
    enum problem p;

    TRY(letter_prepare(rq, &d));
    TRY(letter_template_read(rq, d.kind, &t));
    letter_unissued(&d);
    TRY(letter_render(rq, &d, &t, &docx));
    if (docx_html(rq->arena, docx.bytes, docx.len, &html, &faults))
        p = reply(rq, &d, html.bytes != NULL ? html.bytes : "");
    else
        p = fail_with(rq, P_internal, docx_fault_zh(rq->arena, &faults.list[0]),
                      docx_fault_en(rq->arena, &faults.list[0]));
    text_free(&docx);
    text_free(&html);
    return p;
}
