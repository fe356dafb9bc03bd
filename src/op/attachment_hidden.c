#include "base/spool.h"
#include "op/attachment.h"
#include "op/clock_view.h"

static json_t *
finding(enum hidden h, long count)
{
    return json_pack("{s:s, s:I, s:b, s:s, s:s, s:s, s:s}", "kind", hidden_code(h), "count",
                     (json_int_t)count, "needs_review", hidden_needs_review(h), "name",
                     hidden_name(h, false), "name_en", hidden_name(h, true), "todo",
                     hidden_todo(h, false), "todo_en", hidden_todo(h, true));
}

/* What a file holds besides what it shows, by kind and number. */
OPERATION(attachment_hidden, .summary = "Report the hidden data of an attachment",
          .route = "GET /api/v1/applications/{application}/attachments/{attachment}/hidden",
          .right = RIGHT_attachment_read,
          .reply = FIELDS(
              INTEGER("attachment", "附件", .required = true),
              BOOLEAN("needs_review", "须核对", .required = true),
              LIST("findings", "发现", .required = true,
                   .fields = FIELDS(CHOICE("kind", "种类", .oneof = hidden_codes,
                                           .required = true),
                                    INTEGER("count", "数量", .required = true),
                                    BOOLEAN("needs_review", "须核对", .required = true),
                                    TEXT("name", "名称", .required = true),
                                    TEXT("name_en", "英文名称", .required = true),
                                    TEXT("todo", "处理办法", .required = true),
                                    TEXT("todo_en", "英文处理办法", .required = true)))))
{
    json_t *findings = json_array();
    struct hidden_report report;
    struct attachment t;
    struct spool *content;

    own_json(rq->arena, findings);
    TRY(attachment_find_whole(rq, &t));
    TRY(attachment_read(rq, &t, &content));
    hidden_examine(content, t.type, &report);
    spool_free(content);
    for (enum hidden h = 0; h < HIDDEN_COUNT; h++)
        if (report.found[h] > 0)
            json_array_append_new(findings, finding(h, report.found[h]));
    return reply_json(rq, 200,
                      json_pack("{s:I, s:b, s:O}", "attachment",
                                (json_int_t)number_of(rq, "attachment"), "needs_review",
                                hidden_report_needs_review(&report), "findings", findings));
}
