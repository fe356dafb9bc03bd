#include "core/stands.h"

#include <stddef.h>

static const struct event *
find(const struct event *events, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (events[i].seq == seq)
            return &events[i];
    return NULL;
}

/* What took the place of SEQ, NULL for nothing. */
static const struct event *
successor(const struct event *events, int n, int seq)
{
    for (int i = 0; i < n; i++)
        if (events[i].supersedes == seq && events[i].seq > seq)
            return &events[i];
    return NULL;
}

const struct event *
event_standing(const struct event *events, int n, int seq)
{
    const struct event *e = find(events, n, seq), *next;

    while (e != NULL && (next = successor(events, n, e->seq)) != NULL)
        e = next;
    return e == NULL || e->kind == EVENT_retracted ? NULL : e;
}

bool
event_stands(const struct event *events, int n, const struct event *e)
{
    return e->kind != EVENT_retracted && successor(events, n, e->seq) == NULL;
}

int
event_place(const struct event *events, int n, int seq)
{
    const struct event *e = find(events, n, seq);

    while (e != NULL && e->supersedes > 0 && e->supersedes < e->seq)
        e = find(events, n, e->supersedes);
    return e == NULL ? 0 : e->seq;
}
