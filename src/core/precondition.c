#include "core/precondition.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is among the facts ---- */

static const struct fact *
last(const struct decision *d, enum fact_kind k)
{
    return fact_last(d->facts, d->fact_count, k);
}

static bool
has(const struct decision *d, enum fact_kind k)
{
    return last(d, k) != NULL;
}

/* The I-th fact when it is an item that holds, else NULL. */
static const struct fact *
item_at(const struct fact *facts, int n, int i)
{
    return facts[i].kind == FACT_item && fact_holds(facts, n, i) ? &facts[i] : NULL;
}

static enum outcome
item_outcome(const struct fact *item)
{
    return outcome_of(item->members[MEMBER_outcome]);
}

static bool
is_given(const struct fact *item)
{
    return item_outcome(item) == OUTCOME_granted;
}

/* How many items are given (GIVEN) or withheld. */
static int
items(const struct decision *d, bool given)
{
    int count = 0;

    for (int i = 0; i < d->fact_count; i++) {
        const struct fact *item = item_at(d->facts, d->fact_count, i);

        count += item != NULL && is_given(item) == given;
    }
    return count;
}

/* ---- Whether each precondition is met ---- */

#define MET(code) static bool met_##code(const struct decision *d)

/* A fact that says of itself why. */
static bool
speaks_for(enum fact_kind k, enum outcome o)
{
    static const struct {
        enum fact_kind kind;
        enum outcome outcome;
    } own[] = {
        {FACT_classification, OUTCOME_refused_1},
        {FACT_statute, OUTCOME_refused_2},
        {FACT_danger, OUTCOME_refused_3},
        {FACT_public_interest, OUTCOME_refused_4},
        {FACT_internal_matter, OUTCOME_refused_5},
        {FACT_process_kind, OUTCOME_refused_6},
        {FACT_query_route, OUTCOME_refused_8},
        {FACT_search, OUTCOME_unavailable_1},
        {FACT_not_ours, OUTCOME_unavailable_1},
        {FACT_to_be_made, OUTCOME_unavailable_2},
        {FACT_contact_attempt, OUTCOME_unavailable_3},
        {FACT_proper_channel, OUTCOME_not_processed_1},
        {FACT_unchanged, OUTCOME_not_processed_2},
        {FACT_publication, OUTCOME_not_processed_3},
        {FACT_unreasonable, OUTCOME_not_processed_4},
        {FACT_obtained, OUTCOME_not_processed_5},
        {FACT_other_reason, OUTCOME_other_3},
    };

    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (own[i].kind == k && own[i].outcome == o)
            return true;
    return k == FACT_reason;
}

MET(reasoned)
{
    for (int i = 0; i < d->fact_count; i++)
        if (speaks_for(d->facts[i].kind, d->outcome))
            return true;
    return d->reasoned;
}

MET(nothing_given)
{
    return items(d, true) == 0 && !d->copied;
}

MET(nothing_withheld)
{
    return items(d, false) == 0;
}

MET(consultations_ended)
{
    for (int i = 0; i < d->opinion_count; i++)
        if (!d->opinions[i].ended)
            return false;
    return true;
}

MET(provision_told)
{
    const struct fact *f = last(d, FACT_provision);

    if (d->served)
        return true;
    return f != NULL && (fact_is(f, "given") || f->members[MEMBER_url] != NULL ||
                         f->members[MEMBER_where] != NULL);
}

MET(part_given)
{
    return items(d, true) > 0 || d->released;
}

MET(part_withheld)
{
    return items(d, false) > 0;
}

MET(parts_reasoned)
{
    for (int i = 0; i < d->fact_count; i++) {
        const struct fact *item = item_at(d->facts, d->fact_count, i);

        if (item != NULL && !is_given(item) && item->members[MEMBER_reason] == NULL)
            return false;
    }
    return true;
}

