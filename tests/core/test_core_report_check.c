/* The judge of a report: for each rule a report that keeps it and one that breaks it. */
#include "core/made_report.h"
#include "core/report_check.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>

/* ---- A report that keeps every rule ---- */

struct world {
    struct report now, before;
    struct report_context context;
};

static void
put_text(struct report *r, enum report_part part, const char *body)
{
    r->text[part].heading = report_heading(part, r->year);
    r->text[part].body = body;
}

static void
put_texts(struct report *r)
{
    put_text(
        r, PART_one,
        "（二）依申请公开情况\n2024年，全县共收到政府信息公开申请23件，上年结转2件，办结22件，"
        "结转下年度3件。其中：予以公开14件，部分公开4件，无法提供4件。\n"
        "（五）监督保障。未发生责任追究情形，社会评议结果良好。");
    put_text(r, PART_two, "");
    put_text(r, PART_three, "");
    put_text(r, PART_four, "");
    put_text(
        r, PART_five,
        "一是主动公开的意识有待提高，公开内容不够丰富，政策解读的形式还比较单一；二是依申请"
        "公开的答复质量需要进一步提升。下一步将加强培训，完善制度，改进工作。");
    put_text(r, PART_six, "本年度没有收取信息处理费。");
    r->text[PART_opening].body =
        "根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制。"
        "统计期限为2024年1月1日至2024年12月31日。";
}

static void
begin_previous(struct report *r)
{
    made_report(r, 2023);
    made_row(r, "new", 18, 2);
    made_row(r, "granted", 16, 2);
    made_row(r, "total", 16, 2);
    made_row(r, "carried_out", 2, 0);
    made_block(r, BLOCK_review, 1, 1);
    made_figure(r, "normative_documents.in_force", 30);
    made_figure(r, "fees.amount", 1850000);
    put_text(r, PART_five,
             "年初制定的计划没有全部完成，信息发布不够及时，工作人员更换频繁，"
             "业务不熟。今后将固定专人，建立台账，逐月检查。");
}

static void
begin(struct world *w)
{
    *w = (struct world){.context = {.previous = &w->before}};
    begin_previous(&w->before);
    made_report(&w->now, 2024);
    put_texts(&w->now);
    made_row(&w->now, "new", 20, 3);
    made_row(&w->now, "carried_in", 2, 0);
    made_row(&w->now, "granted", 12, 2);
    made_row(&w->now, "partly_granted", 4, 0);
    made_row(&w->now, "unavailable_1", 3, 1);
    made_row(&w->now, "total", 19, 3);
    made_row(&w->now, "carried_out", 3, 0);
    made_block(&w->now, BLOCK_review, 2, 1);
    made_figure(&w->now, "normative_documents.issued", 5);
    made_figure(&w->now, "normative_documents.repealed", 2);
    made_figure(&w->now, "normative_documents.in_force", 33);
    made_figure(&w->now, "fees.amount", 1900000);
}

static struct printed *
cell(struct report *r, const char *row, int column)
{
    return &r->cells[tally_row_of(r->tally_form, row)][column];
}

/* ---- What is found ---- */

static struct findings
judge(struct arena *a, const struct world *w)
{
    return report_check(a, &w->now, &w->context);
}

static const struct finding *
find(const struct findings *found, enum check_rule rule)
{
    for (int i = 0; i < found->count; i++)
        if (found->list[i].rule == rule)
            return &found->list[i];
    return NULL;
}

/* Fails unless nothing is found but RULE, once, with that verdict. */
static void
expect_only(const struct findings *found, enum check_rule rule, enum check_verdict verdict)
{
    for (int i = 0; i < found->count; i++)
        ck_assert_msg(found->list[i].rule == rule, "%s besides %s: %s",
                      check_rule_code(found->list[i].rule), check_rule_code(rule),
                      found->list[i].zh);
    ck_assert_msg(found->count == 1, "%s: %d findings", check_rule_code(rule),
                  found->count);
    ck_assert_int_eq(found->list[0].verdict, verdict);
}

/* ---- One slip for each rule ---- */

