/* The security policy, as the operations on it share it. */
#ifndef GONGKAI_OP_POLICY_H
#define GONGKAI_OP_POLICY_H

#include "http/field.h"

/* A .fault of a network: anything but an address, with or without the length of its prefix
 * ("10.1.0.0/16", "fd00::/8", "10.1.2.3"). */
const char *policy_network_fault(const char *value, const char **zh);

/* The columns of the policy, within the ranges of its constraints. */
#define POLICY(must)                                                                       \
    CHOICE("password_profile", "密码规则", .oneof = "|dengbao|nist", .required = must),    \
        INTEGER("idle_minutes", "空闲退出（分钟）", .min = 1, .max = 480,                  \
                .required = must),                                                         \
        INTEGER("admin_idle_minutes", "管理员空闲退出（分钟）", .min = 1, .max = 480,      \
                .required = must),                                                         \
        INTEGER("session_hours", "会话最长（小时）", .min = 1, .max = 24,                  \
                .required = must),                                                         \
        INTEGER("sessions", "同时会话数", .min = 1, .max = 20, .required = must),          \
        INTEGER("proof_minutes", "重新输入密码的有效时间（分钟）", .min = 1, .max = 480,   \
                .required = must),                                                         \
        INTEGER("lock_failures", "几次失败后锁定", .min = 3, .max = 20, .required = must), \
        INTEGER("lock_minutes", "锁定时间（分钟）", .min = 1, .max = 1440,                 \
                .required = must),                                                         \
        INTEGER("link_hours", "一次性链接有效期（小时）", .min = 1, .max = 168,            \
                .required = must),                                                         \
        LIST("sources", "允许登录的网段", .max = 64, .fault = policy_network_fault)

#define POLICY_REPLY                                                                       \
    FIELDS(OBJECT("policy", "安全策略", .required = true,                                  \
                  .fields =                                                                \
                      FIELDS(POLICY(true), INTEGER("version", "版本", .required = true))))

#endif
