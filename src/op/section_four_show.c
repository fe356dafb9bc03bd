#include "op/reply_table.h"
#include "op/section_four.h"
#include "op/section_three.h"

#include <stdlib.h>

/* Section four (行政复议、行政诉讼情况), computed from the entries of each review and suit. */
OPERATION(section_four_show, .summary = "Show section four of an agency or subtree",
          .route = "GET /api/v1/agencies/{agency}/section-four", .right = RIGHT_statistics,
          .across = true, .formats = TABLE_FORMATS,
          .query = (const struct field[]){SECTION_THREE_FIELDS, {.name = NULL}},
          .reply = TABLE_REPLY)
{
    struct section_four s;
    struct table_document d = {.remedies = &s.table};

    TRY(section_three_question(rq));
    TRY(section_four_count(rq, &s));
    free(s.all);
    return reply_table(rq, &d, "section-four");
}
