#include "command/verify_remedy.h"

#include "base/arena.h"
#include "db/statement_list.h"
#include "op/member.h"
#include "op/remedy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of verify_remedies.sql. */
enum {
    C_AGENCY,
    C_N,
    C_KIND,
    C_ROUTE,
    C_MATTER,
    C_CAPACITY,
    C_BODY,
    C_NUMBER,
    C_STAGE,
    C_FILED,
    C_ACCEPTED,
    C_RESULT,
    C_SETTLED,
    C_VERSION,
    C_BODY_STATED,
    C_NUMBER_STATED,
    C_SEQ,
    C_SUPERSEDES,
    C_EVENT,
    C_DAY,
    C_DATA,
};

struct check {
    void (*tell)(void *context, const char *line);
    void *context;
    PGresult *first; /* of the remedy at hand */
    struct remedy_event *events;
    int count, room;
};

static void
expect(struct check *c, int column, const char *want)
{
    const char *got = db_value(c->first, 0, column);
    char line[600];

    if ((got == NULL) == (want == NULL) && (got == NULL || strcmp(got, want) == 0))
        return;
    snprintf(line, sizeof line,
             "remedy %s of agency %s: %s is %.200s, its entries say %.200s",
             PQgetvalue(c->first, 0, C_N), PQgetvalue(c->first, 0, C_AGENCY),
             PQfname(c->first, column), got ? got : "empty", want ? want : "empty");
    c->tell(c->context, line);
}

static void
expect_day(struct check *c, int column, date want)
{
    char day[DATE_SIZE];

    expect(c, column, want != NO_DATE ? date_text(want, day) : NULL);
}

static void
expect_possible(struct check *c, const struct remedy *r)
{
    char line[300];

    for (int i = 0; i < r->flag_count; i++) {
        if (remedy_flag_level(r->flags[i].flag) != LEVEL_no_effect)
            continue;
        snprintf(line, sizeof line, "remedy %s of agency %s: entry %d is not possible: %s",
                 PQgetvalue(c->first, 0, C_N), PQgetvalue(c->first, 0, C_AGENCY),
                 r->flags[i].seq, remedy_flag_text(r->flags[i].flag, true));
        c->tell(c->context, line);
    }
}

static void
compare(struct check *c)
{
    struct remedy_terms terms = {.outcome = OUTCOME_NONE};
    struct arena *a = arena_new();
    struct remedy r;
    char version[16];

    remedy_fold(a, &terms, c->events, c->count, &r);
    expect_possible(c, &r);
    if (r.stage != STAGE_voided) {
        expect(c, C_KIND, remedy_kind_code(r.kind));
        expect(c, C_ROUTE, remedy_route_code(r.route));
        expect(c, C_MATTER, remedy_matter_code(r.matter));
        expect(c, C_CAPACITY, remedy_capacity_code(r.capacity));
        expect_day(c, C_FILED, r.filed_on);
    }
    expect(c, C_BODY, db_value(c->first, 0, C_BODY_STATED));
    expect(c, C_NUMBER, db_value(c->first, 0, C_NUMBER_STATED));
    expect(c, C_STAGE, remedy_stage_code(r.stage));
    expect_day(c, C_ACCEPTED, r.accepted_on);
    expect(c, C_RESULT, remedy_result_code(r.result));
    expect_day(c, C_SETTLED, r.settled_on);
    snprintf(version, sizeof version, "%d", c->count > 0 ? c->events[c->count - 1].seq : 0);
    expect(c, C_VERSION, version);
    arena_free(a);
}

static void
end_remedy(struct check *c)
{
    if (c->first != NULL)
        compare(c);
    PQclear(c->first);
    c->first = NULL;
    c->count = 0;
}

static bool
is_same(const struct check *c, const PGresult *row)
{
    return c->first != NULL &&
           strcmp(PQgetvalue(c->first, 0, C_AGENCY), PQgetvalue(row, 0, C_AGENCY)) == 0 &&
           strcmp(PQgetvalue(c->first, 0, C_N), PQgetvalue(row, 0, C_N)) == 0;
}

/* Takes ROW over. */
static void
take(struct check *c, PGresult *row)
{
    bool new = !is_same(c, row);

    if (new)
        end_remedy(c);
    if (c->count == c->room) {
        c->room = c->room ? 2 * c->room : 16;
        c->events = xrealloc(c->events, sizeof *c->events * (size_t)c->room);
    }
    if (!PQgetisnull(row, 0, C_SEQ))
        c->events[c->count++] = remedy_event_read(
            atoi(PQgetvalue(row, 0, C_SEQ)), atoi(PQgetvalue(row, 0, C_SUPERSEDES)),
            PQgetvalue(row, 0, C_EVENT), day_at(row, 0, C_DAY), PQgetvalue(row, 0, C_DATA));
    if (new)
        c->first = row;
    else
        PQclear(row);
}

enum problem
verify_remedies(struct db *db, void (*tell)(void *context, const char *line), void *context)
{
    struct check c = {.tell = tell, .context = context};
    PGresult *row;
    enum problem p;

    TRY(db_stream(db, SQL(verify_remedies), NULL));
    while ((p = db_next(db, &row)) == OK && row != NULL)
        take(&c, row);
    if (p == OK)
        end_remedy(&c);
    PQclear(c.first);
    free(c.events);
    return p;
}
