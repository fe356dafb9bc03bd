/* What a change of the calendar does to cases: which running ones get another date, which
 * answered ones would have been late or in time under it.  The same reckoning serves the
 * preview and the change itself. */
#ifndef GONGKAI_OP_REDATE_H
#define GONGKAI_OP_REDATE_H

#include "core/clock.h"
#include "http/request.h"

enum { REDATE_NAMED = 100000 /* cases that may be shown */ };

/* A running case whose dates change, or an answered one whose lateness would. */
struct redated {
    int agency;
    long long id;
    const char *number; /* NULL for none, and behind the first REDATE_NAMED of its list */
    struct {
        date due_on, waiting_until, paused_until;
        bool due_certain;
        enum clock_status state;
        enum event_kind paused_for;
        enum stated in_time; /* of an answered case */
    } before, after;
};

struct redate {
    int notice;       /* calendar_notice.id */
    bool adopt;       /* else it is withdrawn */
    const char *name; /* of the notice */
    struct redated *running, *answered;
    int running_count, answered_count, room[2];
};

/* Finds all cases that adopting (ADOPT) or withdrawing the request's notice changes; the
 * result belongs to the request.  P_not_found without such a notice, P_conflict when it is
 * in that state already. */
enum problem redate_find(struct request *rq, bool adopt, struct redate *out);

/* The cases of R (at most MOST of each list, and REDATE_NAMED) and their numbers as JSON members. */
json_t *redate_view(struct request *rq, const struct redate *r, int most);

#define REDATED                                                                            \
    FIELDS(ID("application", "申请", .required = true), TEXT("number", "编号"),            \
           DATE("due_before", "原期限"), DATE("due_after", "新期限"),                      \
           DATE("limit_before", "原等待期限"), DATE("limit_after", "新等待期限"),          \
           BOOLEAN("certain_before", "原期限确定", .required = true),                      \
           BOOLEAN("certain_after", "新期限确定", .required = true),                       \
           TEXT("why", "原因", .required = true))

#define REDATE_REPLY                                                                       \
    FIELDS(ID("notice", "通知", .required = true), TEXT("name", "文号", .required = true), \
           CHOICE("act", "动作", .oneof = "|adopt|withdraw", .required = true),            \
           INTEGER("running", "重新计算的案件", .required = true),                         \
           INTEGER("moved", "日期变动的案件", .required = true),                           \
           INTEGER("answered", "是否逾期会变的已答复案件", .required = true),              \
           LIST("cases", "案件", .required = true, .fields = REDATED),                     \
           LIST("answered_cases", "已答复案件", .required = true,                          \
                .fields =                                                                  \
                    FIELDS(ID("application", "申请", .required = true),                    \
                           TEXT("number", "编号"), BOOLEAN("in_time_before", "原为按期"),  \
                           BOOLEAN("in_time_after", "按新日历为按期"),                     \
                           TEXT("why", "原因", .required = true))))

#endif
