/* What the narrative claims, against the tables (rule 8.8). */
#include "core/check.h"

#include <stdio.h>
#include <string.h>

/* A paragraph as short as this (in bytes) is the heading of the next one. */
enum { HEADING = 75 };

static bool
has(const char *words, const char *word)
{
    return strstr(words, word) != NULL;
}

struct check_place
check_saying(const struct saying *k)
{
    return (struct check_place){k->part, -1, -1, k->s.offset, k->s.length};
}

/* Whether the words name a year, and none of them the report's. */
static bool
of_another_year(const char *words, int year)
{
    bool another = false;

    for (const char *at = strstr(words, "年"); at != NULL; at = strstr(at + 1, "年")) {
        int named = 0;

        if (at - words < 4 || sscanf(at - 4, "%4d", &named) != 1 || named < 2000)
            continue;
        if (named == year)
            return false;
        another = true;
    }
    return another;
}

static long
received(const struct report *r)
{
    struct readings k = readings_of(r, CLAIM_RECEIVED, -1);
    long most = 0;

    for (int i = 0; i < k.count; i++)
        if (k.value[i] > most)
            most = k.value[i];
    return most;
}

static bool
is_outcome(enum claim claim)
{
    return (claim >= CLAIM_GRANTED && claim <= CLAIM_OTHER) || claim == CLAIM_ROW;
}

static bool
is_government(const struct report *r)
{
    return r->level == NULL ||
           (strcmp(r->level, "department") != 0 && strcmp(r->level, "township") != 0);
}

/* Whether the sentence says that it is about the whole. */
static bool
names_the_whole(const char *words)
{
    return has(words, "全市") || has(words, "全县") || has(words, "全区") ||
           has(words, "全省") || has(words, "全州") || has(words, "全镇") ||
           has(words, "全乡");
}

/* Whether a claim that no reading makes right may be about something narrower after all. */
static bool
may_be_narrower(const struct check *c, const struct saying *k, enum claim claim,
                const struct numeral *n)
{
    if (n->unit == NUMERAL_PIECE)
        return true;
    if (n->value > received(c->r))
        return false;
    return claim == CLAIM_ANSWERED || (is_government(c->r) && !names_the_whole(k->s.words));
}

static const char *
listed(struct check *c, const struct readings *r)
{
    const char *said = "";

    for (int i = 0; i < r->count; i++)
        said = arena_printf(c->a, i > 0 ? "%s/%ld" : "%s%ld", said, r->value[i]);
    return said;
}

static void
add_count(struct check *c, const struct saying *k, const struct numeral *n,
          const struct readings *right, bool narrower)
{
    const char *either = listed(c, right);
    struct finding *f = check_add_numbers(
        c, CHECK_text_count, check_saying(k), n->value, right->value[0],
        arena_printf(c->a, "：所称 %ld 件，表格中为 %s 件", n->value, either),
        arena_printf(c->a, "the text says %ld, the table %s", n->value, either));

    if (narrower)
        f->verdict = CHECK_CANNOT_TELL;
}

static void
add_none(struct check *c, const struct saying *k, long said, long right, const char *zh,
         const char *en)
{
    check_add_numbers(c, CHECK_text_none, check_saying(k), said, right, zh, en);
}

/* ---- Applications ---- */

/* Whether N agrees with the table; what does not is told, unless SCOPED. */
static bool
judge_count(struct check *c, const struct saying *k, const struct numeral *n,
            enum claim claim, int row, bool scoped)
{
    struct readings right = readings_of(c->r, claim, row);

    if (right.count == 0 || readings_have(&right, n->value))
        return true;
    if (claim == CLAIM_GRANTED && has(k->s.words, "主动公开") && n->value < right.value[0])
        return true; /* what is public already counts as granted */
    if (received(c->r) == 0 && n->unit == NUMERAL_CASE &&
        (claim == CLAIM_ROW || !k->partial)) {
        add_none(
            c, k, n->value, 0,
            arena_printf(c->a, "：写有 %ld 件申请，表格中一件也没有", n->value),
            arena_printf(c->a, "tells of %ld applications; the table has none", n->value));
        return false;
    }
    if (k->partial || (scoped && claim != CLAIM_RECEIVED))
        return false;
    add_count(c, k, n, &right, may_be_narrower(c, k, claim, n));
    return false;
}

/* ---- Remedies ---- */

