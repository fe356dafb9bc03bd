#include "op/clock_view.h"
#include "op/fee.h"
#include "op/fields.h"
#include "op/member.h"

#define FILED                                                                              \
    FIELDS(ID("id", "申请", .required = true), TEXT("number", "编号"),                     \
           DATE("received_on", "收到日期", .required = true),                              \
           BOOLEAN("this", "即本件", .required = true), INTEGER("first", "自第几件"),      \
           INTEGER("last", "至第几件"), INTEGER("amount", "金额（元）"))

#define SLICES                                                                             \
    LIST("slices", "各档", .required = true,                                               \
         .fields = FIELDS(INTEGER("first", "自", .required = true),                        \
                          INTEGER("last", "至", .required = true),                         \
                          INTEGER("rate", "单价（元）", .required = true),                 \
                          INTEGER("amount", "小计（元）", .required = true)))

#define WAY_TO_CHARGE                                                                      \
    FIELDS(BOOLEAN("possible", "可以采用", .required = true), TEXT("why", "原因"),         \
           INTEGER("units", "件数或页数"), INTEGER("first", "自"), INTEGER("last", "至"),  \
           INTEGER("amount", "金额（元）"), SLICES, TEXT("words", "计算过程"),             \
           TEXT("source", "依据", .required = true))

/* The units FIRST to LAST of BASIS, slice by slice and in words; WHY they may not be charged,
 * NULL when they may.  LAST 0: how many there are is not known. */
static json_t *
way_json(struct request *rq, enum fee_basis basis, long first, long last, const char *why)
{
    struct fee_slice *s = arena_alloc(rq->arena, sizeof *s * FEE_MOST_SLICES);
    struct text words = {NULL, 0, 0};
    json_t *j = json_object(), *slices = json_array();
    int n = 0;

    json_object_set_new(j, "possible", json_boolean(why == NULL));
    json_object_set_new(j, "why", text_json(why));
    json_object_set_new(j, "source", json_string(fee_source(basis)));
    json_object_set_new(j, "slices", slices);
    if (last == 0)
        return j;
    json_object_set_new(j, "units", json_integer(last - first + 1));
    json_object_set_new(j, "first", json_integer(first));
    json_object_set_new(j, "last", json_integer(last));
    json_object_set_new(j, "amount", json_integer(fee_of(basis, first, last, s, &n)));
    for (int i = 0; i < n; i++)
        json_array_append_new(
            slices, json_pack("{s:I,s:I,s:I,s:I}", "first", (json_int_t)s[i].first, "last",
                              (json_int_t)s[i].last, "rate", (json_int_t)s[i].rate,
                              "amount", (json_int_t)s[i].amount));
    fee_explain(&words, basis, s, n, rq->english);
    json_object_set_new(j, "words", json_string(words.bytes));
    text_free(&words);
    return j;
}

/* F, whose slices, which are not shown, find room in S. */
static json_t *
filed_json(const struct fee_filed *f, struct fee_slice *s)
{
    json_t *j = json_object();
    int n;

    json_object_set_new(j, "id", json_string(f->id));
    json_object_set_new(j, "number", text_json(f->number));
    json_object_set_new(j, "received_on", json_string(f->received_on));
    json_object_set_new(j, "this", json_boolean(f->self));
    if (!f->same)
        return j;
    json_object_set_new(j, "first", json_integer(f->first));
    json_object_set_new(j, "last", json_integer(f->last));
    json_object_set_new(j, "amount",
                        json_integer(fee_of(FEE_BY_ITEM, f->first, f->last, s, &n)));
    return j;
}

static json_t *
filed_list(struct request *rq, const struct fee_month *m, bool same)
{
    struct fee_slice *s = arena_alloc(rq->arena, sizeof *s * FEE_MOST_SLICES);
    json_t *list = json_array();

    for (int i = 0; i < m->count; i++)
        if (m->filed[i].same == same)
            json_array_append_new(list, filed_json(&m->filed[i], s));
    return list;
}

static json_t *
account_json(const struct fee_account *a)
{
    json_t *j = json_pack("{s:i,s:I,s:I,s:I,s:I,s:I}", "notices", a->notices, "units",
                          (json_int_t)a->units, "noticed", (json_int_t)a->noticed, "paid",
                          (json_int_t)a->paid, "refunded", (json_int_t)a->refunded,
                          "outstanding", (json_int_t)fee_outstanding(a));

    json_object_set_new(j, "basis", text_json(fee_basis_code(a->basis)));
    return j;
}

/* Why nothing at all is charged, NULL when it may be. */
static const char *
no_fee(struct request *rq, const struct fee_month *m)
{
    date received = NO_DATE;

    if (date_parse(m->self->received_on, &received) && received >= date_of(2021, 1, 1))
        return NULL;
    return fee_fault_text(FEE_TOO_EARLY, rq->english);
}

