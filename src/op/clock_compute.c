#include "op/clock_view.h"
#include "op/history.h"
#include "op/law.h"
#include "op/member.h"

#include <string.h>

#define CHANNELS "|in_person|oral|mail|mail_signed|mail_unsigned|mail_ordinary|internet|fax"
#define TYPES                                                                              \
    "|correction_notice|correction_received|third_party_sent|third_party_reply"            \
    "|joint_agency_sent|joint_agency_reply|other_agency_sent|other_agency_reply"           \
    "|consultation_closed|extension|reasons_notice|reasons_received|delay|fee_notice"      \
    "|fee_paid|answer|answered|withdrawn"

enum { MOST_EVENTS = 200 };

static const struct field policy_fields[] = {
#define READING(code, name, value, meaning, other, other_meaning, basis)                   \
    CHOICE(#code, name, .oneof = "|" value "|" other),
#include "core/reading.def"
#undef READING
    {.name = NULL},
};

static const struct field event_fields[] = {
    CHOICE("type", "事项", .oneof = TYPES, .required = true),
    DATE("date", "日期", .required = true),
    TEXT("ref", "征求意见编号", .max = 100),
    DATE("delivered", "送达日期"),
    DATE("deadline", "期限届满日期"),
    INTEGER("days", "工作日", .min = 1, .max = 1000),
    BOOLEAN("approved", "经批准"),
    BOOLEAN("told", "已告知申请人"),
    BOOLEAN("accepted", "逾期接受"),
    {.name = NULL},
};

static enum channel
channel_named(const char *name)
{
    if (strcmp(name, "mail") == 0)
        return CHANNEL_mail_signed;
    if (strcmp(name, "mail_unsigned") == 0)
        return CHANNEL_mail_ordinary;
    return channel_of(name);
}

static struct event
registration(const struct request *rq)
{
    struct event e = {.seq = 1,
                      .kind = EVENT_registered,
                      .happened_on = date_of_field(rq, "received"),
                      .channel = channel_named(text_of(rq, "channel")),
                      .category = CATEGORY_other,
                      .confirmed_on = date_of_field(rq, "confirmed"),
                      .outcome = OUTCOME_NONE};
    const char *name;
    json_t *value;

    if (!channel_confirms(e.channel))
        e.confirmed_on = NO_DATE;
    json_object_foreach(json_object_get(rq->body, "policy"), name, value)
        reading_set(&e.readings, reading_of(name), json_string_value(value));
    return e;
}

static struct event
entry(const json_t *one, int seq)
{
    const char *type = text_member(one, "type");

    return (struct event){
        .seq = seq,
        .kind = strcmp(type, "answer") == 0 ? EVENT_answered : event_kind_of(type),
        .happened_on = date_member(one, "date"),
        .channel = CHANNEL_NONE,
        .category = CATEGORY_NONE,
        .ref = text_member(one, "ref"),
        .delivered_on = date_member(one, "delivered"),
        .deadline_on = date_member(one, "deadline"),
        .days = (int)json_integer_value(json_object_get(one, "days")),
        .approved = stated_member(one, "approved"),
        .told = stated_member(one, "told"),
        .accepted = stated_member(one, "accepted"),
        .outcome = OUTCOME_NONE,
    };
}

/* The calendar the question names: of a region, or as it was known on a day. */
static const struct calendar *
calendar_asked(struct request *rq)
{
    const char *region = text_of(rq, "overlay");
    date known_on = date_of_field(rq, "calendar_known_on");

    if (region == NULL)
        region = "national";
    if (known_on != NO_DATE)
        return law_calendar_known_on(rq->service->law, region, known_on);
    return law_calendar(rq->service->law, region);
}

/* The clock of a case that is not kept here, for portals and other systems: its history in,
 * its clock out.  Nothing is stored; a history against the rules is answered with flags. */
OPERATION(clock_compute, .summary = "Compute the clock of a history that is sent along",
          .route = "POST /api/v1/clock", .right = RIGHT_law_read, .asks = true,
          .body = FIELDS(CHOICE("channel", "渠道", .oneof = CHANNELS, .required = true),
                         DATE("received", "到达日期", .required = true),
                         DATE("confirmed", "双方确认日期"), DATE("as_of", "截至"),
                         LIST("events", "事项", .max = MOST_EVENTS, .fields = event_fields),
                         OBJECT("policy", "适用的理解", .fields = policy_fields),
                         DATE("calendar_known_on", "日历知悉日"),
                         CHOICE("law", "适用条例", .oneof = "|2008|2019"),
                         TEXT("overlay", "适用地区", .max = 100)),
          .reply = FIELDS(CLOCK_FIELDS, LIST("days", "逐日", .required = true)))
{
    const json_t *list = json_object_get(rq->body, "events");
    int n = (int)json_array_size(list) + 1;
    struct event *events = arena_alloc(rq->arena, sizeof *events * (size_t)n);
    struct clock_terms terms = {.calendar = calendar_asked(rq),
                                .as_of = date_of_field(rq, "as_of"),
                                .law = (int)number_of(rq, "law")};
    struct clock c;
    json_t *view;

    events[0] = registration(rq);
    for (int i = 1; i < n; i++)
        events[i] = entry(json_array_get(list, (size_t)i - 1), i + 1);
    for (int i = 0; i < n && text_of(rq, "as_of") == NULL; i++)
        if (events[i].happened_on > terms.as_of)
            terms.as_of = events[i].happened_on;
    clock_fold(rq->arena, &terms, events, n, &c);
    view = clock_view(rq, &terms, events, n, &c);
    json_object_set_new(view, "days", clock_view_days(rq, &terms, &c));
    return reply_json(rq, 200, view);
}
