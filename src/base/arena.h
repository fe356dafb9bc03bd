/* Memory that lives as long as one request: allocated piecemeal, freed at once.
 * Foreign objects (json_t, PGresult, FILE) are handed over with their destructor. */
#ifndef GONGKAI_BASE_ARENA_H
#define GONGKAI_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A new, empty arena; never NULL: when memory is exhausted the process ends with a
 * message, because a case tracker that guesses on is worse than one that restarts. */
struct arena *arena_new(void);

/* Runs the destructors, last handed over first, and frees everything. NULL is allowed. */
void arena_free(struct arena *a);

/* SIZE zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* A NUL-terminated copy of the LEN bytes at S. */
char *arena_copy(struct arena *a, const char *s, size_t len);

/* printf into the arena. */
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* From now on OBJECT belongs to the arena, which calls DESTROY(OBJECT) at its end. */
void arena_own(struct arena *a, void *object, void (*destroy)(void *));

/* malloc and realloc that end the process with a message instead of returning NULL. */
void *xmalloc(size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);

#endif
