/* A roll-up as it is replied. */
#ifndef GONGKAI_OP_ROLL_UP_VIEW_H
#define GONGKAI_OP_ROLL_UP_VIEW_H

#include "op/figures.h"
#include "op/roll_up.h"

#define ROLL_UP_ROWS(called)                                                               \
    LIST("rows", called, .required = true,                                                 \
         .fields = FIELDS(TEXT("key", "代码", .required = true),                           \
                          TEXT("label", "名称", .required = true),                         \
                          LIST("cells", "各列的数", .required = true)))

#define ROLL_UP_AGENCY                                                                     \
    FIELDS(TEXT("code", "机关代码", .required = true),                                     \
           TEXT("name", "机关名称", .required = true),                                     \
           TEXT("level", "层级", .required = true), TEXT("parent", "上级机关代码"),        \
           DATE("valid_to", "撤销日期"), TEXT("successor", "承接机关代码"),                \
           CHOICE("status", "状态", .oneof = roll_up_status_codes, .required = true),      \
           TEXT("status_name", "状态名称", .required = true),                              \
           CHOICE("report_state", "本系统中报告的状态", .oneof = report_state_codes),      \
           TEXT("report_state_name", "报告状态名称"), TEXT("stands_in", "由哪个机关计入"), \
           CHOICE("scope", "报告范围", .oneof = report_scope_codes),                       \
           INTEGER("n", "报告版次或录入序号"),                                             \
           DATE("due_on", "报送期限", .required = true),                                   \
           BOOLEAN("reported", "已报", .required = true), DATE("reported_on", "报送日期"), \
           BOOLEAN("late", "逾期", .required = true),                                      \
           BOOLEAN("sound", "各数相符", .required = true),                                 \
           BOOLEAN("false_nil", "申报无申请而有申请", .required = true),                   \
           INTEGER("blanks", "按 0 计的空格", .required = true),                           \
           BOOLEAN("has_two", "有第二部分", .required = true),                             \
           BOOLEAN("has_four", "有第四部分", .required = true),                            \
           LIST("rows", "第三部分中不为 0 的行", .required = true,                         \
                .fields = FIELDS(TEXT("key", "代码", .required = true),                    \
                                 LIST("cells", "各列的数", .required = true))))

/* Member I with the rows of section three in which it has something. */
json_t *roll_up_agency_view(const struct request *rq, const struct roll_up_view *v, int i);

/* The sums: {form, rows}; {rows}; {form, complete, figures}. */
json_t *roll_up_three_view(const struct roll_up *r);
json_t *roll_up_four_view(const struct roll_up *r);
json_t *roll_up_two_view(const struct roll_up *r);

#endif
