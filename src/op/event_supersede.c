#include "op/act.h"
#include "op/applicant.h"
#include "op/fields.h"

#include <stdlib.h>
#include <string.h>

/* The fields that say something about an entry of KIND, besides happened_on and reason. */
static bool
belongs_to(const char *field, enum event_kind kind)
{
    if (strcmp(field, "outcome") == 0 || strcmp(field, "note") == 0)
        return kind == EVENT_answered;
    return kind == EVENT_registered;
}

static const struct field supersede_fields[] = {
    TEXT("reason", "更正原因", .max = 2000, .multiline = true, .required = true),
    DATE("happened_on", "发生日期", .past = true),
    PARTICULARS(false),
    CHOICE("outcome", "办理结果", .oneof = outcome_codes),
    TEXT("note", "说明", .max = 2000, .multiline = true),
    {.name = NULL},
};

static enum problem
check_fields(struct request *rq, enum event_kind kind)
{
    for (const struct field *f = supersede_fields + 2; f->name != NULL; f++)
        if (text_of(rq, f->name) != NULL && !belongs_to(f->name, kind))
            add_error(rq, f->name, "这一事项没有%s", "an entry of this kind has no %s",
                      rq->english ? f->name : f->label);
    return rq->error_count > 0 ? P_invalid : OK;
}

/* The entry that takes OLD's place: what the request states, and OLD's facts otherwise. */
static struct event
replacement(const struct request *rq, const struct event *old)
{
    struct event new = *old;

    new.supersedes = old->seq;
    if (text_of(rq, "happened_on") != NULL)
        new.happened_on = date_of_field(rq, "happened_on");
    if (text_of(rq, "channel") != NULL)
        new.channel = channel_of(text_of(rq, "channel"));
    if (text_of(rq, "applicant_category") != NULL)
        new.category = category_of(text_of(rq, "applicant_category"));
    if (text_of(rq, "submitted_on") != NULL)
        new.submitted_on = date_of_field(rq, "submitted_on");
    if (text_of(rq, "outcome") != NULL)
        new.outcome = outcome_of(text_of(rq, "outcome"));
    if (text_of(rq, "confirmed_on") != NULL)
        new.confirmed_on = date_of_field(rq, "confirmed_on");
    else if (old->kind == EVENT_registered && !channel_confirms(new.channel))
        new.confirmed_on = NO_DATE;
    return new;
}

/* The members that change, as JSON; the statement lays them over the old entry's. */
static const char *
changed_members(struct request *rq, const struct event *old, const struct event *new)
{
    static const char *const facts[] = {
        "reason",  "channel",     "applicant_category", "submitted_on", "confirmed_on",
        "content", "wanted_form", "wanted_route",       "officer",      "outcome",
        "note"};
    struct text t = {NULL, 0, 0};

    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++)
        add_member(&t, facts[i], text_of(rq, facts[i]));
    if (old->confirmed_on != NO_DATE && new->confirmed_on == NO_DATE)
        text_add(&t, ",\"confirmed_on\":null");
    arena_own(rq->arena, t.bytes, free);
    return t.bytes;
}

/* Replace a wrong entry by a right one; both stay on record (product row 29). */
OPERATION(event_supersede, .summary = "Correct an entry by one that takes its place",
          .route = "POST /api/v1/applications/{application}/events/{seq}/supersede",
          .body = supersede_fields, .reply = APPLICATION_REPLY)
{
    const struct event *old;
    struct event new;
    struct history h;

    TRY(history_load(rq, &h));
    old = history_find(&h, (int)number_of(rq, "seq"));
    if (old == NULL || old->kind == EVENT_retracted)
        return fail_with(rq, P_not_found, "该申请没有这一事项，或该事项不能更正",
                         "the application has no such entry to correct");
    TRY(check_fields(rq, old->kind));
    new = replacement(rq, old);
    if (text_of(rq, "applicant_id_number") != NULL)
        check_identity(rq);
    return act_with(rq, &h, &new, changed_members(rq, old, &new), SQL(event_supersede));
}
