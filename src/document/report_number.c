#include "document/report_number.h"

#include "base/text.h"

#include <string.h>

enum { MOST = 200, MOST_DIGITS = 15, MOST_FRACTION = 12 };

/* ---- Words ---- */

static bool
is_invisible(unsigned c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

const char *
report_words(struct arena *a, const char *s)
{
    char *copy = arena_alloc(a, strlen(s) + 1), *to = copy;
    const char *from;

    while (*(from = s) != '\0') {
        unsigned c = text_next(&s);

        if (is_invisible(c))
            continue;
        if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0)) {
            *to++ = ' ';
            continue;
        }
        memcpy(to, from, (size_t)(s - from));
        to += s - from;
    }
    *to = '\0';
    return copy;
}

/* ---- Numbers ---- */

/* A cell in plain characters: half-width, ended by 0. */
struct plain {
    unsigned c[MOST + 1];
    int n;
};

/* The plain forms of what stands for the same. */
static unsigned
plain_of(unsigned c)
{
    static const char *const forms[] = {
        "+＋﹢",      "-－−﹣–—―‐‑‒─", ",，﹐",
        ".．",        "/／",           "_＿",
        "(（〔［【[", "\\＼",          " \t　   \u2002\u2003\u2009\u200a\u200b\ufeff"};

    if (c >= 0xff10 && c <= 0xff19)
        return c - 0xff10 + '0';
    if (c < 0x80 && c != '\t' && c != '[')
        return c;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        for (const char *s = forms[i] + 1; *s != '\0';)
            if (text_next(&s) == c)
                return (unsigned char)*forms[i];
    return c == 0xa0 ? ' ' : c;
}

static bool
is_space(unsigned c)
{
    return c == ' ' || c == '\n';
}

/* CELL without spaces at its ends; false if it is too long to be a number. */
static bool
make_plain(const char *cell, struct plain *p)
{
    p->n = 0;
    while (*cell != '\0') {
        unsigned c = plain_of(text_next(&cell));

        if (p->n == 0 && is_space(c))
            continue;
        if (p->n == MOST)
            return false;
        p->c[p->n++] = c;
    }
    while (p->n > 0 && is_space(p->c[p->n - 1]))
        p->n--;
    p->c[p->n] = 0;
    return true;
}

static bool
is_digit(unsigned c)
{
    return c >= '0' && c <= '9';
}

static bool
is_dash(const struct plain *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->c[i] >= 0x80 || strchr("-/_\\ \n", (int)p->c[i]) == NULL)
            return false;
    return true;
}

/* Whether WORD stands at I. */
static int
word_at(const struct plain *p, int i, const char *word)
{
    int from = i;

    while (*word != '\0')
        if (i == p->n || text_next(&word) != p->c[i++])
            return 0;
    return i - from;
}

/* The sign at *I, said with a mark or, of a change, with a word; 0: this is no sign. */
static int
read_sign(const struct plain *p, int *i, enum figure_unit unit)
{
    static const char *const up[] = {"增加", "新增", "增", NULL};
    static const char *const down[] = {"减少", "减", NULL};
    int n;

    if (p->c[*i] == '+' || p->c[*i] == '-')
        return p->c[(*i)++] == '-' ? -1 : 1;
    if (unit != UNIT_CHANGE)
        return 1;
    for (int k = 0; up[k] != NULL; k++)
        if ((n = word_at(p, *i, up[k])) > 0) {
            *i += n;
            return 1;
        }
    for (int k = 0; down[k] != NULL; k++)
        if ((n = word_at(p, *i, down[k])) > 0) {
            *i += n;
            return -1;
        }
    return 1;
}

/* The digits of a number: WHOLE before the point, FRACTION as so many millionths of a
 * millionth. */
struct digits {
    long whole, fraction;
    int count;   /* before the point */
    bool broken; /* it stands on two lines */
    bool fits;
};

/* Whether a separator at I stands before a whole group of three digits. */
static bool
separates(const struct plain *p, int i)
{
    return (p->c[i] == ',' || p->c[i] == ' ') && is_digit(p->c[i + 1]) &&
           is_digit(p->c[i + 2]) && is_digit(p->c[i + 3]) && !is_digit(p->c[i + 4]);
}

static void
read_fraction(const struct plain *p, int *i, struct digits *d)
{
    int n = 0;

    for ((*i)++; is_digit(p->c[*i]); (*i)++)
        if (n < MOST_FRACTION) {
            d->fraction = d->fraction * 10 + (long)(p->c[*i] - '0');
            n++;
        }
    for (; n < MOST_FRACTION; n++)
        d->fraction *= 10;
}

