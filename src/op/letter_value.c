/* The values of a letter, each from the first of its sources that has one. */
#include "op/letter_draft.h"
#include "op/member.h"

#include <string.h>

static void
add_value(struct request *rq, struct letter_draft *d, const struct letter_value *v)
{
    if (d->value_count == LETTER_MOST_VALUES)
        return;
    d->values[d->value_count] = *v;
    d->values[d->value_count++].value = letter_masked(rq, d, v->value);
}

/* SOURCE ("event.items", "fact.search.where") of LEN bytes. */
static const char *
from_source(struct request *rq, const struct letter_draft *d, const char *source,
            size_t len)
{
    char *at = arena_copy(rq->arena, source, len), *member = strchr(at, '.'), *end;

    *member++ = '\0';
    if (strcmp(at, "text") == 0)
        return text_member(d->texts, member);
    if (strcmp(at, "case") == 0)
        return letter_case_value(rq, d, member);
    if (strcmp(at, "event") == 0)
        return letter_said(rq->arena, member,
                           json_object_get(json_object_get(d->entry, "data"), member));
    end = strchr(member, '.');
    *end++ = '\0';
    return letter_fact(rq, d, member, end);
}

static const char *
from_sources(struct request *rq, const struct letter_draft *d, const char *sources)
{
    const char *value = NULL;

    while (value == NULL && *sources != '\0') {
        size_t len = strcspn(sources, "|");

        value = from_source(rq, d, sources, len);
        sources += len + (sources[len] == '|');
    }
    return value;
}

/* The facts of the whole agency and case that every letter may name. */
static const char *
common_value(struct request *rq, const struct letter_draft *d, const char *name)
{
    const json_t *head = json_object_get(d->facts, "head");
    const char *full = text_member(head, "full_name"), *value;
    static const char *const of_case[] = {"submitted_on", "received_on", "channel",
                                          "content",      "wanted_form", "wanted_route"};

    if (full == NULL)
        full = text_member(d->facts, "agency_name");
    for (size_t i = 0; i < sizeof of_case / sizeof of_case[0]; i++)
        if (strcmp(of_case[i], name) == 0)
            return letter_said(rq->arena, name, json_object_get(d->facts, name));
    if (strcmp(name, "agency_name") == 0)
        return full;
    if (strcmp(name, "seal_name") == 0)
        return (value = text_member(head, "seal_name")) != NULL ? value : full;
    if (strcmp(name, "office") == 0)
        return text_member(head, "office");
    if (strncmp(name, "agency_", 7) == 0)
        return text_member(head, name + 7);
    if (strcmp(name, "application_number") == 0)
        return text_member(d->facts, "number");
    if (strcmp(name, "applicant") == 0)
        return text_member(d->facts, "applicant");
    if (strcmp(name, "applicant_address") == 0)
        return text_member(d->facts, "address");
    if (strcmp(name, "annexes") == 0)
        return text_member(d->texts, "annexes");
    return NULL;
}

static const char *
addressee(struct request *rq, const struct letter_draft *d)
{
    const char *stated = text_of(rq, "addressee");

    if (letter(d->kind)->to == LETTER_TO_APPLICANT)
        return text_member(d->facts, "applicant");
    return stated != NULL ? stated : text_member(json_object_get(d->entry, "data"), "name");
}

/* The name of the third party that replied stands in the letter it was asked with. */
static const char *
third_party_name(const struct letter_draft *d)
{
    const json_t *events = json_object_get(d->facts, "events");
    const char *ref = text_member(json_object_get(d->entry, "data"), "ref");

    for (size_t i = json_array_size(events); ref != NULL && i > 0; i--) {
        const json_t *e = json_array_get(events, i - 1);
        const json_t *data = json_object_get(e, "data");
        const char *of = text_member(data, "ref");

        if (event_is_letter(event_kind_of(text_member(e, "kind"))) && of != NULL &&
            strcmp(of, ref) == 0)
            return text_member(data, "name");
    }
    return NULL;
}

