#include "op/letter_draft.h"

#include "guard/seal.h"
#include "op/applicant.h"
#include "op/case_person.h"
#include "op/history.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

/* --- facts */

/* Members of a fact that are no part of what a letter says of it. */
static bool
is_silent(const char *name)
{
    return strcmp(name, "fact") == 0 || strcmp(name, "n") == 0 ||
           strcmp(name, "proposed_by") == 0 || strcmp(name, "calendar") == 0;
}

static const char *
all_members(struct request *rq, const char *code, const json_t *data)
{
    const char *name, *all = NULL;
    json_t *value;

    json_object_foreach((json_t *)data, name, value) {
        const char *said =
            is_silent(name) ? NULL : letter_fact_said(rq->arena, code, name, value);

        if (said != NULL)
            all = arena_printf(rq->arena, "%s%s%s", all != NULL ? all : "",
                               all != NULL ? "；" : "", said);
    }
    return all;
}

static const json_t *
fact_data(const json_t *entry)
{
    return event_kind_of(text_member(entry, "kind")) == EVENT_fact
               ? json_object_get(entry, "data")
               : NULL;
}

const json_t *
letter_fact_data(const struct letter_draft *d, const char *code)
{
    const json_t *events = json_object_get(d->facts, "events");

    for (size_t i = json_array_size(events); i > 0; i--) {
        const json_t *data = fact_data(json_array_get(events, i - 1));
        const char *of = text_member(data, "fact");

        if (of != NULL && strcmp(of, code) == 0)
            return data;
    }
    return NULL;
}

const char *
letter_fact(struct request *rq, const struct letter_draft *d, const char *code,
            const char *member)
{
    const json_t *data = letter_fact_data(d, code);

    if (data == NULL)
        return NULL;
    return strcmp(member, "*") == 0
               ? all_members(rq, code, data)
               : letter_fact_said(rq->arena, code, member, json_object_get(data, member));
}

/* The row of 事项 that the item NUMBER has, a new one for a new number: of each the latest
 * entry holds. */
static const char **
row_of(struct letter_draft *d, const char *number)
{
    int i = 0;

    while (i < d->items.count &&
           strcmp(d->items.cells[i * LETTER_ITEM_COLUMNS + ITEM_NUMBER], number) != 0)
        i++;
    if (i == d->items.count)
        d->items.count++;
    return d->items.cells + i * LETTER_ITEM_COLUMNS;
}

static void
add_item(struct request *rq, struct letter_draft *d, const json_t *data)
{
    static const char *const members[] = {"n", "what", "outcome", "reason"};
    const char *number = letter_said(rq->arena, "n", json_object_get(data, "n"));
    const char **cells = row_of(d, number != NULL ? number : "1");

    for (int i = 0; i < LETTER_ITEM_COLUMNS; i++)
        cells[i] = letter_masked(
            rq, d, letter_said(rq->arena, members[i], json_object_get(data, members[i])));
    cells[ITEM_NUMBER] = number != NULL ? number : "1";
    d->items.exempt[(cells - d->items.cells) / LETTER_ITEM_COLUMNS] =
        outcome_is_exempt(outcome_of(text_member(data, "outcome")));
    if (outcome_of(text_member(data, "outcome")) != OUTCOME_granted)
        d->items.withheld = true;
}

/* Whether an item withheld rests on Reg. 14 to 16. */
static void
read_items(struct request *rq, struct letter_draft *d, bool *exempt)
{
    const json_t *events = json_object_get(d->facts, "events");
    size_t n = json_array_size(events);

    d->items.cells =
        arena_alloc(rq->arena, sizeof *d->items.cells * LETTER_ITEM_COLUMNS * (n + 1));
    d->items.exempt = arena_alloc(rq->arena, sizeof *d->items.exempt * (n + 1));
    for (size_t i = 0; i < n; i++) {
        const json_t *data = fact_data(json_array_get(events, i));
        const char *of = text_member(data, "fact");

        if (of != NULL && strcmp(of, "item") == 0)
            add_item(rq, d, data);
    }
    for (int i = 0; i < d->items.count; i++)
        *exempt = *exempt || d->items.exempt[i];
}

/* --- the case */

/* What is shorter is no number of anybody's. */
enum { SHORTEST_NUMBER = 5 };

