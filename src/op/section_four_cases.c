#include "op/fields.h"
#include "op/paging.h"
#include "op/section_four.h"
#include "op/section_three.h"

#include <stdlib.h>

static long long
key_of(const struct counted *c)
{
    return (long long)c->agency << 32 | c->n;
}

/* The reviews and suits behind one number of section four, at the same cut-offs as the
 * number.  To who only counts they are shown without who sued. */
OPERATION(section_four_cases, .summary = "List the remedies behind a cell of section four",
          .route = "GET /api/v1/agencies/{agency}/section-four/{block}/{column}",
          .right = RIGHT_case_count,
          .query = (const struct field[]){SECTION_THREE_FIELDS, PAGING, {.name = NULL}},
          .reply = REMEDIES_REPLY)
{
    int block = remedy_block_named(text_of(rq, "block"));
    int column = remedy_column_named(text_of(rq, "column"));
    struct remedy_page page = {.count = 0};
    const char *next = NULL;
    struct section_four s;
    long long after, last = 0;

    TRY(section_three_question(rq));
    if (block < 0 || column < 0)
        return fail_with(rq, P_not_found, "表四没有这一格",
                         "section four has no such cell");
    TRY(take_cursor(rq, false));
    after = text_of(rq, "after_id") ? strtoll(text_of(rq, "after_id"), NULL, 10) : 0;
    TRY(section_four_count(rq, &s));
    for (int i = 0; i < s.count && next == NULL; i++) {
        const struct counted *c = &s.all[i];

        if ((int)c->block != block || key_of(c) <= after ||
            (column != COLUMN_total && (int)c->column != column))
            continue;
        if (page.count == number_of(rq, "limit")) {
            next = arena_printf(rq->arena, "%lld", last);
            break;
        }
        remedy_page_add(&page, c->agency, c->n, c->live);
        last = key_of(c);
    }
    free(s.all);
    return remedy_page_reply(rq, &page, next);
}
