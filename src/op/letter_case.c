/* What a case tells a letter by itself: days, limits, what was asked of whom and found. */
#include "op/letter_draft.h"

#include "core/fee.h"
#include "op/member.h"

#include <string.h>

/* The last entry of KIND that stands, NULL for none. */
static const json_t *
last_entry(const struct letter_draft *d, enum event_kind kind)
{
    const json_t *events = json_object_get(d->facts, "events");

    for (size_t i = json_array_size(events); i > 0; i--) {
        const json_t *e = json_array_get(events, i - 1);

        if (event_kind_of(text_member(e, "kind")) == kind)
            return e;
    }
    return NULL;
}

static const char *
day_of_entry(struct request *rq, const json_t *entry)
{
    return letter_day(rq->arena, date_member(entry, "happened_on"));
}

static const char *
day_of_last(struct request *rq, const struct letter_draft *d, enum event_kind kind)
{
    return day_of_entry(rq, last_entry(d, kind));
}

static const char *
received_on(struct request *rq, const struct letter_draft *d)
{
    return letter_day(rq->arena, date_member(d->facts, "received_on"));
}

static const char *
due_on(struct request *rq, const struct letter_draft *d)
{
    return letter_day(rq->arena, date_member(d->facts, "due_on"));
}

static const char *
agency_phone(struct request *rq, const struct letter_draft *d)
{
    (void)rq;
    return text_member(json_object_get(d->facts, "head"), "phone");
}

/* "于2025年3月5日前", or "自收到本告知书之日起15个工作日内". */
static const char *
limit(struct request *rq, const struct letter_draft *d)
{
    const json_t *data = json_object_get(d->entry, "data");
    date day = date_of_field(rq, "deadline_on");
    long days = number_of(rq, "days");

    if (day == NO_DATE && days == 0) {
        day = date_member(data, "deadline_on");
        days = number_member(data, "days");
    }
    if (day != NO_DATE)
        return arena_printf(rq->arena, "于%s前（含当日）", letter_day(rq->arena, day));
    if (days > 0)
        return arena_printf(rq->arena, "自收到本告知书之日起%ld个工作日内", days);
    return NULL;
}

static const char *
original_due_on(struct request *rq, const struct letter_draft *d)
{
    return d->before != NULL ? letter_day(rq->arena, d->before->due_on) : NULL;
}

static const char *
new_due_on(struct request *rq, const struct letter_draft *d)
{
    date stated = date_of_field(rq, "new_due_on");

    if (stated != NO_DATE || d->entry == NULL)
        return letter_day(rq->arena, stated);
    return letter_day(rq->arena, d->after->due_on);
}

static const char *
event_on(struct request *rq, const struct letter_draft *d)
{
    return day_of_entry(rq, d->entry);
}

/* The applicant is told what kind of body is asked, not which. */
static const char *
party(struct request *rq, const struct letter_draft *d)
{
    (void)rq;
    switch ((int)event_kind_of(text_member(d->entry, "kind"))) {
    case EVENT_third_party_sent:
        return "第三方";
    case EVENT_joint_agency_sent:
        return "共同制作机关";
    case EVENT_other_agency_sent:
        return "其他机关";
    default:
        return NULL;
    }
}

static const char *
about_name(struct request *rq, const struct letter_draft *d)
{
    enum letter_kind k =
        letter_kind_of(text_member(json_object_get(d->facts, "about"), "kind"));

    (void)rq;
    return k != LETTER_NONE ? letter(k)->name : NULL;
}

static const char *
about_number(struct request *rq, const struct letter_draft *d)
{
    (void)rq;
    return text_member(json_object_get(d->facts, "about"), "number");
}

static const char *
service(struct request *rq, const struct letter_draft *d)
{
    const char *stated = text_of(rq, "service");
    const json_t *data = json_object_get(d->entry, "data");

    if (stated != NULL) {
        json_t *value = json_string(stated);

        own_json(rq->arena, value);
        return letter_said(rq->arena, "service", value);
    }
    return letter_said(rq->arena, "service", json_object_get(data, "service"));
}

/* The items that are given, or that are not, with result and reason. */
static const char *
items(struct request *rq, const struct letter_draft *d, bool given)
{
    const char *list = NULL;

    for (int i = 0; i < d->items.count; i++) {
        const char *const *c = d->items.cells + i * LETTER_ITEM_COLUMNS;
        bool is_given =
            c[ITEM_OUTCOME] != NULL && strcmp(c[ITEM_OUTCOME], outcome_name(0)) == 0;

        if (is_given != given || c[ITEM_CONTENT] == NULL)
            continue;
        list = arena_printf(rq->arena, "%s%s第%s项，%s%s%s%s%s", list ? list : "",
                            list ? "；" : "", c[ITEM_NUMBER], c[ITEM_CONTENT],
                            given || !c[ITEM_OUTCOME] ? "" : "：",
                            given || !c[ITEM_OUTCOME] ? "" : c[ITEM_OUTCOME],
                            given || !c[ITEM_REASON] ? "" : "，",
                            given || !c[ITEM_REASON] ? "" : c[ITEM_REASON]);
    }
    return list;
}

