/* The radar for repeated applications: earlier cases of the same applicant, how like their
 * contents are, how many there were, and whether a paper was registered twice (Reg. 35,
 * 36(6), rules 3.6, 4.1, 10.3). */
#ifndef GONGKAI_OP_RADAR_H
#define GONGKAI_OP_RADAR_H

#include "core/date.h"
#include "http/request.h"
#include "op/fields.h"

/* How many were received before this one; CERTAIN the same applicant, or possibly. */
#define RADAR_COUNT                                                                        \
    .fields = FIELDS(DATE("from", "自", .required = true),                                 \
                     INTEGER("certain", "确定为同一申请人", .required = true),             \
                     INTEGER("possible", "可能为同一申请人", .required = true))

#define RADAR_REPLY                                                                        \
    FIELDS(LIST("cases", "同一申请人的申请", .required = true,                             \
                .fields = FIELDS(OBJECT("application", "申请", .required = true,           \
                                        .fields = APPLICATION),                            \
                                 INTEGER("similarity", "内容相似度（0–100）"),             \
                                 CHOICE("same_person", "是否同一申请人",                   \
                                        .oneof = "|certain|possible", .required = true),   \
                                 BOOLEAN("same_letter", "邮件号码相同", .required = true), \
                                 TEXT("answer_number", "答复文号"))),                      \
           OBJECT("month", "同一自然月内更早收到", .required = true, RADAR_COUNT),         \
           OBJECT("twelve_months", "近十二个月更早收到", .required = true, RADAR_COUNT),   \
           BOOLEAN("complete", "已全部比对", .required = true), WARNINGS)

/* What is known of an application: one of name, id_number and phone, or more. */
struct radar_query {
    const char *name, *id_number, *phone, *content, *tracking_number;
    date arrived_on, received_on;
    const char *id, *letter; /* of a registered case, and of the one that kept its letter's
                                number; NULL before registration */
};

/* Looks, and replies with RADAR_REPLY: the cases that are most alike first, the newest of
 * equal ones. */
enum problem radar(struct request *rq, const struct radar_query *q);

#endif
