#include "core/similarity.h"
#include "op/act.h"
#include "op/case_pair.h"
#include "op/decision.h"
#include "op/fields.h"

#include <string.h>

/* Below this likeness two contents are hardly the same. */
enum { ALIKE = 95 };

static enum problem
check_who(struct request *rq, const struct paired *own, const struct paired *into)
{
    enum sameness same = sameness(&own->who, &into->who);

    if (same == OTHER_PERSON)
        return fail_with(
            rq, P_act_not_lawful,
            "两件的申请人不同，不能合并；不同的人分别提出的申请分别计件、分别答复",
            "the applicants differ; applications of different persons are "
            "counted and answered each");
    if (same == MAYBE_SAME)
        add_warning(rq, "into", "现有信息不足以确认两件由同一人提出，请核对%s",
                    "what is recorded does not prove that one person made both%s", "");
    return OK;
}

static enum problem
check_day(struct request *rq, const struct paired *own, const struct paired *into)
{
    char a[DATE_SIZE], b[DATE_SIZE];

    if (own->received_on == NO_DATE || into->received_on == NO_DATE)
        return fail_with(rq, P_act_not_lawful, "两件都须已经收到（条例第三十一条）才能合并",
                         "both must have been received (Reg. 31)");
    if (own->received_on != into->received_on)
        return fail(
            rq, P_act_not_lawful,
            "两件不在同一天收到（%s、%s），不能合并；以后再提的按重复申请处理（条例第"
            "三十六条第六项）",
            "they were not received on one day (%s, %s); a later one is a repeat "
            "(Reg. 36(6))",
            date_text(own->received_on, a), date_text(into->received_on, b));
    return OK;
}

/* The case that is kept must not have gone itself, and nothing may have come to this one. */
static enum problem
check_into(struct request *rq, const struct paired *into)
{
    PGresult *row;

    TRY(run_sql(rq, SQL(application_merge), &row));
    if (*PQgetvalue(row, 0, 0) == 't')
        return fail_with(rq, P_act_not_lawful,
                         "所并入的一件自己已经并入他件，请并入保留的那一件",
                         "that one was merged itself; merge into the one that is kept");
    if (*PQgetvalue(row, 0, 1) == 't')
        return fail_with(rq, P_act_not_lawful,
                         "他件已经并入本件，请保留本件，把另一件并入本件",
                         "another was merged into this case; keep it, and merge the other "
                         "into it");
    if (strcmp(into->status, "withdrawn") == 0)
        return fail_with(rq, P_act_not_lawful, "所并入的一件已经撤回",
                         "that one was withdrawn");
    return OK;
}

static void
warn_of_content(struct request *rq, const struct paired *own, const struct paired *into)
{
    int alike = text_similarity(rq->arena, own->content, into->content);

    if (alike < ALIKE)
        add_warning(
            rq, "into", "两件内容相似度只有 %d，请核对是否同一申请",
            "their contents have a likeness of only %d; make sure they are the same",
            alike);
}

/* Close one of two identical applications that a person made on one day (rule 4.1): the other
 * is kept and answered, this one counts as new and as 其他处理—其他. */
OPERATION(application_merge, .summary = "Merge an application into an identical one",
          .route = "POST /api/v1/applications/{application}/merge",
          .right = RIGHT_case_decide,
          .body = FIELDS(ID("into", "保留的申请", .required = true),
                         TEXT("reason", "合并原因", .max = 2000, .multiline = true,
                              .required = true)),
          .reply = APPLICATION_REPLY)
{
    const struct decision answer = {
        .outcome = OUTCOME_other_3, .on = rq->today, .reasoned = true, .merged = true};
    struct text members = {NULL, 0, 0};
    struct paired own, into;
    struct history h;
    const char *data;

    TRY(case_pair(rq, "into", &own, &into)); /* first, for it locks both in one order */
    TRY(act_begin(rq, &h));
    TRY(check_day(rq, &own, &into));
    TRY(check_who(rq, &own, &into));
    TRY(check_into(rq, &into));
    TRY(decision_check(rq, &h, &answer));
    warn_of_content(rq, &own, &into);
    add_member(&members, "outcome", outcome_code(answer.outcome));
    add_member(&members, "ground", "merged");
    add_member(&members, "link", "merged_into");
    add_member(&members, "application", text_of(rq, "into"));
    add_member(&members, "note", text_of(rq, "reason"));
    data = arena_printf(rq->arena, "{%s}", members.bytes);
    text_free(&members);
    history_add(rq, &h, EVENT_answered, answer.on, data);
    return act_store(rq, &h, data);
}
