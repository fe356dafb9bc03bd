#include "op/clock_view.h"
#include "op/roll_up_gaps.h"
#include "op/roll_up_view.h"

/* The members of whom WHAT is true, as {code, name}. */
static json_t *
those(const struct roll_up_view *v, bool (*what)(const struct roll_up_member *m))
{
    json_t *list = json_array();

    for (int i = 0; i < v->r.count; i++)
        if (what(&v->r.members[i]))
            json_array_append_new(list, roll_up_called(v, i));
    return list;
}

static bool
is_missing(const struct roll_up_member *m)
{
    return m->status == ROLL_missing || m->status == ROLL_unusable;
}

static bool
contradicts_itself(const struct roll_up_member *m)
{
    return roll_up_counts(m->status) && !m->sound;
}

static json_t *
agencies(const struct request *rq, const struct roll_up_view *v)
{
    json_t *list = json_array();

    for (int i = 0; i < v->r.count; i++)
        json_array_append_new(list, roll_up_agency_view(rq, v, i));
    return list;
}

/* A subtree's annual report as the sum of its parts (rule 8.6), of whoever stands in it on the
 * year's 31 December: what each is counted from, who is missing, who contradicts himself.  It
 * is complete only when nobody is missing. */
OPERATION(
    roll_up_show, .summary = "Sum up the annual reports of a subtree",
    .route = "GET /api/v1/agencies/{agency}/roll-up/{year}", .right = RIGHT_roll_up,
    .reply = FIELDS(
        TEXT("agency", "机关代码", .required = true),
        TEXT("name", "机关名称", .required = true),
        INTEGER("year", "年度", .required = true),
        BOOLEAN("complete", "各机关均已计入", .required = true),
        BOOLEAN("sound", "各机关的数均相符", .required = true),
        INTEGER("late", "逾期机关数", .required = true),
        LIST("missing", "未计入的机关", .required = true, .fields = ROLL_UP_CALLED),
        LIST("contradictory", "自相矛盾的机关", .required = true, .fields = ROLL_UP_CALLED),
        OBJECT("section_two", "第二部分", .required = true,
               .fields = FIELDS(TEXT("form", "格式", .required = true),
                                BOOLEAN("complete", "完整", .required = true),
                                INTEGER("without", "没有此部分的机关数", .required = true),
                                FIGURES_SHOWN)),
        OBJECT("section_three", "第三部分", .required = true,
               .fields = FIELDS(TEXT("form", "格式", .required = true),
                                ROLL_UP_ROWS("行"))),
        OBJECT("section_four", "第四部分", .required = true,
               .fields = FIELDS(BOOLEAN("complete", "完整", .required = true),
                                INTEGER("without", "没有此部分的机关数", .required = true),
                                ROLL_UP_ROWS("栏目"))),
        LIST("agencies", "机关", .required = true, .fields = ROLL_UP_AGENCY), ROLL_UP_GAPS,
        LIST("transfers", "转送而计两次或未计的申请", .required = true,
             .fields = FIELDS(
                 CHOICE("counted", "计数", .oneof = "|twice|never", .required = true),
                 TEXT("from", "误收机关代码", .required = true),
                 ID("application", "误收的申请", .required = true), TEXT("number", "编号"),
                 DATE("on", "转送日期", .required = true), TEXT("to", "转至机关代码"),
                 ID("as", "转入后的申请"), TEXT("as_number", "转入后的编号")))))
{
    struct roll_up_view v;
    PGresult *transfers;
    json_t *j;

    TRY(roll_up_load(rq, &v));
    TRY(run_sql(rq, SQL(roll_up_transfers), &transfers));
    j = json_pack("{s:s,s:s,s:i,s:b,s:b,s:i}", "agency", rq->agency.code, "name",
                  rq->agency.name, "year", v.r.year, "complete", v.r.complete, "sound",
                  v.r.sound, "late", v.r.late);
    json_object_set_new(j, "missing", those(&v, is_missing));
    json_object_set_new(j, "contradictory", those(&v, contradicts_itself));
    json_object_set_new(j, "section_two", roll_up_two_view(&v.r));
    json_object_set_new(j, "section_three", roll_up_three_view(&v.r));
    json_object_set_new(j, "section_four", roll_up_four_view(&v.r));
    json_object_set_new(j, "agencies", agencies(rq, &v));
    json_object_set_new(j, "gaps", roll_up_gaps(rq, &v));
    json_object_set_new(j, "transfers", json_loads(PQgetvalue(transfers, 0, 0), 0, NULL));
    return reply_json(rq, 200, j);
}
