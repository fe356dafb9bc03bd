#include "op/case_stream.h"

#include "op/history.h"
#include "op/member.h"

#include <stdlib.h>
#include <string.h>

enum { ID = 1, REGION, ENTRY_COLUMNS = 5, FEW = 16 };

/* The case that is coming in. */
struct stream {
    struct law *law;
    case_taker take;
    void *context;
    PGresult *first;
    struct arena *arena;
    struct event *events;
    int count, room;
};

static struct event
event_at(struct arena *a, const PGresult *r)
{
    int column = PQnfields(r) - ENTRY_COLUMNS;

    return history_event(a, atoi(PQgetvalue(r, 0, column)),
                         atoi(PQgetvalue(r, 0, column + 1)), PQgetvalue(r, 0, column + 2),
                         day_at(r, 0, column + 3), PQgetvalue(r, 0, column + 4));
}

static enum problem
end_case(struct stream *s)
{
    enum problem p = OK;

    if (s->first != NULL) {
        history_calendars(s->law, PQgetvalue(s->first, 0, REGION), s->events, s->count);
        p = s->take(s->context, s->arena, s->first, s->events, s->count);
    }
    PQclear(s->first);
    arena_free(s->arena);
    s->first = NULL;
    s->arena = NULL;
    s->count = 0;
    return p;
}

/* Takes ROW over. */
static enum problem
take_row(struct stream *s, PGresult *row)
{
    if (s->first != NULL &&
        strcmp(PQgetvalue(s->first, 0, ID), PQgetvalue(row, 0, ID)) != 0) {
        enum problem p = end_case(s);

        if (p != OK) {
            PQclear(row);
            return p;
        }
    }
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : FEW;
        s->events = xrealloc(s->events, sizeof *s->events * (size_t)s->room);
    }
    if (s->arena == NULL)
        s->arena = arena_new();
    s->events[s->count++] = event_at(s->arena, row);
    if (s->first == NULL)
        s->first = row;
    else
        PQclear(row);
    return OK;
}

enum problem
case_stream(struct db *db, const struct sql *statement, const struct bag *bag,
            struct law *law, case_taker take, void *context, long *entries)
{
    struct stream s = {.law = law, .take = take, .context = context};
    PGresult *row;
    enum problem p;

    TRY(db_stream(db, statement, bag));
    while ((p = db_next(db, &row)) == OK && row != NULL) {
        if (entries != NULL)
            ++*entries;
        p = take_row(&s, row);
        if (p != OK)
            break;
    }
    if (p == OK)
        p = end_case(&s);
    else
        db_cancel(db);
    PQclear(s.first);
    arena_free(s.arena);
    free(s.events);
    return p;
}
