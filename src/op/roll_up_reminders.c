#include "op/clock_view.h"
#include "op/roll_up.h"

static bool
must_report(const struct roll_up_member *m)
{
    return !m->reported && m->status != ROLL_joined && m->status != ROLL_outside &&
           m->status != ROLL_closed && m->status != ROLL_covered;
}

static json_t *
reminder(struct request *rq, const struct roll_up_view *v, int i)
{
    const struct roll_up_member *m = &v->r.members[i];
    const char *name = v->names[i].name;
    int days = m->due - rq->today, year = v->r.year;
    char due[DATE_SIZE];
    json_t *j = roll_up_called(v, i);

    date_text(m->due, due);
    json_object_set_new(j, "status", json_string(roll_up_status_code(m->status)));
    json_object_set_new(j, "due_on", json_string(due));
    json_object_set_new(j, "days_left", json_integer(days));
    json_object_set_new(
        j, "words",
        json_string(
            rq->english
                ? arena_printf(rq->arena,
                               days < 0 ? "%s: the report of %d was due on %s and is %d "
                                          "days late (Reg. 49)"
                                        : "%s: the report of %d is due on %s, in %d days "
                                          "(Reg. 49)",
                               name, year, due, days < 0 ? -days : days)
                : arena_printf(rq->arena,
                               days < 0 ? "%s：%d年度政府信息公开工作年度报告应于%s前报送，"
                                          "已逾期%d天（条例第四十九条）"
                                        : "%s：%d年度政府信息公开工作年度报告应于%s前报送，"
                                          "还有%d天（条例第四十九条）",
                               name, year, due, days < 0 ? -days : days)));
    return j;
}

/* Whom to remind: who has not reported yet, with its deadline and words to send. */
OPERATION(roll_up_reminders, .summary = "List who has not reported yet",
          .route = "GET /api/v1/agencies/{agency}/roll-up/{year}/reminders",
          .right = RIGHT_roll_up,
          .reply = FIELDS(
              TEXT("agency", "机关代码", .required = true),
              INTEGER("year", "年度", .required = true),
              LIST("reminders", "待催报", .required = true,
                   .fields = FIELDS(TEXT("code", "机关代码", .required = true),
                                    TEXT("name", "机关名称", .required = true),
                                    CHOICE("status", "状态", .oneof = roll_up_status_codes,
                                           .required = true),
                                    DATE("due_on", "报送期限", .required = true),
                                    INTEGER("days_left", "剩余天数（负数为逾期）",
                                            .required = true),
                                    TEXT("words", "催报用语", .required = true)))))
{
    json_t *list = json_array();
    struct roll_up_view v;

    own_json(rq->arena, list);
    TRY(roll_up_load(rq, &v));
    for (int i = 0; i < v.r.count; i++)
        if (must_report(&v.r.members[i]))
            json_array_append_new(list, reminder(rq, &v, i));
    return reply_json(rq, 200,
                      json_pack("{s:s,s:i,s:O}", "agency", rq->agency.code, "year",
                                v.r.year, "reminders", list));
}
