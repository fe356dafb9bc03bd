/* A service token in a reply, as token_json writes it. */
#ifndef GONGKAI_OP_TOKEN_H
#define GONGKAI_OP_TOKEN_H

#include "http/field.h"

#define TOKEN                                                                              \
    FIELDS(ID("id", "服务令牌", .required = true),                                         \
           TEXT("agency", "机关代码", .required = true),                                   \
           TEXT("name", "名称", .required = true),                                         \
           LIST("scopes", "范围", .required = true),                                       \
           MOMENT("made_at", "签发时间", .required = true),                                \
           MOMENT("expires_at", "有效至", .required = true),                               \
           MOMENT("used_at", "最近使用"), MOMENT("revoked_at", "吊销时间"))

#define TOKEN_REPLY FIELDS(OBJECT("token", "服务令牌", .required = true, .fields = TOKEN))

#endif
