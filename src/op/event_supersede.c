#include "op/act.h"
#include "op/answer.h"
#include "op/applicant.h"
#include "op/case_person.h"
#include "op/decision.h"
#include "op/event_member.h"
#include "op/event_right.h"
#include "op/fee.h"
#include "op/fields.h"

#include <stdlib.h>
#include <string.h>

static const struct field supersede_fields[] = {
    TEXT("reason", "更正原因", .max = 2000, .multiline = true, .required = true),
    DATE("happened_on", "发生日期", .past = true),
    PARTICULARS(false),
    CHOICE("outcome", "办理结果", .oneof = outcome_codes),
    ANSWER_SERVICE,
    TEXT("note", "说明", .max = 4000, .multiline = true),
    DATE("delivered_on", "送达日期", .past = true),
    LIMIT(1, 250),
    TEXT("items", "需要补正的内容", .max = 4000, .multiline = true),
    TEXT("name", "征求意见对象名称", .max = 200),
    CHOICE("opinion", "意见", .oneof = OPINIONS),
    TEXT("requested_by", "申请延期人", .max = 100),
    TEXT("approved_by", "批准人", .max = 100),
    DATE("approved_on", "批准日期", .past = true),
    BOOLEAN("accepted", "逾期是否接受"),
    BOOLEAN("reasonable", "理由是否合理"),
    CHOICE("basis", "计费方式", .oneof = FEE_BASES),
    FEE_ASKED,
    TEXT("receipt_number", "票据号码", .max = 60),
    CHOICE("way", "送达方式", .oneof = service_way_codes),
    RECEIVED_BY,
    {.name = NULL},
};

static enum problem
check_fields(struct request *rq, enum event_kind kind)
{
    for (const struct field *f = supersede_fields + 2; f->name != NULL; f++)
        if (text_of(rq, f->name) != NULL && !field_is_one_of(f->name, event_members(kind)))
            add_error(rq, f->name, "这一事项没有%s", "an entry of this kind has no %s",
                      rq->english ? f->name : f->label);
    return rq->error_count > 0 ? P_invalid : OK;
}

/* The members that change, as JSON; the statement lays them over the old entry's.  A channel
 * that needs no confirmation takes the old one away; a limit in days the limit as a date. */
static const char *
changed_members(struct request *rq, const struct event *old)
{
    const char *channel = text_of(rq, "channel"), *more = NULL;
    const json_t *joint = json_object_get(rq->body, "joint");
    struct text members = {NULL, 0, 0};

    if (channel != NULL && !channel_confirms(channel_of(channel)) &&
        text_of(rq, "confirmed_on") == NULL && old->confirmed_on != NO_DATE)
        more = "\"confirmed_on\":null";
    else if (text_of(rq, "days") != NULL && old->deadline_on != NO_DATE)
        more = "\"deadline_on\":null";
    else if (text_of(rq, "deadline_on") != NULL && old->days > 0)
        more = "\"days\":null";
    else if (old->kind == EVENT_answered && text_of(rq, "outcome") != NULL)
        more = "\"link\":null,\"application\":null,\"ground\":null"; /* merged no more */
    add_member(&members, "supersede_reason", text_of(rq, "reason"));
    if (more != NULL)
        text_addf(&members, ",%s", more);
    if (json_array_size(joint) > 0)
        text_addf(&members, ",\"joint\":%zu", json_array_size(joint));
    else if (json_is_array(joint))
        text_add(&members, ",\"joint\":null");
    more = arena_copy(rq->arena, members.bytes, members.len);
    text_free(&members);
    return act_data(
        rq,
        "|reason|happened_on|applicant_name|applicant_id_type|applicant_id_number"
        "|applicant_phone|applicant_email|applicant_address|joint|agent",
        more);
}

/* What the entry SEQ will say with CHANGED laid over it. */
static enum problem
merged_members(struct request *rq, int seq, const char *changed, const char **data)
{
    PGresult *row;

    put_number(rq, "old_seq", seq);
    put_text(rq, "data", changed);
    TRY(run_sql(rq, SQL(event_merge), &row));
    *data = PQgetvalue(row, 0, 0);
    return OK;
}

/* The day the corrected entry happened on: as stated; of an answer whose service is corrected,
 * the day that way of service makes count (rule 3.9); else as before.  An answer that says how
 * it was served has no other day than that. */