static const char *
items_given(struct request *rq, const struct letter_draft *d)
{
    return items(rq, d, true);
}

static const char *
items_withheld(struct request *rq, const struct letter_draft *d)
{
    return items(rq, d, false);
}

/* Silence of a third party is neither consent nor refusal (rule 3.4). */
static const char *
consultation(struct request *rq, const struct letter_draft *d)
{
    const json_t *sent = last_entry(d, EVENT_third_party_sent),
                 *reply = last_entry(d, EVENT_third_party_reply);
    const char *opinion;

    if (sent == NULL)
        return NULL;
    opinion = letter_said(rq->arena, "opinion",
                          json_object_get(json_object_get(reply, "data"), "opinion"));
    return arena_printf(rq->arena, "本机关于%s书面征求第三方意见，第三方%s。",
                        day_of_entry(rq, sent),
                        reply == NULL     ? "未在规定期限内提出意见"
                        : opinion != NULL ? opinion
                                          : "已书面答复");
}

/* The burden is on the agency: where, with which words, by whom, when (leaf 4.1). */
static const char *
search(struct request *rq, const struct letter_draft *d)
{
    const char *where = letter_fact(rq, d, "search", "where"),
               *words = letter_fact(rq, d, "search", "keywords"),
               *who = letter_fact(rq, d, "search", "who"),
               *on = letter_fact(rq, d, "search", "on");

    if (where == NULL)
        return NULL;
    return arena_printf(
        rq->arena,
        "本机关%s%s%s%s在%s%s%s%s进行了检索，未检索到申请公开的信息，该信息不存在。",
        on ? "于" : "", on ? on : "", who ? "由" : "", who ? who : "", where,
        words ? "以“" : "", words ? words : "", words ? "”为关键词" : "");
}

static const char *
not_ours(struct request *rq, const struct letter_draft *d)
{
    const char *all = letter_fact(rq, d, "not_ours", "*"),
               *reason = letter_fact(rq, d, "not_ours", "reason");

    if (all == NULL)
        return NULL;
    return arena_printf(rq->arena, "申请公开的信息不属于本机关负责公开%s%s。",
                        reason ? "：" : "", reason ? reason : "");
}

static const char *
right_agency(struct request *rq, const struct letter_draft *d)
{
    const char *name = letter_fact(rq, d, "not_ours", "name"),
               *contact = letter_fact(rq, d, "not_ours", "contact");

    if (name == NULL || contact == NULL)
        return name;
    return arena_printf(rq->arena, "%s，联系方式：%s", name, contact);
}

/* The value of `which` that the fact CODE states; "" for none. */
static const char *
which(const struct letter_draft *d, const char *code)
{
    const char *stated = text_member(letter_fact_data(d, code), "which");

    return stated != NULL ? stated : "";
}

/* How the information is provided, as it is said to the applicant. */
static const char *
way_of_provision(struct request *rq, const struct letter_draft *d)
{
    const char *stated = which(d, "provision");

    if (strcmp(stated, "published") == 0)
        return "该信息已主动公开，可以自行获取";
    if (strcmp(stated, "to_be_published") == 0)
        return "该信息将主动公开";
    return letter_fact(rq, d, "provision", "which");
}

/* "机密级国家秘密；某省保密局", or what the secrecy administration determined. */
static const char *
classification(struct request *rq, const struct letter_draft *d)
{
    const char *level = letter_fact(rq, d, "classification", "which"),
               *name = letter_fact(rq, d, "classification", "name"),
               *on = letter_fact(rq, d, "classification", "on"),
               *reason = letter_fact(rq, d, "classification", "reason");
    bool referred = strcmp(which(d, "classification"), "referred") == 0;

    if (level == NULL)
        return NULL;
    return arena_printf(rq->arena, "%s%s%s%s%s%s%s%s", level, referred ? "" : "级国家秘密",
                        name ? "；" : "", name ? name : "", on ? "；" : "", on ? on : "",
                        reason ? "；" : "", reason ? reason : "");
}

/* Why a case is closed otherwise: as it was found in words, else what kind it is. */
static const char *
other_reason(struct request *rq, const struct letter_draft *d)
{
    const char *what = letter_fact(rq, d, "other_reason", "what"),
               *kind = letter_fact(rq, d, "other_reason", "which");

    if (what != NULL || kind == NULL || strcmp(which(d, "other_reason"), "other") == 0)
        return what;
    return arena_printf(rq->arena, "该申请属于下列情形：%s。", kind);
}

/* What the application repeats: its number, when it was answered, and under which number. */
static const char *
earlier(struct request *rq, const struct letter_draft *d)
{
    const json_t *repeated = json_object_get(d->facts, "repeats");
    const char *number = text_member(repeated, "number"),
               *answer = text_member(repeated, "answer_number");
    date answered = date_member(repeated, "answered_on");

    if (answered == NO_DATE)
        return NULL;
    return arena_printf(rq->arena, "%s%s%s答复%s%s", number ? number : "",
                        number ? "号申请，" : "", letter_day(rq->arena, answered),
                        answer ? "，" : "", answer ? answer : "");
}

