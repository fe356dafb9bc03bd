#include "op/report_finding.h"

#include "op/member.h"

#include <string.h>

/* ---- Where ---- */

static void
set(json_t *at, const char *member, const char *code)
{
    json_object_set_new(at, member, text_json(code));
}

/* The cases behind ROW and COLUMN of SECTION, at the year and scope of the report. */
static void
set_cases(struct request *rq, json_t *at, const char *section, const char *row,
          const char *column)
{
    set(at, "cases",
        arena_printf(rq->arena, "/api/v1/agencies/%s/%s/%s/%s?year=%ld&scope=%s",
                     rq->agency.code, section, row, column, number_of(rq, "year"),
                     is_true(rq, "subtree") ? "subtree" : "agency"));
}

static void
place_two(const struct report *r, int figure, json_t *at)
{
    if (r->figure_form == NULL || figure < 0)
        return;
    set(at, "row", r->figure_form->figures[figure].row);
    set(at, "column", r->figure_form->figures[figure].column);
}

static void
place_three(struct request *rq, const struct report *r, const struct check_place *p,
            json_t *at)
{
    const char *row, *column;

    if (r->tally_form == NULL || (p->row < 0 && p->column < 0))
        return;
    row = p->row < 0 ? NULL : r->tally_form->rows[p->row].key;
    column = p->column < 0 ? NULL : tally_column_key(p->column);
    set(at, "row", row);
    set(at, "column", column);
    set_cases(rq, at, "section-three", row != NULL ? row : "total",
              column != NULL ? column : tally_column_key(TALLY_TOTAL_COLUMN));
}

static void
place_four(struct request *rq, const struct check_place *p, json_t *at)
{
    const char *block, *column = NULL;

    if (p->row < 0)
        return;
    block = remedy_block_code((enum remedy_block)p->row);
    if (p->column >= 0)
        column = remedy_column_code((enum remedy_column)p->column);
    set(at, "row", block);
    set(at, "column", column);
    set_cases(rq, at, "section-four", block,
              column != NULL ? column : remedy_column_code(COLUMN_total));
}

static void
place_sentence(const struct report *r, const struct check_place *p, json_t *at)
{
    json_object_set_new(at, "offset", json_integer((json_int_t)p->offset));
    json_object_set_new(at, "length", json_integer((json_int_t)p->length));
    json_object_set_new(at, "quote",
                        json_stringn(r->text[p->part].body + p->offset, p->length));
}

static json_t *
place_json(struct request *rq, const struct report *r, const struct check_place *p)
{
    json_t *at = json_pack("{s:s}", "part", report_part_code(p->part));

    if (p->length > 0)
        place_sentence(r, p, at);
    else if (p->part == PART_two)
        place_two(r, p->row, at);
    else if (p->part == PART_three)
        place_three(rq, r, p, at);
    else if (p->part == PART_four)
        place_four(rq, p, at);
    return at;
}

/* ---- What ---- */

static void
set_list(json_t *j, const char *member, const char *list)
{
    if (list != NULL)
        json_object_set_new(j, member, json_loads(list, 0, NULL));
}

static void
set_subjects(json_t *j, const struct judged *f)
{
    if (f->count > 0)
        json_object_set_new(j, "count", json_integer(f->count));
    set_list(j, "cases", f->cases);
    set_list(j, "remedies", f->remedies);
    set_list(j, "agencies", f->agencies);
}

/* What the rules of core/report_check.h know more. */
static void
set_numbers(struct request *rq, json_t *j, const struct finding *f)
{
    if (f == NULL)
        return;
    if (f->has_numbers) {
        json_object_set_new(j, "printed", json_integer(f->printed));
        json_object_set_new(j, "expected", json_integer(f->expected));
    }
    set(j, "cause", rq->english ? f->cause_en : f->cause_zh);
}

static const char *
remark(const struct request *rq, const struct judged *f)
{
    if (f->dismissed == NULL || !finding_is_explainable(f->key))
        return NULL;
    return rq->english ? "print the reason in section six" : "将该原因写入报告第六部分";
}

json_t *
report_finding(struct request *rq, const struct judgement *j, const struct judged *f)
{
    const struct report *r = &j->made.report;
    bool may_stand = f->level == CHECK_WARNING || finding_is_explainable(f->key);
    json_t *out = json_pack(
        "{s:s,s:s,s:s,s:s,s:s,s:o,s:s,s:s,s:s,s:b,s:s?,s:s?}", "rule", f->rule, "level",
        check_level_code(f->level), "verdict", check_verdict_code(f->verdict), "key",
        f->key, "place", check_place_text(rq->arena, r, &f->place, rq->english), "at",
        place_json(rq, r, &f->place), "message", rq->english ? f->en : f->zh, "basis",
        f->basis, "fix", rq->english ? f->fix_en : f->fix_zh, "may_stand", may_stand,
        "dismissed", f->dismissed, "remark", remark(rq, f));

    set_numbers(rq, out, f->finding);
    set_subjects(out, f);
    return out;
}