static void
leave_total_column(struct world *w)
{
    for (int i = 0; i < w->now.tally_form->row_count; i++)
        w->now.cells[i][TALLY_TOTAL_COLUMN] = printed_number(0);
}

static void
leave_total_row(struct world *w)
{
    for (int j = 0; j < TALLY_COLUMNS; j++)
        *cell(&w->now, "total", j) = printed_number(0);
}

static void
lose_an_open_case(struct world *w)
{
    made_row(&w->now, "carried_out", 2, 0);
}

static void
count_a_case_twice(struct world *w)
{
    made_row(&w->now, "refused_4", 1, 0);
}

static void
mistype_a_total(struct world *w)
{
    *cell(&w->now, "refused_4", TALLY_TOTAL_COLUMN) = printed_number(1);
    *cell(&w->now, "refused_5", TALLY_TOTAL_COLUMN) = printed_number(-1);
}

static void
leave_a_remedy_total(struct world *w)
{
    w->now.remedies[BLOCK_review][COLUMN_total] = printed_number(0);
}

static void
put_below_zero(struct world *w)
{
    made_block(&w->now, BLOCK_suit_direct, -1, 1);
}

static void
leave_blank(struct world *w)
{
    for (int j = 0; j < TALLY_COLUMNS; j++)
        cell(&w->now, "other_2", j)->state = CELL_BLANK;
}

static void
write_words(struct world *w)
{
    *cell(&w->now, "other_2", 0) = (struct printed){CELL_UNREADABLE, 0, "无"};
}

static void
leave_out_a_row(struct world *w)
{
    for (int j = 0; j < TALLY_COLUMNS; j++)
        cell(&w->now, "other_2", j)->state = CELL_ABSENT;
}

static void
leave_out_section_four(struct world *w)
{
    w->now.has_remedies = false;
}

static void
use_the_old_form(struct world *w)
{
    memset(w->now.figures, 0, sizeof w->now.figures);
    w->now.figure_form = figure_form_named("2019");
    for (int i = 0; i < w->now.figure_form->count; i++)
        w->now.figures[i] = printed_number(0);
}

static void
forget_the_old_stock(struct world *w)
{
    made_figure(&w->now, "normative_documents.in_force", 7);
}

static void
put_fewer_in_force_than_issued(struct world *w)
{
    w->context.previous = NULL;
    made_figure(&w->now, "normative_documents.in_force", 3);
}

static void
claim_rules_without_the_power(struct world *w)
{
    w->context.rule_power = POWER_NONE;
    made_figure(&w->before, "rules.in_force", 1);
    made_figure(&w->now, "rules.in_force", 1);
}

static void
put_yuan(struct world *w)
{
    made_figure(&w->now, "fees.amount", 19000000000);
}

static void
carry_in_another_number(struct world *w)
{
    made_row(&w->before, "carried_out", 1, 0);
}

static void
lose_a_pending_review(struct world *w)
{
    made_block(&w->before, BLOCK_suit_direct, 0, 2);
}

static void
leap(struct world *w)
{
    made_figure(&w->before, "penalty.processed", 10);
    made_figure(&w->now, "penalty.processed", 51);
}

static void
rename_a_heading(struct world *w)
{
    w->now.text[PART_six].heading = "六、其他事项";
}

static void
leave_five_empty(struct world *w)
{
    w->now.text[PART_five].body = " 无。";
}

static void
copy_five(struct world *w)
{
    w->before.text[PART_five] = w->now.text[PART_five];
}

static void
keep_silent_about_fees(struct world *w)
{
    w->now.text[PART_six].body = "无其他需要报告的事项。";
    w->context.has_fees = true;
    w->context.fee_notices = 2;
}

static void
close_as_unpaid_without_notice(struct world *w)
{
    w->context.has_fees = true;
    w->context.unpaid_cases = 1;
    w->context.fee_notices = 1;
}

static void
leave_out_supervision(struct world *w)
{
    w->now.text[PART_one].body = "全县共收到政府信息公开申请23件。";
}

static void
leave_a_year_over(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。\n2023年，我县公开政府信息500条。";
}

static void
cite_the_old_decree(struct world *w)
{
    w->now.text[PART_opening].body = "根据《政府信息公开条例》（国务院令第492号）编制。";
}

