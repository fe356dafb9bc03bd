/* Every role, token and stranger tries every operation, on its own agency's cases and on
 * others', in every state of a case, and is answered as tests/data/matrix.txt says. */
#include "harness.h"
#include "op/ask.h"
#include "op/matrix_stage.h"
#include "op/wire.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 3 };

static atomic_int next_line;
static atomic_long next_copy, tried;

struct worker {
    pthread_t thread;
    struct wire *wire;
    PGconn *sql;
    long long copies[MATRIX_AGENCIES][STATE_COUNT]; /* that no request changes */
    struct text faults, hidden;
};

/* What is answered to who is let in, where that is no success or not always: passwords stay as
 * they are, an agency with others below it is not closed, a report goes from hand to hand, and
 * the test knows no code. */
static const struct {
    const char *line;
    long status, or ;
} let_in[] = {{"agency_close", 202, 409},    {"password_change", 422, 422},
              {"password_redeem", 422, 422}, {"report_accept", 200, 409},
              {"report_freeze", 202, 409},   {"report_publish", 202, 409},
              {"report_restate", 202, 409},  {"report_return", 200, 409},
              {"report_submit", 200, 409},   {"report_withdraw", 200, 409},
              {"totp_confirm", 409, 422}};

/* Whether a request that succeeds leaves its case as it was. */
static bool
keeps(const struct matrix_line *l, struct due due)
{
    return !operation_writes(l->op) || l->op->asks || due.status != 200;
}

/* The case to try line I on. */
static long long
case_for(struct worker *w, int i, const struct asker *who, int id, enum place_of place,
         enum case_state state)
{
    const struct matrix_line *l = &stage.lines[i];
    int at = matrix_agency_at(place);
    bool mine = place == PLACE_assigned;

    if (place == PLACE_absent || place == PLACE_own_absent)
        return (place == PLACE_absent ? (long long)MATRIX_ABSENT : stage.agency[at]) << 32 |
               77;
    if (mine || !keeps(l, matrix_due(l, who, place, state)))
        return stand_copy(w->sql, stage.templates[i][state], stage.agency[at],
                          mine && who->person ? id : 0, mine && who->token ? id : 0,
                          atomic_fetch_add(&next_copy, 1));
    if (w->copies[at][state] == 0)
        w->copies[at][state] =
            stand_copy(w->sql, stage.templates[i][state], stage.agency[at], 0, 0,
                       atomic_fetch_add(&next_copy, 1));
    return w->copies[at][state];
}

/* What line I is tried on: a case, or a delegation of the person ID, who alone may end it, and
 * once only.  Its number stays below those that the service gives meanwhile. */
static long long
thing_for(struct worker *w, int i, const struct asker *who, int id, enum place_of place,
          enum case_state state)
{
    const struct matrix_line *l = &stage.lines[i];
    int own = matrix_agency_at(PLACE_own);

    if (matrix_asks_for(l, "{application}"))
        return case_for(w, i, who, id, place, state);
    if (!matrix_asks_for(l, "{delegation}") || place != PLACE_own || !who->person)
        return 1;
    return stand_delegation(w->sql, stage.agency[own], id, stage.person[own],
                            MATRIX_ABSENT - atomic_fetch_add(&next_copy, 1));
}

static bool
has_code(const struct answer *a, const char *code)
{
    char wanted[100];

    snprintf(wanted, sizeof wanted, "urn:gongkai:problem:%s\"", code);
    return *code == '\0' || strstr(a->body.bytes, wanted) != NULL;
}

static bool
is_due(const struct matrix_line *l, const struct answer *a, struct due due)
{
    for (unsigned i = 0; i < sizeof let_in / sizeof let_in[0]; i++)
        if (due.status < 300 && strcmp(let_in[i].line, l->name) == 0)
            return a->status == let_in[i].status || a->status == let_in[i].or ;
    if (due.status == 200)
        return a->status == 200 || a->status == 201;
    return a->status == due.status && has_code(a, due.code);
}

