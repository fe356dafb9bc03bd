/* gongkai replay: a published report as cases. */
#include "command/replay.h"
#include "base/arena.h"
#include "command/command.h"
#include "command/ground.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 4 };

bool
replay_refuse(const char *what, const char *which)
{
    fprintf(stderr, "gongkai: replay: %s%s\n", what, which);
    return false;
}

/* A blank cell is read as 0, as the form demands it be printed. */
static bool
read_row(struct replay *r, int row, const json_t *cells)
{
    if (json_array_size(cells) != TALLY_COLUMNS)
        return replay_refuse("每行须有 7 个数：", r->tally.form->rows[row].key);
    for (size_t c = 0; c < TALLY_COLUMNS; c++) {
        const json_t *cell = json_array_get(cells, c);

        if (!json_is_integer(cell) && !json_is_null(cell))
            return replay_refuse("有不是整数的格：", r->tally.form->rows[row].key);
        r->blanks += json_is_null(cell);
        r->tally.cells[row][c] = (long)json_integer_value(cell);
    }
    return true;
}

static bool
read_report(struct replay *r, const json_t *report)
{
    const json_t *rows = json_object_get(json_object_get(report, "section3"), "rows");
    const char *form = json_string_value(json_object_get(report, "format"));

    r->year = (int)json_integer_value(json_object_get(report, "year"));
    r->name = json_string_value(json_object_get(report, "agency"));
    r->level = json_string_value(json_object_get(report, "level"));
    if (r->year < 2009 || r->year > 2100 || r->name == NULL)
        return replay_refuse("缺少 year 或 agency", "");
    if (r->four)
        return replay_read_four(r, report);
    if (form == NULL || rows == NULL)
        return replay_refuse("缺少 format 或 section3.rows", "");
    r->tally.form = tally_form_of_year(r->year);
    if (strcmp(r->tally.form->name, form) != 0)
        return replay_refuse("该年度的报告应使用另一种格式：", r->tally.form->name);
    for (int row = 0; row < r->tally.form->row_count; row++)
        if (!read_row(r, row, json_object_get(rows, r->tally.form->rows[row].key)))
            return false;
    return true;
}

static bool
adds_up(const struct tally *t)
{
    struct tally_fault faults[TALLY_MAX_FAULTS];
    int n = tally_check(t, faults);
    char line[512];

    if (n > 0)
        fprintf(stderr, "gongkai: replay: 该表自相矛盾，共 %d 处：\n", n);
    for (int i = 0; i < n; i++)
        fprintf(stderr, "    %s\n", tally_fault_zh(t, &faults[i], line, sizeof line));
    return n == 0;
}

/* The results of COLUMN one by one, in the order of the form. */
static enum outcome
nth_outcome(const struct tally *t, int column, long n)
{
    for (int row = 0; row < t->form->row_count; row++) {
        const struct tally_row *tr = &t->form->rows[row];

        if (tr->kind != ROW_OUTCOME && tr->kind != ROW_OTHER)
            continue;
        if (n < t->cells[row][column])
            return tr->kind == ROW_OTHER ? OUTCOME_other_3 : tr->outcome;
        n -= t->cells[row][column];
    }
    return OUTCOME_NONE;
}

/* Where the law lets a period pass before the answer: early enough in the year for both. */
static void
make_time(const struct replay *r, struct plan *p)
{
    int days = p->outcome == OUTCOME_NONE ? 0 : ground_days(p->outcome);

    if (days <= 1)
        return;
    if (!p->carried_in && p->received_on > date_of(r->year, 10, 1))
        p->received_on = date_of(r->year, 10, 1) - (date)(p->n % 30);
    if (p->answered_on < p->received_on + days)
        p->answered_on = p->received_on + days;
}

/* Carried-in cases first, then new ones spread over the year; the first of them get the
 * results, the others stay open. */