static void
say_another_number(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。全县共收到政府信息公开申请32件。";
}

static void
say_there_was_none(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。全年未收到政府信息公开申请。";
}

static void
say_all_were_upheld(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。因政府信息公开引起的行政复议均获维持。";
}

static void
say_other_documents(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。全年制发行政规范性文件6件。";
}

static void
list_too_little(struct world *w)
{
    w->now.text[PART_one].body = "社会评议结果良好。全年共发布信息100条，"
                                 "政策文件30条、动态40条、解读20条。";
}

static void
say_another_share(struct world *w)
{
    w->now.text[PART_one].body =
        "社会评议结果良好。办结政府信息公开申请22件，其中予以公开14件（占53.6%）。";
}

static void
say_another_growth(struct world *w)
{
    w->now.text[PART_one].body =
        "社会评议结果良好。全县共收到政府信息公开申请23件，同比增长12.5%。";
}

static const struct slip {
    enum check_rule rule;
    void (*make)(struct world *w);
    bool others; /* brings other findings with it */
} slips[] = {
    {CHECK_total_column_unfilled, leave_total_column, false},
    {CHECK_total_row_unfilled, leave_total_row, false},
    {CHECK_balance, lose_an_open_case, true},
    {CHECK_results, count_a_case_twice, true},
    {CHECK_categories, mistype_a_total, true},
    {CHECK_remedies, leave_a_remedy_total, false},
    {CHECK_negative, put_below_zero, false},
    {CHECK_blank, leave_blank, false},
    {CHECK_unreadable, write_words, false},
    {CHECK_row_missing, leave_out_a_row, false},
    {CHECK_table_missing, leave_out_section_four, false},
    {CHECK_form, use_the_old_form, false},
    {CHECK_stock, forget_the_old_stock, false},
    {CHECK_in_force, put_fewer_in_force_than_issued, false},
    {CHECK_rule_power, claim_rules_without_the_power, false},
    {CHECK_yuan, put_yuan, false},
    {CHECK_carried_in, carry_in_another_number, true},
    {CHECK_pending_gone, lose_a_pending_review, false},
    {CHECK_jump, leap, false},
    {CHECK_heading, rename_a_heading, false},
    {CHECK_five_empty, leave_five_empty, false},
    {CHECK_five_copied, copy_five, false},
    {CHECK_six_fees, keep_silent_about_fees, false},
    {CHECK_unpaid, close_as_unpaid_without_notice, false},
    {CHECK_supervision, leave_out_supervision, false},
    {CHECK_left_over_year, leave_a_year_over, false},
    {CHECK_citation, cite_the_old_decree, false},
    {CHECK_text_count, say_another_number, false},
    {CHECK_text_none, say_there_was_none, false},
    {CHECK_text_remedies, say_all_were_upheld, false},
    {CHECK_text_figures, say_other_documents, false},
    {CHECK_text_list, list_too_little, false},
    {CHECK_text_percent, say_another_share, false},
    {CHECK_text_growth, say_another_growth, false},
};
enum { SLIPS = sizeof slips / sizeof *slips };

START_TEST(a_report_that_adds_up_gives_no_finding)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;

    begin(&w);
    found = judge(a, &w);
    ck_assert_msg(found.count == 0, "%s", found.count ? found.list[0].zh : "");
    arena_free(a);
}
END_TEST

START_TEST(every_rule_has_a_slip_that_it_finds)
{
    struct arena *a = arena_new();
    static struct world w;
    bool seen[CHECK_COUNT] = {false};

    for (int i = 0; i < SLIPS; i++) {
        const struct slip *s = &slips[i];
        struct findings found;
        const struct finding *f;

        begin(&w);
        s->make(&w);
        found = judge(a, &w);
        f = find(&found, s->rule);
        ck_assert_msg(f != NULL, "%s is not found", check_rule_code(s->rule));
        if (!s->others)
            expect_only(&found, s->rule, CHECK_FAILS);
        ck_assert(*f->zh != '\0' && *f->en != '\0' && *f->key != '\0');
        ck_assert_ptr_nonnull(check_place_text(a, &w.now, &f->place, true));
        ck_assert_ptr_nonnull(check_place_text(a, &w.now, &f->place, false));
        seen[s->rule] = true;
    }
    for (int i = 0; i < CHECK_COUNT; i++)
        ck_assert_msg(seen[i], "%s has no slip", check_rule_code((enum check_rule)i));
    arena_free(a);
}
END_TEST