static enum problem
day_of(struct request *rq, const struct event *old, const char *merged, date *day)
{
    bool served = text_of(rq, "service") != NULL || text_of(rq, "posted_on") != NULL ||
                  text_of(rq, "signed_on") != NULL || text_of(rq, "sent_on") != NULL;
    date said = date_of_field(rq, "happened_on"),
         counts = old->kind == EVENT_answered ? answer_day(merged) : NO_DATE;
    char text[DATE_SIZE];

    *day = said != NO_DATE ? said : served && counts != NO_DATE ? counts : old->happened_on;
    if (said == NO_DATE || counts == NO_DATE || said == counts)
        return OK;
    add_error(
        rq, "happened_on",
        "按送达方式，答复日期是 %s；日期有误的，请更正交邮、签收或者发送日期（国办公开办函"
        "〔2016〕235号）",
        "by its way of service the day of answering is %s; correct the day it was "
        "posted, signed for or sent (国办公开办函〔2016〕235号)",
        date_text(counts, text));
    return P_invalid;
}

/* Whether the correction touches the day of receipt or who asks (matrix row 6). */
static bool
touches_identity(const struct request *rq)
{
    static const char *const facts[] = {"happened_on",
                                        "submitted_on",
                                        "confirmed_on",
                                        "channel",
                                        "applicant_category",
                                        "applicant_name",
                                        "applicant_id_type",
                                        "applicant_id_number",
                                        "joint",
                                        "agent"};

    for (unsigned i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (text_of(rq, facts[i]) != NULL)
            return true;
    return false;
}

static enum problem
right_for(struct request *rq, enum right *right)
{
    TRY(event_right(rq, right));
    if (*right == RIGHT_case_identity && !touches_identity(rq))
        *right = RIGHT_case_edit;
    return OK;
}

/* Whether the correction touches what a fee notice asks for; the day alone does not. */
static bool
touches_fee(const struct request *rq)
{
    return text_of(rq, "basis") != NULL || text_of(rq, "units") != NULL ||
           text_of(rq, "amount") != NULL;
}

/* Seals the numbers anew for the entry that NEW is: as stated, else as before. */
static enum problem
seal_numbers(struct request *rq, const struct event *new)
{
    const char *id_number = NULL, *phone = NULL;
    const char *application = text_of(rq, "application");
    const char *seq = arena_printf(rq->arena, "%d", new->seq);
    struct sealed_numbers before;
    json_t *persons = NULL;
    PGresult *row;

    if (new->kind == EVENT_registered) {
        TRY(run_sql(rq, SQL(applicant_read), &row));
        before = applicant_sealed(rq, row, 0);
        TRY(applicant_open(rq, &before, &id_number, &phone));
        TRY(persons_open(rq, db_value(row, 0, 4), &persons));
        persons = persons_stated(rq, persons);
        if (text_of(rq, "joint") != NULL || text_of(rq, "agent") != NULL)
            persons_check(rq, persons);
    }
    if (text_of(rq, "applicant_id_number") != NULL)
        id_number = text_of(rq, "applicant_id_number");
    if (text_of(rq, "applicant_phone") != NULL)
        phone = text_of(rq, "applicant_phone");
    applicant_seal(rq, application, seq, id_number, phone);
    persons_put(rq, persons, application, seq);
    return OK;
}

/* Replace a wrong entry by a right one; both stay on record (product row 29). */
OPERATION(event_supersede, .summary = "Correct an entry by one that takes its place",
          .route = "POST /api/v1/applications/{application}/events/{seq}/supersede",
          .right = RIGHT_case_edit, .right_of = right_for, .body = supersede_fields,
          .reply = APPLICATION_REPLY)
{
    const struct event *old;
    struct event *new;
    const char *changed, *merged;
    struct history h;
    int seq = (int)number_of(rq, "seq");
    struct standing before;
    date day;

    TRY(act_begin(rq, &h));
    TRY(decision_standing(rq, &h, &before));
    old = history_find(&h, seq);
    if (old == NULL || !event_is_correctable(old->kind))
        return fail_with(rq, P_not_found, "该申请没有这一事项，或该事项不能更正",
                         "the application has no such entry to correct");
    TRY(check_fields(rq, old->kind));
    changed = changed_members(rq, old);
    TRY(merged_members(rq, seq, changed, &merged));
    TRY(day_of(rq, old, merged, &day));
    new = history_add(rq, &h, old->kind, day, merged);
    new->supersedes = seq;
    new->calendar_version = old->calendar_version;
    if (text_of(rq, "applicant_id_number") != NULL)
        check_identity(rq);
    if (new->kind == EVENT_fee_notice && touches_fee(rq))
        TRY(fee_check_notice(rq, &h, new, merged));
    TRY(seal_numbers(rq, new));
    TRY(act_store_with(rq, &h, changed, SQL(event_supersede)));
    return decision_still(rq, &h, &before);
}
