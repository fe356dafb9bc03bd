#include "core/sentence.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The most pairs of changed sentences that are compared, which bounds time and memory. */
enum { MOST_PAIRS = 250000 };

static bool
is_blank(unsigned c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x3000;
}

static bool
is_stop(unsigned c)
{
    return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0xff1b || c == '!' ||
           c == '?' || c == ';' || c == '\n';
}

static void
add_sentence(struct arena *a, struct sentences *s, const char *from, const char *to)
{
    while (from < to) {
        const char *next = from;

        if (!is_blank(text_next(&next)))
            break;
        from = next;
    }
    while (to > from && (to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\t'))
        to--;
    if (to > from)
        s->all[s->count++] = arena_copy(a, from, (size_t)(to - from));
}

struct sentences
sentences_of(struct arena *a, const char *text)
{
    struct sentences s = {NULL, 0};
    const char *from = text;
    size_t most = 1;

    for (const char *at = text; *at != '\0';)
        most += is_stop(text_next(&at));
    s.all = arena_alloc(a, sizeof *s.all * most);
    for (const char *at = text; *at != '\0';)
        if (is_stop(text_next(&at))) {
            add_sentence(a, &s, from, at);
            from = at;
        }
    add_sentence(a, &s, from, from + strlen(from));
    return s;
}

static void
step(struct sentence_step *steps, int *n, enum sentence_change change, const char *sentence)
{
    steps[(*n)++] = (struct sentence_step){change, sentence};
}

/* The lengths of the longest common subsequences of the ends of X and Y, N and M long. */
static int *
lengths(struct arena *a, const char *const *x, int n, const char *const *y, int m)
{
    int *l = arena_alloc(a, sizeof *l * (size_t)(n + 1) * (size_t)(m + 1));
    int wide = m + 1;

    for (int i = n - 1; i >= 0; i--)
        for (int j = m - 1; j >= 0; j--)
            l[i * wide + j] = strcmp(x[i], y[j]) == 0 ? l[(i + 1) * wide + j + 1] + 1
                              : l[(i + 1) * wide + j] > l[i * wide + j + 1]
                                  ? l[(i + 1) * wide + j]
                                  : l[i * wide + j + 1];
    return l;
}

static void
changed(struct arena *a, const char *const *x, int n, const char *const *y, int m,
        struct sentence_step *steps, int *count)
{
    bool compared = (long)n * m <= MOST_PAIRS && n > 0 && m > 0;
    int *l = compared ? lengths(a, x, n, y, m) : NULL;
    int i = 0, j = 0;

    while (i < n && j < m && compared) {
        if (strcmp(x[i], y[j]) == 0) {
            step(steps, count, SENTENCE_kept, y[j++]);
            i++;
        } else if (l[(i + 1) * (m + 1) + j] >= l[i * (m + 1) + j + 1]) {
            step(steps, count, SENTENCE_removed, x[i++]);
        } else {
            step(steps, count, SENTENCE_added, y[j++]);
        }
    }
    while (i < n)
        step(steps, count, SENTENCE_removed, x[i++]);
    while (j < m)
        step(steps, count, SENTENCE_added, y[j++]);
}

struct sentence_step *
sentence_steps(struct arena *a, const struct sentences *before,
               const struct sentences *after, int *count)
{
    struct sentence_step *steps =
        arena_alloc(a, sizeof *steps * (size_t)(before->count + after->count + 1));
    int n = before->count, m = after->count, first = 0, last = 0;

    *count = 0;
    while (first < n && first < m && strcmp(before->all[first], after->all[first]) == 0)
        step(steps, count, SENTENCE_kept, after->all[first++]);
    while (last < n - first && last < m - first &&
           strcmp(before->all[n - last - 1], after->all[m - last - 1]) == 0)
        last++;
    changed(a, before->all + first, n - first - last, after->all + first, m - first - last,
            steps, count);
    for (; last > 0; last--)
        step(steps, count, SENTENCE_kept, after->all[m - last]);
    return steps;
}

/* A sentence as it is compared. */
struct key {
    const char *letters;
    int length;
};

/* Chinese characters and letters outside of fields. */
static struct key
key_of(struct arena *a, const char *sentence)
{
    char *letters = arena_alloc(a, strlen(sentence) + 1), *to = letters;
    struct key k = {letters, 0};

    while (*sentence != '\0') {
        const char *from = sentence;
        unsigned c;

        if (strncmp(sentence, "{{", 2) == 0 && strstr(sentence, "}}") != NULL) {
            sentence = strstr(sentence, "}}") + 2;
            continue;
        }
        c = text_next(&sentence);
        if ((c >= 0x3400 && c < 0xfe00) || (c >= 'a' && c <= 'z') ||
            (c >= 'A' && c <= 'Z')) {
            memcpy(to, from, (size_t)(sentence - from));
            to += sentence - from;
            k.length++;
        }
    }
    return k;
}

static int
by_letters(const void *x, const void *y)
{
    return strcmp(((const struct key *)x)->letters, ((const struct key *)y)->letters);
}

struct sentences
sentences_copied(struct arena *a, const struct sentences *now,
                 const struct sentences *earlier)
{
    struct key *keys = arena_alloc(a, sizeof *keys * (size_t)(earlier->count + 1));
    struct sentences copied = {
        arena_alloc(a, sizeof *copied.all * (size_t)(now->count + 1)), 0};

    for (int i = 0; i < earlier->count; i++)
        keys[i] = key_of(a, earlier->all[i]);
    if (earlier->count > 1)
        qsort(keys, (size_t)earlier->count, sizeof *keys, by_letters);
    for (int i = 0; i < now->count; i++) {
        struct key k = key_of(a, now->all[i]);

        if (k.length >= SENTENCE_LEAST &&
            bsearch(&k, keys, (size_t)earlier->count, sizeof *keys, by_letters) != NULL)
            copied.all[copied.count++] = now->all[i];
    }
    return copied;
}
