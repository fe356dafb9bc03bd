#include "op/clock_view.h"
#include "op/figures.h"

/* Who stated which figures when, and why they were stated anew: the latest first. */
OPERATION(figures_history, .summary = "List how the yearly figures were stated",
          .route = "GET /api/v1/agencies/{agency}/figures/{year}/history",
          .right = RIGHT_report_read,
          .reply = FIELDS(LIST("revisions", "历次填报", .required = true,
                               .fields = FIELDS(FIGURES_STATED))))
{
    int year = (int)number_of(rq, "year"), count;
    const struct figure_form *form = figure_form_of_year(year);
    struct figures_revision *all;
    json_t *list = json_array();

    own_json(rq->arena, list);
    TRY(figures_revisions(rq, year, &all, &count));
    for (int i = 0; i < count; i++)
        json_array_append_new(list,
                              json_pack("{s:i,s:s?,s:s,s:s,s:o}", "n", all[i].n, "reason",
                                        all[i].reason, "stated_at", all[i].stated_at,
                                        "stated_by", all[i].stated_by, "figures",
                                        figures_view(form, all[i].figures)));
    return reply_json(rq, 200, json_pack("{s:O}", "revisions", list));
}