static void
add_number(struct request *rq, struct letter_draft *d, const char *number)
{
    const char *folded = number != NULL ? number_folded(rq->arena, number) : "";

    if (strlen(folded) >= SHORTEST_NUMBER)
        d->numbers[d->number_count++] = folded;
}

/* The numbers of the applicant and of those named with him, from column 1 of ROW on. */
static enum problem
read_numbers(struct request *rq, struct letter_draft *d, const PGresult *row)
{
    struct sealed_numbers sealed = applicant_sealed(rq, row, 1);
    const char *id_number, *phone;
    json_t *persons, *person;
    size_t i;

    TRY(applicant_open(rq, &sealed, &id_number, &phone));
    TRY(persons_open(rq, db_value(row, 0, 5), &persons));
    d->numbers =
        arena_alloc(rq->arena, sizeof *d->numbers * 2 * (json_array_size(persons) + 1));
    add_number(rq, d, id_number);
    add_number(rq, d, phone);
    json_array_foreach(persons, i, person) {
        add_number(rq, d, text_member(person, "id_number"));
        add_number(rq, d, text_member(person, "phone"));
    }
    return OK;
}

static enum problem
read_case(struct request *rq, struct letter_draft *d)
{
    PGresult *row;

    if (number_of(rq, "about") == 0)
        put_text(rq, "about", NULL);
    TRY(run_sql(rq, SQL(letter_case), &row));
    if (PQntuples(row) == 0)
        return fail_with(rq, P_not_found, "没有这件申请", "no such application");
    d->facts = json_loads(PQgetvalue(row, 0, 0), 0, NULL);
    own_json(rq->arena, d->facts);
    TRY(read_numbers(rq, d, row));
    if (strcmp(text_member(d->facts, "status"), "voided") == 0)
        return fail_with(rq, P_act_not_lawful, "该申请已作废，不能再出具文书",
                         "the case is void; no letter is issued in it");
    return OK;
}

/* The day the letter bears: as stated, else that of the entry; NO_DATE: that of its issue. */
static date
date_of_letter(const struct request *rq, const struct letter_draft *d)
{
    date day = date_of_field(rq, "dated_on");

    if (day == NO_DATE)
        day = d->re_decided_on;
    if (day == NO_DATE)
        day = date_member(json_object_get(d->entry, "data"), "dated_on");
    if (day == NO_DATE)
        day = date_member(d->entry, "happened_on");
    return day;
}

/* --- clocks */

static struct clock *
fold_some(struct request *rq, const struct history *h, int until, bool closing)
{
    struct clock *c = arena_alloc(rq->arena, sizeof *c);
    struct history some = {
        .events = arena_alloc(rq->arena, sizeof *some.events * (size_t)(h->count + 1))};
    struct clock_terms terms = {.calendar = NULL};

    for (int i = 0; i < h->count; i++) {
        const struct event *e = &h->events[i];

        if ((until == 0 || e->seq < until) &&
            (closing || (e->kind != EVENT_answered && e->kind != EVENT_withdrawn)))
            some.events[some.count++] = *e;
    }
    return history_fold(rq, &some, &terms, c) == OK ? c : NULL;
}

static enum problem
fold_clocks(struct request *rq, struct letter_draft *d)
{
    struct history h;

    put_text(rq, "known_at", NULL);
    TRY(history_read(rq, &h));
    d->before = fold_some(rq, &h, d->seq, false);
    d->after = fold_some(rq, &h, d->seq != 0 ? d->seq + 1 : 0, false);
    d->open = fold_some(rq, &h, 0, false);
    return d->before != NULL && d->after != NULL && d->open != NULL ? OK : P_internal;
}

/* --- remedy */

static enum agency_level
level_of_government(const json_t *above, const char **name)
{
    for (size_t i = 0; i < json_array_size(above); i++) {
        const json_t *g = json_array_get(above, i);
        enum agency_level level = agency_level_of(text_member(g, "level"));

        if (level == LEVEL_DEPARTMENT)
            continue;
        *name = text_member(g, "name");
        return level;
    }
    return LEVEL_NONE;
}

static bool
served_online(struct request *rq, const struct letter_draft *d)
{
    const char *stated = text_of(rq, "service");

    if (stated == NULL)
        stated = text_member(json_object_get(d->entry, "data"), "service");
    return stated != NULL && strcmp(stated, "electronic") == 0;
}

