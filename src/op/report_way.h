/* An annual report on its way (core/report_step.h): what was done with it, who may do the next
 * act, and the record of it. */
#ifndef GONGKAI_OP_REPORT_WAY_H
#define GONGKAI_OP_REPORT_WAY_H

#include "core/report_step.h"
#include "http/request.h"

#define REPORT_SCOPE CHOICE("scope", "范围", .oneof = "|agency|subtree")

/* What a report's state and history are shown as. */
#define REPORT_HISTORY                                                                     \
    FIELDS(                                                                                \
        TEXT("agency", "机关代码", .required = true),                                      \
        INTEGER("year", "年度", .required = true),                                         \
        CHOICE("scope", "范围", .oneof = "|agency|subtree", .required = true),             \
        CHOICE("state", "状态", .oneof = report_state_codes, .required = true),            \
        TEXT("state_name", "状态名称", .required = true),                                  \
        LIST("next", "可办事项", .required = true, .oneof = report_act_codes),             \
        LIST("acts", "办理记录", .required = true, .fields = REPORT_ACT_FIELDS),           \
        LIST("versions", "锁定的版次", .required = true, .fields = REPORT_VERSION_FIELDS), \
        LIST("warnings", "提示", .required = true))

#define REPORT_ACT_FIELDS                                                                  \
    FIELDS(INTEGER("n", "序号", .required = true),                                         \
           CHOICE("act", "事项", .oneof = report_act_codes, .required = true),             \
           TEXT("note", "说明", .multiline = true), INTEGER("version", "版次"),            \
           TEXT("by", "办理人", .required = true), TEXT("proposed_by", "提出人"),          \
           MOMENT("at", "时间", .required = true),                                         \
           OBJECT("data", "检查结果的说明等", .required = true))

#define REPORT_VERSION_FIELDS                                                              \
    FIELDS(INTEGER("version", "版次", .required = true),                                   \
           TEXT("sha256", "SHA-256", .required = true),                                    \
           INTEGER("size", "字节数", .required = true),                                    \
           DATE("happened_by", "截至（发生日期）", .required = true),                      \
           MOMENT("known_at", "截至（记录时刻）", .required = true),                       \
           TEXT("reason", "重述原因", .multiline = true),                                  \
           TEXT("frozen_by", "锁定人", .required = true), TEXT("proposed_by", "提出人"))

/* Why a case counts elsewhere than before; see report_cause(). */
#define REPORT_CAUSES "|entered_late|reclassified|corrected|retracted|voided|moved"
#define REPORT_MOVED                                                                       \
    LIST("left", "移出的格", .required = true),                                            \
        LIST("entered", "移入的格", .required = true),                                     \
        CHOICE("cause", "原因", .oneof = REPORT_CAUSES, .required = true),                 \
        INTEGER("seq", "事项序号"), TEXT("kind", "事项"), DATE("happened_on", "日期"),     \
        MOMENT("recorded_at", "记录时间")
#define REPORT_MOVED_FIELDS                                                                \
    FIELDS(ID("application", "申请", .required = true),                                    \
           TEXT("agency", "机关代码", .required = true), TEXT("number", "编号"),           \
           REPORT_MOVED)

struct report_way {
    enum report_state state;
    int acts, version;        /* how many were done; the latest frozen version, 0: none */
    const char *submitted_by; /* the last time; NULL: never */
    bool is_top;              /* no agency stands above this one today */
};

/* The report that the path names and "scope" in query or body: puts "scope" and "subtree", and
 * reads how far it came. */
enum problem report_way_read(struct request *rq, struct report_way *way);

/* The same, and ACT may be done to it by the caller now; P_act_not_lawful or P_four_eyes with
 * the reason.  A report is submitted when its year is over (Reg. 50: what was done that year). */
enum problem report_way_begin(struct request *rq, enum report_act act,
                              struct report_way *way);

/* Records ACT with NOTE (or NULL) and DATA (a JSON object) about VERSION (0: none), and replies
 * with the report's history.  Two acts at once: one of them is P_conflict. */
enum problem report_way_end(struct request *rq, const struct report_way *way,
                            enum report_act act, const char *note, int version,
                            const char *data);

/* Puts "columns", those of section three, for the statement report_bridge, and what the opening
 * is known at: a moment as the fields have it; NULL: now. */
void report_bridge_ask(struct request *rq, const char *known_at);

/* The version that the path names, of the scope in the query, was frozen; else P_not_found.
 * Puts what report_way_read() does. */
enum problem report_version_find(struct request *rq);

/* Replies with its history. */
enum problem report_way_reply(struct request *rq, const struct report_way *way);

#endif