/* Whether a third party's letter ended; *AGREES: every one of them consents to all. */
static bool
third_party_ended(const struct decision *d, bool *agrees)
{
    bool ended = true;
    int asked = 0;

    *agrees = true;
    for (int i = 0; i < d->opinion_count; i++) {
        const struct opinion *op = &d->opinions[i];

        if (op->letter != EVENT_third_party_sent)
            continue;
        asked++;
        ended = ended && op->ended;
        *agrees = *agrees && op->opinion != NULL && strcmp(op->opinion, "consent") == 0;
    }
    *agrees = *agrees && asked > 0;
    return asked > 0 && ended;
}

MET(part_consulted)
{
    bool agrees;

    if (has(d, FACT_no_consultation) || third_party_ended(d, &agrees))
        return true;
    for (int i = 0; i < d->fact_count; i++) {
        const struct fact *item = item_at(d->facts, d->fact_count, i);

        if (item != NULL && item_outcome(item) == OUTCOME_refused_4)
            return false;
    }
    return true;
}

MET(classified)
{
    return has(d, FACT_classification);
}

MET(statute_named)
{
    return has(d, FACT_statute);
}

MET(statute_of_rank)
{
    const struct fact *f = last(d, FACT_statute);

    return f == NULL || fact_is(f, "law") || fact_is(f, "administrative_regulation");
}

MET(danger_assessed)
{
    return has(d, FACT_danger);
}

MET(authority_asked)
{
    return has(d, FACT_authority_opinion);
}

MET(third_party_asked)
{
    bool agrees;

    return third_party_ended(d, &agrees) || has(d, FACT_no_consultation);
}

MET(third_party_not_agreeing)
{
    bool agrees;

    third_party_ended(d, &agrees);
    return !agrees;
}

MET(interest_weighed)
{
    return has(d, FACT_public_interest);
}

MET(interest_not_prevailing)
{
    return !fact_is(last(d, FACT_public_interest), "interest_prevails");
}

MET(internal_matter_named)
{
    return has(d, FACT_internal_matter);
}

MET(process_kind_named)
{
    return has(d, FACT_process_kind);
}

MET(no_duty_to_publish)
{
    return has(d, FACT_no_duty);
}

MET(route_named)
{
    return has(d, FACT_query_route);
}

MET(searched)
{
    return has(d, FACT_search) || has(d, FACT_not_ours);
}

MET(right_agency_told)
{
    const struct fact *f = last(d, FACT_not_ours);

    return f == NULL || f->members[MEMBER_name] != NULL;
}

MET(making_described)
{
    return has(d, FACT_to_be_made);
}

MET(correction_tried)
{
    return d->correction_received;
}

MET(contact_tried)
{
    return has(d, FACT_contact_attempt);
}

MET(channel_told)
{
    return has(d, FACT_proper_channel);
}

MET(earlier_linked)
{
    return d->earlier_count > 0;
}

/* One earlier case that is everything it must be is enough; what fails is told of each
 * quality for which no case has it together with those before. */
MET(earlier_answered)
{
    for (int i = 0; i < d->earlier_count; i++)
        if (d->earlier[i].answered_on != NO_DATE && d->earlier[i].answered_on <= d->on)
            return true;
    return d->earlier_count == 0;
}

MET(earlier_of_same)
{
    bool answered = false;

    for (int i = 0; i < d->earlier_count; i++) {
        const struct earlier *e = &d->earlier[i];

        if (e->answered_on == NO_DATE || e->answered_on > d->on)
            continue;
        answered = true;
        if (e->same_applicant)
            return true;
    }
    return !answered;
}

MET(unchanged_since)
{
    return has(d, FACT_unchanged);
}

MET(publication_named)
{
    return has(d, FACT_publication);
}

MET(reasons_asked)
{
    for (int i = 0; i < d->clock->deadline_count; i++) {
        const struct clock_deadline *w = &d->clock->deadlines[i];

        if (w->kind == DEADLINE_reasons &&
            (d->reasons_given || (w->due != NO_DATE && w->due < d->on)))
            return true;
    }
    return false;
}

