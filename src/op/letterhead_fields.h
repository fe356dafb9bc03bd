/* What letters of an agency are headed with, as it is set and shown. */
#ifndef GONGKAI_OP_LETTERHEAD_FIELDS_H
#define GONGKAI_OP_LETTERHEAD_FIELDS_H

#include "core/letter.h"
#include "core/remedy_text.h"
#include "http/field.h"

#define LETTERHEAD                                                                         \
    TEXT("full_name", "机关全称", .max = 200), TEXT("short_name", "机关代字", .max = 40),  \
        TEXT("seal_name", "落款和印章名称", .max = 200),                                   \
        TEXT("office", "政府信息公开工作机构", .max = 200),                                \
        TEXT("address", "地址", .max = 400), TEXT("postcode", "邮政编码", .max = 20),      \
        TEXT("phone", "联系电话", .max = 100), TEXT("contact", "联系人", .max = 100),      \
        TEXT("hours", "办公时间", .max = 200), TEXT("url", "公开平台网址", .max = 400),    \
        TEXT("number_pattern", "文号规则", .max = 80, .fault = letter_pattern_fault),      \
        CHOICE("leadership", "领导体制", .oneof = leadership_codes),                       \
        TEXT("review_body", "行政复议机关", .max = 200),                                   \
        TEXT("review_address", "行政复议机关地址", .max = 400),                            \
        TEXT("online_review", "互联网复议渠道", .max = 400),                               \
        TEXT("court", "管辖法院", .max = 200),                                             \
        BOOLEAN("query_review_first", "行政查询事项按复议前置告知")

#define LETTERHEAD_REPLY                                                                   \
    FIELDS(OBJECT("stated", "本机关设定", .fields = FIELDS(LETTERHEAD)),                   \
           OBJECT("holds", "适用（含上级设定）", .required = true,                         \
                  .fields = FIELDS(LETTERHEAD)),                                           \
           TEXT("set_at", "设定时刻"), TEXT("set_by", "设定人"))

#endif
