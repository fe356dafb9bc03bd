/* Words that do not fit the year of the report: another year, documents no longer in force. */
#include "core/check.h"

#include <stdio.h>
#include <string.h>

static bool
has(const char *words, const char *word)
{
    return strstr(words, word) != NULL;
}

static bool
compares(const char *words)
{
    static const char *const word[] = {"相比", "较",   "同比", "上年", "去年",
                                       "报告", "整改", "针对", "问题", "印发",
                                       "制定", "修订", "起",   "至"};

    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (has(words, word[i]))
            return true;
    return false;
}

static void
add_year(struct check *c, const struct saying *k, int named)
{
    check_add_numbers(c, CHECK_left_over_year, check_saying(k), named, c->r->year,
                      arena_printf(c->a, "：%d 年度的报告写成了 %d 年", c->r->year, named),
                      arena_printf(c->a, "says %d in a report of %d", named, c->r->year));
}

/* A sentence of section one that begins “2023年，” in the report of 2024. */
static void
check_beginning(struct check *c, const struct saying *k)
{
    static const char *const behind[] = {"年,",    "年度,", "年以来",
                                         "年全年", "年我",  "年度我"};
    const char *words = k->s.words;
    int named;

    if (k->part != PART_one || sscanf(words, "%4d", &named) != 1 ||
        named != c->r->year - 1 || compares(words) ||
        has(words, arena_printf(c->a, "%d年", c->r->year)))
        return;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (strncmp(words + 4, behind[i], strlen(behind[i])) == 0) {
            add_year(c, k, named);
            return;
        }
}

/* The period that the opening states: “2023年1月1日至12月31日”. */
static void
check_period(struct check *c, const struct saying *k)
{
    static const char first[] = "年1月1日";
    const char *at = strstr(k->s.words, first);
    int named;

    if (k->part != PART_opening || at == NULL || at - k->s.words < 4 ||
        !has(at, "12月31日") || sscanf(at - 4, "%4d", &named) != 1)
        return;
    if (named != c->r->year)
        add_year(c, k, named);
}

static void
check_citation(struct check *c, const struct saying *k)
{
    const char *words = k->s.words;

    if (has(words, "492号") && !has(words, "711号"))
        check_add(c, CHECK_citation, check_saying(k),
                  "：国务院令第492号已由第711号修订公布的条例代替",
                  "Decree 492 was replaced by Decree 711 in 2019");
    if (c->r->year >= 2021 && (has(words, "〔2019〕60号") || has(words, "[2019]60号")))
        check_add(c, CHECK_citation, check_saying(k),
                  "：国办公开办函〔2019〕60号的格式已由〔2021〕30号代替",
                  "the form of Letter [2019] 60 was replaced by that of [2021] 30");
}

void
check_words(struct check *c, const struct saying *k)
{
    check_citation(c, k);
    if (c->r->year == 0)
        return;
    check_beginning(c, k);
    check_period(c, k);
}
