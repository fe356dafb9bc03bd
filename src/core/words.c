#include "core/words.h"

#include "base/text.h"

#include <string.h>

/* ---- Sentences ---- */

static bool
ends_sentence(unsigned c)
{
    return c == '\n' || c == 0x3002 || c == 0xff1b || c == ';' || c == 0xff01 || c == '!' ||
           c == 0xff1f || c == '?';
}

static bool
is_space(unsigned c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == 0xa0 || c == 0x3000 || c == '*';
}

/* C as it is read: full-width digits, letters, % and . are ASCII, brackets and commas too. */
static unsigned
narrow(unsigned c)
{
    return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

/* The LEN bytes at S as they are read. */
static const char *
words_of(struct arena *a, const char *s, size_t len)
{
    const char *end = s + len, *from;
    char *words = arena_alloc(a, len + 1), *to = words;

    while ((from = s) < end) {
        unsigned c = text_next(&s), n = narrow(c);

        if (is_space(c))
            continue;
        if (n < 0x80) {
            *to++ = (char)n;
            continue;
        }
        memcpy(to, from, (size_t)(s - from));
        to += s - from;
    }
    return words;
}

bool
sentence_next(struct arena *a, const char *body, size_t *at, struct sentence *s)
{
    const char *start = body + *at, *p = start, *end = start;
    bool opens = *at == 0 || body[*at - 1] == '\n';
    unsigned c;

    if (*start == '\0')
        return false;
    while (*(end = p) != '\0') {
        c = text_next(&p);
        if (ends_sentence(c))
            break;
    }
    *s = (struct sentence){(size_t)(start - body), (size_t)(end - start), opens,
                           words_of(a, start, (size_t)(end - start))};
    *at = (size_t)((*end == '\0' ? end : p) - body);
    return true;
}

const char *
words_find(const char *s, const char *end, const char *word)
{
    size_t len = strlen(word);

    for (; s < end && (size_t)(end - s) >= len; s++)
        if (*s == *word && strncmp(s, word, len) == 0)
            return s;
    return NULL;
}

/* ---- Numbers ---- */

enum { MOST_DIGITS = 12 };

static bool
begins(const char *s, const char *word)
{
    return strncmp(s, word, strlen(word)) == 0;
}

static bool
one_of(const char *s, const char *const *words, int n, size_t *len)
{
    for (int i = 0; i < n; i++)
        if (begins(s, words[i])) {
            *len = strlen(words[i]);
            return true;
        }
    return false;
}

static enum numeral_unit
unit_of(const char *s, size_t *len)
{
    static const char *const cases[] = {"件", "起", "宗", "例"};
    static const char *const pieces[] = {"条", "份", "个", "篇", "次", "期", "部"};
    static const char *const others[] = {"元", "万元", "亿元", "年", "月", "日",
                                         "号", "余",   "多",   "万", "亿", "%"};

    *len = 0;
    if (one_of(s, cases, 4, len))
        return begins(s, "件事") ? NUMERAL_OTHER : NUMERAL_CASE;
    if (one_of(s, pieces, 7, len))
        return NUMERAL_PIECE;
    if (*s == '%') {
        *len = 1;
        return NUMERAL_PERCENT;
    }
    if (one_of(s, others, 11, len))
        return NUMERAL_OTHER;
    /* “予以公开1191、”: nothing is counted beside it; “3类”: something else is. */
    return *s == '\0' || strchr(",:()=+", *s) != NULL || begins(s, "、") ? NUMERAL_BARE
                                                                         : NUMERAL_OTHER;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A comma between thousands: three digits behind it, and no fourth. */
static bool
is_thousands(const char *s)
{
    return *s == ',' && is_digit(s[1]) && is_digit(s[2]) && is_digit(s[3]) &&
           !is_digit(s[4]);
}

/* Reads digits at S into N; returns what is behind them and their unit, NULL for a number too
 * long to be one. */
static const char *
read_digits(const char *s, struct numeral *n)
{
    int digits = 0;
    size_t len;

    n->start = s;
    for (; is_digit(*s) || is_thousands(s); s++)
        if (*s != ',' && digits++ < MOST_DIGITS)
            n->value = n->value * 10 + (*s - '0');
    if (*s == '.' && is_digit(s[1]))
        for (s++; is_digit(*s); s++)
            if (digits++ < MOST_DIGITS) {
                n->value = n->value * 10 + (*s - '0');
                n->decimals++;
            }
    n->unit = unit_of(s, &len);
    n->end = s + len;
    return digits <= MOST_DIGITS ? n->end : NULL;
}

static int
chinese_digit(unsigned c)
{
    static const char digits[] = "〇一二三四五六七八九";
    const char *s = digits;

    if (c == 0x96f6) /* 零 */
        return 0;
    if (c == 0x4e24) /* 两 */
        return 2;
    for (int i = 0; *s != '\0'; i++)
        if (text_next(&s) == c)
            return i;
    return -1;
}

static long
chinese_power(unsigned c)
{
    return c == 0x5341   ? 10
           : c == 0x767e ? 100
           : c == 0x5343 ? 1000
           : c == 0x4e07 ? 10000
                         : 0;
}

/* Whether a verb that counts cases ends at S, behind WORDS. */
static bool
counts_before(const char *words, const char *s)
{
    static const char *const verbs[] = {
        "收到", "接到", "受理", "收办", "发生", "办理", "提起", "引发", "审结", "办结",
        "新增", "新收", "涉及", "共",   "共计", "合计", "维持", "纠正", "败诉", "胜诉"};

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t len = strlen(verbs[i]);

        if ((size_t)(s - words) >= len && strncmp(s - len, verbs[i], len) == 0)
            return true;
    }
    return false;
}

/* 一起, 一例 and 一宗 are adverbs and more (“将申请一起登记”, “举一例”), 一件 is not. */
static bool
is_adverb(const char *words, const char *s, const char *unit)
{
    return !begins(unit, "件") && !counts_before(words, s);
}

/* Reads a number in characters at S of WORDS; NULL when what is behind it counts nothing. */
static const char *
read_characters(const char *words, const char *s, struct numeral *n)
{
    long section = 0, digit = -1;
    const char *p = s, *before;
    int read = 0;
    size_t len;

    n->start = s;
    for (; *(before = p) != '\0' && read <= MOST_DIGITS; read++) {
        unsigned c = text_next(&p);
        long power = chinese_power(c), d = chinese_digit(c);

        if (power == 10000) {
            n->value = (section + (digit > 0 ? digit : 0)) * power;
            section = 0;
            digit = -1;
        } else if (power > 0) {
            section += (digit >= 0 ? digit : 1) * power;
            digit = -1;
        } else if (d >= 0) {
            digit = d;
        } else {
            break;
        }
    }
    n->value += section + (digit > 0 ? digit : 0);
    n->unit = unit_of(before, &len);
    n->end = before + len;
    if (n->unit == NUMERAL_PIECE && read == 1 && n->value == 1)
        return NULL; /* 一个, 一条: an article */
    if (n->unit == NUMERAL_CASE && read == 1 && n->value == 1 &&
        is_adverb(words, s, before))
        return NULL;
    return read > 0 && read <= MOST_DIGITS &&
                   (n->unit == NUMERAL_CASE || n->unit == NUMERAL_PIECE)
               ? n->end
               : NULL;
}

/* Whether what stands before S makes the number at S a name: 第三, 12345-, a letter. */
static bool
is_name(const char *words, const char *s)
{
    static const char ordinal[] = "第";
    size_t len = sizeof ordinal - 1;

    if (s == words)
        return false;
    if (s >= words + len && strncmp(s - len, ordinal, len) == 0)
        return true;
    return (s[-1] >= 'a' && s[-1] <= 'z') || (s[-1] >= 'A' && s[-1] <= 'Z') ||
           s[-1] == '-' || s[-1] == '.' || s[-1] == '/';
}

int
numerals_of(struct arena *a, const char *words, struct numeral **list)
{
    int n = 0;
    const char *s = words;

    /* A number and its unit are two bytes at least, but for bare digits. */
    *list = arena_alloc(a, sizeof **list * (strlen(words) / 2 + 1));
    while (*s != '\0') {
        struct numeral found = {.value = 0};
        const char *next =
            is_digit(*s) ? read_digits(s, &found) : read_characters(words, s, &found);

        if (is_digit(*s) && next == NULL) {
            while (is_digit(*s))
                s++;
            continue;
        }
        if (next == NULL) {
            text_next(&s);
            continue;
        }
        if (!is_name(words, s))
            (*list)[n++] = found;
        s = next;
    }
    return n;
}
