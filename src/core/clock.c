#include "core/clock.h"

#include <stdlib.h>

const char clock_status_codes[] = "|unconfirmed|running|answered|withdrawn|voided";

static const char *const status_codes[] = {"unconfirmed", "running", "answered",
                                           "withdrawn", "voided"};

const char *
clock_status_code(enum clock_status s)
{
    return status_codes[s];
}

static enum problem
refuse(struct clock_refusal *refusal, const struct event *e, const char *zh, const char *en)
{
    *refusal = (struct clock_refusal){e->seq, zh, en};
    return P_act_not_lawful;
}

/* Receipt starts the answer period; the day itself is not counted (rules 3.1, 3.2).  Cases
 * received before 2019-05-15 fall under the old Regulation's 15 days (reading A14). */
static enum problem
receive(const struct calendar *cal, const struct event *e, date day, struct clock *c,
        struct clock_refusal *refusal)
{
    c->status = CLOCK_RUNNING;
    c->received_on = day;
    c->allowed = day < date_of(2019, 5, 15) ? 15 : 20;
    if (calendar_after(cal, day, c->allowed, &c->due_on) != OK)
        return refuse(refusal, e, "收到日期超出日历范围，无法计算答复期限",
                      "the day of receipt lies outside the calendar");
    c->due_provisional = calendar_provisional(cal, c->due_on);
    return OK;
}

static enum problem
apply_registered(const struct calendar *cal, const struct event *e, struct clock *c,
                 struct clock_refusal *refusal)
{
    bool confirms = channel_confirms(e->channel);

    *c = (struct clock){.status = CLOCK_UNCONFIRMED,
                        .channel = e->channel,
                        .category = e->category,
                        .submitted_on = e->submitted_on,
                        .arrived_on = e->happened_on,
                        .outcome = OUTCOME_NONE};
    if (e->submitted_on != NO_DATE && e->submitted_on > e->happened_on)
        return refuse(refusal, e, "提交日期不能晚于到达日期",
                      "the day of submission cannot lie after the day of arrival");
    if (e->confirmed_on == NO_DATE)
        return confirms ? OK : receive(cal, e, e->happened_on, c, refusal);
    if (!confirms)
        return refuse(
            refusal, e,
            "当面、签收邮寄和口头申请以到达之日为收到之日，不需要确认（条例第三十一条）",
            "this channel is received on arrival and takes no confirmation (Reg. 31)");
    if (e->confirmed_on < e->happened_on)
        return refuse(refusal, e, "确认日期不能早于到达日期",
                      "the day of confirmation cannot lie before the day of arrival");
    return receive(cal, e, e->confirmed_on, c, refusal);
}

static enum problem
apply_confirmed(const struct calendar *cal, const struct event *e, struct clock *c,
                struct clock_refusal *refusal)
{
    if (c->received_on != NO_DATE)
        return refuse(refusal, e, "该申请已经收到，不需要再确认（条例第三十一条）",
                      "the application is already received (Reg. 31)");
    if (c->status != CLOCK_UNCONFIRMED)
        return refuse(refusal, e, "申请人已经撤回，不能再确认收到",
                      "the applicant has withdrawn; receipt cannot be confirmed");
    if (e->happened_on < c->arrived_on)
        return refuse(refusal, e, "确认日期不能早于到达日期",
                      "the day of confirmation cannot lie before the day of arrival");
    return receive(cal, e, e->happened_on, c, refusal);
}

static enum problem
apply_answered(const struct event *e, struct clock *c, struct clock_refusal *refusal)
{
    if (c->status == CLOCK_UNCONFIRMED)
        return refuse(refusal, e, "尚未与申请人确认收到，请先确认再答复（条例第三十一条）",
                      "confirm receipt with the applicant before answering (Reg. 31)");
    if (c->status != CLOCK_RUNNING)
        return refuse(refusal, e, "该申请已经办结，不能再次答复",
                      "the application is already closed");
    if (e->happened_on < c->received_on)
        return refuse(refusal, e, "答复日期不能早于收到日期",
                      "the answer cannot lie before the day of receipt");
    c->status = CLOCK_ANSWERED;
    c->closed_on = e->happened_on;
    c->outcome = e->outcome;
    return OK;
}