/* Where a cell names 元 its reader has converted it; only a number alone is doubted. */
START_TEST(an_amount_that_names_its_unit_is_not_doubted)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;
    struct printed *fee;

    begin(&w);
    fee = &w.now.figures[figure_of(w.now.figure_form, "fees.amount")];
    *fee = (struct printed){CELL_NUMBER, 1900000, "１9,000 元（代收）"};
    found = judge(a, &w);
    ck_assert_ptr_null(find(&found, CHECK_yuan));
    *fee = (struct printed){CELL_NUMBER, 19000000000, "19000（其中退还100元）"};
    found = judge(a, &w);
    ck_assert_ptr_nonnull(find(&found, CHECK_yuan));
    fee->remark = "19000万元";
    found = judge(a, &w);
    ck_assert_ptr_nonnull(find(&found, CHECK_yuan));
    arena_free(a);
}
END_TEST

/* Reg. 50(4) has assessment and accountability; Art. 49 has the deadlines and nothing else. */
START_TEST(a_rule_cites_the_article_that_says_so)
{
    ck_assert_str_eq(check_rule_basis(CHECK_supervision), "条例第五十条第四项");
    for (int i = 0; i < CHECK_COUNT; i++)
        ck_assert_ptr_null(strstr(check_rule_basis((enum check_rule)i), "第四十九条"));
}
END_TEST

START_TEST(every_rule_has_its_words)
{
    for (int i = 0; i < CHECK_COUNT; i++) {
        enum check_rule rule = (enum check_rule)i;

        ck_assert_int_eq(check_rule_of(check_rule_code(rule)), rule);
        ck_assert_ptr_nonnull(strstr(check_rule_codes, check_rule_code(rule)));
        ck_assert(*check_rule_basis(rule) && *check_rule_name(rule, false) &&
                  *check_rule_name(rule, true) && *check_rule_fix(rule, false) &&
                  *check_rule_fix(rule, true));
    }
    ck_assert_int_eq(check_rule_of("nothing"), CHECK_NONE);
    ck_assert_int_eq(check_rule_of(NULL), CHECK_NONE);
}
END_TEST

START_TEST(a_blank_that_could_hold_what_is_missing_is_no_contradiction)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;

    begin(&w);
    cell(&w.now, "granted", TALLY_TOTAL_COLUMN)->state = CELL_BLANK;
    cell(&w.now, "granted", TALLY_TOTAL_COLUMN)->value = 0;
    found = judge(a, &w);
    expect_only(&found, CHECK_blank, CHECK_CANNOT_TELL);
    ck_assert_int_eq(found.errors, 0);
    ck_assert_int_eq(found.unknown, 1);
    /* Here it cannot: the total is too small already. */
    *cell(&w.now, "granted", TALLY_TOTAL_COLUMN) = printed_number(13);
    cell(&w.now, "granted", 5)->state = CELL_BLANK;
    found = judge(a, &w);
    ck_assert_ptr_nonnull(find(&found, CHECK_categories));
    ck_assert_int_ge(found.errors, 1);
    arena_free(a);
}
END_TEST

START_TEST(what_is_about_a_whole_section_names_it_and_no_number)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;
    const struct finding *f;

    begin(&w);
    leave_blank(&w);
    found = judge(a, &w);
    f = find(&found, CHECK_blank);
    ck_assert_ptr_nonnull(f);
    ck_assert(!f->has_numbers); /* how many are blank is not what is printed in a cell */
    ck_assert_str_eq(check_place_text(a, &w.now, &f->place, false),
                     report_heading(f->place.part, w.now.year));
    arena_free(a);
}
END_TEST