static bool
read_digits(const struct plain *p, int *i, struct digits *d)
{
    int run = 0;
    bool grouped = false;

    *d = (struct digits){.fits = true};
    for (; *i < p->n; (*i)++) {
        if (is_digit(p->c[*i])) {
            d->fits = d->fits && ++d->count <= MOST_DIGITS;
            if (d->fits)
                d->whole = d->whole * 10 + (long)(p->c[*i] - '0');
            run++;
        } else if (run > 0 && (grouped ? run == 3 : run <= 3) && *i + 3 < p->n &&
                   separates(p, *i)) {
            grouped = true;
            run = 0;
        } else if (p->c[*i] == '\n' && run > 0 && !d->broken && !grouped &&
                   is_digit(p->c[*i + 1])) {
            d->broken = true;
        } else {
            break;
        }
    }
    if (d->count > 0 && p->c[*i] == '.' && is_digit(p->c[*i + 1]))
        read_fraction(p, i, d);
    return d->count > 0;
}

static long
fen_of_unit(enum figure_unit unit)
{
    return unit == UNIT_AMOUNT ? 100 : FEN_PER_10K_YUAN;
}

/* The unit behind a number, if there is one: how many fen it is, 0 for no amount. */
static long
read_unit(const struct plain *p, int *i, enum figure_unit unit, bool *named)
{
    static const struct {
        const char *word;
        long fen;
    } units[] = {{"億元", 10000000000},
                 {"萬元", FEN_PER_10K_YUAN},
                 {"亿元", 10000000000},
                 {"万元", FEN_PER_10K_YUAN},
                 {"元", 100},
                 {"件", 0},
                 {"个", 0},
                 {"项", 0},
                 {"宗", 0},
                 {"条", 0},
                 {"起", 0},
                 {"份", 0},
                 {"次", 0},
                 {"部", 0},
                 {"例", 0}};
    bool amount = unit == UNIT_AMOUNT || unit == UNIT_AMOUNT_10K;

    for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
        int n = word_at(p, *i, units[k].word);

        if (n == 0 || amount != (units[k].fen > 0))
            continue;
        *i += n;
        *named = amount;
        return units[k].fen;
    }
    return amount ? fen_of_unit(unit) : 0;
}

/* Whether what follows at I leaves the number before it alone: a bracket, a new line, a comma
 * or "其中" before words. */
static bool
is_remark(const struct plain *p, int i)
{
    if (p->c[i] == '(' || p->c[i] == '*' || word_at(p, i, "其中") || word_at(p, i, "含"))
        return true;
    return (p->c[i] == ',' || p->c[i] == '\n' || word_at(p, i, "；") ||
            word_at(p, i, "。")) &&
           !is_digit(p->c[i + 1]);
}

/* D in fen, to the nearest; *EXACT says whether that is all of it.  -1: out of range. */
static long
in_fen(const struct digits *d, long fen, bool *exact)
{
    long one = 1000000000000, fraction = d->fraction, product;

    if (d->whole > 900000000000000 / fen * 1000)
        return -1;
    if (fen > FEN_PER_10K_YUAN) { /* or the product would not fit */
        *exact = fraction % 10000 == 0;
        fraction /= 10000;
        one /= 10000;
    }
    product = fraction * fen;
    *exact = *exact && product % one == 0;
    return d->whole * fen + (product + one / 2) / one;
}

static struct printed
unreadable(struct arena *a, const char *cell)
{
    return (struct printed){CELL_UNREADABLE, 0, report_words(a, cell)};
}

struct printed
report_number(struct arena *a, const char *cell, enum figure_unit unit)
{
    struct printed found = {CELL_NUMBER, 0, NULL};
    struct plain p;
    struct digits d;
    bool named = false, exact = true;
    int i = 0, sign;
    long fen;

    if (!make_plain(cell, &p))
        return unreadable(a, cell);
    if (p.n == 0)
        return (struct printed){CELL_BLANK, 0, NULL};
    if (is_dash(&p))
        return (struct printed){CELL_DASH, 0, NULL};
    sign = read_sign(&p, &i, unit);
    while (p.c[i] == ' ')
        i++;
    if (!read_digits(&p, &i, &d) || !d.fits)
        return unreadable(a, cell);
    while (p.c[i] == ' ' && !is_digit(p.c[i + 1]))
        i++;
    fen = read_unit(&p, &i, unit, &named);
    if (i < p.n && !is_remark(&p, i))
        return unreadable(a, cell);
    if (fen == 0 && d.fraction != 0)
        return unreadable(a, cell);
    found.value = fen == 0 ? d.whole : in_fen(&d, fen, &exact);
    if (found.value < 0 || found.value >= REPORT_BIGGEST)
        return unreadable(a, cell);
    found.value *= sign;
    if (i < p.n || named || d.broken || !exact)
        found.remark = report_words(a, cell);
    return found;
}
