#include "op/roll_up.h"

#include "document/report_json.h"
#include "op/report_bytes.h"
#include "op/report_deadline.h"
#include "op/section_four.h"
#include "op/section_three.h"

#include <stdlib.h>
#include <string.h>

enum { ID, CODE, NAME, LEVEL, PARENT, VALID_TO, SUCCESSOR, LEADERSHIP, NIL, NIL_ON };

static int
number(const PGresult *rows, int i, int column)
{
    return atoi(PQgetvalue(rows, i, column));
}

static date
day(const PGresult *rows, int i, int column)
{
    date d = NO_DATE;

    if (!PQgetisnull(rows, i, column))
        date_parse(PQgetvalue(rows, i, column), &d);
    return d;
}

/* ---- Who there is ---- */

static int
compare_ids(const void *a, const void *b)
{
    const struct roll_up_name *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

int
roll_up_place(const struct roll_up_view *v, int id)
{
    struct roll_up_name key = {.id = id};
    const struct roll_up_name *found =
        bsearch(&key, v->by_id, (size_t)v->r.count, sizeof key, compare_ids);

    return found != NULL ? found->place : -1;
}

static struct roll_up_member *
member(struct roll_up_view *v, const PGresult *rows, int i)
{
    int place = roll_up_place(v, number(rows, i, 0));

    return place >= 0 ? &v->r.members[place] : NULL;
}

static void
take_member(struct roll_up_view *v, const PGresult *rows, int i)
{
    const char *led = db_value(rows, i, LEADERSHIP);

    v->names[i] = (struct roll_up_name){.id = number(rows, i, ID),
                                        .place = i,
                                        .code = PQgetvalue(rows, i, CODE),
                                        .name = PQgetvalue(rows, i, NAME),
                                        .level = PQgetvalue(rows, i, LEVEL),
                                        .successor = db_value(rows, i, SUCCESSOR)};
    v->r.members[i] =
        (struct roll_up_member){.parent = -1,
                                .valid_to = day(rows, i, VALID_TO),
                                .succeeded = v->names[i].successor != NULL,
                                .led = led == NULL                    ? LED_AS_ABOVE
                                       : strcmp(led, "vertical") == 0 ? LED_VERTICALLY
                                                                      : LED_OTHERWISE,
                                .tier = report_tier_of_level(v->names[i].level),
                                .own.three.form = tally_form_of_year(v->r.year),
                                .nil = *PQgetvalue(rows, i, NIL) == 't',
                                .nil_on = day(rows, i, NIL_ON),
                                .submitted_on = NO_DATE};
}

static enum problem
read_members(struct request *rq, struct roll_up_view *v)
{
    PGresult *rows;
    size_t n;

    TRY(run_sql(rq, SQL(roll_up_members), &rows));
    v->r.count = PQntuples(rows);
    if (v->r.count == 0 || number(rows, 0, ID) != rq->agency.id)
        return fail(rq, P_agency_closed, "%s 在%d年末尚未设立",
                    "%s did not exist at the end of %d", rq->agency.name, v->r.year);
    n = (size_t)v->r.count;
    v->r.members = arena_alloc(rq->arena, n * sizeof *v->r.members);
    v->names = arena_alloc(rq->arena, n * sizeof *v->names);
    v->by_id = arena_alloc(rq->arena, n * sizeof *v->by_id);
    for (int i = 0; i < v->r.count; i++)
        take_member(v, rows, i);
    memcpy(v->by_id, v->names, n * sizeof *v->names);
    qsort(v->by_id, n, sizeof *v->by_id, compare_ids);
    for (int i = 1; i < v->r.count; i++) {
        int up = roll_up_place(v, number(rows, i, PARENT));

        v->r.members[i].parent = up >= 0 ? up : 0;
    }
    return OK;
}

/* ---- What they have ---- */

static enum problem
read_counts(struct request *rq, struct roll_up_view *v)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(roll_up_counts), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct roll_up_member *m = member(v, rows, i);

        if (m != NULL)
            tally_add(&m->own.three, PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2),
                      strtol(PQgetvalue(rows, i, 3), NULL, 10));
    }
    return OK;
}

/* A suit that two agencies have registered is one of them alone (rule 6.8). */
static enum problem
read_remedies(struct request *rq, struct roll_up_view *v)
{
    struct section_four s;
    enum problem p = section_four_count(rq, &s);

    for (int i = 0; p == OK && i < s.count; i++) {
        int place = roll_up_place(v, s.all[i].agency);

        if (place >= 0)
            v->r.members[place].own.four.cells[s.all[i].block][s.all[i].column]++;
    }
    free(s.all);
    return p;
}

