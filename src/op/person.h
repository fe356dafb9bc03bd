/* Fields that the operations on persons share. */
#ifndef GONGKAI_OP_PERSON_H
#define GONGKAI_OP_PERSON_H

#include "core/right.h"
#include "http/field.h"

#define PASSWORD(called, label)                                                            \
    TEXT(called, label, .max = 200, .required = true, .secret = true)
#define CODE TEXT("code", "第二因素验证码", .max = 6)

/* An account in a reply, as account_json writes it. */
#define ACCOUNT                                                                            \
    FIELDS(ID("id", "账号", .required = true),                                             \
           TEXT("sign_in", "登录名", .required = true), TEXT("agency", "机关代码"),        \
           TEXT("name", "姓名", .required = true),                                         \
           LIST("roles", "角色", .required = true),                                        \
           CHOICE("state", "状态", .oneof = "|active|disabled", .required = true),         \
           CHOICE("source", "来源", .oneof = "|local|ldap|proxy", .required = true),       \
           BOOLEAN("locked", "锁定", .required = true),                                    \
           BOOLEAN("second_factor", "第二因素", .required = true),                         \
           MOMENT("created_at", "设立时间", .required = true),                             \
           INTEGER("version", "版本", .required = true))

#define ACCOUNT_REPLY FIELDS(OBJECT("account", "账号", .required = true, .fields = ACCOUNT))

/* A reply that says only that it was done. */
#define DONE_REPLY FIELDS(BOOLEAN("done", "已办理", .required = true))

/* A proposal in a reply, as proposal_json writes it. */
#define PROPOSAL                                                                           \
    FIELDS(ID("id", "待确认事项", .required = true), TEXT("agency", "机关代码"),           \
           TEXT("operation", "操作", .required = true),                                    \
           TEXT("right", "事项", .required = true), ID("application", "申请"),             \
           OBJECT("arguments", "参数", .required = true),                                  \
           OBJECT("summary", "摘要", .required = true),                                    \
           CHOICE("state", "状态", .oneof = "|open|confirmed|rejected|withdrawn",          \
                  .required = true),                                                       \
           TEXT("proposed_by", "提出人", .required = true),                                \
           MOMENT("proposed_at", "提出时间", .required = true),                            \
           MOMENT("ended_at", "结束时间"),                                                 \
           INTEGER("steps_needed", "需要几人确认", .required = true),                      \
           LIST("steps", "经过", .required = true,                                         \
                .fields =                                                                  \
                    FIELDS(TEXT("act", "动作", .required = true),                          \
                           TEXT("by", "办理人", .required = true), TEXT("for", "委托人"),  \
                           MOMENT("at", "时间", .required = true), TEXT("note", "说明"))), \
           INTEGER("version", "版本", .required = true))

#define PROPOSAL_REPLY                                                                     \
    FIELDS(OBJECT("proposal", "待确认事项", .required = true, .fields = PROPOSAL))

/* Replies {"done": true}. */
enum problem reply_done(struct request *rq);

#endif