MET(reasons_not_good)
{
    return !(d->reasons_given && d->reasons_good);
}

MET(found_unreasonable)
{
    return has(d, FACT_unreasonable);
}

MET(obtained_before)
{
    return has(d, FACT_obtained);
}

MET(correction_lapsed)
{
    return d->clock->status == CLOCK_ABANDONED_NO_CORRECTION;
}

MET(fee_lapsed)
{
    return d->clock->status == CLOCK_ABANDONED_NO_PAYMENT;
}

MET(fee_in_force)
{
    return d->clock->received_on >= date_of(2021, 1, 1);
}

MET(notice_delivered)
{
    return d->notice_delivered;
}

MET(other_named)
{
    return d->merged || has(d, FACT_other_reason);
}

MET(other_described)
{
    const struct fact *f = last(d, FACT_other_reason);

    return !fact_is(f, "other") || f->members[MEMBER_what] != NULL;
}

/* With few cases one alone would be more than 5 %. */
MET(other_rare)
{
    return d->closed_other < 3 || d->closed_other * 20 <= d->closed;
}

/* ---- The table ---- */

#define OF(code) (1u << OUTCOME_##code)
#define ALL ((1u << OUTCOME_COUNT) - 1)
#define LAPSES (OF(other_1) | OF(other_2))
#define WITHHOLDING (ALL & ~(OF(granted) | OF(partly_granted)))
#define REASONED (WITHHOLDING & ~LAPSES)

static const struct {
    const char *code;
    unsigned outcomes;
    enum precondition_level level;
    const char *article, *zh, *en;
    bool (*met)(const struct decision *d);
} table[] = {
#define PRECONDITION(code, outcomes, level, article, zh, en)                               \
    {#code, outcomes, level, article, zh, en, met_##code},
#define REMEDIED_BY(precondition, fact)
#include "core/precondition.def"
#undef PRECONDITION
#undef REMEDIED_BY
};

static const struct {
    enum precondition precondition;
    enum fact_kind fact;
} remedies[] = {
#define PRECONDITION(code, outcomes, level, article, zh, en)
#define REMEDIED_BY(precondition, fact) {PRECONDITION_##precondition, FACT_##fact},
#include "core/precondition.def"
#undef PRECONDITION
#undef REMEDIED_BY
};

bool
precondition_of(enum precondition p, enum outcome o)
{
    return table[p].outcomes >> o & 1;
}

bool
precondition_met(enum precondition p, const struct decision *d)
{
    return table[p].met(d);
}

bool
decision_lawful(const struct decision *d)
{
    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        if (precondition_of(p, d->outcome) && table[p].level == BLOCK && !table[p].met(d))
            return false;
    return true;
}

enum outcome
outcome_of_items(const struct fact *facts, int n)
{
    enum outcome leading = OUTCOME_NONE;
    bool given = false;

    for (int i = 0; i < n; i++) {
        const struct fact *item = item_at(facts, n, i);

        if (item != NULL && is_given(item))
            given = true;
        /* the enumerators stand in the order of the form: 3.x before 4.x before 5.x */
        else if (item != NULL && (leading == OUTCOME_NONE || item_outcome(item) < leading))
            leading = item_outcome(item);
    }
    if (!given)
        return leading;
    return leading == OUTCOME_NONE ? OUTCOME_granted : OUTCOME_partly_granted;
}

const char *
precondition_code(enum precondition p)
{
    return table[p].code;
}

enum precondition_level
precondition_level(enum precondition p)
{
    return table[p].level;
}

const char *
precondition_article(enum precondition p)
{
    return table[p].article;
}

const char *
precondition_text(enum precondition p, bool english)
{
    return english ? table[p].en : table[p].zh;
}

enum fact_kind
precondition_fact(enum precondition p, int n)
{
    for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
        if (remedies[i].precondition == p && n-- == 0)
            return remedies[i].fact;
    return FACT_NONE;
}
