/* gongkai verify: recount everything that is derived, from the events alone. */
#include "base/arena.h"
#include "command/command.h"
#include "command/count.h"
#include "command/doctor.h"
#include "command/snapshot.h"
#include "command/verify_remedy.h"
#include "command/verify_report.h"
#include "core/clock.h"
#include "db/db.h"
#include "db/statement_list.h"
#include "op/case_stream.h"
#include "op/history.h"
#include "op/law.h"
#include "op/member.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_SHOWN = 50 /* differences printed; all are counted */
};

/* Columns of verify_events.sql. */
enum {
    C_AGENCY,
    C_ID,
    C_REGION,
    C_CATEGORY,
    C_CHANNEL,
    C_SUBMITTED,
    C_ARRIVED,
    C_RECEIVED,
    C_DUE,
    C_CERTAIN,
    C_WAITING,
    C_PAUSED,
    C_PAUSED_FOR,
    C_STATUS,
    C_CLOSED,
    C_OUTCOME,
    C_VERSION,
};

struct verification {
    struct db *events, *entries; /* two connections in one snapshot */
    struct law *law;
    PGresult *entry; /* next row of verify_entries.sql, NULL at its end */
    struct count *tallies;
    long cases, event_count, differences;
};

static void __attribute__((format(printf, 2, 3)))
differ(struct verification *v, const char *format, ...)
{
    va_list args;

    if (++v->differences > MOST_SHOWN)
        return;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    puts("");
}

static void
expect_day(struct verification *v, const PGresult *r, int column, date want)
{
    char stored[DATE_SIZE], right[DATE_SIZE];
    date got = day_at(r, 0, column);

    if (got != want)
        differ(v, "application %s: %s is %s, its events say %s", PQgetvalue(r, 0, C_ID),
               PQfname(r, column), got ? date_text(got, stored) : "empty",
               want ? date_text(want, right) : "empty");
}

static void
expect_text(struct verification *v, const PGresult *r, int column, const char *want)
{
    const char *got = db_value(r, 0, column);

    if ((got == NULL) != (want == NULL) || (got != NULL && strcmp(got, want) != 0))
        differ(v, "application %s: %s is %s, its events say %s", PQgetvalue(r, 0, C_ID),
               PQfname(r, column), got ? got : "empty", want ? want : "empty");
}

static void
compare_case(struct verification *v, const PGresult *r, const struct clock *c, int last_seq)
{
    char version[16];

    snprintf(version, sizeof version, "%d", last_seq);
    expect_text(v, r, C_CATEGORY, category_code(c->category));
    expect_text(v, r, C_CHANNEL, channel_code(c->channel));
    expect_day(v, r, C_SUBMITTED, c->submitted_on);
    expect_day(v, r, C_ARRIVED, c->arrived_on);
    expect_day(v, r, C_RECEIVED, c->received_on);
    expect_day(v, r, C_DUE, c->due_on);
    expect_text(v, r, C_CERTAIN, c->due_certain ? "t" : "f");
    expect_day(v, r, C_WAITING, c->waiting_until);
    expect_day(v, r, C_PAUSED, c->paused_until);
    expect_text(v, r, C_PAUSED_FOR, clock_party_code(c->paused_for));
    expect_text(v, r, C_STATUS, clock_status_code(c->state));
    expect_day(v, r, C_CLOSED, c->closed_on);
    expect_text(v, r, C_OUTCOME,
                c->outcome == OUTCOME_NONE ? NULL : outcome_code(c->outcome));
    expect_text(v, r, C_VERSION, version);
}

/* One cell that a case counts for. */
struct cell {
    int cell; /* -1: new; else the outcome */
    enum category category;
    date happened_on;
};

static int
cells_of(const struct clock *c, struct cell cells[2])
{
    int n = 0;

    if (c->received_on == NO_DATE || c->status == CLOCK_VOIDED)
        return 0;
    cells[n++] = (struct cell){-1, c->category, c->received_on};
    if (c->closed_on != NO_DATE)
        cells[n++] = (struct cell){(int)c->outcome, c->category, c->closed_on};
    return n;
}

static enum problem
next_entry(struct verification *v)
{
    PQclear(v->entry);
    return db_next(v->entries, &v->entry);
}