static enum problem
read_figures(struct request *rq, struct roll_up_view *v)
{
    const struct figure_form *form = figure_form_of_year(v->r.year);
    PGresult *rows;

    TRY(run_sql(rq, SQL(roll_up_figures), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct roll_up_member *m = member(v, rows, i);
        int at = figure_of(form, PQgetvalue(rows, i, 1));

        if (m == NULL || at < 0)
            continue;
        m->own.has_two = true;
        m->own.two[at] = strtol(PQgetvalue(rows, i, 2), NULL, 10);
    }
    return OK;
}

static enum problem
read_reports(struct request *rq, struct roll_up_view *v)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(roll_up_reports), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct roll_up_member *m = member(v, rows, i);
        struct report *report = arena_alloc(rq->arena, sizeof *report);
        const char *zh, *en;

        if (m == NULL)
            continue;
        if (report_json_read(rq->arena, PQgetvalue(rows, i, 4),
                             (size_t)PQgetlength(rows, i, 4), report, &zh, &en) != 0)
            return P_internal; /* it was read before it was stored */
        m->published[strcmp(PQgetvalue(rows, i, 1), "subtree") == 0] =
            (struct roll_up_report){report, number(rows, i, 2), day(rows, i, 3)};
    }
    return OK;
}

/* What was frozen here; its numbers stay as they are, whatever is entered later (rule 5.10). */
static enum problem
read_frozen(struct request *rq, struct roll_up_view *v)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(roll_up_frozen), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct roll_up_member *m = member(v, rows, i);
        struct report *report = arena_alloc(rq->arena, sizeof *report);

        if (m == NULL)
            continue;
        if (*PQgetvalue(rows, i, 5) != 't' ||
            !report_of_bytes(rq->arena, PQgetvalue(rows, i, 4),
                             (size_t)PQgetlength(rows, i, 4), report))
            return fail(rq, P_file_altered,
                        "%s 锁定的年度报告已被改动，请运行 gongkai verify",
                        "the frozen report of %s is not what was frozen; run gongkai "
                        "verify",
                        v->names[m - v->r.members].code);
        m->frozen[strcmp(PQgetvalue(rows, i, 1), "subtree") == 0] =
            (struct roll_up_report){report, number(rows, i, 2), day(rows, i, 3)};
    }
    return OK;
}

/* How far the reports came; that of the agency alone goes before that of its subtree. */
static enum problem
read_ways(struct request *rq, struct roll_up_view *v)
{
    PGresult *rows;

    TRY(run_sql(rq, SQL(roll_up_ways), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        struct roll_up_member *m = member(v, rows, i);
        date on = day(rows, i, 3);
        bool subtree = strcmp(PQgetvalue(rows, i, 1), "subtree") == 0;
        struct roll_up_name *name;

        if (m == NULL)
            continue;
        name = &v->names[m - v->r.members];
        if (name->state == NULL || !subtree) {
            enum report_act last = report_act_of(PQgetvalue(rows, i, 2));

            name->state = report_state_code(report_state_after(last));
            name->state_name = report_state_name(report_state_after(last), rq->english);
        }
        if (on != NO_DATE && (m->submitted_on == NO_DATE || on < m->submitted_on))
            m->submitted_on = on;
    }
    return OK;
}

/* The deadline of a tier is that of the nearest agency above that states one. */
static enum problem
read_deadlines(struct request *rq, struct roll_up_view *v)
{
    size_t size = (size_t)v->r.count * sizeof(date[TIER_COUNT]);
    date(*due)[TIER_COUNT] = arena_alloc(rq->arena, size);
    PGresult *rows;

    for (int i = 0; i < v->r.count; i++)
        for (int t = 0; t < TIER_COUNT; t++)
            due[i][t] = NO_DATE;
    TRY(run_sql(rq, SQL(roll_up_deadlines), &rows));
    for (int i = 0; i < PQntuples(rows); i++) {
        int place = roll_up_place(v, number(rows, i, 0));

        if (place >= 0)
            due[place][report_tier_of(PQgetvalue(rows, i, 1))] =
                report_due(v->r.year, number(rows, i, 2), number(rows, i, 3));
    }
    for (int i = 0; i < v->r.count; i++) {
        struct roll_up_member *m = &v->r.members[i];

        for (enum report_tier t = 0; t < TIER_COUNT; t++)
            if (due[i][t] == NO_DATE)
                due[i][t] = i > 0 ? due[m->parent][t] : report_due_by_law(t, v->r.year);
        m->due = due[i][m->tier];
    }
    return OK;
}

enum problem
roll_up_load(struct request *rq, struct roll_up_view *v)
{
    *v = (struct roll_up_view){
        .r = {.year = (int)number_of(rq, "year"), .today = rq->today}};
    TRY(section_three_question(rq));
    put_bool(rq, "subtree", true);
    put_text(rq, "known_at", NULL); /* as it is known now */
    TRY(read_members(rq, v));
    TRY(read_counts(rq, v));
    TRY(read_remedies(rq, v));
    TRY(read_figures(rq, v));
    TRY(read_reports(rq, v));
    TRY(read_frozen(rq, v));
    TRY(read_ways(rq, v));
    TRY(read_deadlines(rq, v));
    roll_up(&v->r);
    return OK;
}

json_t *
roll_up_called(const struct roll_up_view *v, int i)
{
    return json_pack("{s:s,s:s}", "code", v->names[i].code, "name", v->names[i].name);
}
