#include "guard/password_policy.h"

#include "base/embedded.h"
#include "base/text.h"

#include <sodium.h>
#include <string.h>

static const struct password_profile profiles[] = {
    {.name = "dengbao", .length = 12, .classes = 3, .days = 90, .kept = 5},
    {.name = "nist", .length = 15, .classes = 0, .days = 0, .kept = 0},
};

/* So many characters must be neither a barred word nor a sequence, and only words of so many
 * are looked for inside a password. */
enum { OWN_LEAST = 4, WORD_LEAST = 4, RUN_LEAST = 3 };

/* Text as it is compared, a number a character. */
struct folded {
    size_t n;
    unsigned plain[PASSWORD_LENGTH_MAX];   /* small letters, half width */
    unsigned letters[PASSWORD_LENGTH_MAX]; /* and digits and signs as what they stand for */
};

const struct password_profile *
password_profile(const char *name)
{
    for (unsigned i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
        if (strcmp(profiles[i].name, name) == 0)
            return &profiles[i];
    return NULL;
}

static const struct {
    const char *zh, *en;
} texts[PASSWORD_FAULT_COUNT] = {
#define FAULT(name, zh, en) [PASSWORD_##name] = {zh, en},
#include "guard/password_fault.def"
#undef FAULT
};

const char *
password_fault_zh(struct arena *a, const struct password_profile *profile,
                  enum password_fault fault)
{
    if (fault == PASSWORD_short)
        return arena_printf(a, "%s，至少 %u 个字符", texts[fault].zh, profile->length);
    return texts[fault].zh;
}

const char *
password_fault_en(struct arena *a, const struct password_profile *profile,
                  enum password_fault fault)
{
    if (fault == PASSWORD_short)
        return arena_printf(a, "%s: at least %u characters", texts[fault].en,
                            profile->length);
    return texts[fault].en;
}

static unsigned
stands_for(unsigned c)
{
    static const char signs[] = "@4831!|l0$579", meant[] = "aabeiiiiosstg";
    const char *at = c > 0 && c < 0x80 ? strchr(signs, (int)c) : NULL;

    return at != NULL ? (unsigned char)meant[at - signs] : c;
}

/* The LEN bytes at S, at most as many characters as fit. */
static void
fold(const char *s, size_t len, struct folded *f)
{
    const char *end = s + len;

    for (f->n = 0; s < end && f->n < PASSWORD_LENGTH_MAX; f->n++) {
        unsigned c = text_next(&s);

        if (c >= 0xff01 && c <= 0xff5e)
            c -= 0xfee0;
        if (c >= 'A' && c <= 'Z')
            c = c - 'A' + 'a';
        f->plain[f->n] = c;
        f->letters[f->n] = stands_for(c);
    }
}

/* Whether WORD stands in F from FROM on. */
static bool
stands_at(const struct folded *f, size_t from, const struct folded *word)
{
    return word->n <= f->n - from &&
           memcmp(f->letters + from, word->letters, word->n * sizeof word->letters[0]) == 0;
}

static bool
contains(const struct folded *f, const char *s)
{
    struct folded word;

    fold(s, strlen(s), &word);
    if (word.n < 3 && (word.n < 2 || word.plain[0] < 0x80))
        return false;
    for (size_t i = 0; i + word.n <= f->n; i++)
        if (stands_at(f, i, &word))
            return true;
    return false;
}

/* Capitals, small letters, digits, others. */
static unsigned
classes_of(const char *s)
{
    bool has[4] = {false, false, false, false};

    while (*s != '\0') {
        unsigned c = text_next(&s);

        has[c >= 'A' && c <= 'Z'   ? 0
            : c >= 'a' && c <= 'z' ? 1
            : c >= '0' && c <= '9' ? 2
                                   : 3] = true;
    }
    return (unsigned)has[0] + has[1] + has[2] + has[3];
}

/* Whether F is some part of it, repeated. */
static bool
repeats(const struct folded *f)
{
    for (size_t part = 1; part <= f->n / 2; part++) {
        size_t i = part;

        while (i < f->n && f->plain[i] == f->plain[i - part])
            i++;
        if (i == f->n)
            return true;
    }
    return false;
}

/* Marks what is part of a run such as abc, 321 or 888. */
static void
mark_runs(const struct folded *f, bool marked[])
{
    for (size_t i = 0, next; i + 1 < f->n; i = next) {
        unsigned step = f->plain[i + 1] - f->plain[i];

        next = i + 1;
        if (step + 1 > 2) /* neither -1 nor 0 nor 1 */
            continue;
        while (next + 1 < f->n && f->plain[next + 1] - f->plain[next] == step)
            next++;
        for (size_t at = i; next - i + 1 >= RUN_LEAST && at <= next; at++)
            marked[at] = true;
    }
}

static void
mark_word(const struct folded *f, const struct folded *word, bool marked[])
{
    if (word->n < WORD_LEAST)
        return;
    for (size_t i = 0; i + word->n <= f->n; i++)
        if (stands_at(f, i, word))
            memset(marked + i, true, word->n);
}

/* Marks what is part of a barred word. */
static void
mark_words(const struct folded *f, bool marked[])
{
    const struct embedded *list = embedded_find("guard/barred.txt");
    struct folded word;

    for (const char *line = list->bytes; *line != '\0'; line++) {
        size_t len = strcspn(line, "\n");

        if (*line != '#') {
            fold(line, len, &word);
            mark_word(f, &word, marked);
        }
        line += len;
    }
}

/* Whether too little of F is left unmarked. */
static bool
is_hollow(const struct folded *f, const bool marked[])
{
    size_t own = 0;

    for (size_t i = 0; i < f->n; i++)
        own += !marked[i];
    return own < OWN_LEAST;
}

static enum password_fault
fault_of_pattern(const struct folded *f)
{
    bool marked[PASSWORD_LENGTH_MAX] = {false};

    if (repeats(f))
        return PASSWORD_repeated;
    mark_runs(f, marked);
    if (is_hollow(f, marked))
        return PASSWORD_sequence;
    mark_words(f, marked);
    return is_hollow(f, marked) ? PASSWORD_common : PASSWORD_FINE;
}

static enum password_fault
fault_of_words(const struct folded *f, const char *login, const char *const *agency_words,
               int n)
{
    if (contains(f, login))
        return PASSWORD_login;
    for (int i = 0; i < n; i++)
        if (contains(f, agency_words[i]))
            return PASSWORD_agency;
    return fault_of_pattern(f);
}

enum password_fault
password_fault(const struct password_profile *profile, const char *password,
               const char *login, const char *const *agency_words, int n)
{
    struct folded f;
    enum password_fault fault;
    size_t length;

    if (!text_is_utf8(password, strlen(password)))
        return PASSWORD_not_text;
    length = text_length(password);
    if (length > PASSWORD_LENGTH_MAX)
        return PASSWORD_long;
    if (length < profile->length)
        return PASSWORD_short;
    if (classes_of(password) < profile->classes)
        return PASSWORD_classes;
    fold(password, strlen(password), &f);
    fault = fault_of_words(&f, login, agency_words, n);
    sodium_memzero(&f, sizeof f);
    return fault;
}

enum password_result
password_used(struct passwords *p, const char *password, const char *const *hashes, int n)
{
    for (int i = 0; i < n; i++) {
        enum password_result result = password_matches(p, hashes[i], password);

        if (result != PASSWORD_WRONG)
            return result;
    }
    return PASSWORD_WRONG;
}