static bool
is_of_the_review_body(const char *words)
{
    return has(words, "审理") || has(words, "审结") || has(words, "办理行政复议") ||
           has(words, "受理行政复议") || has(words, "行政复议机");
}

/* Fewer than the table counts may be those filed in the year; more than it may be others. */
static void
judge_remedies(struct check *c, const struct saying *k, const struct numeral *n,
               enum claim claim)
{
    struct readings right = readings_of(c->r, claim, -1);
    struct finding *f;

    if (right.count == 0 || readings_have(&right, n->value) || n->value < right.value[0] ||
        k->partial || is_of_the_review_body(k->s.words) ||
        (!k->topic && !has(k->s.words, "信息公开")))
        return;
    f = check_add_numbers(
        c, CHECK_text_remedies, check_saying(k), n->value, right.value[0],
        arena_printf(c->a, "：所称 %ld 件，第四部分为 %ld 件", n->value, right.value[0]),
        arena_printf(c->a, "the text says %ld, section four %ld", n->value,
                     right.value[0]));
    if (right.value[0] > 0)
        f->verdict = CHECK_CANNOT_TELL;
}

static void
judge_all_upheld(struct check *c, const struct saying *k)
{
    const struct printed *p = c->r->remedies[BLOCK_review];
    long others =
        p[COLUMN_corrected].value + p[COLUMN_other_result].value + p[COLUMN_pending].value;

    if (!c->r->has_remedies || others == 0 || !has(k->s.words, "复议") ||
        (!has(k->s.words, "均获维持") && !has(k->s.words, "均维持") &&
         !has(k->s.words, "全部维持") && !has(k->s.words, "均被维持")))
        return;
    check_add_numbers(
        c, CHECK_text_remedies, check_saying(k), 0, others,
        arena_printf(c->a, "：称全部维持，第四部分另有 %ld 件纠正、其他结果或尚未审结",
                     others),
        arena_printf(c->a, "all upheld, it says; section four has %ld that are not",
                     others));
}

/* ---- None ---- */

/* Whether the LEN bytes at S end with WORD and what may follow it. */
static bool
ends_with(const char *s, size_t len, const char *word)
{
    static const char *const tails[] = {"", "案件", "情况", "的情况", "案件情况", "申请"};

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t n = strlen(word) + strlen(tails[i]);

        if (n <= len && strncmp(s + len - n, word, strlen(word)) == 0 &&
            strncmp(s + len - strlen(tails[i]), tails[i], strlen(tails[i])) == 0)
            return true;
    }
    return false;
}

/* “未收到…”: PHRASE is from there to the comma. */
static void
judge_none(struct check *c, const struct saying *k, const char *phrase)
{
    struct readings of_review = readings_of(c->r, CLAIM_REVIEW, -1);
    struct readings of_suit = readings_of(c->r, CLAIM_SUIT, -1);
    struct readings of_new = readings_of(c->r, CLAIM_NEW, -1);
    size_t len = strlen(phrase);
    long remedies = 0;

    if (has(phrase, "败诉") || has(phrase, "纠错") || has(phrase, "撤销"))
        return;
    if (has(phrase, "复议") && of_review.count > 0)
        remedies += of_review.value[0];
    if (has(phrase, "诉讼") && of_suit.count > 0)
        remedies += of_suit.value[0];
    if (remedies > 0 && (ends_with(phrase, len, "复议") || ends_with(phrase, len, "诉讼")))
        add_none(
            c, k, 0, remedies,
            arena_printf(c->a, "：称没有复议、诉讼，第四部分有 %ld 件", remedies),
            arena_printf(c->a, "no remedies, it says; section four has %ld", remedies));
    if (has(phrase, "信息公开申请") && !has(phrase, "复议") && !claim_is_partial(phrase) &&
        of_new.count > 0 && of_new.value[0] > 0 && ends_with(phrase, len, "申请"))
        add_none(c, k, 0, of_new.value[0],
                 arena_printf(c->a, "：称没有收到申请，表格中新收 %ld 件", of_new.value[0]),
                 arena_printf(c->a, "no application, it says; the table has %ld new ones",
                              of_new.value[0]));
}

static void
judge_nones(struct check *c, const struct saying *k)
{
    static const char *const none[] = {"未收到", "没有收到", "未接到", "未发生",
                                       "没有发生"};

    if (k->partial && !has(k->s.words, "涉及"))
        return;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        const char *at = strstr(k->s.words, none[i]);

        if (at != NULL)
            judge_none(c, k, arena_copy(c->a, at, strcspn(at, ",:(")));
    }
}

