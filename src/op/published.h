/* Reports that were published elsewhere, as they were read from a file. */
#ifndef GONGKAI_OP_PUBLISHED_H
#define GONGKAI_OP_PUBLISHED_H

#include "core/report_check.h"
#include "http/request.h"
#include "op/figures.h"
#include "op/report_place.h"

#define REPORT_COVERS "|agency|subtree"

#define PUBLISHED_REPORT                                                                   \
    FIELDS(INTEGER("year", "年度", .required = true),                                      \
           INTEGER("n", "录入序号", .required = true),                                     \
           CHOICE("covers", "报告范围", .oneof = REPORT_COVERS, .required = true),         \
           DATE("published_on", "公布日期"), TEXT("source", "来源", .required = true),     \
           TEXT("file_name", "文件名"), TEXT("sha256", "摘要", .required = true),          \
           MOMENT("entered_at", "录入时刻", .required = true),                             \
           TEXT("entered_by", "录入人", .required = true))

/* What was read: the report as document/report_json.h writes it, its tables with the labels of
 * their forms, and what is wrong with it. */
#define REPORT_AS_READ                                                                     \
    OBJECT("report", "读出的报告", .required = true),                                      \
        OBJECT("tables", "第三、四部分的表格，没有的为空", .required = true),              \
        FIGURES_SHOWN,                                                                     \
        CHOICE("verdict", "结论", .oneof = "|pass|fail|cannot_tell", .required = true),    \
        INTEGER("errors", "自相矛盾之处", .required = true),                               \
        INTEGER("warnings", "提醒", .required = true),                                     \
        INTEGER("unknown", "无法判断之处", .required = true),                              \
        LIST("findings", "检查结果", .required = true, .fields = REPORT_FINDING_READ)

#define REPORT_FINDING_READ                                                                \
    FIELDS(CHOICE("rule", "规则", .oneof = check_rule_codes, .required = true),            \
           CHOICE("level", "程度", .oneof = "|warning|error", .required = true),           \
           CHOICE("verdict", "结论", .oneof = "|fails|cannot_tell", .required = true),     \
           TEXT("key", "检查结果的标识", .required = true),                                \
           TEXT("place", "位置", .required = true),                                        \
           OBJECT("at", "位置的代码", .required = true, .fields = REPORT_PLACE),           \
           INTEGER("printed", "所填"), INTEGER("expected", "应为"),                        \
           LIST("cells", "相互矛盾的各格", .required = true,                               \
                .fields = FIELDS(TEXT("row", "行"), TEXT("column", "列"),                  \
                                 INTEGER("printed", "所填", .required = true),             \
                                 INTEGER("expected", "应为", .required = true))),          \
           TEXT("message", "问题", .required = true), TEXT("cause", "可能的原因"),         \
           TEXT("basis", "依据", .required = true),                                        \
           TEXT("fix", "如何处理", .required = true))

/* Reads the upload of RQ into *R; P_file_refused, with the reason and what to do, for what
 * cannot be read. */
enum problem published_read(struct request *rq, struct report *r);

/* Examines the upload of RQ: reads it into a struct report, which is then rq->upload.seen.
 * P_file_refused, with the reason and what to do, for what cannot be read or is of another
 * year. */
enum problem published_examine(struct request *rq);

/* REPORT_AS_READ of R. */
enum problem published_as_read(struct request *rq, const struct report *r, json_t **out);

/* The report of the path's year that holds, of what the bag's "covers" says (null: of the
 * agency, else of its subtree), or number "n"; P_not_found.  SHOWN: as PUBLISHED_REPORT. */
enum problem published_find(struct request *rq, struct report *r, const char **shown);

#endif