/* How the information is provided: handed over, or where it stands or will stand. */
static const char *
provision(struct request *rq, const struct letter_draft *d)
{
    const char *how = way_of_provision(rq, d),
               *where = letter_fact(rq, d, "provision", "where"),
               *url = letter_fact(rq, d, "provision", "url"),
               *what = letter_fact(rq, d, "provision", "what"),
               *on = letter_fact(rq, d, "provision", "on");

    if (how == NULL)
        return NULL;
    return arena_printf(rq->arena, "%s%s%s%s%s%s%s%s%s。", how, on ? "，" : "",
                        on ? on : "", what ? "，" : "", what ? what : "", where ? "，" : "",
                        where ? where : "", url ? "，" : "", url ? url : "");
}

/* "《某法》第三条" of the fact CODE; a name that has its title marks keeps them. */
static const char *
cited(struct request *rq, const struct letter_draft *d, const char *code)
{
    const char *name = letter_fact(rq, d, code, "name"),
               *article = letter_fact(rq, d, code, "article");
    bool marked = name != NULL && strstr(name, "《") != NULL;

    if (name == NULL)
        return NULL;
    return arena_printf(rq->arena, "%s%s%s%s", marked ? "" : "《", name, marked ? "" : "》",
                        article ? article : "");
}

static const char *
statute(struct request *rq, const struct letter_draft *d)
{
    return cited(rq, d, "statute");
}

static const char *
query_rule(struct request *rq, const struct letter_draft *d)
{
    return cited(rq, d, "query_route");
}

static const char *
query_route(struct request *rq, const struct letter_draft *d)
{
    const char *what = letter_fact(rq, d, "query_route", "what"),
               *where = letter_fact(rq, d, "query_route", "where"),
               *contact = letter_fact(rq, d, "query_route", "contact");

    if (what == NULL)
        return NULL;
    return arena_printf(rq->arena, "%s%s%s%s%s", what, where ? "，" : "",
                        where ? where : "", contact ? "，" : "", contact ? contact : "");
}

static const char *
correction_on(struct request *rq, const struct letter_draft *d)
{
    return day_of_last(rq, d, EVENT_correction_notice);
}

static const char *
corrected_on(struct request *rq, const struct letter_draft *d)
{
    return day_of_last(rq, d, EVENT_correction_received);
}

static const char *
reasons_on(struct request *rq, const struct letter_draft *d)
{
    return day_of_last(rq, d, EVENT_reasons_notice);
}

static const char *
fee_on(struct request *rq, const struct letter_draft *d)
{
    return day_of_last(rq, d, EVENT_fee_notice);
}

/* The limit that ran out before the case was closed. */
static const char *
waiting_until(struct request *rq, const struct letter_draft *d)
{
    return letter_day(rq->arena, d->open->waiting_until);
}

static const char *
fee_amount(struct request *rq, const struct letter_draft *d)
{
    const json_t *data = json_object_get(last_entry(d, EVENT_fee_notice), "data");

    return letter_said(rq->arena, "amount", json_object_get(data, "amount"));
}

static const char *
fee_basis(struct request *rq, const struct letter_draft *d)
{
    const json_t *data = json_object_get(last_entry(d, EVENT_fee_notice), "data");
    enum fee_basis basis = fee_basis_of(text_member(data, "basis"));

    (void)rq;
    return basis != FEE_NO_BASIS ? fee_source(basis) : NULL;
}

static const struct {
    const char *name;
    const char *(*value)(struct request *rq, const struct letter_draft *d);
} sources[] = {
    {"received_on", received_on},
    {"due_on", due_on},
    {"agency_phone", agency_phone},
    {"limit", limit},
    {"original_due_on", original_due_on},
    {"new_due_on", new_due_on},
    {"event_on", event_on},
    {"party", party},
    {"about_name", about_name},
    {"about_number", about_number},
    {"service", service},
    {"items_given", items_given},
    {"items_withheld", items_withheld},
    {"consultation", consultation},
    {"provision", provision},
    {"statute", statute},
    {"query_rule", query_rule},
    {"query_route", query_route},
    {"search", search},
    {"not_ours", not_ours},
    {"right_agency", right_agency},
    {"correction_on", correction_on},
    {"corrected_on", corrected_on},
    {"correction_limit", waiting_until},
    {"reasons_on", reasons_on},
    {"fee_on", fee_on},
    {"fee_limit", waiting_until},
    {"fee_amount", fee_amount},
    {"fee_basis", fee_basis},
    {"fee_calculation", letter_fee_calculation},
    {"classification", classification},
    {"other_reason", other_reason},
    {"earlier", earlier},
};

enum { SOURCES = sizeof sources / sizeof sources[0] };

bool
letter_case_knows(const char *name)
{
    for (int i = 0; i < SOURCES; i++)
        if (strcmp(sources[i].name, name) == 0)
            return true;
    return false;
}

const char *
letter_case_value(struct request *rq, const struct letter_draft *d, const char *name)
{
    for (int i = 0; i < SOURCES; i++)
        if (strcmp(sources[i].name, name) == 0)
            return sources[i].value(rq, d);
    return NULL;
}
