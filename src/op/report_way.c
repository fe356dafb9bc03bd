#include "op/report_way.h"

#include "http/audit.h"
#include "op/paging.h"

#include <stdlib.h>
#include <string.h>

enum problem
report_way_read(struct request *rq, struct report_way *way)
{
    PGresult *row;

    if (text_of(rq, "scope") == NULL)
        put_text(rq, "scope", "agency");
    put_bool(rq, "subtree", scope_is_subtree(rq));
    TRY(run_sql(rq, SQL(report_way_read), &row));
    *way = (struct report_way){
        .state = report_state_after(report_act_of(db_value(row, 0, 0))),
        .acts = atoi(PQgetvalue(row, 0, 1)),
        .version = atoi(PQgetvalue(row, 0, 2)),
        .submitted_by = db_value(row, 0, 3),
        .is_top = *PQgetvalue(row, 0, 4) == 't',
    };
    return OK;
}

/* Who reviews a report (rule 8.6): the oversight above; of an agency with none above it another
 * person of its own than who submitted it. */
static enum problem
check_reviewer(struct request *rq, const struct report_way *way)
{
    if (rq->relation == RELATION_SUBORDINATE)
        return OK;
    if (!way->is_top)
        return fail_with(rq, P_act_not_lawful, "本机关的年度报告由上级主管部门退回或同意",
                         "the report is returned or accepted by the oversight above");
    if (way->submitted_by != NULL && strcmp(way->submitted_by, rq->caller.actor) == 0)
        return fail_with(rq, P_four_eyes, "报送人不能退回或同意自己报送的年度报告",
                         "who submitted the report does not review it");
    return OK;
}

enum problem
report_way_begin(struct request *rq, enum report_act act, struct report_way *way)
{
    if (number_of(rq, "year") >= date_year(rq->today))
        return fail(rq, P_act_not_lawful,
                    "%ld年度尚未结束，不能办理其年度报告（条例第五十条）",
                    "%ld is not over yet (Reg. 50)", number_of(rq, "year"));
    TRY(report_way_read(rq, way));
    if (!report_step_allowed(act, way->state))
        return fail(rq, P_act_not_lawful, "年度报告为“%s”状态，现在不能%s（%s）",
                    "the report is %s: now you cannot %s it [%s]",
                    report_state_name(way->state, rq->english),
                    report_act_name(act, rq->english), report_step_article(act));
    if (report_step_right(act) == RIGHT_report_review)
        TRY(check_reviewer(rq, way));
    return OK;
}

/* The acts that may come next, as a JSON list. */
static const char *
next_acts(struct request *rq, enum report_state state)
{
    struct text t = {NULL, 0, 0};
    const char *list;

    text_add(&t, "[");
    for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++)
        if (report_step_allowed(a, state))
            text_addf(&t, "%s\"%s\"", t.len > 1 ? "," : "", report_act_code(a));
    text_add(&t, "]");
    list = arena_copy(rq->arena, t.bytes, t.len);
    text_free(&t);
    return list;
}

enum problem
report_way_reply(struct request *rq, const struct report_way *way)
{
    put_text(rq, "state", report_state_code(way->state));
    put_text(rq, "state_name", report_state_name(way->state, rq->english));
    put_text(rq, "next", next_acts(rq, way->state));
    put_warnings(rq);
    return reply_one(rq, 200, SQL(report_history));
}

enum problem
report_way_end(struct request *rq, const struct report_way *way, enum report_act act,
               const char *note, int version, const char *data)
{
    struct report_way then = *way;
    PGresult *done;

    put_number(rq, "n", way->acts + 1);
    put_text(rq, "act", report_act_code(act));
    put_text(rq, "act_note", note);
    put_number(rq, "act_version", version);
    put_text(rq, "data", data);
    put_text(rq, "proposed_by", rq->proposed_by);
    TRY(run_sql(rq, SQL(report_way_add), &done));
    audit_about(rq, "report:%ld:%s", number_of(rq, "year"), text_of(rq, "scope"));
    then.state = report_step_leads(act);
    return report_way_reply(rq, &then);
}

enum problem
report_version_find(struct request *rq)
{
    struct report_way way;

    TRY(report_way_read(rq, &way));
    if (number_of(rq, "version") > way.version)
        return fail_with(rq, P_not_found, "没有锁定过这一版年度报告",
                         "no such version of the report was frozen");
    return OK;
}
