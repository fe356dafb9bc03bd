#include "command/count.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_NEW = -1, CELL_TRANSFERRED = -2, NEVER = 9999 };

struct key {
    int node, year, cell;
    short category;
    short subtree;
};

struct slot {
    struct key key;
    bool used;
    long amount;
};

struct place {
    int ancestor, agency, from_year, to_year;
};

struct count {
    struct slot *slots; /* open addressing; size is a power of two */
    size_t size, used;
    struct place *places;
    size_t place_count, place_room;
};

struct count *
count_new(void)
{
    struct count *c = xmalloc(sizeof *c);

    memset(c, 0, sizeof *c);
    c->size = 1024;
    c->slots = xmalloc(c->size * sizeof *c->slots);
    memset(c->slots, 0, c->size * sizeof *c->slots);
    return c;
}

void
count_free(struct count *c)
{
    free(c->slots);
    free(c->places);
    free(c);
}

static bool
same(const struct key *a, const struct key *b)
{
    return a->node == b->node && a->year == b->year && a->cell == b->cell &&
           a->category == b->category && a->subtree == b->subtree;
}

static struct slot *
find(const struct count *c, const struct key *k)
{
    uint64_t h = (uint64_t)(unsigned)k->node * 0x9e3779b97f4a7c15u;
    size_t i;

    h ^= (uint64_t)(unsigned)(k->year * 4096 + (k->cell + 2) * 64 + k->category * 2 +
                              k->subtree) *
         0xc2b2ae3d27d4eb4fu;
    h ^= h >> 29;
    for (i = h & (c->size - 1); c->slots[i].used && !same(&c->slots[i].key, k);
         i = (i + 1) & (c->size - 1))
        continue;
    return &c->slots[i];
}

static void
grow(struct count *c)
{
    struct slot *old = c->slots;
    size_t size = c->size;

    c->size *= 2;
    c->slots = xmalloc(c->size * sizeof *c->slots);
    memset(c->slots, 0, c->size * sizeof *c->slots);
    for (size_t i = 0; i < size; i++)
        if (old[i].used)
            *find(c, &old[i].key) = old[i];
    free(old);
}

static void
add(struct count *c, struct key k, long amount)
{
    struct slot *s = find(c, &k);

    if (!s->used) {
        s->used = true;
        s->key = k;
        c->used++;
    }
    s->amount += amount;
    if (c->used * 2 > c->size)
        grow(c);
}

void
count_case(struct count *c, int agency, int year, int cell, enum category category)
{
    add(c, (struct key){agency, year, cell, (short)category, false}, 1);
}

void
count_place(struct count *c, int ancestor, int agency, int from_year, int to_year)
{
    if (c->place_count == c->place_room) {
        c->place_room = c->place_room ? c->place_room * 2 : 256;
        c->places = xrealloc(c->places, c->place_room * sizeof *c->places);
    }
    c->places[c->place_count++] = (struct place){ancestor, agency, from_year, to_year};
}

static int
by_agency(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return (x->agency > y->agency) - (x->agency < y->agency);
}

static const struct place *
first_place(const struct count *c, int agency)
{
    size_t low = 0, high = c->place_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (c->places[middle].agency < agency)
            low = middle + 1;
        else
            high = middle;
    }
    return c->places + low;
}

/* What OWN adds to the node above that PLACE names: it counts there if the agency stood
 * there that year; a case still open when the agency came, or went, moved with it. */
static void
spread_one(struct count *c, const struct slot *own, const struct place *p)
{
    struct key up = {p->ancestor, own->key.year, own->key.cell, own->key.category, true};
    long open = own->key.cell == CELL_NEW ? own->amount : -own->amount;

    if (own->key.year >= p->to_year)
        return;
    if (own->key.year >= p->from_year) {
        add(c, up, own->amount);
    } else {
        up.cell = CELL_TRANSFERRED;
        up.year = p->from_year;
        add(c, up, open);
    }
    if (p->to_year != NEVER) {
        up.cell = CELL_TRANSFERRED;
        up.year = p->to_year;
        add(c, up, -open);
    }
}

void
count_spread(struct count *c)
{
    size_t n = 0;
    struct slot *own;
    const struct place *end;

    if (c->place_count == 0)
        return;
    own = xmalloc((c->used + 1) * sizeof *own);
    end = c->places + c->place_count;
    for (size_t i = 0; i < c->size; i++)
        if (c->slots[i].used)
            own[n++] = c->slots[i];
    qsort(c->places, c->place_count, sizeof *c->places, by_agency);
    for (size_t i = 0; i < n; i++)
        for (const struct place *p = first_place(c, own[i].key.node);
             p < end && p->agency == own[i].key.node; p++)
            spread_one(c, &own[i], p);
    free(own);
}

static int
cell_of(const char *code)
{
    return strcmp(code, "new") == 0           ? CELL_NEW
           : strcmp(code, "transferred") == 0 ? CELL_TRANSFERRED
                                              : (int)outcome_of(code);
}

static const char *
cell_name(int cell)
{
    return cell == CELL_NEW           ? "new"
           : cell == CELL_TRANSFERRED ? "transferred"
                                      : outcome_code((enum outcome)cell);
}

void
count_stored(struct count *c, int node, bool subtree, int year, const char *cell,
             enum category category, long amount)
{
    add(c, (struct key){node, year, cell_of(cell), (short)category, subtree}, -amount);
}

void
count_differences(const struct count *c, void (*show)(void *context, const char *line),
                  void *context)
{
    char line[256];

    for (size_t i = 0; i < c->size; i++) {
        const struct slot *s = &c->slots[i];

        if (!s->used || s->amount == 0)
            continue;
        snprintf(line, sizeof line,
                 "tally of agency %d%s, %d, %s, %s: %ld %s than the cases", s->key.node,
                 s->key.subtree ? " and below" : "", s->key.year, cell_name(s->key.cell),
                 category_code((enum category)s->key.category), labs(s->amount),
                 s->amount > 0 ? "less" : "more");
        show(context, line);
    }
}
