#include "core/similarity.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* From this many pairs on the shorter text counts in full as a part of the longer one. */
enum { ENOUGH = 10 };

/* C as it is compared, 0 when it is nothing. */
static unsigned
folded(unsigned c)
{
    if (c >= 0xff01 && c <= 0xff5e) /* full-width forms of ASCII */
        c -= 0xfee0;
    if (c >= 'A' && c <= 'Z')
        return c - 'A' + 'a';
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
    if (c < 0xc0 || (c >= 0x2000 && c <= 0x206f) || (c >= 0x3000 && c <= 0x3004) ||
        (c >= 0x3008 && c <= 0x3020) || c == 0x3030 || (c >= 0xfe00 && c <= 0xfe0f) ||
        (c >= 0xfe10 && c <= 0xfe6f) || c == 0xfeff || (c >= 0xff5f && c <= 0xff65))
        return 0;
    return c;
}

static int
by_value(const void *a, const void *b)
{
    const unsigned long long *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

struct pairs
pairs_of(struct arena *a, const char *text)
{
    struct pairs p = {arena_alloc(a, sizeof *p.pair * (text_length(text) + 1)), 0};
    unsigned before = 0;

    while (*text != '\0') {
        unsigned c = folded(text_next(&text));

        if (c == 0)
            continue;
        if (before != 0)
            p.pair[p.count++] = (unsigned long long)before << 32 | c;
        before = c;
    }
    if (p.count == 0 && before != 0)
        p.pair[p.count++] = before;
    qsort(p.pair, (size_t)p.count, sizeof *p.pair, by_value);
    return p;
}

static long long
shared(const struct pairs *x, const struct pairs *y)
{
    long long n = 0;

    for (int i = 0, k = 0; i < x->count && k < y->count;) {
        if (x->pair[i] == y->pair[k]) {
            n++;
            i++;
            k++;
        } else if (x->pair[i] < y->pair[k]) {
            i++;
        } else {
            k++;
        }
    }
    return n;
}

int
similarity(const struct pairs *x, const struct pairs *y)
{
    long long both = (long long)x->count + y->count;
    long long less = x->count < y->count ? x->count : y->count;
    long long weight = less < ENOUGH ? less : ENOUGH, n;

    if (less == 0)
        return both == 0 ? 100 : 0;
    n = shared(x, y);
    /* 2n/both is Dice, n/less how much of the shorter one is in the longer. */
    return (int)(100 * n * ((2 * ENOUGH - weight) * 2 * less + weight * both) /
                 (2 * ENOUGH * both * less));
}

int
text_similarity(struct arena *a, const char *x, const char *y)
{
    struct pairs of_x = pairs_of(a, x), of_y = pairs_of(a, y);

    return similarity(&of_x, &of_y);
}