/* Why the month's count is not certain, NULL when it is. */
static const char *
doubt(struct request *rq, const struct fee_month *m)
{
    if (m->doubtful == 0)
        return NULL;
    return arena_printf(
        rq->arena,
        rq->english ? "%d more of the month bear the same name; whether they are the "
                      "same person's takes the identity number, or the telephone"
                    : "当月另有 %d 件申请人姓名相同，未能以身份号码或者联系电话确认为同一"
                      "人，未计入",
        m->doubtful);
}

/* What an officer needs to decide on the information processing fee (国办函〔2020〕109号): the
 * applicant's applications of the month with their places, what this one costs by item, what
 * it would cost by page, side by side and slice by slice.  Those that only bear the same name
 * are shown, not counted, and the count is then not certain: state the identity number, or the
 * telephone, to have them counted.  To charge is at
 * the agency's discretion (Reg. 42). */
OPERATION(
    fee_show, .summary = "Explain the fee of an application, by item and by page",
    .route = "GET /api/v1/applications/{application}/fee", .right = RIGHT_case_list,
    .query = FIELDS(INTEGER("pages", "A4 单面页数", .min = 1, .max = 10000),
                    INTEGER("units", "拆分为几件", .min = 1, .max = 10000),
                    BOOLEAN("public", "仅告知获取已公开信息的途径")),
    .reply = FIELDS(
        ID("application", "申请", .required = true),
        TEXT("month", "收到月份", .required = true),
        BOOLEAN("chargeable", "可以收费", .required = true), TEXT("why", "原因"),
        CHOICE("person_by", "申请人识别方式", .oneof = fee_known_codes, .required = true),
        BOOLEAN("certain", "件数确定", .required = true), TEXT("doubt", "件数不确定的原因"),
        LIST("applications", "当月申请", .required = true, .fields = FILED),
        LIST("same_name", "同名而未能确认为同一人的申请", .required = true,
             .fields = FILED),
        INTEGER("month_units", "当月累计件数", .required = true),
        INTEGER("month_amount", "当月按件累计金额（元）", .required = true),
        OBJECT("item", "按件计收", .required = true, .fields = WAY_TO_CHARGE),
        OBJECT("page", "按量计收", .required = true, .fields = WAY_TO_CHARGE),
        OBJECT("account", "已通知和缴纳", .required = true,
               .fields = FIELDS(CHOICE("basis", "计费方式", .oneof = FEE_BASES),
                                INTEGER("notices", "通知份数", .required = true),
                                INTEGER("units", "件数或页数", .required = true),
                                INTEGER("noticed", "通知金额", .required = true),
                                INTEGER("paid", "已缴金额", .required = true),
                                INTEGER("refunded", "已退金额", .required = true),
                                INTEGER("outstanding", "未缴金额", .required = true)))))
{
    const char *why, *zh, *en = NULL;
    struct fee_account account;
    struct fee_month m;
    struct history h;
    json_t *j;

    put_text(rq, "known_at", NULL);
    TRY(history_read(rq, &h));
    if (h.count == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    TRY(fee_month_read(rq, number_of(rq, "units"), &m));
    account = fee_account_of(h.events, h.count, NO_DATE);
    why = no_fee(rq, &m);
    zh = fee_no_pages(&m, is_true(rq, "public"), &en);
    j = json_object();
    json_object_set_new(j, "application", json_string(text_of(rq, "application")));
    json_object_set_new(j, "month", json_stringn(m.self->received_on, 7));
    json_object_set_new(j, "chargeable", json_boolean(why == NULL));
    json_object_set_new(j, "why", text_json(why));
    json_object_set_new(j, "person_by", json_string(fee_known_by(&m)));
    json_object_set_new(j, "certain", json_boolean(m.doubtful == 0));
    json_object_set_new(j, "doubt", text_json(doubt(rq, &m)));
    json_object_set_new(j, "applications", filed_list(rq, &m, true));
    json_object_set_new(j, "same_name", filed_list(rq, &m, false));
    json_object_set_new(j, "month_units", json_integer(m.total));
    json_object_set_new(j, "month_amount", json_integer(fee_total(FEE_BY_ITEM, m.total)));
    json_object_set_new(j, "item",
                        way_json(rq, FEE_BY_ITEM, m.self->first, m.self->last, why));
    json_object_set_new(j, "page",
                        way_json(rq, FEE_BY_PAGE, 1, number_of(rq, "pages"),
                                 why != NULL   ? why
                                 : rq->english ? en
                                               : zh));
    json_object_set_new(j, "account", account_json(&account));
    return reply_json(rq, 200, j);
}
