#include "op/report_finding.h"

#include "op/member.h"

#include <string.h>

/* ---- Where ---- */

static void
set(json_t *at, const char *member, const char *code)
{
    json_object_set_new(at, member, text_json(code));
}

static const char *
word(const json_t *at, const char *member, const char *otherwise)
{
    const char *code = json_string_value(json_object_get(at, member));

    return code != NULL ? code : otherwise;
}

/* Where P is in R, with the address of the cases behind it, at the year and scope of the
 * report. */
static json_t *
place_json(struct request *rq, const struct report *r, const struct check_place *p)
{
    json_t *at = report_place(r, p);
    bool three = p->part == PART_three;
    const char *row = word(at, "row", three ? "total" : NULL), *column;

    if (p->length > 0 || (!three && p->part != PART_four) ||
        json_object_get(at, "row") == NULL)
        return at;
    column = word(at, "column",
                  three ? tally_column_key(TALLY_TOTAL_COLUMN)
                        : remedy_column_code(COLUMN_total));
    set(at, "cases",
        arena_printf(rq->arena, "/api/v1/agencies/%s/section-%s/%s/%s?year=%ld&scope=%s",
                     rq->agency.code, three ? "three" : "four", row, column,
                     number_of(rq, "year"), is_true(rq, "subtree") ? "subtree" : "agency"));
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
