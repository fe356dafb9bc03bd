#include "op/figures.h"
#include "op/section_three.h"

/* The numbers of section two as the agency stated them last; without any, the numbers that
 * its form asks for. */
OPERATION(figures_show, .summary = "Show the yearly figures of an agency",
          .route = "GET /api/v1/agencies/{agency}/figures/{year}",
          .right = RIGHT_report_read, .across = true, .reply = FIGURES_REPLY)
{
    struct figures_revision *all;
    int count;

    TRY(section_three_question(rq));
    TRY(figures_revisions(rq, (int)number_of(rq, "year"), &all, &count));
    if (count > 0)
        TRY(figures_warn(rq, all->figures));
    return figures_reply(rq, all);
}
