#include "op/report_judge.h"

#include "op/member.h"
#include "op/readiness.h"
#include "op/report_context.h"

#include <stdlib.h>
#include <string.h>

static bool
fails(const struct judged *f, enum check_level level)
{
    return f->verdict == CHECK_FAILS && f->level == level;
}

/* Whether it must be mended: an explanation lets an opening stand (rule 5.8), no other error. */
static bool
blocks(const struct judged *f)
{
    return fails(f, CHECK_ERROR) &&
           (f->dismissed == NULL || !finding_is_explainable(f->key));
}

static bool
is_open_warning(const struct judged *f)
{
    return fails(f, CHECK_WARNING) && f->dismissed == NULL;
}

const char *
judgement_verdict(const struct judgement *j)
{
    return j->errors > 0 ? "fail" : j->unknown > 0 ? "cannot_tell" : "pass";
}

/* ---- What was found ---- */

static void
take_findings(struct judgement *j, const struct findings *found)
{
    for (int i = 0; i < found->count; i++) {
        const struct finding *f = &found->list[i];

        j->list[j->count++] = (struct judged){.rule = check_rule_code(f->rule),
                                              .basis = check_rule_basis(f->rule),
                                              .key = f->key,
                                              .level = check_rule_level(f->rule),
                                              .verdict = f->verdict,
                                              .place = f->place,
                                              .zh = f->zh,
                                              .en = f->en,
                                              .fix_zh = check_rule_fix(f->rule, false),
                                              .fix_en = check_rule_fix(f->rule, true),
                                              .finding = f};
    }
}

static const char *
key_of(struct request *rq, const struct unready *u)
{
    const char *code = readiness_rule(u->rule)->code, *part = report_part_code(u->part);

    return u->count == 0
               ? arena_printf(rq->arena, "%s:%s", code, part)
               : arena_printf(rq->arena, "%s:%s:%ld:%s", code, part, u->count, u->digest);
}

static struct judged *
take_unready(struct request *rq, struct judgement *j, const struct unready *u)
{
    const struct readiness_rule *rule = readiness_rule(u->rule);
    struct judged *f = &j->list[j->count++];

    *f = (struct judged){.rule = rule->code,
                         .basis = rule->basis,
                         .key = key_of(rq, u),
                         .level = rule->level,
                         .place = {.part = u->part, .row = -1, .column = -1},
                         .zh = rule->zh,
                         .en = rule->en,
                         .fix_zh = rule->fix_zh,
                         .fix_en = rule->fix_en,
                         .count = u->count,
                         .cases = u->cases,
                         .remedies = u->remedies,
                         .agencies = u->agencies};
    if (u->count > 0) {
        f->zh = arena_printf(rq->arena, "%s：%ld件", rule->zh, u->count);
        if (u->agencies != NULL)
            f->zh = arena_printf(rq->arena, "%s：%ld个机关", rule->zh, u->count);
        f->en = arena_printf(rq->arena, "%s: %ld", rule->en, u->count);
    }
    return f;
}

/* ---- The opening, case by case (rule 5.8) ---- */

/* Whether the case ONE of the bridge left last year's column or entered this year's: "" is any
 * column. */
static bool
is_of_column(const json_t *one, const char *column)
{
    static const char *const sides[] = {"left", "entered"};

    for (int i = 0; i < 2; i++) {
        const char *cell =
            json_string_value(json_array_get(json_object_get(one, sides[i]), 0));
        const char *dot = cell != NULL ? strchr(cell, '.') : NULL;

        if (dot != NULL && (*column == '\0' || strcmp(dot + 1, column) == 0))
            return true;
    }
    return false;
}

/* The cases of COLUMN: how many, a digest of which, the first as a list. */
static void
moved_in(struct request *rq, const json_t *cases, const char *column, struct unready *u)
{
    struct text list = {NULL, 0, 0}, all = {NULL, 0, 0};
    const json_t *one;
    size_t i;

    u->count = 0;
    json_array_foreach(cases, i, one) {
        const char *id = text_member(one, "application");

        if (id == NULL || !is_of_column(one, column))
            continue;
        if (u->count++ < READY_MOST_SHOWN)
            text_addf(&list, "%s\"%s\"", list.len > 0 ? "," : "", id);
        text_addf(&all, "%s,", id);
    }
    if (u->count > 0) {
        u->cases = arena_printf(rq->arena, "[%.*s]", (int)list.len, list.bytes);
        u->digest = arena_printf(rq->arena, "%016llx", check_digest(all.bytes, all.len));
    }
    text_free(&list);
    text_free(&all);
}

/* Where the numbers differ, the cases go with them; where only the cases do, that is found. */
static void
open_opening(struct request *rq, struct judgement *j, const json_t *cases)
{
    struct unready any = {.rule = READY_opening, .part = PART_three};
    bool numbers_differ = false;

    for (int i = 0; i < j->count; i++) {
        struct judged *f = &j->list[i];
        struct unready u = {.rule = READY_opening};
        int column = f->place.column;

        if (f->finding == NULL || f->finding->rule != CHECK_carried_in)
            continue;
        numbers_differ = true;
        moved_in(rq, cases,
                 column < 0 || column == TALLY_TOTAL_COLUMN ? "" : tally_column_key(column),
                 &u);
        f->count = u.count;
        f->cases = u.cases;
    }
    moved_in(rq, cases, "", &any);
    if (any.count > 0 && !numbers_differ)
        take_unready(rq, j, &any);
}

