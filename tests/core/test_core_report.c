/* What a report is made of: the numbers of section two and the headings. */
#include "core/report.h"
#include "harness.h"

#include <string.h>

START_TEST(a_number_is_printed_in_the_unit_of_the_form)
{
    static const struct {
        enum figure_unit unit;
        long value;
        const char *printed;
    } known[] = {
        {UNIT_COUNT, 0, "0"},
        {UNIT_COUNT, 4529, "4529"},
        {UNIT_CHANGE, -12, "-12"},
        {UNIT_AMOUNT_10K, 0, "0"},
        {UNIT_AMOUNT_10K, 40000, "0.04"},
        {UNIT_AMOUNT_10K, 18651064104, "18651.064104"},
        {UNIT_AMOUNT_10K, 96171600000, "96171.6"},
        {UNIT_AMOUNT_10K, 10000000, "10"},
        {UNIT_AMOUNT, 1690991300, "16909913"},
        {UNIT_AMOUNT, 5, "0.05"},
        {UNIT_AMOUNT, -150, "-1.5"},
    };
    char buffer[32];

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_str_eq(figure_print(known[i].unit, known[i].value, buffer, sizeof buffer),
                         known[i].printed);
}
END_TEST

START_TEST(each_form_has_its_numbers_under_keys_of_their_own)
{
    ck_assert_int_eq(figure_form_of_year(2021)->count, 10);
    ck_assert_int_eq(figure_form_of_year(2020)->count, FIGURE_MAX);
    ck_assert_ptr_eq(figure_form_named("2021"), figure_form_of_year(2024));
    ck_assert_ptr_null(figure_form_named("2020"));
    for (int year = 2020; year <= 2021; year++) {
        const struct figure_form *f = figure_form_of_year(year);

        for (int i = 0; i < f->count; i++)
            ck_assert_int_eq(figure_of(f, f->figures[i].key), i);
        ck_assert_int_eq(figure_of(f, "rules"), -1);
    }
    ck_assert_int_eq(figure_of(figure_form_of_year(2021), "rules.made"), -1);
    ck_assert_str_eq(figure_item_label(figure_form_of_year(2019)->figures[21].item),
                     "第二十条第（九）项");
}
END_TEST

START_TEST(section_five_had_a_longer_title_before_2021)
{
    ck_assert_str_eq(report_heading(PART_one, 2024), "一、总体情况");
    ck_assert_str_eq(report_heading(PART_five, 2024), "五、存在的主要问题及改进情况");
    ck_assert_str_eq(report_heading(PART_five, 2020),
                     "五、政府信息公开工作存在的主要问题及改进情况");
    ck_assert_ptr_null(report_heading(PART_opening, 2024));
    for (int i = 0; i < PART_COUNT; i++)
        ck_assert_int_eq(report_part_of(report_part_code((enum report_part)i)), i);
    ck_assert_int_eq(report_part_of("seven"), -1);
}
END_TEST

START_TEST(what_is_no_number_counts_as_zero)
{
    static struct report r;
    struct tally t;
    struct remedy_table four;

    r.tally_form = tally_form_of_year(2024);
    r.cells[0][0] = printed_number(7);
    r.cells[0][1] = (struct printed){CELL_DASH, 0, NULL};
    r.remedies[BLOCK_review][COLUMN_upheld] = printed_number(3);
    report_tally(&r, &t);
    report_remedy_table(&r, &four);
    ck_assert_int_eq(t.cells[0][0], 7);
    ck_assert_int_eq(t.cells[0][1], 0);
    ck_assert_int_eq(four.cells[BLOCK_review][COLUMN_upheld], 3);
    ck_assert_int_eq(four.cells[BLOCK_suit_direct][COLUMN_upheld], 0);
}
END_TEST