/* What is hidden looks the same wherever it is. */
static bool
is_hidden_alike(struct worker *w, const struct answer *a, enum place_of place)
{
    const char *normal;

    if (a->status != 404 || place <= PLACE_own_absent)
        return true;
    normal = wire_normal(w->wire, a);
    if (w->hidden.len == 0)
        text_add(&w->hidden, normal);
    return strcmp(w->hidden.bytes, normal) == 0;
}

/* Operations that end or change the session they are asked with. */
static bool
uses_up(const struct matrix_line *l)
{
    return strcmp(l->name, "session_end") == 0 || strcmp(l->name, "session_prove") == 0;
}

static void
try_cell(struct worker *w, int i, int asker, enum place_of place, enum case_state state)
{
    static const char *const places[PLACE_COUNT] = {"nowhere",    "assigned", "own",
                                                    "own absent", "subtree",  "below",
                                                    "foreign",    "above",    "absent"};
    const struct matrix_line *l = &stage.lines[i];
    const struct asker *who = &stage.askers.who[asker];
    struct credential is = stage.askers.is[asker];
    struct due due = matrix_due(l, who, place, state);
    bool of_case = matrix_asks_for(l, "{application}");
    const struct answer *a;
    char path[REQUEST_SIZE], method[8];

    matrix_path(i, place, thing_for(w, i, who, is.id, place, state), path);
    snprintf(method, sizeof method, "%.*s", (int)strcspn(l->op->route, " "), l->op->route);
    if (who->person && uses_up(l))
        is = stand_session(w->sql, is.id, who->proved);
    a = wire_ask(w->wire, method, path, stage.bodies[i], is.lines, NULL);
    atomic_fetch_add(&tried, 1);
    if (!is_due(l, a, due))
        text_addf(&w->faults, "%s (row %d) by %s on %s, %s: %ld, not %ld %s: %.300s\n",
                  l->name, l->row, stage.askers.name[asker], places[place],
                  of_case ? case_state_code(state) : "-", a->status, due.status, due.code,
                  a->body.bytes);
    else if (!is_hidden_alike(w, a, place))
        text_addf(&w->faults, "%s by %s on %s, %s is not hidden like the others:\n%s\n%s\n",
                  l->name, stage.askers.name[asker], places[place],
                  of_case ? case_state_code(state) : "-", w->hidden.bytes,
                  wire_normal(w->wire, a));
}

/* --- all of them */

static bool
is_place_of(const struct matrix_line *l, enum place_of place)
{
    bool of_case = matrix_asks_for(l, "{application}"),
         of_one = matrix_asks_for(l, "{account}") || matrix_asks_for(l, "{token}");
    bool of_agency = matrix_asks_for(l, "{agency}");

    switch (place) {
    case PLACE_none:
        return !of_case && !of_one && !of_agency;
    case PLACE_assigned:
        return of_case;
    case PLACE_own_absent:
        return of_case || of_one;
    case PLACE_subtree:
        for (const struct field *f = l->op->query; f != NULL && f->name != NULL; f++)
            if (of_agency && strcmp(f->name, "scope") == 0)
                return true;
        return false;
    default:
        return of_case || of_one || of_agency;
    }
}

/* Whether a case in STATE is to be tried at PLACE; where there is none, once. */
static bool
is_state_of(const struct matrix_line *l, enum place_of place, enum case_state state)
{
    if (!matrix_asks_for(l, "{application}") || place == PLACE_absent ||
        place == PLACE_own_absent)
        return state == STATE_running;
    return (l->tried & 1u << state) != 0;
}

static void
try_line(struct worker *w, int i)
{
    const struct matrix_line *l = &stage.lines[i];

    memset(w->copies, 0, sizeof w->copies);
    for (int asker = 0; asker < stage.askers.count; asker++) {
        const struct asker *who = &stage.askers.who[asker];

        w->hidden.len = 0;
        if (who->person && !who->proved && !l->proof)
            continue;
        for (enum place_of p = 0; p < PLACE_COUNT; p++)
            for (enum case_state s = 0; is_place_of(l, p) && s < STATE_COUNT; s++)
                if (is_state_of(l, p, s))
                    try_cell(w, i, asker, p, s);
    }
}

static void *
work(void *context)
{
    struct worker *w = context;
    int i;

    while ((i = atomic_fetch_add(&next_line, 1)) < stage.line_count)
        if (!matrix_asks_for(&stage.lines[i], "{proposal}"))
            try_line(w, i);
    return NULL;
}

