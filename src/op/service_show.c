#include "op/clock_view.h"
#include "op/fields.h"
#include "op/letter.h"
#include "op/member.h"

#include <stdio.h>

#define JOURNEYS                                                                           \
    LIST("journeys", "历次送达", .required = true,                                         \
         .fields = FIELDS(INTEGER("seq", "事项", .required = true),                        \
                          CHOICE("way", "送达方式", .oneof = service_way_codes),           \
                          TEXT("way_name", "送达方式"), TEXT("carrier", "承运人"),         \
                          TEXT("tracking_number", "邮件号"), DATE("sent_on", "发出日期"),  \
                          DATE("delivered_on", "送达日期"),                                \
                          CHOICE("manner", "送达情况", .oneof = MANNERS),                  \
                          CHOICE("signed_by", "签收人", .oneof = SIGNERS),                 \
                          TEXT("signer", "签收人姓名"), DATE("returned_on", "退回日期"),   \
                          TEXT("return_reason", "退回原因"), TEXT("note", "说明")))

/* What is said in words of the entries, by their seq. */
static const json_t *
words_of(const json_t *words, int seq)
{
    char key[16];

    snprintf(key, sizeof key, "%d", seq);
    return json_object_get(words, key);
}

static void
set_text(json_t *j, const char *name, const json_t *words, const char *member)
{
    json_object_set_new(j, name, text_json(text_member(words, member)));
}

static json_t *
journey_json(const struct journey *s, const json_t *words)
{
    const json_t *sent = words_of(words, s->seq), *arrived = words_of(words, s->delivered);
    json_t *j = json_object();

    json_object_set_new(j, "seq", json_integer(s->seq));
    json_object_set_new(j, "way", text_json(service_way_code(s->way)));
    json_object_set_new(j, "way_name", text_json(service_way_name(s->way)));
    /* 235号: nobody else may carry it */
    json_object_set_new(j, "carrier", text_json(s->way == WAY_post ? "邮政企业" : NULL));
    set_text(j, "tracking_number", sent, "tracking_number");
    json_object_set_new(j, "sent_on", day_json(s->sent_on));
    json_object_set_new(j, "delivered_on", day_json(s->delivered_on));
    set_text(j, "manner", arrived, "manner");
    if (s->delivered != 0 && text_member(arrived, "manner") == NULL)
        json_object_set_new(j, "manner", json_string("signed"));
    set_text(j, "signed_by", arrived, "signed_by");
    set_text(j, "signer", arrived, "signer");
    json_object_set_new(j, "returned_on", day_json(s->returned_on));
    set_text(j, "return_reason", words_of(words, s->returned), "reason");
    set_text(j, "note", s->delivered != 0 ? arrived : sent, "note");
    return j;
}

static json_t *
served_json(const struct served *s, const json_t *words, const char *name,
            const char *address)
{
    json_t *j = letter_json(s), *journeys = json_array();
    bool asked = event_is_letter(s->letter->kind);

    json_object_set_new(
        j, "addressee",
        text_json(asked ? text_member(words_of(words, s->letter->seq), "name") : name));
    json_object_set_new(j, "address", text_json(asked ? NULL : address));
    for (int i = 0; i < s->count; i++)
        json_array_append_new(journeys, journey_json(&s->journeys[i], words));
    json_object_set_new(j, "journeys", journeys);
    return j;
}

/* How every letter of a case travelled: what, to whom, which way, when, who signed, and the day
 * that counts with its ground; what a 送达回证 is made of (rule 9). */
OPERATION(service_show, .summary = "Show how the letters of an application travelled",
          .route = "GET /api/v1/applications/{application}/service",
          .right = RIGHT_case_read,
          .reply = FIELDS(ID("application", "申请", .required = true),
                          TEXT("number", "编号"),
                          LIST("letters", "文书", .required = true,
                               .fields = FIELDS(SERVED, TEXT("addressee", "受送达人"),
                                                TEXT("address", "送达地址"), JOURNEYS))))
{
    struct service_problem *problems;
    int n, problem_count;
    struct served *all;
    struct history h;
    PGresult *row;
    json_t *words, *j, *letters = NULL;

    put_text(rq, "known_at", NULL);
    TRY(run_sql(rq, SQL(service_read), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    words = json_loads(PQgetvalue(row, 0, 3), 0, NULL);
    own_json(rq->arena, words);
    TRY(history_read(rq, &h));
    n = service_fold(rq->arena, h.events, h.count, &all, &problems, &problem_count);
    letters = json_array();
    for (int i = 0; i < n; i++)
        json_array_append_new(
            letters, served_json(&all[i], words, db_value(row, 0, 1), db_value(row, 0, 2)));
    j = json_object();
    json_object_set_new(j, "application", json_string(text_of(rq, "application")));
    json_object_set_new(j, "number", text_json(db_value(row, 0, 0)));
    json_object_set_new(j, "letters", letters);
    return reply_json(rq, 200, j);
}
