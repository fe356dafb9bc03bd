/* Whether an act is lawful: what the clock would say with it, held against what it says. */
#include "core/clock.h"

#include <stddef.h>

/* Whether FLAG is no reason to refuse NEW: an earlier confirmation that a corrected channel
 * does not need any more. */
static bool
is_spared(const struct clock_flag *flag, const struct event *new)
{
    return flag->flag == FLAG_already_received && flag->seq != new->seq;
}

bool
clock_shows(const struct clock *c, const struct clock_flag *flag, const struct event *new)
{
    for (int i = 0; i < c->flag_count; i++)
        if (c->flags[i].flag == flag->flag &&
            (c->flags[i].seq == flag->seq ||
             (flag->seq == new->seq && c->flags[i].seq == new->supersedes)))
            return true;
    return false;
}

/* The first flag of C that refuses and that BEFORE (NULL: none) did not show. */
static const struct clock_flag *
new_refusal(const struct clock *c, const struct clock *before, const struct event *new)
{
    for (int i = 0; i < c->flag_count; i++) {
        const struct clock_flag *flag = &c->flags[i];
        bool known = before != NULL && clock_shows(before, flag, new);

        if (!known && flag_level(flag->flag) == NO_EFFECT && !is_spared(flag, new))
            return flag;
    }
    return NULL;
}

/* A second correction notice is an act of its own only where the agency reads the law so. */
static const struct clock_flag *
second_correction(const struct clock *c, int seq)
{
    if (c->readings.other[READING_second_correction])
        return NULL;
    for (int i = 0; i < c->flag_count; i++)
        if (c->flags[i].flag == FLAG_second_correction_round && c->flags[i].seq == seq)
            return &c->flags[i];
    return NULL;
}

static enum problem
refuse(struct arena *a, const struct clock_flag *flag, const struct event *new,
       struct clock_refusal *refusal)
{
    const char *zh = flag_text(flag->flag, false), *en = flag_text(flag->flag, true);

    if (flag->seq != new->seq && flag->seq != 0) {
        zh = arena_printf(a, "这样会使第 %d 项（%s）失去依据：%s", flag->seq,
                          event_kind_name(flag->kind), zh);
        en = arena_printf(a, "entry %d (%s) would lose its ground: %s", flag->seq,
                          event_kind_code(flag->kind), en);
    }
    zh = arena_printf(a, "%s（%s）", zh, flag_article(flag->flag));
    *refusal =
        (struct clock_refusal){flag->seq != 0 ? flag->seq : new->seq, flag->flag, zh, en};
    return P_act_not_lawful;
}

enum problem
clock_judge(struct arena *a, const struct clock_terms *terms, const struct event *events,
            int n, struct clock *out, struct clock_refusal *refusal)
{
    const struct event *new = &events[n - 1];
    const struct clock_flag *flag;
    struct clock before;

    clock_fold(a, terms, events, n, out);
    flag = new_refusal(out, NULL, new);
    if (flag != NULL && n > 1) {
        clock_fold(a, terms, events, n - 1, &before);
        flag = new_refusal(out, &before, new);
    }
    if (flag == NULL)
        flag = second_correction(out, new->seq);
    return flag != NULL ? refuse(a, flag, new, refusal) : OK;
}
