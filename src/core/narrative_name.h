/* The names of a narrative's fields and what they stand for; only narrative.c includes this. */
#ifndef GONGKAI_CORE_NARRATIVE_NAME_H
#define GONGKAI_CORE_NARRATIVE_NAME_H

#include "core/narrative.h"

enum narrative_value_kind { VALUE_UNKNOWN, VALUE_ABSENT, VALUE_NUMBER, VALUE_TEXT };

struct narrative_value {
    enum narrative_value_kind kind;
    enum figure_unit unit; /* of a number, also of one that is absent */
    bool is_text;          /* also of one that is absent */
    long number;
    const char *text;
};

/* Where names are looked up: in the forms of YEAR; REPORT NULL: no value is there. */
struct narrative_source {
    int year;
    bool earlier; /* the year before: has no names of who reports */
    const struct figure_form *figures;
    const struct tally_form *tally;
    const struct report *report;
    const struct fee_year *fees;
    const char *const *contact; /* NULL: none */
};

struct narrative_value narrative_value(struct arena *a, const struct narrative_source *s,
                                       const char *name);

/* The names of about the spelling of NAME into NEAR, the nearest first. */
void narrative_near(struct arena *a, int year, const char *name,
                    const char *near[NARRATIVE_NEAR]);

#endif
