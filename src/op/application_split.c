#include "core/similarity.h"
#include "http/audit.h"
#include "op/act.h"
#include "op/applicant.h"
#include "op/case_person.h"
#include "op/fields.h"

#include <stdlib.h>
#include <string.h>

/* What the letter says of who applied, in the open. */
struct letter {
    const char *id_number, *phone;
    json_t *persons;
};

/* The registration that stands, NULL for none. */
static const struct event *
registration(const struct history *h)
{
    const struct event *last = NULL;

    for (int i = 0; i < h->count; i++)
        if (h->events[i].kind == EVENT_registered)
            last = &h->events[i];
    return last;
}

/* Whether a fee notice stands: it was reckoned for the letter as a whole. */
static bool
has_fee_notice(const struct history *h)
{
    for (int i = 0; i < h->count; i++) {
        bool stands = h->events[i].kind == EVENT_fee_notice;

        for (int k = i + 1; k < h->count && stands; k++)
            stands = h->events[k].supersedes != h->events[i].seq;
        if (stands)
            return true;
    }
    return false;
}

static enum problem
check_parts(struct request *rq, const json_t *parts)
{
    int n = (int)json_array_size(parts);
    struct pairs *pairs = arena_alloc(rq->arena, sizeof *pairs * (size_t)n);

    for (int i = 0; i < n; i++) {
        const json_t *part = json_array_get(parts, (size_t)i);

        pairs[i] = pairs_of(rq->arena, json_string_value(json_object_get(part, "content")));
        for (int k = 0; k < i; k++)
            if (similarity(&pairs[i], &pairs[k]) == 100) {
                add_error(rq, arena_printf(rq->arena, "parts.%d.content", i),
                          "与第 %d 部分内容相同", "is the same as part %d", k + 1);
                return P_invalid;
            }
    }
    return OK;
}

/* Who splits a letter that was split before must show that he has seen it. */
static enum problem
check_once(struct request *rq, const char *merged)
{
    json_t *data = json_loads(merged, 0, NULL);
    bool split = json_object_get(data, "split_into") != NULL;

    json_decref(data);
    if (split && rq->if_match == NULL)
        return fail_with(
            rq, P_conflict,
            "该来件已经拆分；如确需再次拆分，请查看后按当前版本（If-Match）办理",
            "the letter was split already; look at it, and split it again only "
            "with If-Match");
    return OK;
}

static enum problem
check_state(struct request *rq, const struct history *h, const struct clock *c)
{
    if (!clock_is_open(c->state))
        return fail_with(rq, P_act_not_lawful,
                         "该申请已经办结或作废，不能再拆分；拆分只在作出处理之前",
                         "the case is closed or void; a letter is split before anything "
                         "is decided on it");
    if (has_fee_notice(h))
        return fail_with(
            rq, P_act_not_lawful,
            "已按整件发出收费通知（国办函〔2020〕109号），请先撤销该通知再拆分",
            "a fee notice was sent for the letter as a whole; retract it "
            "first (国办函〔2020〕109号)");
    return OK;
}

static enum problem
read_letter(struct request *rq, struct letter *l)
{
    struct sealed_numbers sealed;
    PGresult *row;

    TRY(run_sql(rq, SQL(applicant_read), &row));
    sealed = applicant_sealed(rq, row, 0);
    TRY(applicant_open(rq, &sealed, &l->id_number, &l->phone));
    return persons_open(rq, db_value(row, 0, 4), &l->persons);
}

static void
set_text(json_t *object, const char *name, const char *value)
{
    json_object_set_new(object, name, value ? json_string(value) : json_null());
}

/* The Nth part as a row: a new id, and all numbers sealed for it. */
static enum problem
add_part(struct request *rq, json_t *rows, const struct letter *l, const char *seq,
         const char *content)
{
    static const char *const sealed[] = {"id_number", "id_number_index", "phone",
                                         "phone_index"};
    json_t *row = json_object();
    const char *id;
    PGresult *next;

    json_array_append_new(rows, row);
    TRY(run_sql(rq, SQL(application_id), &next));
    id = PQgetvalue(next, 0, 0);
    applicant_seal(rq, id, seq, l->id_number, l->phone);
    for (unsigned i = 0; i < sizeof sealed / sizeof sealed[0]; i++)
        set_text(row, sealed[i], text_of(rq, sealed[i]));
    json_object_set_new(row, "n", json_integer((json_int_t)json_array_size(rows)));
    set_text(row, "id", id);
    set_text(row, "content", content);
    json_object_set_new(row, "persons",
                        json_loads(persons_seal(rq, l->persons, id, seq), 0, NULL));
    return OK;
}

