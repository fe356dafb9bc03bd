/* Parts of an assembled report as JSON. */
#ifndef GONGKAI_OP_REPORT_VIEW_H
#define GONGKAI_OP_REPORT_VIEW_H

#include "op/report.h"

/* The stretches of a filled text that came from fields, counted in characters.  This value
 * and those below belong to the caller. */
json_t *report_fields_view(const struct narrative_filled *f);

/* The written parts, as written and filled. */
json_t *report_texts_view(const struct assembled *a);

/* What keeps the report from being whole: figures nobody stated, fields without a value,
 * places left to be written. */
json_t *report_findings_view(struct request *rq, const struct assembled *a);

#define REPORT_FIELDS                                                                      \
    LIST("fields", "由字段填入的各段", .required = true,                                   \
         .fields = FIELDS(INTEGER("from", "起始字", .required = true),                     \
                          INTEGER("to", "其后第一字", .required = true),                   \
                          TEXT("field", "字段", .required = true),                         \
                          BOOLEAN("absent", "没有数据", .required = true)))
#define REPORT_TEXTS                                                                       \
    LIST("texts", "文字部分", .required = true,                                            \
         .fields = FIELDS(TEXT("part", "部分", .required = true), TEXT("heading", "标题"), \
                          TEXT("raw", "原文（含字段）"),                                   \
                          TEXT("text", "正文", .required = true), REPORT_FIELDS))
#define REPORT_FINDINGS                                                                    \
    LIST("findings", "尚缺", .required = true,                                             \
         .fields = FIELDS(CHOICE("code", "代码", .required = true,                         \
                                 .oneof = "|figures_missing|field_absent|unwritten"),      \
                          TEXT("subject", "机关或部分", .required = true),                 \
                          TEXT("message", "说明", .required = true)))

#endif
