#include "op/reply_table.h"
#include "op/section_three.h"

/* Section three (收到和处理政府信息公开申请情况), computed from cases, as of any cut-off. */
OPERATION(section_three_show, .summary = "Show section three of an agency or subtree",
          .route = "GET /api/v1/agencies/{agency}/section-three", .right = RIGHT_statistics,
          .formats = TABLE_FORMATS,
          .query = (const struct field[]){SECTION_THREE_FIELDS,
                                          CHOICE("form", "格式", .oneof = TALLY_FORMS),
                                          {.name = NULL}},
          .reply = TABLE_REPLY)
{
    struct tally tally;
    struct table_document d = {.tally = &tally};

    TRY(section_three_question(rq));
    TRY(section_three_count(rq, &tally));
    return reply_table(rq, &d, "section-three");
}
