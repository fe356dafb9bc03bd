#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192 };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct owned {
    struct owned *next;
    void *object;
    void (*destroy)(void *);
};

struct arena {
    struct block *blocks;
    struct owned *owned;
};

void *
xmalloc(size_t size)
{
    return xrealloc(NULL, size);
}

void *
xrealloc(void *p, size_t size)
{
    void *q = realloc(p, size ? size : 1);

    if (q == NULL) {
        fputs("gongkai: out of memory\n", stderr);
        abort();
    }
    return q;
}

char *
xstrdup(const char *s)
{
    size_t size = strlen(s) + 1;

    return memcpy(xmalloc(size), s, size);
}

struct arena *
arena_new(void)
{
    struct arena *a = xmalloc(sizeof *a);

    *a = (struct arena){NULL, NULL};
    return a;
}

void
arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    for (struct owned *o = a->owned; o != NULL; o = o->next)
        o->destroy(o->object);
    for (struct block *b = a->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

void *
arena_alloc(struct arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);
    struct block *b = a->blocks;
    void *p;

    if (size > SIZE_MAX / 2)
        abort();
    size = (size + align - 1) / align * align;
    if (b == NULL || b->size - b->used < size) {
        size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

        b = xmalloc(sizeof *b + room);
        b->next = a->blocks;
        b->used = 0;
        b->size = room;
        a->blocks = b;
    }
    p = b->bytes + b->used;
    b->used += size;
    return memset(p, 0, size);
}

char *
arena_copy(struct arena *a, const char *s, size_t len)
{
    char *copy = arena_alloc(a, len + 1);

    memcpy(copy, s, len);
    return copy;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    int len;
    char *s;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        abort();
    s = arena_alloc(a, (size_t)len + 1);
    vsnprintf(s, (size_t)len + 1, format, again);
    va_end(again);
    return s;
}

void
arena_own(struct arena *a, void *object, void (*destroy)(void *))
{
    struct owned *o = arena_alloc(a, sizeof *o);

    *o = (struct owned){a->owned, object, destroy};
    a->owned = o;
}