static void
plan_column(struct replay *r, int column)
{
    const struct tally *t = &r->tally;
    long carried_in = t->cells[tally_row_of(t->form, "carried_in")][column];
    long all = carried_in + t->cells[tally_row_of(t->form, "new")][column];

    for (long i = 0; i < all; i++) {
        struct plan *p = &r->plans[r->count++];
        bool old = i < carried_in;

        *p = (struct plan){.column = column,
                           .n = (int)i,
                           .carried_in = old,
                           .outcome = nth_outcome(t, column, i)};
        p->received_on = old ? date_of(r->year - 1, 12, 1) + (date)(i % 31)
                             : date_of(r->year, 1, 2) +
                                   (date)(330 * (i - carried_in) / (all - carried_in));
        p->answered_on = old ? date_of(r->year, 1, 4) + (date)(i % 20)
                             : p->received_on + 3 + (date)(i % 27);
        make_time(r, p);
    }
}

static bool
ensure_agency(const struct replay *r, struct client *c)
{
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    char *code = client_escape(c, r->agency), number[64];
    const char *level =
        r->level && strstr(r->level, "department") ? "department" : r->level;
    json_t *body;
    long status;

    text_addf(&path, "/api/v1/agencies/%s", code);
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    if (status == 404) {
        snprintf(number, sizeof number, "%.30s-{year}-{serial}", r->agency);
        body = json_pack("{s:s, s:s, s:s, s:s*, s:s}", "code", r->agency, "name", r->name,
                         "level", level ? level : "department", "parent", r->parent,
                         "number_pattern", number);
        status = client_call(c, "POST", "/api/v1/agencies", body, NULL, &reply);
        json_decref(body);
    }
    if (status != 200 && status != 201 && status != 0)
        client_explain("gongkai: replay", status, &reply);
    free(code);
    text_free(&path);
    text_free(&reply);
    return status == 200 || status == 201;
}

/* The application in REPLY; *ID lives as long as the JSON. */
static json_t *
registered(const struct text *reply, const char **id)
{
    json_t *made = json_loads(reply->bytes, 0, NULL);

    *id = json_string_value(json_object_get(json_object_get(made, "application"), "id"));
    return made;
}

/* Registers the application called NAME in the keys; its id in *ID, to be freed, or NULL. */
static long
register_one(const struct replay *r, struct client *c, const char *name, int column,
             date received, struct text *reply, char **id)
{
    char path[256], key[200], day[DATE_SIZE];
    json_t *made,
        *body = json_pack("{s:s, s:s, s:s, s:s, s:s}", "channel", "in_person", "arrived_on",
                          date_text(received, day), "applicant_category",
                          tally_column_key(column), "applicant_name", "（未公布）",
                          "content", "年度报告所载申请，内容未公布");
    const char *its;
    long status;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/applications", r->agency);
    snprintf(key, sizeof key, "replay-%s-%d-%s", r->agency, r->year, name);
    status = client_call(c, "POST", path, body, key, reply);
    json_decref(body);
    *id = NULL;
    if (status == 201) {
        made = registered(reply, &its);
        *id = strdup(its);
        json_decref(made);
    }
    return status;
}

static long
act(const struct replay *r, struct client *c, const char *name, const char *id,
    const char *act_path, json_t *body, struct text *reply)
{
    char path[256], key[200];
    long status;

    snprintf(path, sizeof path, "/api/v1/applications/%s/%s", id, act_path);
    snprintf(key, sizeof key, "replay-%s-%d-%s", r->agency, r->year, name);
    status = client_call(c, "POST", path, body, key, reply);
    json_decref(body);
    return status;
}

static long
answer(const struct replay *r, struct client *c, const char *name, const char *id,
       enum outcome outcome, date on, struct text *reply)
{
    char key[120], day[DATE_SIZE];