START_TEST(a_number_is_read_in_the_unit_of_the_form_and_no_other)
{
    static const struct {
        enum figure_unit unit;
        const char *text;
        enum figure_fault fault;
        long value;
    } known[] = {
        {UNIT_COUNT, "0", FIGURE_SOUND, 0},
        {UNIT_COUNT, "0007", FIGURE_SOUND, 7},
        {UNIT_COUNT, "-0", FIGURE_SOUND, 0},
        {UNIT_COUNT, "999999999", FIGURE_SOUND, 999999999},
        {UNIT_COUNT, "1000000000", FIGURE_TOO_LARGE, 0},
        {UNIT_COUNT, "99999999999999999999999", FIGURE_TOO_LARGE, 0},
        {UNIT_COUNT, "-1", FIGURE_NEGATIVE, 0},
        {UNIT_COUNT, "1.5", FIGURE_BROKEN, 0},
        {UNIT_COUNT, "7件", FIGURE_HAS_UNIT, 0},
        {UNIT_COUNT, "7 件", FIGURE_HAS_UNIT, 0},
        {UNIT_COUNT, "", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "-", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "/", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, " 7", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "+7", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "1,000", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "1e3", FIGURE_NO_NUMBER, 0},
        {UNIT_COUNT, "７", FIGURE_NO_NUMBER, 0},
        {UNIT_CHANGE, "-12", FIGURE_SOUND, -12},
        {UNIT_AMOUNT_10K, "18651.064104", FIGURE_SOUND, 18651064104},
        {UNIT_AMOUNT_10K, "0.04", FIGURE_SOUND, 40000},
        {UNIT_AMOUNT_10K, "0.0000001", FIGURE_TOO_FINE, 0},
        {UNIT_AMOUNT_10K, "0.04万元", FIGURE_HAS_UNIT, 0},
        {UNIT_AMOUNT_10K, "400元", FIGURE_HAS_UNIT, 0},
        {UNIT_AMOUNT_10K, "1.", FIGURE_NO_NUMBER, 0},
        {UNIT_AMOUNT_10K, ".5", FIGURE_NO_NUMBER, 0},
        {UNIT_AMOUNT_10K, "1.2.3", FIGURE_NO_NUMBER, 0},
        {UNIT_AMOUNT_10K, "-0.1", FIGURE_NEGATIVE, 0},
        {UNIT_AMOUNT_10K, "99999999.999999", FIGURE_SOUND, 99999999999999},
        {UNIT_AMOUNT_10K, "100000000", FIGURE_TOO_LARGE, 0},
        {UNIT_AMOUNT, "16909913", FIGURE_SOUND, 1690991300},
        {UNIT_AMOUNT, "0.005", FIGURE_TOO_FINE, 0},
    };

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        long value = 0;
        enum figure_fault fault = figure_read(known[i].unit, known[i].text, &value);

        ck_assert_msg(fault == known[i].fault, "%s: %d", known[i].text, (int)fault);
        ck_assert_int_eq(value, known[i].value);
        ck_assert((figure_fault_zh(fault, known[i].unit) == NULL) ==
                  (fault == FIGURE_SOUND));
        ck_assert((figure_fault_en(fault, known[i].unit) == NULL) ==
                  (fault == FIGURE_SOUND));
    }
}
END_TEST

START_TEST(a_stock_is_last_years_and_what_came_less_what_went)
{
    const struct figure_form *form = figure_form_of_year(2024);
    int at = figure_of(form, "normative_documents.in_force");
    struct printed now[FIGURE_MAX] = {{0}}, last = {0};
    long expected = -1;

    ck_assert(!report_stock(form, at, now, &last, &expected));
    last = printed_number(597);
    now[figure_of(form, "normative_documents.issued")] = printed_number(50);
    now[figure_of(form, "normative_documents.repealed")] = printed_number(227);
    ck_assert(report_stock(form, at, now, &last, &expected));
    ck_assert_int_eq(expected, 420);
    ck_assert(!report_stock(form, at - 1, now, &last, &expected));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_number_is_printed_in_the_unit_of_the_form,
        each_form_has_its_numbers_under_keys_of_their_own,
        section_five_had_a_longer_title_before_2021,
        what_is_no_number_counts_as_zero,
        a_number_is_read_in_the_unit_of_the_form_and_no_other,
        a_stock_is_last_years_and_what_came_less_what_went,
        NULL,
    };

    return harness_run(harness_suite("report", tests, 60));
}
