#include "op/fee.h"

#include "core/stands.h"
#include "op/applicant.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* The columns of fee_month.sql. */
enum { ID, NUMBER, RECEIVED_ON, WANTED_FORM, SELF, SAME, UNITS };

/* By PERSON_BY_…. */
const char fee_known_codes[] = "|name|phone|id_number";

const char *
fee_known_by(const struct fee_month *m)
{
    static const char *const codes[] = {"name", "phone", "id_number"};

    return codes[m->known_by];
}

/* Puts the indexes of the applicant's numbers, null where he stated none. */
static enum problem
put_indexes(struct request *rq, struct fee_month *m)
{
    const char *id_number = NULL, *phone = NULL;
    struct sealed_numbers sealed;
    PGresult *row;

    TRY(run_sql(rq, SQL(applicant_read), &row));
    if (PQntuples(row) > 0) {
        sealed = applicant_sealed(rq, row, 0);
        TRY(applicant_open(rq, &sealed, &id_number, &phone));
    }
    m->known_by = id_number != NULL ? PERSON_BY_NUMBER
                  : phone != NULL   ? PERSON_BY_PHONE
                                    : PERSON_BY_NAME;
    put_text(rq, "id_number_indexes",
             id_number ? applicant_indexes(rq, "id_number", id_number) : NULL);
    put_text(rq, "phone_indexes", phone ? applicant_indexes(rq, "phone", phone) : NULL);
    return OK;
}

static struct fee_filed
filed_at(const PGresult *rows, int i, long units)
{
    struct fee_filed f = {
        .id = PQgetvalue(rows, i, ID),
        .number = db_value(rows, i, NUMBER),
        .received_on = PQgetvalue(rows, i, RECEIVED_ON),
        .wanted_form = db_value(rows, i, WANTED_FORM),
        .self = *PQgetvalue(rows, i, SELF) == 't',
        .same = *PQgetvalue(rows, i, SAME) == 't',
        .units = strtol(PQgetvalue(rows, i, UNITS), NULL, 10),
    };

    if (f.self && units > 0)
        f.units = units;
    if (f.units == 0)
        f.units = 1;
    return f;
}

enum problem
fee_month_read(struct request *rq, long units, struct fee_month *m)
{
    PGresult *rows;

    *m = (struct fee_month){.self = NULL};
    TRY(put_indexes(rq, m));
    TRY(run_sql(rq, SQL(fee_month), &rows));
    m->count = PQntuples(rows);
    m->filed = arena_alloc(rq->arena, sizeof *m->filed * (size_t)(m->count + 1));
    for (int i = 0; i < m->count; i++) {
        struct fee_filed *f = &m->filed[i];

        *f = filed_at(rows, i, units);
        if (f->self)
            m->self = f;
        if (!f->same) {
            m->doubtful++;
            continue;
        }
        f->first = m->total + 1;
        f->last = m->total += f->units;
    }
    if (m->self == NULL)
        return fail_with(rq, P_act_not_lawful,
                         "申请尚未收到、已作废或已销毁，不计算信息处理费",
                         "the application was not received, is void or was disposed of; "
                         "there is no fee to compute");
    if (m->total <= FEE_MOST_UNITS)
        return OK;
    return fail(rq, P_act_not_lawful, "该月件数超过 %d 件，请按最小合理单元核对件数",
                "the month has more than %d items; check how they are split",
                FEE_MOST_UNITS);
}

const char *
fee_no_pages(const struct fee_month *m, bool public, const char **en)
{
    if (public) {
        *en =
            "an answer that only says where public information is found is not charged by "
            "page (Reg. 36(1), (2))";
        return "仅告知获取已公开信息的方式和途径的，不按量计收（条例第三十六条第一、二项）";
    }
    if (m->self->wanted_form != NULL && strcmp(m->self->wanted_form, "inspection") == 0) {
        *en =
            "only paper, e-mail and copied data are charged by page; the applicant asks to "
            "inspect";
        return "按量计收只适用于要求以纸质、发送电子邮件、复制电子数据方式提供的；"
               "申请人要求查阅（国办函〔2020〕109号第三条）";
    }
    return NULL;
}

/* ---- A notice ---- */

/* The units of H's standing notices in the places before NEW's, behind which it goes on
 * counting: what was charged already is not charged again.  *BEHIND: the seq of one in a later
 * place, 0 for none: NEW corrects a notice that others go on from. */