/* ---- Section two ---- */

/* No further from its number, in bytes, stands what was done. */
enum { VERB = 60 };

/* “废止规范性文件6件”: what the words before N say was done with them, NULL for nothing
 * plain. */
static const char *
done_with_documents(struct check *c, const char *from, const char *to)
{
    static const struct {
        const char *verb, *key;
    } verbs[] = {{"制发", "issued"},
                 {"制定", "issued"},
                 {"印发", "issued"},
                 {"废止", "repealed"},
                 {"现行有效", "in_force"}};
    static const char *const between[] = {"", "了", "行政", "了行政"};
    const char *near = to - from > VERB ? to - VERB : from, *phrase;

    if (words_find(near, to, "规范性文件") == NULL)
        return NULL;
    phrase = arena_copy(c->a, near, (size_t)(to - near));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        for (size_t k = 0; k < sizeof between / sizeof *between; k++)
            if (ends_with(phrase, strlen(phrase),
                          arena_printf(c->a, "%s%s规范性文件", verbs[i].verb, between[k])))
                return verbs[i].key;
        if (ends_with(phrase, strlen(phrase),
                      arena_printf(c->a, "规范性文件%s", verbs[i].verb)))
            return verbs[i].key;
    }
    return NULL;
}

static void
judge_documents(struct check *c, const struct saying *k, const char *from,
                const struct numeral *n)
{
    const char *key;
    const struct printed *p;
    int at;

    if (c->r->figure_form == NULL || k->partial || n->decimals > 0 ||
        (n->unit != NUMERAL_CASE && n->unit != NUMERAL_PIECE))
        return;
    key = done_with_documents(c, from, n->start);
    at = key == NULL ? -1
                     : figure_of(c->r->figure_form,
                                 arena_printf(c->a, "normative_documents.%s", key));
    if (at < 0)
        return;
    p = &c->r->figures[at];
    if (p->state == CELL_NUMBER && p->value != n->value)
        check_add_numbers(
            c, CHECK_text_figures, check_saying(k), n->value, p->value,
            arena_printf(c->a, "：所称 %ld 件，第二部分为 %ld 件", n->value, p->value),
            arena_printf(c->a, "the text says %ld, section two %ld", n->value, p->value));
}

/* ---- Sentences ---- */

void
check_claims(struct check *c, const struct saying *k)
{
    bool scoped = false;

    judge_nones(c, k);
    judge_all_upheld(c, k);
    for (int i = 0; i < k->count; i++) {
        const struct numeral *n = &k->numerals[i], *before = i > 0 ? n - 1 : NULL;
        int row;
        enum claim claim = claim_of(c->r->tally_form, k->s.words, before, n, &row);

        judge_documents(c, k, before ? before->end : k->s.words, n);
        if (claim == CLAIM_REVIEW || claim == CLAIM_SUIT)
            judge_remedies(c, k, n, claim);
        else if (claim != CLAIM_NONE && (k->topic || claim == CLAIM_ROW) &&
                 !judge_count(c, k, n, claim, row, scoped && is_outcome(claim)))
            scoped |= !is_outcome(claim);
    }
}

/* In bytes: more words are no sentence, and a longer part is no report's.  What comes from
 * outside must not be able to hold the judge up. */
enum { LONGEST = 6000, MOST_TEXT = 1 << 20 };

static void
check_part(struct check *c, enum report_part part)
{
    const char *body = c->r->text[part].body;
    struct saying k = {.part = part};
    size_t at = 0, begin = 0;
    bool topic = false;

    while (body != NULL && at < MOST_TEXT && sentence_next(c->a, body, &at, &k.s)) {
        if (k.s.length == 0 || k.s.length > LONGEST)
            continue;
        if (k.s.opens) {
            topic = topic && k.s.offset - begin <= HEADING;
            begin = k.s.offset;
        }
        topic |= claim_topic(k.s.words);
        k.topic = topic;
        k.partial = claim_is_partial(k.s.words) || of_another_year(k.s.words, c->r->year);
        k.count = numerals_of(c->a, k.s.words, &k.numerals);
        check_words(c, &k);
        if (part == PART_opening || part == PART_five)
            continue;
        check_claims(c, &k);
        check_arithmetic(c, &k);
    }
}

void
check_text(struct check *c)
{
    for (enum report_part p = PART_opening; p < PART_COUNT; p++)
        check_part(c, p);
}
