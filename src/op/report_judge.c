#include "op/report_judge.h"

#include "op/report_keep.h"

#include <string.h>

static bool
is_contradiction(const struct finding *f)
{
    return f->verdict == CHECK_FAILS && check_rule_level(f->rule) == CHECK_ERROR;
}

static bool
is_warning(const struct finding *f)
{
    return f->verdict == CHECK_FAILS && check_rule_level(f->rule) == CHECK_WARNING;
}

/* What was said of each finding. */
static enum problem
read_dismissals(struct request *rq, struct judgement *j)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(report_dismissals), &rows));
    j->dismissed =
        arena_alloc(rq->arena, sizeof *j->dismissed * (size_t)(j->found.count + 1));
    for (int i = 0; i < j->found.count; i++) {
        j->dismissed[i] = NULL;
        for (int k = 0; k < PQntuples(rows); k++)
            if (strcmp(PQgetvalue(rows, k, 0), j->found.list[i].key) == 0)
                j->dismissed[i] = PQgetvalue(rows, k, 1);
        j->errors += is_contradiction(&j->found.list[i]);
        j->open += is_warning(&j->found.list[i]) && j->dismissed[i] == NULL;
    }
    return OK;
}

enum problem
report_judge(struct request *rq, struct judgement *j)
{
    struct report *last = arena_alloc(rq->arena, sizeof *last);
    struct report_question q = {.agency = rq->agency.id,
                                .year = (int)number_of(rq, "year"),
                                .subtree = is_true(rq, "subtree"),
                                .as_of = NO_DATE};
    struct report_context context = {.previous = NULL};
    struct kept_version kept;

    *j = (struct judgement){.errors = 0};
    TRY(report_assemble(rq, &q, &j->report));
    put_number(rq, "year", q.year);
    put_bool(rq, "subtree", q.subtree);
    TRY(report_kept_of(rq, q.year - 1, 0, last, &kept));
    if (kept.version != 0)
        context.previous = last;
    j->found = report_check(rq->arena, &j->report, &context);
    return read_dismissals(rq, j);
}

enum problem
report_must_pass(struct request *rq, const char *reason)
{
    struct judgement j;

    TRY(report_judge(rq, &j));
    if (j.errors == 0 && (j.open == 0 || reason != NULL))
        return OK;
    for (int i = 0; i < j.found.count; i++)
        if (is_contradiction(&j.found.list[i]) ||
            (is_warning(&j.found.list[i]) && j.dismissed[i] == NULL))
            add_error_with(rq, j.found.list[i].key, j.found.list[i].zh, j.found.list[i].en);
    if (j.errors > 0)
        return P_table_inconsistent;
    return fail_with(rq, P_conflict, "检查有警告，请改正、逐项说明或写明一个总的原因",
                     "there are warnings: mend them, speak of each, or give one reason");
}