static long
units_before(const struct history *h, const struct event *new, int *behind)
{
    int place = event_place(h->events, h->count, new->seq);
    long units = 0;

    *behind = 0;
    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];

        if (e->kind != EVENT_fee_notice || e == new ||
            !event_stands(h->events, h->count, e))
            continue;
        if (event_place(h->events, h->count, e->seq) < place)
            units += e->units;
        else
            *behind = e->seq;
    }
    return units;
}

enum problem
fee_price(struct request *rq, const struct history *h, const struct event *new,
          struct fee_price *price)
{
    int behind;
    long before = units_before(h, new, &behind), first = before + 1,
         all = fee_account_of(h->events, h->count, NO_DATE).units;
    struct fee_month m;

    *price = (struct fee_price){.behind = behind};
    TRY(fee_month_read(rq, new->basis == FEE_BY_ITEM ? all : 0, &m));
    price->doubtful = m.doubtful;
    price->why = new->basis == FEE_BY_PAGE ? fee_no_pages(&m, false, &price->en) : NULL;
    if (price->why != NULL)
        return OK;
    if (new->basis == FEE_BY_ITEM)
        first = m.self->first + before;
    if (first + new->units - 1 > FEE_MOST_UNITS) {
        add_error(rq, "units", "件数或页数累计不能超过 %d", "at most %d in all",
                  FEE_MOST_UNITS);
        return P_invalid;
    }
    price->slices = arena_alloc(rq->arena, sizeof *price->slices * FEE_MOST_SLICES);
    price->amount =
        fee_of(new->basis, first, first + new->units - 1, price->slices, &price->count);
    return OK;
}

static void
check_amount(struct request *rq, const struct event *new, long right, const char *reason)
{
    if (right == 0)
        add_error_with(rq, "amount", "在免费档内，不收费（国办函〔2020〕109号）",
                       "within what is free; nothing is charged (国办函〔2020〕109号)");
    else if (new->amount > right)
        add_error(rq, "amount", "按标准应为 %ld 元，不得多收（国办函〔2020〕109号）",
                  "the tariff gives %ld yuan; no more may be charged (国办函〔2020〕109号)",
                  right);
    else if (new->amount < right && reason == NULL)
        add_error(rq, "reduced_reason",
                  "按标准应为 %ld 元；减收的，请说明理由（条例第四十二条）",
                  "the tariff gives %ld yuan; say why less is charged (Reg. 42)", right);
}

/* The members a notice has to have, once it has any of them. */
static void
check_members(struct request *rq, const struct event *new)
{
    if (new->basis == FEE_NO_BASIS)
        add_error_with(rq, "basis", "请说明按件还是按量计收",
                       "say whether by item or by page");
    if (new->units == 0)
        add_error_with(rq, "units", "请填写件数或页数",
                       "state the number of items or pages");
    if (new->amount == 0)
        add_error_with(rq, "amount", "请填写金额", "state the amount");
}

enum problem
fee_check_notice(struct request *rq, const struct history *h, const struct event *new,
                 const char *data)
{
    json_t *members = json_loads(data, 0, NULL);
    struct fee_price price;
    const char *reason;

    own_json(rq->arena, members);
    reason = text_member(members, "reduced_reason");
    check_members(rq, new);
    if (rq->error_count > 0)
        return P_invalid;
    TRY(fee_price(rq, h, new, &price));
    if (price.why != NULL)
        add_error_with(rq, "basis", price.why, price.en);
    else
        check_amount(rq, new, price.amount, reason);
    if (rq->error_count > 0)
        return P_invalid;
    if (price.behind != 0)
        add_warning(rq, "units",
                    "第 %d 项收费通知接着本项计算件数或页数；本项更正后，请核对其金额"
                    "（国办函〔2020〕109号）",
                    "fee notice %d goes on counting from this one; check its amount "
                    "(国办函〔2020〕109号)",
                    price.behind);
    if (price.doubtful > 0 && new->basis == FEE_BY_ITEM)
        add_warning(
            rq, "basis",
            "当月另有 %d 件申请人姓名相同、未能确认为同一人，未计入件数，请核对",
            "%d more of the month bear the same name and are not counted; make sure "
            "whose they are",
            price.doubtful);
    return OK;
}

/* ---- The money as a whole ---- */

enum problem
fee_judge(struct request *rq, const struct history *h, date received_on)
{
    struct fee_account after = fee_account_of(h->events, h->count, received_on), before;

    if (after.fault == FEE_RIGHT)
        return OK;
    before = fee_account_of(h->events, h->count - 1, received_on);
    if (before.fault == after.fault)
        return OK;
    return fail_with(rq, P_act_not_lawful, fee_fault_text(after.fault, false),
                     fee_fault_text(after.fault, true));
}
