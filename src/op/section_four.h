/* Section four of one agency or subtree and year: counted from the entries of each remedy. */
#ifndef GONGKAI_OP_SECTION_FOUR_H
#define GONGKAI_OP_SECTION_FOUR_H

#include "op/remedy.h"

/* A remedy that counts. */
struct counted {
    int agency, n;
    enum remedy_block block;
    enum remedy_column column;
    const char *number_key, *live;
};

struct section_four {
    struct remedy_table table;
    struct counted *all; /* by agency and number */
    int count, room;
};

/* Counts them for the question that section_three_question() has checked; a suit that two
 * agencies of a subtree have registered counts once (rule 6.8).  Free what ALL points to. */
enum problem section_four_count(struct request *rq, struct section_four *s);

/* Puts the remedies that S counts as "list", JSON as report_cases() takes it. */
void section_four_list(struct request *rq, const struct section_four *s);

#endif