static enum problem
put_parts(struct request *rq, const json_t *parts, const struct letter *l, const char *seq)
{
    json_t *rows = json_array();
    char *text;

    own_json(rq->arena, rows);
    for (size_t i = 1; i < json_array_size(parts); i++)
        TRY(add_part(
            rq, rows, l, seq,
            json_string_value(json_object_get(json_array_get(parts, i), "content"))));
    text = json_dumps(rows, JSON_COMPACT);
    arena_own(rq->arena, text, free);
    put_text(rq, "parts", text);
    return OK;
}

/* What the new registration of the case lays over the old one, and those of its parts. */
static const char *
changes(struct request *rq, const char *content, size_t parts)
{
    struct text t = {NULL, 0, 0};
    const char *own;

    add_member(&t, "supersede_reason", "一事一申请，拆分办理");
    own = arena_copy(rq->arena, t.bytes, t.len);
    add_member(&t, "link", "split_from");
    add_member(&t, "application", text_of(rq, "application"));
    put_text(rq, "part_data", arena_printf(rq->arena, "{%s}", t.bytes));
    text_free(&t);
    add_member(&t, "content", content);
    own = arena_printf(rq->arena, "{%s,%s,\"split_into\":%zu}", own, t.bytes, parts);
    text_free(&t);
    return own;
}

/* What the standing registration OLD says with CHANGED laid over it. */
static enum problem
merged_data(struct request *rq, int old, const char *changed, const char **data)
{
    PGresult *row;

    put_number(rq, "old_seq", old);
    put_text(rq, "data", changed);
    TRY(run_sql(rq, SQL(event_merge), &row));
    *data = PQgetvalue(row, 0, 0);
    return OK;
}

static enum problem
store(struct request *rq, const struct event *new)
{
    PGresult *row;

    put_number(rq, "seq", new->seq);
    put_number(rq, "supersedes", new->supersedes);
    put_date(rq, "happened_on", new->happened_on);
    put_warnings(rq);
    TRY(run_sql(rq, SQL(application_split), &row));
    audit_note(rq, "cases", PQgetvalue(row, 0, 1));
    rq->reply.etag = arena_printf(rq->arena, "\"%d\"", new->seq);
    return reply_bytes(rq, 200, "application/json", PQgetvalue(row, 0, 0),
                       (size_t)PQgetlength(row, 0, 0));
}

/* Make several applications of one letter (一事一申请, rules 1.7, 5.2): the case keeps its
 * number with the first part; each further part becomes a case with the letter's day of
 * receipt, channel, applicant and history so far, and a number, clock and outcome of its
 * own. */
OPERATION(application_split, .summary = "Split a letter into several applications",
          .route = "POST /api/v1/applications/{application}/split",
          .right = RIGHT_case_edit,
          .body = FIELDS(LIST("parts", "各部分", .required = true, .min = 2, .max = 50,
                              .fields = FIELDS(TEXT("content", "所需政府信息内容描述",
                                                    .max = 4000, .multiline = true,
                                                    .required = true)))),
          .reply = FIELDS(OBJECT("application", "保留原编号的申请", .required = true,
                                 .fields = APPLICATION),
                          LIST("applications", "拆分出的申请", .required = true,
                               .fields = APPLICATION_AS(false)),
                          WARNINGS))
{
    const json_t *parts = json_object_get(rq->body, "parts");
    const char *first =
                   json_string_value(json_object_get(json_array_get(parts, 0), "content")),
               *merged, *seq;
    const struct event *old;
    struct event *new;
    struct letter letter;
    struct history h;
    struct clock clock;

    TRY(check_parts(rq, parts));
    TRY(act_begin(rq, &h));
    old = registration(&h);
    TRY(merged_data(rq, old->seq, "{}", &merged));
    TRY(check_once(rq, merged));
    TRY(merged_data(rq, old->seq, changes(rq, first, json_array_size(parts)), &merged));
    new = history_add(rq, &h, EVENT_registered, old->happened_on, merged);
    new->supersedes = old->seq;
    new->calendar_version = old->calendar_version;
    TRY(act_judge(rq, &h, &clock));
    TRY(check_state(rq, &h, &clock));
    TRY(read_letter(rq, &letter));
    seq = arena_printf(rq->arena, "%d", new->seq);
    TRY(put_parts(rq, parts, &letter, seq));
    applicant_seal(rq, text_of(rq, "application"), seq, letter.id_number, letter.phone);
    persons_put(rq, letter.persons, text_of(rq, "application"), seq);
    put_clock(rq, &clock);
    put_text(rq, "content", first);
    put_text(rq, "data", merged);
    return store(rq, new);
}
