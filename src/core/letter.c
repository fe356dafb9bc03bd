#include "core/letter.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* letter.def as one list: what is said of a letter stands behind it. */
enum piece_type { PIECE_LETTER, PIECE_SLOT, PIECE_MENTION, PIECE_LINE };

#define MUST true
#define MAY false

static const struct piece {
    enum piece_type type;
    struct letter_slot slot;
    struct letter_mention mention;
    const char *line;
} pieces[] = {
#define SERIES(code, word)
#define LETTER(code, name, series, to, events, outcome, remedy, article)                   \
    {.type = PIECE_LETTER},
#define SLOT(code, label, sources, must, article)                                          \
    {.type = PIECE_SLOT, .slot = {#code, label, sources, must, article}},
#define MENTION(words, what, article)                                                      \
    {.type = PIECE_MENTION, .mention = {words, what, article}},
#define LINE(text) {.type = PIECE_LINE, .line = text},
#include "core/letter.def"
#undef LETTER
#undef SERIES
};

#undef SLOT
#undef MENTION
#undef LINE
#define SLOT(code, label, sources, must, article)
#define MENTION(words, what, article)
#define LINE(text)

/* The word of a series by its code. */
enum {
#define SERIES(code, word) SERIES_##code,
#define LETTER(code, name, series, to, events, outcome, remedy, article)
#include "core/letter.def"
#undef SERIES
#undef LETTER
    SERIES_COUNT
};

static const char *const series_words[] = {
#define SERIES(code, word) word,
#define LETTER(code, name, series, to, events, outcome, remedy, article)
#include "core/letter.def"
#undef SERIES
#undef LETTER
};

#define REMEDY true
#define NO_REMEDY false

static const struct {
    struct letter letter;
    int series;
} letters[] = {
#define SERIES(code, word)
#define LETTER(code, name, series, to, events, outcome, remedy, article)                   \
    {{#code, name, #series, LETTER_TO_##to, events, OUTCOME_##outcome, remedy, article},   \
     SERIES_##series},
#include "core/letter.def"
#undef SERIES
#undef LETTER
};

const char letter_codes[] =
#define SERIES(code, word)
#define LETTER(code, name, series, to, events, outcome, remedy, article) "|" #code
#include "core/letter.def"
#undef SERIES
#undef LETTER
    ;

#define ANYONE true
#define APPLICANT false

static const struct letter_field fields[] = {
#define FIELD(name, label, whose, must) {#name, label, whose, must},
#include "core/letter_field.def"
#undef FIELD
};

const char letter_standard_pattern[] = "{short}{series}〔{year}〕{serial}号";

enum letter_kind
letter_kind_of(const char *code)
{
    for (int i = 0; code != NULL && i < LETTER_COUNT; i++)
        if (strcmp(letters[i].letter.code, code) == 0)
            return i;
    return LETTER_NONE;
}

const struct letter *
letter(enum letter_kind k)
{
    return &letters[k].letter;
}

const char *
letter_series_word(enum letter_kind k)
{
    return series_words[letters[k].series];
}

const char *
letter_to_code(enum letter_to to)
{
    static const char *const codes[] = {"applicant", "third_party", "agency"};

    return codes[to];
}

/* The Ith piece of TYPE behind the Kth letter, NULL when the next letter comes first. */
static const struct piece *
find_piece(enum letter_kind k, enum piece_type type, int i)
{
    int at = -1;

    for (size_t p = 0; p < sizeof pieces / sizeof pieces[0] && at <= (int)k; p++) {
        if (pieces[p].type == PIECE_LETTER)
            at++;
        else if (at == (int)k && pieces[p].type == type && i-- == 0)
            return &pieces[p];
    }
    return NULL;
}

const struct letter_slot *
letter_slot(enum letter_kind k, int i)
{
    const struct piece *p = find_piece(k, PIECE_SLOT, i);

    return p != NULL ? &p->slot : NULL;
}

const struct letter_mention *
letter_mention(enum letter_kind k, int i)
{
    const struct piece *p = find_piece(k, PIECE_MENTION, i);

    return p != NULL ? &p->mention : NULL;
}

const char *
letter_line(enum letter_kind k, int i)
{
    const struct piece *p = find_piece(k, PIECE_LINE, i);

    return p != NULL ? p->line : NULL;
}

const struct letter_field *
letter_field(int i)
{
    return i < (int)(sizeof fields / sizeof fields[0]) ? &fields[i] : NULL;
}

bool
letter_knows(enum letter_kind k, const char *name)
{
    const struct letter_field *f;
    const struct letter_slot *s;

    for (int i = 0; (s = letter_slot(k, i)) != NULL; i++)
        if (strcmp(s->name, name) == 0 || strcmp(s->label, name) == 0)
            return true;
    for (int i = 0; (f = letter_field(i)) != NULL; i++)
        if ((f->anyone || letter(k)->to == LETTER_TO_APPLICANT) &&
            (strcmp(f->name, name) == 0 || strcmp(f->label, name) == 0))
            return true;
    return false;
}

/* Whether CODE is one of LIST ("|a|b"). */
static bool
is_listed(const char *list, const char *code)
{
    size_t len = strlen(code);

    for (const char *at = list; (at = strchr(at, '|')) != NULL;) {
        at++;
        if (strncmp(at, code, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return true;
    }
    return false;
}

bool
letter_documents(enum letter_kind k, enum event_kind kind, enum outcome outcome)
{
    const struct letter *l = letter(k);

    return kind != EVENT_NONE && is_listed(l->events, event_kind_code(kind)) &&
           (l->outcome == OUTCOME_NONE || l->outcome == outcome);
}

/* The first that documents the entry; the others are asked for by name. */
enum letter_kind
letter_for(enum event_kind kind, enum outcome outcome)
{
    for (int k = 0; k < LETTER_COUNT; k++)
        if (letter_documents(k, kind, outcome) && k != LETTER_service_record)
            return k;
    return LETTER_NONE;
}

/* --- document numbers */

struct number_part {
    const char *mark, *value;
};

const char *
letter_number(struct arena *a, const char *pattern, const char *short_name,
              enum letter_kind k, int year, long serial)
{
    const struct number_part parts[] = {
        {"{short}", short_name},
        {"{series}", letter_series_word(k)},
        {"{year}", arena_printf(a, "%d", year)},
        {"{serial}", arena_printf(a, "%ld", serial)},
    };
    struct text t = {NULL, 0, 0};
    const char *number;

    while (*pattern != '\0') {
        size_t i = 0;

        while (i < 4 && strncmp(pattern, parts[i].mark, strlen(parts[i].mark)) != 0)
            i++;
        if (i < 4)
            text_add(&t, parts[i].value);
        else
            text_add_bytes(&t, pattern, 1);
        pattern += i < 4 ? strlen(parts[i].mark) : 1;
    }
    number = arena_copy(a, t.bytes != NULL ? t.bytes : "", t.len);
    text_free(&t);
    return number;
}

const char *
letter_pattern_fault(const char *pattern, const char **zh)
{
    static const char *const needed[] = {"{series}", "{year}", "{serial}"};

    for (int i = 0; i < 3; i++)
        if (strstr(pattern, needed[i]) == NULL) {
            *zh = "须含有 {series}、{year} 和 {serial}，否则文号会重复";
            return "must hold {series}, {year} and {serial}, or numbers would repeat";
        }
    return NULL;
}

const char *
letter_day(struct arena *a, date d)
{
    int year, month, day;

    if (d == NO_DATE)
        return NULL;
    date_split(d, &year, &month, &day);
    return arena_printf(a, "%d年%d月%d日", year, month, day);
}