/* The bridge from last year's frozen report, which there is. */
static enum problem
find_opening(struct request *rq, const struct report_question *q, struct judgement *j)
{
    json_t *bridge;
    PGresult *row;

    report_bridge_ask(rq, q->known_at);
    TRY(run_sql(rq, SQL(report_bridge), &row));
    bridge = json_loads(PQgetvalue(row, 0, 0), 0, NULL);
    own_json(rq->arena, bridge);
    open_opening(rq, j, json_object_get(bridge, "cases"));
    return OK;
}

/* ---- What was said ---- */

static void
take_dismissals(struct judgement *j, const PGresult *rows)
{
    for (int i = 0; i < j->count; i++)
        for (int k = 0; k < PQntuples(rows); k++)
            if (strcmp(PQgetvalue(rows, k, 0), j->list[i].key) == 0)
                j->list[i].dismissed = PQgetvalue(rows, k, 1);
}

/* An opening that was explained is told in section six (rule 5.8). */
static void
find_untold(struct request *rq, struct judgement *j)
{
    const char *six = j->made.report.text[PART_six].body;
    const struct unready untold = {.rule = READY_opening_untold, .part = PART_six};
    bool explained = false;

    for (int i = 0; i < j->count; i++)
        explained =
            explained || (fails(&j->list[i], CHECK_ERROR) && j->list[i].dismissed != NULL &&
                          finding_is_explainable(j->list[i].key));
    if (explained && (six == NULL || strstr(six, "结转") == NULL))
        take_unready(rq, j, &untold);
}

static void
count(struct judgement *j)
{
    for (int i = 0; i < j->count; i++) {
        j->errors += blocks(&j->list[i]);
        j->open += is_open_warning(&j->list[i]);
        j->unknown += j->list[i].verdict == CHECK_CANNOT_TELL;
    }
}

/* ---- The judgement ---- */

/* Of the report that j->made is; HOUSE: also of what is unfinished. */
static enum problem
judge(struct request *rq, const struct report_question *q, bool house, struct judgement *j)
{
    struct report_context context;
    struct unreadies unready = {.count = 0};
    struct findings found;
    PGresult *dismissed;
    int frozen;

    TRY(report_context_of(rq, q, &j->made, &context, &frozen));
    found = report_check(rq->arena, &j->made.report, &context);
    if (house)
        TRY(readiness_find(rq, q, &j->made, &unready));
    j->list = arena_alloc(
        rq->arena, sizeof *j->list * (size_t)(found.count + unready.count + READY_COUNT));
    take_findings(j, &found);
    if (frozen != 0)
        TRY(find_opening(rq, q, j));
    for (int i = 0; i < unready.count; i++)
        take_unready(rq, j, &unready.list[i]);
    TRY(run_sql(rq, SQL(report_dismissals), &dismissed));
    take_dismissals(j, dismissed);
    if (house) {
        find_untold(rq, j); /* which may be dismissed, too */
        take_dismissals(j, dismissed);
    }
    count(j);
    return OK;
}

enum problem
report_judge(struct request *rq, struct judgement *j)
{
    struct report_question q = {.agency = rq->agency.id,
                                .year = (int)number_of(rq, "year"),
                                .subtree = is_true(rq, "subtree"),
                                .as_of = date_of_field(rq, "as_of")};

    *j = (struct judgement){.errors = 0};
    TRY(report_assemble_all(rq, &q, &j->made));
    return judge(rq, &q, true, j);
}

static void
add_errors(struct request *rq, const struct judgement *j, bool warnings)
{
    for (int i = 0; i < j->count; i++) {
        const struct judged *f = &j->list[i];

        if (blocks(f) || (warnings && is_open_warning(f)))
            add_error_with(rq, f->key, f->zh, f->en);
    }
}

enum problem
report_must_pass(struct request *rq, const char *reason, const char **verdict)
{
    struct judgement j;

    TRY(report_judge(rq, &j));
    *verdict = judgement_verdict(&j);
    if (j.errors == 0 && (j.open == 0 || reason != NULL))
        return OK;
    add_errors(rq, &j, true);
    if (j.errors > 0)
        return P_table_inconsistent;
    return fail_with(rq, P_conflict, "检查有警告，请改正、逐项说明或写明一个总的原因",
                     "there are warnings: mend them, speak of each, or give one reason");
}

enum problem
report_must_be_sound(struct request *rq, const struct assembled *made, const char *known_at)
{
    struct report_question q = {.agency = rq->agency.id,
                                .year = made->report.year,
                                .subtree = is_true(rq, "subtree"),
                                .as_of = NO_DATE,
                                .known_at = known_at};
    struct judgement j = {.made = *made};

    TRY(judge(rq, &q, false, &j));
    if (j.errors == 0)
        return OK;
    add_errors(rq, &j, false);
    return fail_with(
        rq, P_table_inconsistent,
        "报告自相矛盾，不能锁定；请退回改正，上年结转的差异可说明原因",
        "the report contradicts itself and is not frozen: return and mend it; a "
        "difference of the opening may be explained");
}