static void
begin_worker(struct worker *w)
{
    *w = (struct worker){.wire = wire_open(&here), .sql = stand_connect(&here)};
    text_add(&w->faults, "");
}

static void
end_worker(struct worker *w, struct text *faults)
{
    wire_close(w->wire);
    PQfinish(w->sql);
    text_add(faults, w->faults.bytes);
    text_free(&w->faults);
    text_free(&w->hidden);
}

/* How many lines of FAULTS there are. */
static int
count_lines(const struct text *faults)
{
    int n = 0;

    for (const char *p = faults->bytes; *p != '\0'; p++)
        n += *p == '\n';
    return n;
}

static void
report(const struct text *faults)
{
    int n = count_lines(faults);

    printf("# %ld cells tried, %d wrong\n", atomic_load(&tried), n);
    fflush(stdout);
    fputs(faults->bytes, stderr);
    ck_assert_msg(n == 0, "%d cells are not as the matrix says", n);
}

START_TEST(every_cell_of_the_matrix_is_answered_as_it_says)
{
    static struct worker workers[WORKERS];
    struct text faults = {NULL, 0, 0};

    matrix_set_stage();
    text_add(&faults, "");
    for (int i = 0; i < WORKERS; i++) {
        begin_worker(&workers[i]);
        ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(workers[i].thread, NULL);
        end_worker(&workers[i], &faults);
    }
    report(&faults);
    text_free(&faults);
    service_end(&here);
}
END_TEST

START_TEST(every_operation_has_a_line_and_its_row_is_that_of_its_right)
{
    static struct matrix_line lines[MATRIX_LINES];
    int n = matrix_read(lines);

    for (int o = 0; operation_list[o] != NULL; o++) {
        bool found = false;

        for (int i = 0; i < n; i++)
            found = found || lines[i].op == operation_list[o];
        ck_assert_msg(found, "matrix.txt has no line of %s", operation_list[o]->name);
    }
    for (int i = 0; i < n; i++) {
        ck_assert_msg(lines[i].op->right_of != NULL ||
                          lines[i].row == right_row(lines[i].op->right),
                      "%s is of row %d", lines[i].name, right_row(lines[i].op->right));
        ck_assert_msg((lines[i].lawful != 0) == matrix_asks_for(&lines[i], "{application}"),
                      "%s: states", lines[i].name);
    }
}
END_TEST

/* Whether the records that AS reads hold "actor":"ACTOR" with "operation":"OPERATION". */
static bool
reads(struct wire *w, struct credential as, const char *actor, const char *operation)
{
    const struct answer *a =
        wire_ask(w, "GET", "/api/v1/audit?limit=1000", NULL, as.lines, NULL);
    json_t *all = json_loads(a->body.bytes, 0, NULL), *record;
    bool found = false;
    size_t i;

    ck_assert_int_eq(a->status, 200);
    json_array_foreach(json_object_get(all, "records"), i, record) {
        const char *by = json_string_value(json_object_get(record, "actor"));
        const char *what = json_string_value(json_object_get(record, "operation"));

        found = found || (strcmp(by, actor) == 0 && strcmp(what, operation) == 0);
    }
    json_decref(all);
    return found;
}

/* Row 29: own acts; of an agency's administrator also who signed in; all for the auditor. */
START_TEST(the_audit_is_read_as_far_as_the_matrix_says)
{
    struct credential who[ROLE_COUNT];
    struct wire *w;
    PGconn *sql;

    matrix_set_stage();
    w = wire_open(&here);
    sql = stand_connect(&here);
    for (enum role r = 0; r < ROLE_COUNT; r++)
        who[r] = matrix_person(sql, "here", r, "m");
    wire_ask(w, "POST", "/api/v1/session/end", "{\"others\":true}",
             who[ROLE_supervisor].lines, NULL);
    wire_ask(w, "POST", "/api/v1/second-factor/end", "{}", who[ROLE_officer].lines, NULL);
    ck_assert(reads(w, who[ROLE_officer], "m-officer@here", "totp_end"));
    ck_assert(!reads(w, who[ROLE_officer], "m-supervisor@here", "session_end"));
    ck_assert(reads(w, who[ROLE_supervisor], "m-supervisor@here", "session_end"));
    ck_assert(!reads(w, who[ROLE_supervisor], "m-officer@here", "totp_end"));
    ck_assert(reads(w, who[ROLE_agency_admin], "m-supervisor@here", "session_end"));
    ck_assert(!reads(w, who[ROLE_agency_admin], "m-officer@here", "totp_end"));
    ck_assert(reads(w, who[ROLE_auditor], "m-supervisor@here", "session_end"));
    ck_assert(reads(w, who[ROLE_auditor], "m-officer@here", "totp_end"));
    ck_assert(!reads(w, matrix_person(sql, "side", ROLE_agency_admin, "m"),
                     "m-supervisor@here", "session_end"));
    wire_close(w);
    PQfinish(sql);
    service_end(&here);
}
END_TEST

