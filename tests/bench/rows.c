#include "rows.h"

#include "op/number.h"

#include <stdio.h>
#include <string.h>

const char application_columns[] =
    "agency, id, number, channel, applicant_category, applicant_name, content, wanted_form, "
    "wanted_route, officer, unit, submitted_on, arrived_on, received_on, due_on, due_certain, "
    "waiting_until, paused_until, paused_for, status, closed_on, outcome, version";
const char event_columns[] =
    "agency, application, seq, kind, happened_on, recorded_at, actor, data";
const char applicant_columns[] =
    "agency, application, seq, name, id_type, key, id_number, id_number_index, phone, "
    "phone_index, email, address";

/* The first column of a row has no tab before it. */
void
add_column(struct text *t, const char *value)
{
    if (t->len > 0 && t->bytes[t->len - 1] != '\n')
        text_add(t, "\t");
    if (value == NULL) {
        text_add(t, "\\N");
        return;
    }
    for (const char *p = value; *p != '\0'; p++) {
        if (strchr("\\\t\n\r", *p) != NULL)
            text_add(t, "\\");
        text_add_bytes(t, p, 1);
    }
}

void
add_number(struct text *t, long value)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%ld", value);
    add_column(t, digits);
}

void
add_day(struct text *t, date day)
{
    char buffer[DATE_SIZE];

    add_column(t, day == NO_DATE ? NULL : date_text(day, buffer));
}

void
end_row(struct text *t)
{
    text_add(t, "\n");
}

static void
add_member(struct text *t, const char *name, const char *value)
{
    if (value == NULL)
        return;
    text_add(t, t->len > 1 ? "," : "");
    text_add_json(t, name);
    text_add(t, ":");
    text_add_json(t, value);
}

static void
add_day_member(struct text *t, const char *name, date day)
{
    char buffer[DATE_SIZE];

    add_member(t, name, day == NO_DATE ? NULL : date_text(day, buffer));
}

static void
state_registration(struct text *t, const struct story *s, const struct event *e)
{
    add_member(t, "channel", channel_code(e->channel));
    add_member(t, "applicant_category", category_code(e->category));
    add_day_member(t, "submitted_on", e->submitted_on);
    add_day_member(t, "confirmed_on", e->confirmed_on);
    add_member(t, "content", s->content);
    add_member(t, "wanted_form", s->wanted_form);
    add_member(t, "wanted_route", s->wanted_route);
    add_member(t, "officer", s->officer);
    add_member(t, "unit", s->unit);
}

static void
state_extension(struct text *t, const struct event *e)
{
    add_member(t, "reason", "检索范围较大，需要较长时间");
    add_member(t, "requested_by", "经办一");
    add_member(t, "approved_by", "公开办负责人");
    add_day_member(t, "approved_on", e->happened_on);
}

/* What the entry states, as the service stores it. */
static void
state_event(struct text *t, const struct story *s, const struct event *e)
{
    text_add(t, "{");
    if (e->kind == EVENT_registered)
        state_registration(t, s, e);
    else if (e->kind == EVENT_answered)
        add_member(t, "outcome", outcome_code(e->outcome));
    else if (e->kind == EVENT_voided)
        add_member(t, "reason", "重复登记");
    else if (e->kind == EVENT_correction_notice)
        add_member(t, "items", "请写明所需信息的名称、文号或者其他特征性描述");
    else if (e->kind == EVENT_extension)
        state_extension(t, e);
    else if (clock_party_code(e->kind) != NULL)
        add_member(t, "name", "某单位");
    else if (e->kind == EVENT_third_party_reply || e->kind == EVENT_joint_agency_reply)
        add_member(t, "opinion", "agrees");
    add_member(t, "ref", e->ref);
    if (e->days > 0)
        text_addf(t, "%s\"days\":%d", t->len > 1 ? "," : "", e->days);
    text_add(t, "}");
}

static void
add_event(struct text *t, int agency, long id, const struct story *s, const struct event *e)
{
    struct text data = {NULL, 0, 0};
    char day[DATE_SIZE], moment[40];

    snprintf(moment, sizeof moment, "%s 17:00+08", date_text(e->happened_on, day));
    state_event(&data, s, e);
    add_number(t, agency);
    add_number(t, id);
    add_number(t, e->seq);
    add_column(t, event_kind_code(e->kind));
    add_day(t, e->happened_on);
    add_column(t, moment);
    add_column(t, "token");
    add_column(t, data.bytes);
    end_row(t);
    text_free(&data);
}

/* NUMBER sealed for where it stands, and its index. */
static void
add_sealed(struct text *t, const struct keyring *keys, struct number_place at,
           const char *number)
{
    struct arena *a = arena_new();

    add_column(t, number_seal(a, keys, &at, number));
    add_column(t,
               number_index(a, keys, keyring_current(keys), at.agency, at.column, number));
    arena_free(a);
}

static void
add_applicant(struct rows *rows, int agency, long id, const struct story *s)
{
    bool person = s->events[0].category == CATEGORY_natural_person;
    struct text *t = &rows->applicant;
    char of_agency[16], application[24];
    struct number_place at = {of_agency, application, "1", "id_number"};

    snprintf(of_agency, sizeof of_agency, "%d", agency);
    snprintf(application, sizeof application, "%ld", id);
    add_number(t, agency);
    add_number(t, id);
    add_number(t, 1);
    add_column(t, s->name);
    add_column(t, person ? "resident_id" : "other");
    add_number(t, keyring_current(rows->keys));
    add_sealed(t, rows->keys, at, s->id_number);
    at.column = "phone";
    add_sealed(t, rows->keys, at, s->phone);
    add_column(t, s->email);
    add_column(t, s->address);
    end_row(t);
}

static void
add_application(struct text *t, int agency, long id, const char *number,
                const struct story *s, const struct clock *c)
{
    add_number(t, agency);
    add_number(t, id);
    add_column(t, number);
    add_column(t, channel_code(c->channel));
    add_column(t, category_code(c->category));
    add_column(t, s->name);
    add_column(t, s->content);
    add_column(t, s->wanted_form);
    add_column(t, s->wanted_route);
    add_column(t, s->officer);
    add_column(t, s->unit);
    add_day(t, c->submitted_on);
    add_day(t, c->arrived_on);
    add_day(t, c->received_on);
    add_day(t, c->due_on);
    add_column(t, c->due_certain ? "t" : "f");
    add_day(t, c->waiting_until);
    if (c->paused_until == DATE_LAST)
        add_column(t, "infinity");
    else
        add_day(t, c->paused_until);
    add_column(t, clock_party_code(c->paused_for));
    add_column(t, clock_status_code(c->state));
    add_day(t, c->closed_on);
    add_column(t, c->outcome == OUTCOME_NONE ? NULL : outcome_code(c->outcome));
    add_number(t, s->count);
    end_row(t);
}

void
add_case(struct rows *rows, int agency, long id, const char *number, const struct story *s,
         const struct clock *c)
{
    add_application(&rows->application, agency, id, number, s, c);
    for (int i = 0; i < s->count; i++)
        add_event(&rows->event, agency, id, s, &s->events[i]);
    add_applicant(rows, agency, id, s);
}