/* -1, 0 or 1 as the next entry belongs to a case before, to, or after that of STORED. */
static int
entry_place(const struct verification *v, const PGresult *stored)
{
    long long id = strtoll(PQgetvalue(stored, 0, C_ID), NULL, 10), of;

    if (v->entry == NULL)
        return 1;
    of = strtoll(PQgetvalue(v->entry, 0, 0), NULL, 10);
    return of < id ? -1 : of > id;
}

/* The entries of the case must add up to exactly its CELLS. */
static enum problem
compare_entries(struct verification *v, const PGresult *stored, const struct cell *cells,
                int n)
{
    int matched = 0, place;

    while ((place = entry_place(v, stored)) <= 0) {
        struct cell got = {
            (int)outcome_of(PQgetvalue(v->entry, 0, 1)),
            category_of(PQgetvalue(v->entry, 0, 2)),
            day_at(v->entry, 0, 3),
        };
        bool known = false;

        for (int i = 0; place == 0 && i < n; i++)
            known =
                known || (cells[i].cell == got.cell && cells[i].category == got.category &&
                          cells[i].happened_on == got.happened_on);
        if (!known || strcmp(PQgetvalue(v->entry, 0, 4), "1") != 0)
            differ(v, "application %s: counted %s times in %s, %s on %s",
                   PQgetvalue(v->entry, 0, 0), PQgetvalue(v->entry, 0, 4),
                   PQgetvalue(v->entry, 0, 1), PQgetvalue(v->entry, 0, 2),
                   PQgetvalue(v->entry, 0, 3));
        matched += known;
        TRY(next_entry(v));
    }
    if (matched != n)
        differ(v, "application %s: counted in %d cells, its events say %d",
               PQgetvalue(stored, 0, C_ID), matched, n);
    return OK;
}

/* Whether an entry that shows FLAG was never accepted, whatever the calendar became since. */
static bool
is_absurd(enum flag flag)
{
    return flag == FLAG_not_registered || flag == FLAG_registered_twice ||
           flag == FLAG_unknown_event || flag == FLAG_correction_of_nothing ||
           flag == FLAG_correction_of_other_kind || flag == FLAG_retraction_of_nothing ||
           flag == FLAG_registration_retracted || flag == FLAG_void_entry ||
           flag == FLAG_event_before_receipt || flag == FLAG_event_unconfirmed ||
           flag == FLAG_event_after_end || flag == FLAG_confirmed_before_arrival ||
           flag == FLAG_no_confirmation;
}

static enum problem
check_case(void *context, struct arena *a, const PGresult *stored,
           const struct event *events, int n)
{
    struct verification *v = context;
    struct clock_terms terms = {
        .calendar = history_calendar(a, v->law, PQgetvalue(stored, 0, C_REGION),
                                     law_version(v->law), events, n)};
    struct cell cells[2];
    struct clock clock;
    int cell_count, agency = atoi(PQgetvalue(stored, 0, C_AGENCY));

    v->cases++;
    clock_fold(a, &terms, events, n, &clock);
    for (int i = 0; i < clock.flag_count; i++)
        if (is_absurd(clock.flags[i].flag))
            differ(v, "application %s: event %d is not possible where it stands: %s",
                   PQgetvalue(stored, 0, C_ID), clock.flags[i].seq,
                   flag_text(clock.flags[i].flag, true));
    compare_case(v, stored, &clock, events[n - 1].seq);
    cell_count = cells_of(&clock, cells);
    for (int i = 0; i < cell_count; i++)
        count_case(v->tallies, agency, date_year(cells[i].happened_on), cells[i].cell,
                   cells[i].category);
    return compare_entries(v, stored, cells, cell_count);
}

static enum problem
read_cases(struct verification *v)
{
    enum problem p;

    TRY(db_stream(v->entries, SQL(verify_entries), NULL));
    TRY(next_entry(v));
    p = case_stream(v->events, SQL(verify_events), NULL,
                    law_version(v->law) > 0 ? v->law : NULL, check_case, v,
                    &v->event_count);
    while (p == OK && v->entry != NULL) {
        differ(v, "application %s: has entries and no events", PQgetvalue(v->entry, 0, 0));
        p = next_entry(v);
    }
    return p;
}

static void
show_difference(void *context, const char *line)
{
    differ(context, "%s", line);
}

