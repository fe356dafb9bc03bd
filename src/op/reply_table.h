/* A table of the annual report as the reply, in the format asked for. */
#ifndef GONGKAI_OP_REPLY_TABLE_H
#define GONGKAI_OP_REPLY_TABLE_H

#include "document/table.h"
#include "http/request.h"

#define TABLE_FORMATS "|json|csv|xlsx|html|text"
#define TABLE_REPLY                                                                        \
    FIELDS(TEXT("agency", "机关名称", .required = true),                                   \
           INTEGER("year", "年度", .required = true),                                      \
           CHOICE("scope", "范围", .oneof = "|agency|subtree", .required = true),          \
           TEXT("form", "格式", .required = true), TEXT("note", "说明"),                   \
           LIST("columns", "列", .required = true,                                         \
                .fields = FIELDS(TEXT("key", "代码", .required = true),                    \
                                 TEXT("label", "名称", .required = true))),                \
           LIST("rows", "行", .required = true,                                            \
                .fields = FIELDS(TEXT("key", "代码", .required = true),                    \
                                 TEXT("label", "名称", .required = true),                  \
                                 LIST("cells", "各列的数", .required = true))),            \
           LIST("spans", "表头与行名", .required = true,                                   \
                .fields = FIELDS(INTEGER("row", "起始行", .required = true),               \
                                 INTEGER("column", "起始列", .required = true),            \
                                 INTEGER("rows", "占行数", .required = true),              \
                                 INTEGER("columns", "占列数", .required = true),           \
                                 TEXT("text", "文字", .required = true))))

/* Replies with D, of which agency, year, scope and cut-off are filled in from the question
 * (op/section_three.h); NAME is what a file is called: "section-three". */
enum problem reply_table(struct request *rq, struct table_document *d, const char *name);

#endif
