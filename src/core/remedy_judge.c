/* What a fold says of a remedy: whether an act is lawful, where it counts, what is due next. */
#include "core/remedy.h"

#include <stddef.h>

static bool
shows(const struct remedy *r, const struct remedy_flag *flag)
{
    for (int i = 0; i < r->flag_count; i++)
        if (r->flags[i].flag == flag->flag && r->flags[i].seq == flag->seq)
            return true;
    return false;
}

enum problem
remedy_judge(struct arena *a, const struct remedy_terms *terms,
             const struct remedy_event *events, int n, struct remedy *out,
             struct remedy_flag *why)
{
    struct remedy before;
    bool refused = false;

    remedy_fold(a, terms, events, n, out);
    remedy_fold(a, terms, events, n - 1, &before);
    for (int i = 0; i < out->flag_count; i++) {
        const struct remedy_flag *flag = &out->flags[i];

        if (remedy_flag_level(flag->flag) != LEVEL_no_effect || shows(&before, flag))
            continue;
        if (!refused || flag->seq == events[n - 1].seq)
            *why = *flag;
        refused = true;
    }
    return refused ? P_act_not_lawful : OK;
}

bool
remedy_is_over(const struct remedy *r, date on)
{
    return r->stage == STAGE_voided || (r->stage == STAGE_decided && r->settled_on <= on);
}

enum remedy_column
remedy_column_on(const struct remedy *r, date on)
{
    if (r->stage == STAGE_voided || r->stage == STAGE_filed ||
        r->capacity != CAPACITY_original)
        return COLUMN_NONE;
    if (!remedy_is_over(r, on))
        return COLUMN_pending;
    return date_year(r->settled_on) == date_year(on) ? remedy_result_column(r->result)
                                                     : COLUMN_NONE;
}

enum remedy_block
remedy_block_of(const struct remedy *r)
{
    return r->kind == REMEDY_review         ? BLOCK_review
           : r->route == ROUTE_after_review ? BLOCK_suit_after_review
                                            : BLOCK_suit_direct;
}

/* Whether D is for the agency to meet; an appeal is when the agency lost. */
static bool
is_its_own(const struct remedy *r, const struct remedy_deadline *d)
{
    switch (d->kind) {
    case PERIOD_reply_review:
    case PERIOD_reply_review_simple:
    case PERIOD_reply_court:
    case PERIOD_re_decide:
        return true;
    case PERIOD_appeal_judgment:
    case PERIOD_appeal_ruling:
        return remedy_result_column(r->result) == COLUMN_corrected;
    default:
        return false;
    }
}

const struct remedy_deadline *
remedy_next(const struct remedy *r)
{
    const struct remedy_deadline *next = NULL;

    for (int i = 0; i < r->deadline_count; i++) {
        const struct remedy_deadline *d = &r->deadlines[i];

        if (d->open && d->due != NO_DATE && is_its_own(r, d) &&
            (next == NULL || d->due < next->due))
            next = d;
    }
    return next;
}
