/* Fields of retention and disposal that several operations share. */
#ifndef GONGKAI_OP_RETENTION_H
#define GONGKAI_OP_RETENTION_H

#include "http/field.h"

/* By how a case ended; the audit is a type of its own that nobody sets. */
#define CASE_RECORD_TYPES "|case_answered|case_withdrawn|case_voided"
#define RECORD_TYPES CASE_RECORD_TYPES "|audit"

/* At most so many cases under one certificate; more take several. */
enum { DISPOSAL_MOST = 100000 };

/* A rule in a reply; years is null for ever, stated_by null for the installation's own. */
#define RETENTION_RULE                                                                     \
    CHOICE("record_type", "档案种类", .oneof = RECORD_TYPES, .required = true),            \
        INTEGER("years", "保管年数"), TEXT("basis", "依据", .required = true),             \
        TEXT("stated_by", "由哪个机关确定")

/* A hold in a reply, as case_hold_json writes it. */
#define HOLD_FIELDS                                                                        \
    FIELDS(TEXT("reason", "原因", .required = true),                                       \
           MOMENT("set_at", "暂停时间", .required = true),                                 \
           TEXT("set_by", "暂停人", .required = true), MOMENT("ended_at", "恢复时间"),     \
           TEXT("ended_by", "恢复人"), TEXT("end_reason", "恢复原因"))

#define HOLD_REPLY                                                                         \
    FIELDS(OBJECT("hold", "暂停销毁", .required = true, .fields = HOLD_FIELDS))

/* A case whose retention has ended. */
#define DUE_CASE                                                                           \
    ID("application", "申请", .required = true), TEXT("number", "编号"),                   \
        CHOICE("record_type", "档案种类", .oneof = CASE_RECORD_TYPES, .required = true),   \
        DATE("closed_on", "办结日期", .required = true),                                   \
        DATE("kept_until", "保管期满日", .required = true)

/* The cases whose retention has ended, as disposal_candidates.sql writes them. */
#define CANDIDATES                                                                         \
    FIELDS(INTEGER("until_year", "期满年度", .required = true),                            \
           INTEGER("count", "件数", .required = true),                                     \
           LIST("cases", "申请", .required = true, .fields = FIELDS(DUE_CASE)))

/* A certificate in a reply, as disposal_json writes it. */
#define DISPOSAL_FIELDS                                                                    \
    FIELDS(INTEGER("n", "证明序号", .required = true),                                     \
           INTEGER("until_year", "期满年度", .required = true),                            \
           TEXT("reason", "销毁原因", .required = true),                                   \
           LIST("rules", "保管期限", .required = true, .fields = FIELDS(RETENTION_RULE)),  \
           INTEGER("count", "件数", .required = true),                                     \
           ID("proposal", "待确认事项", .required = true),                                 \
           TEXT("proposed_by", "提出人", .required = true),                                \
           TEXT("confirmed_by", "确认人", .required = true),                               \
           MOMENT("made_at", "销毁时间", .required = true))

/* The whole certificate. */
#define DISPOSAL_REPLY                                                                     \
    FIELDS(OBJECT("agency", "机关", .required = true,                                      \
                  .fields = FIELDS(TEXT("code", "机关代码", .required = true),             \
                                   TEXT("name", "机关名称", .required = true))),           \
           OBJECT("disposal", "销毁证明", .required = true, .fields = DISPOSAL_FIELDS),    \
           LIST("cases", "申请", .required = true,                                         \
                .fields = FIELDS(DUE_CASE,                                                 \
                                 TEXT("digest", "所销毁内容的摘要", .required = true))))

#endif