/* Closure rows spread the counts; the stored tallies are then taken off again. */
static enum problem
compare_tallies(struct verification *v)
{
    PGresult *row;
    enum problem p;

    TRY(db_stream(v->events, SQL(verify_closure), NULL));
    while ((p = db_next(v->events, &row)) == OK && row != NULL) {
        count_place(v->tallies, atoi(PQgetvalue(row, 0, 0)), atoi(PQgetvalue(row, 0, 1)),
                    atoi(PQgetvalue(row, 0, 2)), atoi(PQgetvalue(row, 0, 3)));
        PQclear(row);
    }
    TRY(p);
    count_spread(v->tallies);
    TRY(db_stream(v->events, SQL(verify_tallies), NULL));
    while ((p = db_next(v->events, &row)) == OK && row != NULL) {
        count_stored(v->tallies, atoi(PQgetvalue(row, 0, 0)), *PQgetvalue(row, 0, 1) == 't',
                     atoi(PQgetvalue(row, 0, 2)), PQgetvalue(row, 0, 3),
                     category_of(PQgetvalue(row, 0, 4)),
                     strtol(PQgetvalue(row, 0, 5), NULL, 10));
        PQclear(row);
    }
    TRY(p);
    count_differences(v->tallies, show_difference, v);
    return OK;
}

static enum problem
compare_numbers(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_numbers), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "agency %s: number %s was given out and no application bears it",
               PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1));
    PQclear(rows);
    return OK;
}

static enum problem
compare_particulars(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_particulars), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "application %s: %s is not what was registered", PQgetvalue(rows, i, 0),
               PQgetvalue(rows, i, 1));
    PQclear(rows);
    return OK;
}

static enum problem
compare_disposals(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_disposals), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "application %s: %s", PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1));
    PQclear(rows);
    return OK;
}

/* Issued letters are recounted by their digests, their numbers by the series. */
static enum problem
compare_letters(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_letters), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "agency %s: letter %s: %s", PQgetvalue(rows, i, 0),
               PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2));
    PQclear(rows);
    return OK;
}

static enum problem
compare_attachments(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_attachments), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "application %s: attachment %s: %s", PQgetvalue(rows, i, 0),
               PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2));
    PQclear(rows);
    return OK;
}

static enum problem
compare_places(struct verification *v)
{
    PGresult *rows;

    TRY(db_run(v->events, SQL(verify_places), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        differ(v, "agency %s: its place under %s in %s is %s", PQgetvalue(rows, i, 0),
               PQgetvalue(rows, i, 1), PQgetvalue(rows, i, 2), PQgetvalue(rows, i, 3));
    PQclear(rows);
    return OK;
}

static enum problem
verify(struct verification *v)
{
    TRY(snapshot_share(v->events, v->entries));
    TRY(law_load(v->events, &v->law));
    TRY(read_cases(v));
    TRY(compare_particulars(v));
    TRY(compare_disposals(v));
    TRY(verify_remedies(v->events, show_difference, v));
    TRY(verify_reports(v->events, show_difference, v));
    TRY(compare_attachments(v));
    TRY(compare_letters(v));
    TRY(compare_places(v));
    TRY(compare_tallies(v));
    return compare_numbers(v);
}

int
command_verify(const struct settings *s, int argc, char **argv)
{
    struct verification v = {.events = NULL};
    char reason[512], names[256];
    enum problem p;

    (void)argv;
    if (argc != 0)
        return command_misused("verify");
    doctor_forget_environment(names, sizeof names);
    if (db_open(s->database, "gongkai_server", &v.events, reason, sizeof reason) != OK ||
        db_open(s->database, "gongkai_server", &v.entries, reason, sizeof reason) != OK) {
        fprintf(stderr, "gongkai: %s\n", reason);
        db_close(v.events);
        return EXIT_FAILURE;
    }
    v.tallies = count_new();
    p = verify(&v);
    PQclear(v.entry);
    count_free(v.tallies);
    law_free(v.law);
    db_close(v.events);
    db_close(v.entries);
    if (p != OK) {
        fprintf(stderr, "gongkai: verify: %s\n", problem_title_en(p));
        return EXIT_FAILURE;
    }
    if (v.differences > MOST_SHOWN)
        printf("… and %ld more\n", v.differences - MOST_SHOWN);
    printf("%ld applications, %ld events: %ld differences\n", v.cases, v.event_count,
           v.differences);
    return v.differences == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
