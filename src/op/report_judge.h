/* The checks of a report as the house has it: the rules of core/report_check.h with last year's
 * frozen report, and what a person said of their findings. */
#ifndef GONGKAI_OP_REPORT_JUDGE_H
#define GONGKAI_OP_REPORT_JUDGE_H

#include "core/report_check.h"
#include "op/report_way.h"

#define REPORT_JUDGED                                                                      \
    FIELDS(CHOICE("verdict", "结论", .oneof = "|pass|fail|cannot_tell", .required = true), \
           LIST("findings", "检查结果", .required = true,                                  \
                .fields = FIELDS(                                                          \
                    CHOICE("rule", "规则", .oneof = check_rule_codes, .required = true),   \
                    CHOICE("level", "级别", .oneof = "|error|warning", .required = true),  \
                    CHOICE("verdict", "结论", .oneof = "|fails|cannot_tell",               \
                           .required = true),                                              \
                    TEXT("key", "检查结果的标识", .required = true),                       \
                    TEXT("place", "位置", .required = true),                               \
                    TEXT("message", "说明", .required = true),                             \
                    TEXT("basis", "依据", .required = true),                               \
                    TEXT("fix", "如何处理", .required = true),                             \
                    TEXT("dismissed", "予以保留的原因", .multiline = true))))

struct judgement {
    struct report report;
    struct findings found;
    const char *
        *dismissed;   /* why a finding may stand, by its place in FOUND; NULL: nothing */
    int errors, open; /* contradictions; warnings that nobody spoke of */
};

/* Checks the report that report_way_read() found, as it stands now. */
enum problem report_judge(struct request *rq, struct judgement *j);

/* P_table_inconsistent when it contradicts itself, P_conflict when a warning has no reason and
 * REASON, one for all of them, is NULL; each finding as an error. */
enum problem report_must_pass(struct request *rq, const char *reason);

#endif