/* Withdrawal before the answer closes the case as 其他处理—其他 (rule 4.2). */
static enum problem
apply_withdrawn(const struct event *e, struct clock *c, struct clock_refusal *refusal)
{
    if (c->status != CLOCK_UNCONFIRMED && c->status != CLOCK_RUNNING)
        return refuse(refusal, e, "该申请已经办结，不能再撤回",
                      "the application is already closed and cannot be withdrawn");
    if (e->happened_on < c->arrived_on || e->happened_on < c->received_on)
        return refuse(refusal, e, "撤回日期不能早于收到日期",
                      "the withdrawal cannot lie before the day of receipt");
    c->status = CLOCK_WITHDRAWN;
    c->closed_on = e->happened_on;
    c->outcome = OUTCOME_other_3;
    return OK;
}

static enum problem
apply(const struct calendar *cal, const struct event *e, struct clock *c,
      struct clock_refusal *refusal)
{
    if (c->status == CLOCK_VOIDED)
        return refuse(refusal, e, "该登记已作废；如属误作废，请先撤销作废",
                      "the entry is void; retract the voiding first");
    switch (e->kind) {
    case EVENT_confirmed:
        return apply_confirmed(cal, e, c, refusal);
    case EVENT_answered:
        return apply_answered(e, c, refusal);
    case EVENT_withdrawn:
        return apply_withdrawn(e, c, refusal);
    case EVENT_voided:
        c->status = CLOCK_VOIDED;
        return OK;
    case EVENT_registered:
        return refuse(refusal, e, "申请只能登记一次", "an application is registered once");
    case EVENT_retracted:
    case EVENT_NONE:
    case EVENT_COUNT:
        break;
    }
    return refuse(refusal, e, "无法识别的事项", "the event is of no known kind");
}

/* Puts every entry where the one it supersedes stood; NULL where one was retracted.
 * P_act_not_lawful for an entry that supersedes none, or one that no longer stands. */
static enum problem
arrange(const struct event *events, int n, const struct event **places,
        struct clock_refusal *refusal)
{
    for (int i = 0; i < n; i++) {
        const struct event *e = &events[i];
        int place = i;

        places[i] = e;
        if (e->supersedes == 0) {
            if (e->kind == EVENT_retracted)
                return refuse(refusal, e, "撤销须指明所撤销的事项",
                              "a retraction names the entry it takes away");
            continue;
        }
        places[i] = NULL;
        for (place = 0; place < i; place++)
            if (places[place] != NULL && places[place]->seq == e->supersedes)
                break;
        if (place == i)
            return refuse(refusal, e, "所更正的事项不存在，或已被更正、撤销",
                          "the entry to correct does not exist or no longer stands");
        if (e->kind != EVENT_retracted && e->kind != places[place]->kind)
            return refuse(refusal, e, "更正须与原事项同类",
                          "a correction is of the same kind as what it corrects");
        if (e->kind == EVENT_retracted && places[place]->kind == EVENT_registered)
            return refuse(refusal, e, "登记不能撤销；误登记请作废",
                          "a registration cannot be retracted; void it instead");
        places[place] = e->kind == EVENT_retracted ? NULL : e;
    }
    return OK;
}

enum problem
clock_fold(const struct calendar *cal, const struct event *events, int n, struct clock *out,
           struct clock_refusal *refusal)
{
    enum { FEW = 32 };
    const struct event *few[FEW], **places = few;
    enum problem p;

    if (n < 1 || events[0].kind != EVENT_registered) {
        *refusal = (struct clock_refusal){n < 1 ? 0 : events[0].seq, "案件须从登记开始",
                                          "a case begins with its registration"};
        return P_act_not_lawful;
    }
    if (n > FEW)
        places = malloc((size_t)n * sizeof *places);
    if (places == NULL)
        abort();
    p = arrange(events, n, places, refusal);
    if (p == OK)
        p = apply_registered(cal, places[0], out, refusal);
    for (int i = 1; p == OK && i < n; i++)
        if (places[i] != NULL)
            p = apply(cal, places[i], out, refusal);
    if (places != few)
        free(places);
    return p;
}