static void
read_remedy(struct request *rq, struct letter_draft *d, bool exempt)
{
    const json_t *head = json_object_get(d->facts, "head"),
                 *above = json_object_get(d->facts, "above");
    struct remedy_text_terms t = {
        .outcome = letter(d->kind)->outcome,
        .exempt_part = exempt,
        .decided_on = d->dated_on,
        .level = agency_level_of(text_member(d->facts, "level")),
        .leadership = leadership_of(text_member(head, "leadership")),
        .agency = text_member(head, "full_name"),
        .superior = text_member(json_array_get(above, 0), "name"),
        .superior_level = agency_level_of(text_member(json_array_get(above, 0), "level")),
        .review_body = text_member(head, "review_body"),
        .review_address = text_member(head, "review_address"),
        .court = text_member(head, "court"),
        .online = text_member(head, "online_review"),
        .served_online = served_online(rq, d),
        .query_review_first = json_is_true(json_object_get(head, "query_review_first")),
    };

    if (t.agency == NULL)
        t.agency = text_member(d->facts, "agency_name");
    t.government_level = level_of_government(above, &t.government);
    d->remedy = remedy_text(rq->arena, &t);
    for (int i = 0; i < 2; i++)
        if (d->remedy.notices[i] != REMEDY_NOTHING)
            add_warning(rq, "remedy", "%s", "%s",
                        remedy_notice_text(d->remedy.notices[i], rq->english));
}

/* Of a part that is withheld it must be known whether review comes first. */
static enum problem
check_part(struct request *rq, const struct letter_draft *d, bool *exempt)
{
    const char *stated;

    if (d->kind != LETTER_answer_partly_granted)
        return OK;
    if (bag_has(&rq->bag, "exempt_part", &stated) && stated != NULL) {
        if (*exempt && strcmp(stated, "true") != 0) {
            add_error_with(
                rq, "exempt_part",
                "分项记录有依据条例第十四条至第十六条不予公开的部分，应先申请行政复议",
                "an item rests on Reg. 14 to 16: review comes first");
            return P_invalid;
        }
        *exempt = *exempt || strcmp(stated, "true") == 0;
        return OK;
    }
    if (d->items.withheld)
        return OK;
    add_error_with(
        rq, "exempt_part",
        "请说明不予公开的部分是否依据条例第十四条至第十六条，它决定救济途径（行政复议法第二十三条）",
        "state whether the part withheld rests on Reg. 14 to 16; it decides the remedy");
    return P_invalid;
}

enum problem
letter_prepare(struct request *rq, struct letter_draft *d)
{
    bool exempt = false;

    *d = (struct letter_draft){.re_decided_on = NO_DATE,
                               .texts = json_object_get(rq->body, "texts")};
    TRY(read_case(rq, d));
    TRY(letter_choose(rq, d));
    d->dated_on = date_of_letter(rq, d);
    d->dated_at_issue = d->dated_on == NO_DATE;
    if (d->dated_at_issue)
        d->dated_on = rq->today;
    TRY(fold_clocks(rq, d));
    read_items(rq, d, &exempt);
    TRY(check_part(rq, d, &exempt));
    if (letter(d->kind)->remedy)
        read_remedy(rq, d, exempt);
    letter_fill(rq, d);
    return OK;
}

const struct letter_value *
letter_missing(const struct letter_draft *d, int i)
{
    for (int at = 0; at < d->value_count; at++)
        if (d->values[at].must && d->values[at].value == NULL && i-- == 0)
            return &d->values[at];
    return NULL;
}

enum problem
letter_complete(struct request *rq, const struct letter_draft *d)
{
    const struct letter_value *v;

    for (int i = 0; (v = letter_missing(d, i)) != NULL; i++)
        add_error(rq, v->source, "缺少“%s”（%s），不能签发%s",
                  "“%s” is missing [%s]; %s cannot be issued", v->label,
                  *v->article != '\0' ? v->article : letter(d->kind)->article,
                  letter(d->kind)->name);
    return rq->error_count > 0 ? P_invalid : OK;
}

static void
set_value(struct letter_draft *d, const char *name, const char *value)
{
    for (int i = 0; i < d->value_count; i++)
        if (strcmp(d->values[i].name, name) == 0)
            d->values[i].value = value;
}

void
letter_numbered(struct letter_draft *d, const char *number)
{
    set_value(d, "number", number);
}

void
letter_unissued(struct letter_draft *d)
{
    set_value(d, "number", "（签发时编号）");
    if (d->dated_at_issue)
        set_value(d, "dated_on", "（签发日期）");
}
