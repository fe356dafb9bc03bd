/* The published report of the agency asked about against the sum of its parts. */
#ifndef GONGKAI_OP_ROLL_UP_GAPS_H
#define GONGKAI_OP_ROLL_UP_GAPS_H

#include "core/report_sum.h"
#include "op/roll_up.h"

#define ROLL_UP_GAPS                                                                         \
    LIST(                                                                                    \
        "gaps", "公布数与汇总数不一致的格",                                                  \
        .fields = FIELDS(                                                                    \
            CHOICE("kind", "性质", .oneof = "|differs|printed|rounded", .required = true),   \
            TEXT("place", "位置", .required = true),                                         \
            CHOICE("section", "部分", .oneof = "|two|three|four", .required = true),         \
            TEXT("row", "行"), TEXT("column", "列"),                                         \
            INTEGER("printed", "公布数", .required = true),                                  \
            INTEGER("computed", "汇总数", .required = true),                                 \
            INTEGER("added", "各机关所印数之和", .required = true),                          \
            INTEGER("unexplained", "未能解释的差", .required = true),                        \
            TEXT("message", "说明", .required = true),                                       \
            LIST(                                                                            \
                "blame", "由哪些机关引起", .required = true,                                 \
                .fields = FIELDS(                                                            \
                    TEXT("code", "机关代码", .required = true),                              \
                    TEXT("name", "机关名称", .required = true),                              \
                    CHOICE(                                                                  \
                        "kind", "性质", .required = true,                                    \
                        .oneof =                                                             \
                            "|total_column_unfilled|total_row_unfilled|total|double_entry"), \
                    TEXT("words", "说明", .required = true),                                 \
                    INTEGER("by", "件数", .required = true)))))

/* As a list; null when the agency has no report of its whole. */
json_t *roll_up_gaps(struct request *rq, const struct roll_up_view *v);

#endif
