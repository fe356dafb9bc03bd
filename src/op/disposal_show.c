#include "document/csv.h"
#include "http/request.h"
#include "op/member.h"
#include "op/retention.h"

#include <string.h>

static const char *
type_name(const char *record_type)
{
    return strcmp(record_type, "case_answered") == 0    ? "已答复"
           : strcmp(record_type, "case_withdrawn") == 0 ? "已撤回"
                                                        : "已作废";
}

static const char *
or_dash(const char *s)
{
    return s != NULL ? s : "—";
}

static enum problem
reply_csv(struct request *rq, const json_t *certificate)
{
    static const char *const headings[] = {"编号",     "种类",       "办结日期",
                                           "期满日期", "内容摘要值", "申请"};
    static const char *const members[] = {"number",     "record_type", "closed_on",
                                          "kept_until", "digest",      "application"};
    struct text t = {NULL, 0, 0};
    json_t *one;
    size_t i;

    csv_begin(&t);
    for (unsigned k = 0; k < sizeof headings / sizeof headings[0]; k++)
        csv_cell(&t, headings[k]);
    csv_end_row(&t);
    json_array_foreach(json_object_get(certificate, "cases"), i, one) {
        for (unsigned k = 0; k < sizeof members / sizeof members[0]; k++)
            csv_cell(&t, k == 1 ? type_name(text_member(one, members[k]))
                                : text_member(one, members[k]));
        csv_end_row(&t);
    }
    rq->reply.disposition =
        arena_printf(rq->arena, "attachment; filename=\"disposal-%s-%s.csv\"",
                     rq->agency.code, text_of(rq, "disposal"));
    return reply_text(rq, 200, "text/csv; charset=utf-8", &t);
}

static void
add_rules(struct text *t, const json_t *rules)
{
    json_t *rule;
    size_t i;

    json_array_foreach(rules, i, rule) {
        const json_t *years = json_object_get(rule, "years");

        text_addf(t, "  %s：", type_name(text_member(rule, "record_type")));
        if (json_is_integer(years))
            text_addf(t, "%d 年", (int)json_integer_value(years));
        else
            text_add(t, "永久");
        text_addf(t, "（%s）\n", or_dash(text_member(rule, "basis")));
    }
}

/* The certificate on paper, with the lines that are signed. */
static enum problem
reply_paper(struct request *rq, const json_t *certificate)
{
    const json_t *d = json_object_get(certificate, "disposal");
    struct text t = {NULL, 0, 0};
    json_t *one;
    size_t i;

    text_addf(&t, "政府信息公开申请档案销毁证明\n\n机关：%s（%s）\n序号：%s\n",
              rq->agency.name, rq->agency.code, text_of(rq, "disposal"));
    text_addf(&t, "范围：保管期限至 %d 年年底届满的档案\n件数：%d\n原因：%s\n",
              (int)json_integer_value(json_object_get(d, "until_year")),
              (int)json_integer_value(json_object_get(d, "count")),
              or_dash(text_member(d, "reason")));
    text_addf(&t, "提出人：%s\n确认人：%s\n时间：%s\n保管期限：\n",
              or_dash(text_member(d, "proposed_by")),
              or_dash(text_member(d, "confirmed_by")), or_dash(text_member(d, "made_at")));
    add_rules(&t, json_object_get(d, "rules"));
    text_add(&t, "\n编号 | 种类 | 办结日期 | 期满日期\n  所销毁内容的 SHA-256 摘要\n\n");
    json_array_foreach(json_object_get(certificate, "cases"), i, one)
        text_addf(&t, "%s | %s | %s | %s\n  %s\n", or_dash(text_member(one, "number")),
                  type_name(text_member(one, "record_type")),
                  or_dash(text_member(one, "closed_on")),
                  or_dash(text_member(one, "kept_until")),
                  or_dash(text_member(one, "digest")));
    text_add(&t, "\n监销人（签名）：____________　____________　　日期：____________\n");
    return reply_text(rq, 200, "text/plain; charset=utf-8", &t);
}

/* The certificate of a disposal, as JSON, as a table, or to be printed and signed. */
OPERATION(disposal_show, .summary = "Show the certificate of a disposal",
          .route = "GET /api/v1/agencies/{agency}/disposals/{disposal}",
          .right = RIGHT_disposal_read, .formats = "|json|csv|text",
          .reply = DISPOSAL_REPLY)
{
    json_t *certificate;
    PGresult *row;

    TRY(run_sql(rq, SQL(disposal_show), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这份销毁证明", "no such certificate");
    if (strcmp(rq->format, "json") == 0)
        return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                           (size_t)PQgetlength(row, 0, 0));
    certificate = json_loads(PQgetvalue(row, 0, 0), 0, NULL);
    own_json(rq->arena, certificate);
    return strcmp(rq->format, "csv") == 0 ? reply_csv(rq, certificate)
                                          : reply_paper(rq, certificate);
}
