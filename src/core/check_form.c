/* The six headings and what must be written under them (rules 8.1 to 8.3, 8.8).  A report of
 * which only the tables are known is not judged by this. */
#include "core/check.h"
#include "core/similarity.h"
#include "core/words.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Section five is last year's when it is as like it as this, and longer than a phrase. */
enum { COPIED = 90, PHRASE = 40 };

static const char *
body_of(const struct report *r, enum report_part part)
{
    return r->text[part].body != NULL ? r->text[part].body : "";
}

/* Whether the written parts are known: a table may come with a heading and nothing else. */
static bool
has_headings(const struct report *r)
{
    return r->text[PART_one].heading != NULL || r->text[PART_five].heading != NULL ||
           r->text[PART_six].heading != NULL;
}

/* Whether the WORDS stand anywhere in the written parts. */
static bool
is_said(const struct report *r, const char *words)
{
    for (enum report_part p = PART_opening; p < PART_COUNT; p++)
        if (strstr(body_of(r, p), words) != NULL)
            return true;
    return false;
}

/* What follows the number of a heading: "一、总体情况" -> "总体情况". */
static const char *
behind_number(const char *heading)
{
    const char *comma = strstr(heading, "、");

    return comma != NULL && comma - heading <= 12 ? comma + strlen("、") : heading;
}

static void
check_heading(struct check *c, enum report_part part)
{
    const char *printed = c->r->text[part].heading, *right, *zh, *en;
    size_t number;

    right = report_heading(part, c->r->year ? c->r->year : 2021);
    number = (size_t)(behind_number(right) - right);
    if (printed == NULL) {
        zh = arena_printf(c->a, "没有“%s”", right);
        en = arena_printf(c->a, "“%s” is missing", right);
    } else if (text_similarity(c->a, behind_number(printed), behind_number(right)) < 100) {
        zh = arena_printf(c->a, "标题“%s”应为“%s”", printed, right);
        en = arena_printf(c->a, "the heading “%s” should be “%s”", printed, right);
    } else if (behind_number(printed) != printed && strncmp(printed, right, number) != 0) {
        zh = arena_printf(c->a, "标题“%s”的编号应为“%.*s”：顺序变了，或多了一部分", printed,
                          (int)number, right);
        en = arena_printf(c->a,
                          "the heading “%s” should have the number “%.*s”: another "
                          "order, or a section too many",
                          printed, (int)number, right);
    } else {
        return;
    }
    check_add(c, CHECK_heading, check_at(part, -1, -1), zh, en);
}

static bool
says_nothing(const char *body)
{
    static const char *const nothing[] = {"", "无", "暂无", "没有", "不存在"};
    struct arena *a = arena_new();
    bool empty = false;

    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        empty |= text_similarity(a, body, nothing[i]) == 100;
    arena_free(a);
    return empty;
}

static void
check_five(struct check *c)
{
    const char *body = body_of(c->r, PART_five), *before;
    int alike;

    if (c->r->text[PART_five].heading == NULL)
        return;
    if (says_nothing(body)) {
        check_add(c, CHECK_five_empty, check_at(PART_five, -1, -1),
                  "没有写存在的主要问题及改进情况",
                  "no problem and no improvement is told");
        return;
    }
    before = c->context->previous ? body_of(c->context->previous, PART_five) : "";
    if (text_length(body) < PHRASE || text_length(before) < PHRASE)
        return;
    alike = text_similarity(c->a, body, before);
    if (alike >= COPIED)
        check_add(c, CHECK_five_copied, check_at(PART_five, -1, -1),
                  arena_printf(c->a, "与上年度报告的第五部分相似 %d%%", alike),
                  arena_printf(c->a, "%d %% alike to section five of last year", alike));
}

/* Cases closed because a fee was not paid (row (六) 2). */
static long
unpaid_of(const struct report *r, int *row)
{
    long sum = 0;

    *row = r->tally_form != NULL ? tally_row_of(r->tally_form, "other_2") : -1;
    for (int i = 0; *row >= 0 && i < TALLY_TOTAL_COLUMN; i++)
        sum += r->cells[*row][i].value;
    return sum;
}

static void
check_fees(struct check *c)
{
    const struct report_context *k = c->context;
    struct check_place place;
    int row;
    long unpaid = unpaid_of(c->r, &row);
    bool fees = unpaid > 0 || (k->has_fees && (k->fee_notices > 0 || k->fee_collected > 0));

    if (fees && c->r->text[PART_six].heading != NULL &&
        strstr(body_of(c->r, PART_six), "费") == NULL)
        check_add(c, CHECK_six_fees, check_at(PART_six, -1, -1),
                  "本年有信息处理费，第六部分却没有写",
                  "there were fees this year, and section six does not speak of them");
    if (!k->has_fees || row < 0)
        return;
    place = check_at(PART_three, row, TALLY_TOTAL_COLUMN);
    if (unpaid != k->unpaid_cases)
        check_add_numbers(c, CHECK_unpaid, place, unpaid, k->unpaid_cases,
                          arena_printf(c->a, "填 %ld 件，按记录以逾期未缴费办结的为 %ld 件",
                                       unpaid, k->unpaid_cases),
                          arena_printf(c->a, "%ld printed, %ld were closed as unpaid",
                                       unpaid, k->unpaid_cases));
    else if (unpaid > 0 && k->fee_notices == 0)
        check_add_numbers(
            c, CHECK_unpaid, place, unpaid, 0,
            arena_printf(c->a, "填 %ld 件，本年却没有发出收费通知", unpaid),
            arena_printf(c->a, "%ld printed, yet no fee notice went out", unpaid));
}

static void
check_supervision(struct check *c)
{
    static const char *const words[] = {"考核", "评议", "责任追究", "问责", "追责"};
    const char *level = c->r->level;

    if (level == NULL || strcmp(level, "department") == 0 ||
        c->r->text[PART_one].heading == NULL)
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_said(c->r, words[i]))
            return;
    check_add(c, CHECK_supervision, check_at(PART_one, -1, -1),
              "没有写工作考核、社会评议和责任追究结果",
              "nothing is told of assessment, public appraisal and accountability");
}

void
check_written(struct check *c)
{
    check_fees(c);
    if (!has_headings(c->r))
        return;
    for (enum report_part p = PART_one; p < PART_COUNT; p++)
        check_heading(c, p);
    check_five(c);
    check_supervision(c);
}
