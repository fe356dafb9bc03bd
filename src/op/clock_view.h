/* A folded clock as it is replied: one shape for a case, for a what-if, and for a history
 * that another system sends. */
#ifndef GONGKAI_OP_CLOCK_VIEW_H
#define GONGKAI_OP_CLOCK_VIEW_H

#include "core/day_account.h"
#include "http/request.h"

/* What every clock says. */
#define CLOCK_FIELDS                                                                       \
    CHOICE("status", "状态", .oneof = clock_live_codes, .required = true),                 \
        DATE("receipt", "收到申请之日"), TEXT("law", "适用条例", .required = true),        \
        TEXT("run", "期限起算事由"), DATE("run_start", "期限起算日"),                      \
        INTEGER("allowed", "期限（工作日）"), DATE("due", "答复期限"),                     \
        BOOLEAN("due_certain", "期限确定"),                                                \
        BOOLEAN("due_provisional", "待意见收到后确定"), INTEGER("used", "已用工作日"),     \
        INTEGER("left", "剩余工作日"), BOOLEAN("overdue", "逾期", .required = true),       \
        INTEGER("overdue_days", "逾期工作日", .required = true),                           \
        BOOLEAN("answered_in_time", "按期答复"),                                           \
        LIST("sub_deadlines", "各项期限", .required = true,                                \
             .fields =                                                                     \
                 FIELDS(TEXT("kind", "种类", .required = true),                            \
                        TEXT("name", "名称", .required = true), TEXT("ref", "编号"),       \
                        DATE("start", "起算日", .required = true), DATE("due", "届满日"),  \
                        DATE("done", "完成日"), BOOLEAN("met", "按期"),                    \
                        TEXT("effect", "届满的后果", .required = true))),                  \
        LIST("flags", "提示", .required = true,                                            \
             .fields = FIELDS(TEXT("flag", "代码", .required = true),                      \
                              CHOICE("level", "程度", .oneof = "|note|breach|no_effect",   \
                                     .required = true),                                    \
                              INTEGER("seq", "事项序号"), DATE("on", "日期"),              \
                              TEXT("article", "依据", .required = true),                   \
                              TEXT("text", "说明", .required = true))),                    \
        OBJECT("alternatives", "其他理解的结果", .required = true),                        \
        OBJECT("readings", "适用的理解", .required = true)

/* An act that may come next: what it is to the office, and its last lawful day. */
#define NEXT_FIELDS                                                                        \
    CHOICE("act", "事项", .oneof = event_codes, .required = true),                         \
        TEXT("name", "名称", .required = true),                                            \
        CHOICE("need", "应办、可办或等待", .oneof = "|must|may|awaited",                   \
               .required = true),                                                          \
        DATE("from", "最早"), DATE("latest", "最晚"),                                      \
        CHOICE("after", "其后", .oneof = "|refused|flagged|open", .required = true),       \
        TEXT("article", "依据", .required = true)

/* What a case of ours is answered with besides; a history of another system gets `days`. */
#define CLOCK_MORE_FIELDS                                                                  \
    DATE("as_of", "截至", .required = true), TEXT("receipt_clause", "收到之日的依据"),     \
        DATE("delayed_to", "延迟答复日期"),                                                \
        LIST("runs", "各次期限", .required = true,                                         \
             .fields = FIELDS(TEXT("run", "起算事由", .required = true),                   \
                              DATE("start", "起算日", .required = true),                   \
                              INTEGER("allowed", "工作日", .required = true),              \
                              DATE("stop", "停止计算日"), DATE("limit", "等待的期限"),     \
                              BOOLEAN("present", "现行", .required = true))),              \
        LIST("pauses", "扣除", .required = true,                                           \
             .fields =                                                                     \
                 FIELDS(INTEGER("seq", "事项序号", .required = true),                      \
                        TEXT("kind", "种类", .required = true), TEXT("ref", "编号"),       \
                        DATE("sent", "发出日", .required = true), DATE("from", "首日"),    \
                        DATE("to", "末日"), DATE("ended", "答复或终止日"),                 \
                        INTEGER("working_days", "工作日", .required = true))),             \
        INTEGER("excluded", "扣除的工作日", .required = true),                             \
        LIST("next", "下一步", .required = true, .fields = FIELDS(NEXT_FIELDS)),           \
        LIST("shares", "时间归属", .required = true,                                       \
             .fields = FIELDS(TEXT("share", "代码", .required = true),                     \
                              TEXT("name", "名称", .required = true),                      \
                              INTEGER("days", "日历日", .required = true))),               \
        INTEGER("elapsed", "经过的日历日", .required = true),                              \
        LIST("account", "逐日说明", .required = true,                                      \
             .fields = FIELDS(DATE("date", "日期", .required = true),                      \
                              INTEGER("n", "计入的第几日"),                                \
                              TEXT("label", "代码", .required = true),                     \
                              TEXT("words", "说明", .required = true))),                   \
        OBJECT("calendar", "日历", .required = true,                                       \
               .fields = FIELDS(TEXT("region", "地区", .required = true),                  \
                                INTEGER("last_year", "已公布至", .required = true),        \
                                TEXT("note", "说明")))

/* The members of CLOCK_FIELDS for C, which TERMS and the N EVENTS were folded to. */
json_t *clock_view(struct request *rq, const struct clock_terms *terms,
                   const struct event *events, int n, const struct clock *c);

/* The N acts of account_next as NEXT_FIELDS. */
json_t *clock_view_next(const struct next_act *acts, int n);

/* The account as lines of text, "2025-03-04 1 计入": day, number or -, words. */
json_t *clock_view_days(struct request *rq, const struct clock_terms *terms,
                        const struct clock *c);

/* Adds those of CLOCK_MORE_FIELDS for a case of the request's agency. */
void clock_view_more(struct request *rq, const struct clock_terms *terms,
                     const struct event *events, int n, const struct clock *c,
                     json_t *view);

/* Why the calendar leaves the due day open, or what a calendar adopted later would make of
 * an answered case (whose result it leaves alone); NULL when there is nothing to say. */
const char *clock_calendar_note(struct request *rq, const struct clock_terms *terms,
                                const struct event *events, int n, const struct clock *c);

/* Replies with VIEW, which is taken over. */
enum problem reply_json(struct request *rq, unsigned status, json_t *view);

#endif