START_TEST(headings_are_those_of_the_form_in_its_order)
{
    static const struct {
        enum report_part part;
        const char *heading, *said; /* said NULL: it is right */
    } known[] = {
        {PART_one, "一、 总体情况", NULL},
        {PART_five, "五、存在的主要问题及改进情况：", NULL},
        {PART_five, "存在的主要问题及改进情况", NULL},
        {PART_five, "六、存在的主要问题及改进情况", "编号应为“五、”"},
        {PART_five, "五、政府信息公开工作存在的主要问题及改进情况",
         "应为“五、存在的主要问题"},
        {PART_four, NULL, "没有“四、政府信息公开行政复议、行政诉讼情况”"},
    };
    struct arena *a = arena_new();
    static struct world w;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct findings found;

        begin(&w);
        w.now.text[known[i].part].heading = known[i].heading;
        found = judge(a, &w);
        ck_assert_int_eq(found.count, known[i].said != NULL);
        if (known[i].said != NULL)
            ck_assert_msg(strstr(found.list[0].zh, known[i].said) != NULL, "%s",
                          found.list[0].zh);
    }
    arena_free(a);
}
END_TEST

START_TEST(a_report_of_which_only_tables_are_known_is_not_judged_by_its_headings)
{
    struct arena *a = arena_new();
    static struct world w;

    begin(&w);
    memset(w.now.text, 0, sizeof w.now.text);
    w.now.text[PART_three].heading = report_heading(PART_three, 2024);
    ck_assert_int_eq(judge(a, &w).count, 0);
    arena_free(a);
}
END_TEST

START_TEST(all_three_sums_of_section_four_are_judged)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;

    made_report(&w.now, 2024);
    for (int b = 0; b < BLOCK_COUNT; b++) {
        made_block(&w.now, (enum remedy_block)b, 10, 1);
        w.now.remedies[b][COLUMN_total] = printed_number(0);
    }
    found = report_check(a, &w.now, NULL);
    ck_assert_int_eq(found.errors, 3);
    w.now.remedies[0][COLUMN_total].state = CELL_BLANK;
    found = report_check(a, &w.now, NULL);
    ck_assert_int_eq(found.errors, 2);
    ck_assert_int_eq(found.unknown, 1);
    arena_free(a);
}
END_TEST

START_TEST(what_was_carried_over_is_compared_column_by_column)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings found;

    begin(&w);
    made_row(&w.before, "carried_out", 1, 1); /* 2 in all, as this year says */
    found = judge(a, &w);
    ck_assert_int_eq(found.count, 2);
    ck_assert_int_eq(found.list[0].rule, CHECK_carried_in);
    ck_assert_int_eq(found.list[0].place.column, 0);
    ck_assert_int_eq(found.list[1].place.column, 1);
    cell(&w.now, "carried_in", 1)->state = CELL_BLANK;
    found = judge(a, &w);
    ck_assert_int_eq(found.errors, 1);
    arena_free(a);
}
END_TEST

START_TEST(a_finding_keeps_its_key_from_run_to_run)
{
    struct arena *a = arena_new();
    static struct world w;
    struct findings first, again;

    begin(&w);
    lose_an_open_case(&w);
    first = judge(a, &w);
    leave_blank(&w);
    again = judge(a, &w);
    ck_assert_str_eq(first.list[0].key, again.list[0].key);
    ck_assert_str_ne(first.list[0].key, first.list[1].key);
    made_row(&w.now, "carried_out", 1, 0);
    again = judge(a, &w);
    ck_assert_str_ne(first.list[0].key, again.list[0].key);
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_report_that_adds_up_gives_no_finding,
        every_rule_has_a_slip_that_it_finds,
        an_amount_that_names_its_unit_is_not_doubted,
        a_rule_cites_the_article_that_says_so,
        every_rule_has_its_words,
        a_blank_that_could_hold_what_is_missing_is_no_contradiction,
        what_is_about_a_whole_section_names_it_and_no_number,
        headings_are_those_of_the_form_in_its_order,
        a_report_of_which_only_tables_are_known_is_not_judged_by_its_headings,
        all_three_sums_of_section_four_are_judged,
        what_was_carried_over_is_compared_column_by_column,
        a_finding_keeps_its_key_from_run_to_run,
        NULL,
    };

    return harness_run(harness_suite("report_check", tests, 60));
}