/* Line I by AS with MORE headers, in the own agency, must be refused with 403 CODE. */
static void
is_refused(struct wire *w, int i, const char *as, const char *more, const char *code)
{
    const struct matrix_line *l = &stage.lines[i];
    enum place_of place = strchr(l->op->route, '{') != NULL ? PLACE_own : PLACE_none;
    const struct answer *a;
    char path[REQUEST_SIZE], method[8];

    matrix_path(i, place, stage.templates[i][STATE_running], path);
    snprintf(method, sizeof method, "%.*s", (int)strcspn(l->op->route, " "), l->op->route);
    a = wire_ask(w, method, path, stage.bodies[i], as, more);
    ck_assert_msg(a->status == 403 && has_code(a, code), "%s: %ld, not %s: %s", l->name,
                  a->status, code, a->body.bytes);
}

/* What another site has a browser send is refused, whoever is signed in there. */
START_TEST(no_write_comes_from_another_site)
{
    static const char *const foreign[] = {
        "", "X-Requested-With: other",
        "X-Requested-With: gongkai\nSec-Fetch-Site: cross-site",
        "X-Requested-With: gongkai\nOrigin: https://evil.example"};
    char cookie[CREDENTIAL_SIZE];
    struct wire *w;

    matrix_set_stage();
    w = wire_open(&here);
    snprintf(cookie, sizeof cookie, "%.*s", (int)strcspn(stage.askers.is[0].lines, "\n"),
             stage.askers.is[0].lines);
    for (int i = 0; i < stage.line_count; i++)
        if (stage.bodies[i] != NULL && !stage.lines[i].op->asks)
            for (unsigned k = 0; k < sizeof foreign / sizeof foreign[0]; k++)
                is_refused(w, i, cookie, foreign[k], "cross_site");
    wire_close(w);
    service_end(&here);
}
END_TEST

/* Who must change the password does that, and signs out, and nothing else. */
START_TEST(who_must_change_the_password_does_nothing_before)
{
    static const char *const allowed[] = {"session_show", "session_end", "password_change",
                                          "totp_begin", "totp_confirm"};
    struct credential all;
    struct wire *w;
    PGconn *sql;

    matrix_set_stage();
    w = wire_open(&here);
    sql = stand_connect(&here);
    all = stand_person(sql, &here, "here", "all",
                       "{officer,supervisor,agency_admin,oversight}");
    stand_run(sql, "update account set password_must_change = true where login = 'all'");
    for (int i = 0; i < stage.line_count; i++) {
        bool skip = stage.lines[i].open || matrix_asks_for(&stage.lines[i], "{proposal}");

        for (unsigned k = 0; k < sizeof allowed / sizeof allowed[0]; k++)
            skip = skip || strcmp(stage.lines[i].name, allowed[k]) == 0;
        if (!skip)
            is_refused(w, i, all.lines, NULL, "password_must_change");
    }
    wire_close(w);
    PQfinish(sql);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_operation_has_a_line_and_its_row_is_that_of_its_right,
        every_cell_of_the_matrix_is_answered_as_it_says,
        the_audit_is_read_as_far_as_the_matrix_says,
        no_write_comes_from_another_site,
        who_must_change_the_password_does_nothing_before,
        NULL,
    };

    return harness_run(harness_suite("matrix", tests, 180));
}