    snprintf(key, sizeof key, "%s-answer", name);
    return act(r, c, key, id, "answer",
               json_pack("{s:s, s:s, s:s}", "outcome", outcome_code(outcome), "answered_on",
                         date_text(on, day), "note", "年度报告所载结果，理由未公布"),
               reply);
}

/* What the outcome of P rests on. */
static long
give_ground(const struct replay *r, struct client *c, const struct plan *p,
            const char *name, const char *id, struct text *reply)
{
    struct arena *a = arena_new();
    const char *path, *body;
    char key[120];
    long status = 200;

    for (int n = 0; status == 200 &&
                    (path = ground_act(a, p->outcome, n, p->received_on, &body)) != NULL;
         n++) {
        snprintf(key, sizeof key, "%s-ground-%d", name, n);
        status = act(r, c, key, id, path, json_loads(body, 0, NULL), reply);
    }
    arena_free(a);
    if (status == 200 && p->outcome == OUTCOME_not_processed_2) {
        snprintf(key, sizeof key, "%s-link", name);
        status = act(
            r, c, key, id, "links",
            json_pack("{s:s, s:s}", "link", "repeats", "to", r->earlier[p->column]), reply);
    }
    return status;
}

/* Registers and answers what the repeated applications of COLUMN repeat, long before any
 * year that is replayed. */
static bool
make_earlier(struct replay *r, struct client *c, int column)
{
    date received = date_of(2012, 3, 5);
    struct text reply = {NULL, 0, 0};
    char name[80];
    long status;

    snprintf(name, sizeof name, "%s-earlier", tally_column_key(column));
    status = register_one(r, c, name, column, received, &reply, &r->earlier[column]);
    if (status == 201)
        status =
            answer(r, c, name, r->earlier[column], OUTCOME_granted, received + 4, &reply);
    if (status != 0 && status != 200)
        client_explain("gongkai: replay", status, &reply);
    text_free(&reply);
    return status == 200;
}

static bool
make_all_earlier(struct replay *r, struct client *c)
{
    int row = tally_row_of(r->tally.form, "not_processed_2");

    for (int column = 0; column < TALLY_TOTAL_COLUMN; column++)
        if (r->tally.cells[row][column] > 0 && !make_earlier(r, c, column))
            return false;
    return true;
}

/* Registers and answers one planned case. */
static bool
perform(const struct replay *r, struct client *c, const struct plan *p, struct text *reply)
{
    char name[80], *id;
    long status;

    snprintf(name, sizeof name, "%s-%d", tally_column_key(p->column), p->n);
    status = register_one(r, c, name, p->column, p->received_on, reply, &id);
    if (status == 201 && p->outcome != OUTCOME_NONE) {
        status = give_ground(r, c, p, name, id, reply);
        if (status == 200)
            status = answer(r, c, name, id, p->outcome, p->answered_on, reply);
    }
    free(id);
    if (status != 0 && status != 200 && status != 201)
        client_explain("gongkai: replay", status, reply);
    return status == 200 || status == 201;
}

static void *
work(void *context)
{
    struct replay *r = context;
    struct client *c = client_new_stage(r->settings, false);
    struct text reply = {NULL, 0, 0};
    long i;

    while (c != NULL && !atomic_load(&r->failed) &&
           (i = atomic_fetch_add(&r->next, 1)) < r->count)
        if (!(r->four ? replay_perform_four : perform)(r, c, &r->plans[i], &reply))
            atomic_store(&r->failed, true);
    if (c == NULL)
        atomic_store(&r->failed, true);
    text_free(&reply);
    client_free(c);
    return NULL;
}

