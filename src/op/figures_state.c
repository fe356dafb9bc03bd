#include "http/audit.h"
#include "op/figures.h"
#include "op/report_touch.h"
#include "op/section_three.h"
#include "op/stated.h"

#include <string.h>

/* Reads the number of ENTRY, the Nth of the body, to its place on the form. */
static void
take_figure(struct request *rq, const struct figure_form *form, const json_t *entry,
            size_t n, struct printed figures[FIGURE_MAX])
{
    const char *key = json_string_value(json_object_get(entry, "key"));
    const char *text = json_string_value(json_object_get(entry, "value"));
    const char *place = arena_printf(rq->arena, "figures.%zu.", n);
    int at = figure_of(form, key);
    enum figure_fault fault;
    long value = 0;

    if (at < 0 || figures[at].state != CELL_ABSENT) {
        add_error(rq, arena_printf(rq->arena, "%skey", place),
                  at < 0 ? "%s年格式的表二没有“%s”这一项" : "%s年格式的“%s”填了两次",
                  at < 0 ? "the form of %s has no figure \"%s\""
                         : "the form of %s: \"%s\" is stated twice",
                  form->name, key);
        return;
    }
    fault = figure_read(form->figures[at].unit, text, &value);
    figures[at] = printed_number(value);
    if (fault != FIGURE_SOUND)
        add_error(rq, arena_printf(rq->arena, "%svalue", place), "%s（%s）%s", "%s (%s) %s",
                  rq->english ? form->figures[at].key : form->figures[at].row_label,
                  rq->english ? text : form->figures[at].column_label,
                  rq->english ? figure_fault_en(fault, form->figures[at].unit)
                              : figure_fault_zh(fault, form->figures[at].unit));
}

/* The figures of the body; each must be there, for a blank is no zero (rule 5.12). */
static enum problem
take_figures(struct request *rq, const struct figure_form *form,
             struct printed figures[FIGURE_MAX])
{
    const json_t *list = json_object_get(rq->body, "figures");
    const json_t *entry;
    size_t n;

    memset(figures, 0, sizeof *figures * FIGURE_MAX);
    json_array_foreach(list, n, entry)
        take_figure(rq, form, entry, n, figures);
    for (int i = 0; i < form->count; i++)
        if (figures[i].state == CELL_ABSENT)
            add_error(rq, form->figures[i].key, "缺少%s的%s；没有的填 0",
                      "%s (%s) is missing; state 0 where there is none",
                      rq->english ? form->figures[i].key : form->figures[i].row_label,
                      form->figures[i].column_label);
    return rq->error_count == 0 ? OK : P_invalid;
}

static void
put_figures(struct request *rq, const struct figure_form *form,
            const struct printed figures[FIGURE_MAX])
{
    struct text t = {NULL, 0, 0};

    for (int i = 0; i < form->count; i++)
        text_addf(&t, "%s\"%s\":%ld", i == 0 ? "{" : ",", form->figures[i].key,
                  figures[i].value);
    text_add(&t, "}");
    put_text(rq, "stated", arena_copy(rq->arena, t.bytes, t.len));
    put_text(rq, "figure_form", form->name);
    text_free(&t);
}

/* State the numbers of section two for a year, all of them, in the unit of the form: the
 * agency states them, no case tells them (rules 7.1 and 7.4).  What is stated anew says why. */
OPERATION(figures_state, .summary = "State the yearly figures of an agency",
          .route = "POST /api/v1/agencies/{agency}/figures/{year}",
          .right = RIGHT_report_state,
          .body = FIELDS(
              LIST("figures", "第二部分的数", .min = 1, .max = FIGURE_MAX, .required = true,
                   .fields = FIELDS(TEXT("key", "代码", .max = 60, .required = true),
                                    TEXT("value", "填报数", .max = 40, .required = true))),
              TEXT("reason", "更正理由", .max = 400)),
          .reply = FIGURES_REPLY)
{
    const struct figure_form *form = figure_form_of_year((int)number_of(rq, "year"));
    struct printed figures[FIGURE_MAX];
    struct figures_revision *all;
    PGresult *done;
    int count;

    TRY(section_three_question(rq));
    TRY(report_touch_stated(rq, NULL));
    TRY(take_figures(rq, form, figures));
    TRY(figures_revisions(rq, (int)number_of(rq, "year"), &all, &count));
    TRY(stated_seen(rq, all->n));
    if (count > 0 && text_of(rq, "reason") == NULL) {
        add_error(rq, "reason", "本年度的数字已填报过，更正须说明理由（现为第 %d 次）",
                  "the figures were stated before; say why they change (now revision %d)",
                  all->n);
        return P_invalid;
    }
    put_figures(rq, form, figures);
    put_number(rq, "n", all->n + 1);
    audit_about(rq, "figures:%s/%ld", rq->agency.code, number_of(rq, "year"));
    audit_note(rq, "n", arena_printf(rq->arena, "%d", all->n + 1));
    TRY(run_sql(rq, SQL(figures_state), &done));
    TRY(figures_revisions(rq, (int)number_of(rq, "year"), &all, &count));
    TRY(figures_warn(rq, all->figures));
    return figures_reply(rq, all);
}
