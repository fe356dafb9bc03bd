/* Findings of the checks as they are replied: what, where, and what to open. */
#ifndef GONGKAI_OP_REPORT_FINDING_H
#define GONGKAI_OP_REPORT_FINDING_H

#include "op/report_judge.h"
#include "op/report_place.h"

#define REPORT_JUDGED                                                                      \
    FIELDS(CHOICE("verdict", "结论", .oneof = "|pass|fail|cannot_tell", .required = true), \
           LIST("findings", "检查结果", .required = true, .fields = REPORT_FINDING))

#define REPORT_FINDING                                                                     \
    FIELDS(CHOICE("rule", "规则", .oneof = finding_codes, .required = true),               \
           CHOICE("level", "级别", .oneof = "|error|warning", .required = true),           \
           CHOICE("verdict", "结论", .oneof = "|fails|cannot_tell", .required = true),     \
           TEXT("key", "检查结果的标识", .required = true),                                \
           TEXT("place", "位置", .required = true),                                        \
           OBJECT("at", "位置的代码", .required = true, .fields = REPORT_PLACE),           \
           INTEGER("printed", "所填"), INTEGER("expected", "应为"),                        \
           TEXT("message", "说明", .required = true), TEXT("cause", "可能的原因"),         \
           TEXT("basis", "依据", .required = true),                                        \
           TEXT("fix", "如何处理", .required = true),                                      \
           BOOLEAN("may_stand", "可说明原因后保留", .required = true),                     \
           TEXT("dismissed", "予以保留的原因", .multiline = true),                         \
           TEXT("remark", "保留后还须办理"), INTEGER("count", "所涉件数"),                 \
           LIST("cases", "所涉申请（前五十件）"),                                          \
           LIST("remedies", "所涉复议、诉讼（前五十件）",                                  \
                .fields = FIELDS(TEXT("agency", "机关代码", .required = true),             \
                                 INTEGER("n", "序号", .required = true))),                 \
           LIST("agencies", "所涉机关（前五十个）"))

/* F, of J, for RQ's reader. */
json_t *report_finding(struct request *rq, const struct judgement *j,
                       const struct judged *f);

#endif