static bool
register_all(struct replay *r)
{
    pthread_t threads[WORKERS];
    long total = r->four ? replay_four_size(r)
                         : r->tally.cells[0][TALLY_TOTAL_COLUMN] +
                               r->tally.cells[1][TALLY_TOTAL_COLUMN];

    r->plans = xmalloc(sizeof *r->plans * (size_t)(total + 1));
    if (r->four)
        replay_plan_four(r);
    for (int column = 0; !r->four && column < TALLY_TOTAL_COLUMN; column++)
        plan_column(r, column);
    for (int i = 0; i < WORKERS; i++)
        if (pthread_create(&threads[i], NULL, work, r) != 0)
            abort();
    for (int i = 0; i < WORKERS; i++)
        pthread_join(threads[i], NULL);
    free(r->plans);
    return !atomic_load(&r->failed);
}

/* Fetches the table and compares every cell. */
static bool
compare(const struct replay *r, struct client *c)
{
    struct text reply = {NULL, 0, 0};
    int equal = 0, all = r->tally.form->row_count * TALLY_COLUMNS;
    char path[256];
    json_t *table, *row;
    size_t i, k;
    long status;

    snprintf(path, sizeof path, "/api/v1/agencies/%s/section-three?year=%d&format=json",
             r->agency, r->year);
    status = client_call(c, "GET", path, NULL, NULL, &reply);
    if (status != 200 && status != 0)
        client_explain("gongkai: replay", status, &reply);
    table = status == 200 ? json_loads(reply.bytes, 0, NULL) : NULL;
    json_array_foreach(json_object_get(table, "rows"), i, row) {
        json_t *cell;

        json_array_foreach(json_object_get(row, "cells"), k, cell) {
            long got = (long)json_integer_value(cell), want = r->tally.cells[i][k];

            equal += got == want;
            if (got != want)
                fprintf(stderr, "    %s / %s：报告 %ld，系统 %ld\n",
                        r->tally.form->rows[i].label, tally_column_label((int)k), want,
                        got);
        }
    }
    json_decref(table);
    text_free(&reply);
    printf("%s %d年：%d 格中 %d 格相符%s\n", r->name, r->year, all, equal,
           r->blanks ? "（空白格按 0 计）" : "");
    return equal == all;
}

static bool
replay(struct replay *r)
{
    struct client *c = client_new_stage(r->settings, false);
    bool done = c != NULL && ensure_agency(r, c) && (r->four || make_all_earlier(r, c)) &&
                register_all(r) && (r->four ? replay_compare_four : compare)(r, c);

    for (int column = 0; column < TALLY_COLUMNS; column++)
        free(r->earlier[column]);
    client_free(c);
    return done;
}

int
command_replay(const struct settings *s, int argc, char **argv)
{
    struct replay r = {.settings = s};
    json_error_t error;
    json_t *report;
    char code[64];
    bool done;

    if (argc < 1 || argc % 2 == 0)
        return command_misused("replay");
    if (!command_trains(s, "replay"))
        return EXIT_FAILURE;
    for (int i = 1; i < argc; i += 2) {
        if (strcmp(argv[i], "--agency") == 0)
            r.agency = argv[i + 1];
        else if (strcmp(argv[i], "--parent") == 0)
            r.parent = argv[i + 1];
        else if (strcmp(argv[i], "--section") == 0 && strcmp(argv[i + 1], "four") == 0)
            r.four = true;
        else if (strcmp(argv[i], "--section") == 0 && strcmp(argv[i + 1], "three") == 0)
            r.four = false;
        else
            return command_misused("replay");
    }
    report = json_load_file(argv[0], JSON_REJECT_DUPLICATES, &error);
    if (report == NULL) {
        fprintf(stderr, "gongkai: %s:%d: %s\n", argv[0], error.line, error.text);
        return EXIT_FAILURE;
    }
    snprintf(code, sizeof code, "report-%s",
             json_is_string(json_object_get(report, "id"))
                 ? json_string_value(json_object_get(report, "id"))
                 : "x");
    if (r.agency == NULL)
        r.agency = code;
    done = read_report(&r, report) &&
           (r.four ? replay_four_adds_up(&r) : adds_up(&r.tally)) && replay(&r);
    json_decref(report);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
