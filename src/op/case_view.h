/* A case as a whole: what application_show and case_inspect reply. */
#ifndef GONGKAI_OP_CASE_VIEW_H
#define GONGKAI_OP_CASE_VIEW_H

#include "http/request.h"
#include "op/fields.h"
#include "op/letter_view.h"
#include "op/retention.h"

#define CASE_REPLY                                                                         \
    FIELDS(                                                                                \
        OBJECT("application", "申请", .required = true, .fields = APPLICATION),            \
        OBJECT("applicant", "申请人", .required = true,                                    \
               .fields = FIELDS(TEXT("name", "姓名或名称", .required = true),              \
                                TEXT("id_type", "证件类型"), TEXT("email", "电子邮箱"),    \
                                TEXT("address", "通信地址"), TEXT("assignee", "经办账号"), \
                                TEXT("id_number", "证件号码"), TEXT("phone", "联系电话"),  \
                                JOINT_AND_AGENT)),                                         \
        LIST("links", "关联", .required = true, .fields = LINK_FIELDS),                    \
        LIST("events", "事项", .required = true,                                           \
             .fields = FIELDS(                                                             \
                 INTEGER("seq", "序号", .required = true),                                 \
                 CHOICE("kind", "种类", .oneof = event_codes, .required = true),           \
                 DATE("happened_on", "发生日期", .required = true),                        \
                 TEXT("recorded_at", "记录时刻", .required = true),                        \
                 TEXT("actor", "记录人", .required = true), INTEGER("supersedes", "更正"), \
                 BOOLEAN("stands", "有效", .required = true),                              \
                 OBJECT("data", "内容", .required = true))),                               \
        LIST("inspections", "上级查看", .required = true,                                  \
             .fields = FIELDS(TEXT("by", "查看人", .required = true),                      \
                              TEXT("agency", "机关", .required = true),                    \
                              TEXT("purpose", "目的", .required = true),                   \
                              MOMENT("at", "时间", .required = true))),                    \
        LIST("letters", "文书", .required = true, .fields = LETTER),                       \
        OBJECT("hold", "暂停销毁", .fields = HOLD_FIELDS),                                 \
        OBJECT("disposal", "销毁",                                                         \
               .fields = FIELDS(INTEGER("n", "证明序号", .required = true),                \
                                DATE("disposed_on", "销毁日期", .required = true),         \
                                DATE("kept_until", "保管期满日", .required = true),        \
                                TEXT("digest", "所销毁内容的摘要", .required = true))))

/* Puts the reply together from the columns of application_show.sql; numbers masked. */
enum problem case_shape(struct request *rq, const PGresult *row);

#endif