static const char *
field_value(struct request *rq, const struct letter_draft *d, const char *name)
{
    const struct letter *l = letter(d->kind);
    const char *category = text_member(d->facts, "category"), *value;

    if (strcmp(name, "letter_name") == 0)
        return l->name;
    if (strcmp(name, "article") == 0)
        return l->article;
    if (strcmp(name, "dated_on") == 0)
        return letter_day(rq->arena, d->dated_on);
    if (strcmp(name, "outcome") == 0)
        return l->outcome != OUTCOME_NONE ? outcome_name(l->outcome) : NULL;
    if (strcmp(name, "remedy") == 0)
        return l->remedy ? d->remedy.paragraph : NULL;
    if (strcmp(name, "you") == 0)
        return strcmp(category, "natural_person") == 0 ? "您" : "贵单位";
    if (strcmp(name, "addressee") == 0)
        return (value = addressee(rq, d)) != NULL ? value : third_party_name(d);
    return common_value(rq, d, name);
}

static bool
has_slot(const struct letter_draft *d, const char *name)
{
    for (int i = 0; i < d->value_count; i++)
        if (strcmp(d->values[i].name, name) == 0)
            return true;
    return false;
}

/* What is to be stated so that a slot is filled: the first thing the drafter may write. */
static const char *
field_to_state(struct request *rq, const char *sources)
{
    static const char *const stated[][2] = {{"case.limit", "deadline_on"},
                                            {"case.new_due_on", "new_due_on"},
                                            {"case.about_name", "about"},
                                            {"case.about_number", "about"},
                                            {"case.agency_phone", "letterhead.phone"}};

    if (strncmp(sources, "text.", 5) == 0)
        return arena_printf(rq->arena, "texts.%.*s", (int)strcspn(sources + 5, "|"),
                            sources + 5);
    for (size_t i = 0; i < sizeof stated / sizeof stated[0]; i++)
        if (strcmp(sources, stated[i][0]) == 0)
            return stated[i][1];
    if (strstr(sources, "|text.") != NULL)
        return field_to_state(rq, strstr(sources, "|text.") + 1);
    return "seq";
}

static void
fill_values(struct request *rq, struct letter_draft *d)
{
    const struct letter_slot *s;
    const struct letter_field *f;

    for (int i = 0; (s = letter_slot(d->kind, i)) != NULL; i++)
        add_value(rq, d,
                  &(struct letter_value){s->name, s->label, from_sources(rq, d, s->sources),
                                         s->must, s->article,
                                         field_to_state(rq, s->sources)});
    for (int i = 0; (f = letter_field(i)) != NULL; i++) {
        bool must = f->must && strcmp(f->name, "number") != 0;
        const char *state = strcmp(f->name, "addressee") == 0 ? "addressee" : f->name;

        if (!has_slot(d, f->name) && letter_knows(d->kind, f->name))
            add_value(rq, d,
                      &(struct letter_value){f->name, f->label, field_value(rq, d, f->name),
                                             must, "", state});
    }
}

static void
need_remedy(struct letter_draft *d)
{
    if (!letter(d->kind)->remedy || d->remedy.lack == REMEDY_COMPLETE)
        return;
    for (int i = 0; i < d->value_count; i++)
        if (strcmp(d->values[i].name, "remedy") == 0) {
            d->values[i].must = true;
            d->values[i].article = d->remedy.lack == REMEDY_NO_BODY
                                       ? "行政复议法第二十三条第二款、第二十四条"
                                       : "行政复议法第二十二条第二款";
            d->values[i].source = d->remedy.lack == REMEDY_NO_BODY
                                      ? "letterhead.review_body"
                                      : "letterhead.online_review";
        }
}

void
letter_fill(struct request *rq, struct letter_draft *d)
{
    fill_values(rq, d);
    need_remedy(d);
}
