/* What the parts of the judge of a report share; its users include core/report_check.h. */
#ifndef GONGKAI_CORE_CHECK_H
#define GONGKAI_CORE_CHECK_H

#include "core/report_check.h"
#include "core/report_text.h"

struct check {
    struct arena *a;
    const struct report *r;
    const struct report_context *context; /* never NULL */
    struct findings *found;
    int room; /* of the list */
};

/* A new finding of RULE at PLACE; the pointer holds until the next one is added. */
struct finding *check_add(struct check *c, enum check_rule rule, struct check_place place,
                          const char *zh, const char *en);

/* The same with two numbers. */
struct finding *check_add_numbers(struct check *c, enum check_rule rule,
                                  struct check_place place, long printed, long expected,
                                  const char *zh, const char *en);

/* A place in a table. */
static inline struct check_place
check_at(enum report_part part, int row, int column)
{
    return (struct check_place){part, row, column, 0, 0};
}

static inline bool
check_is_open(const struct printed *p)
{
    return p->state != CELL_NUMBER;
}

/* Whether a number that is not there could make LEFT and RIGHT equal: it stands on the
 * smaller side, for none is below zero. */
static inline bool
check_could_hold(long left, bool left_open, long right, bool right_open)
{
    return left < right ? left_open : right_open;
}

void check_section_two(struct check *c);
void check_section_three(struct check *c);
void check_section_four(struct check *c);

/* Against last year's report, if it is in the context. */
void check_past(struct check *c);

/* Headings, and what must stand under them. */
void check_written(struct check *c);

/* The sentences: their numbers against the tables; their sums, shares and growth; years and
 * citations. */
void check_text(struct check *c);

/* How many sums of PART (three or four) differ where a blank may be what they lack. */
int check_open_sums(const struct report *r, enum report_part part);
bool check_block_could_hold(const struct report *r, const struct remedy_table_fault *f);

/* What a cell may hold: blanks, words, missing rows, missing tables, the form. */
void check_cells(struct check *c);

/* Writes the likely cause into those findings from FIRST on that are faults of T. */
void check_causes(struct check *c, const struct tally *t, int first);

/* A sentence with its numbers. */
struct saying {
    enum report_part part;
    struct sentence s;
    int count;
    struct numeral *numerals;
    bool topic;   /* it, or its paragraph before it, speaks of applications */
    bool partial; /* of a part of them, or of another year */
};

struct check_place check_saying(const struct saying *k);
void check_claims(struct check *c, const struct saying *k);
void check_arithmetic(struct check *c, const struct saying *k);
void check_words(struct check *c, const struct saying *k);

#endif
