/* The written parts of a report: fields bound to cells, the drafts, what was copied. */
#include "core/narrative.h"
#include "core/narrative_draft.h"
#include "core/numeral.h"
#include "core/sentence.h"
#include "harness.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static struct arena *arena;
static struct report now, last;
static struct fee_year fees = {3, 2100, 2, 400, 0, 0, 1}, none;
static const char *contact[CONTACT_COUNT] = {[CONTACT_phone] = "0955-0000000"};
static struct narrative_values values;

static void
set_cell(struct report *r, const char *row, const char *column, long value)
{
    r->cells[tally_row_of(r->tally_form, row)][tally_column_of(column)] =
        printed_number(value);
}

static void
make_report(struct report *r, int year)
{
    *r = (struct report){.year = year,
                         .agency = "某市{{year}}局",
                         .level = "department",
                         .tally_form = tally_form_of_year(year),
                         .figure_form = figure_form_of_year(year),
                         .has_remedies = true};
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int c = 0; c < TALLY_COLUMNS; c++)
            r->cells[i][c] = printed_number(0);
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = printed_number(0);
    for (int b = 0; b < BLOCK_COUNT; b++)
        for (int c = 0; c < COLUMN_COUNT; c++)
            r->remedies[b][c] = printed_number(0);
}

/* A year of 123 new cases after one of 100. */
static void
make_values(void)
{
    arena = arena_new();
    make_report(&now, 2024);
    make_report(&last, 2023);
    set_cell(&now, "new", "total", 123);
    set_cell(&now, "new", "natural_person", 120);
    set_cell(&now, "carried_in", "total", 7);
    set_cell(&now, "refused_4", "total", 2);
    set_cell(&now, "refused_8", "total", 3);
    set_cell(&now, "granted", "total", 80);
    set_cell(&last, "new", "total", 100);
    set_cell(&last, "granted", "total", 80);
    now.remedies[BLOCK_suit_direct][COLUMN_total] = printed_number(2);
    now.remedies[BLOCK_suit_after_review][COLUMN_total] = printed_number(1);
    now.figures[figure_of(now.figure_form, "fees.amount")] = printed_number(40000);
    now.figures[figure_of(now.figure_form, "penalty.processed")].state = CELL_ABSENT;
    values = (struct narrative_values){&now, &last, &fees, &none, contact};
}

static const char *
filled(const char *text)
{
    struct narrative_filled f;

    narrative_fill(arena, text, &values, &f);
    return f.text;
}

static void
is_filled(const char *text, const char *with)
{
    struct narrative_fault faults[4];

    ck_assert_msg(narrative_check(arena, text, 2024, faults, 4) == 0, "%s is refused",
                  text);
    ck_assert_str_eq(filled(text), with);
}

START_TEST(a_field_says_its_cell_its_sum_its_group_and_its_year)
{
    make_values();
    is_filled("收到{{new.total}}件，自然人{{ new.natural_person }}件。",
              "收到123件，自然人120件。");
    is_filled("{{new.total+carried_in.total}}", "130");
    is_filled("{{refused.total}}", "5");
    is_filled("{{suit_direct.total + suit_after_review.total}}", "3");
    is_filled("{{year}}和{{last.year}}", "2024和2023");
    is_filled("{{last.new.total}}", "100");
    is_filled("{{new.total+last.new.total}}", "223");
    is_filled("{{processing_fee.notices}}件{{processing_fee.noticed}}元", "3件2100元");
    is_filled("{{contact.phone}}", "0955-0000000");
    is_filled("没有字段", "没有字段");
    is_filled("", "");
}
END_TEST

START_TEST(a_number_is_written_in_words_or_another_unit)
{
    make_values();
    is_filled("{{new.total|汉字}}件", "一百二十三件");
    is_filled("{{new.total | 大写}}件", "壹佰贰拾叁件");
    is_filled("{{fees.amount}}万元即{{fees.amount|元}}元", "0.04万元即400元");
    is_filled("{{processing_fee.collected|万元}}", "0.04");
}
END_TEST

START_TEST(a_change_is_said_in_words_and_percent)
{
    static const struct {
        long now, last;
        const char *says, *difference, *percent;
    } known[] = {
        {123, 100, "增长23%", "增加23", "23%"},
        {80, 100, "减少20%", "减少20", "20%"},
        {100, 100, "持平", "持平", "持平"},
        {0, 0, "持平", "持平", "持平"},
        {0, 7, "减少100%", "减少7", "100%"},
        {5, 0, "由0增至5", "增加5", "由0增至5"},
        {2, 3, "减少33.3%", "减少1", "33.3%"},
        {5, 3, "增长66.7%", "增加2", "66.7%"},
        {10000, 9999, "增长不足0.1%", "增加1", "不足0.1%"},
        {999999999, 1, "增长99999999800%", "增加999999998", "99999999800%"},
    };

    make_values();
    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        set_cell(&now, "new", "total", known[i].now);
        set_cell(&last, "new", "total", known[i].last);
        is_filled("{{change.new.total}}", known[i].says);
        is_filled("{{change.new.total|差额}}", known[i].difference);
        is_filled("{{change.new.total|百分比}}", known[i].percent);
    }
}
END_TEST

START_TEST(what_a_value_says_is_never_read_again)
{
    struct narrative_filled f;

    make_values();
    narrative_fill(arena, "{{agency}}在{{year}}年", &values, &f);
    ck_assert_str_eq(f.text, "某市{{year}}局在2024年");
    ck_assert_int_eq(f.count, 2);
    ck_assert_uint_eq(f.ranges[0].from, 0);
    ck_assert_uint_eq(f.ranges[0].to, strlen("某市{{year}}局"));
    ck_assert_uint_eq(f.ranges[1].from, strlen("某市{{year}}局在"));
    ck_assert_uint_eq(f.ranges[1].to, strlen("某市{{year}}局在2024"));
}
END_TEST

START_TEST(a_value_that_does_not_exist_is_said_never_left_out)
{
    static const char *const absent[] = {"last.new.total", "change.new.total",
                                         "contact.url", "penalty.processed",
                                         "new.total+last.new.total"};

    make_values();
    values.last = NULL;
    for (unsigned i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        struct narrative_filled f;
        char text[100], says[100];

        snprintf(text, sizeof text, "甲{{%s}}乙", absent[i]);
        snprintf(says, sizeof says, "甲【无此数据：%s】乙", absent[i]);
        narrative_fill(arena, text, &values, &f);
        ck_assert_str_eq(f.text, says);
        ck_assert_int_eq(f.count, 1);
        ck_assert(f.ranges[0].absent);
    }
}
END_TEST

START_TEST(a_field_that_is_none_is_refused_with_names_like_it)
{
    static const struct {
        const char *text;
        enum narrative_fault_kind kind;
        const char *name, *near;
    } bad[] = {
        {"{{new.totel}}", NARRATIVE_UNKNOWN, "new.totel", "new.total"},
        {"{{grantd.natural_person}}", NARRATIVE_UNKNOWN, "grantd.natural_person",
         "granted.natural_person"},
        {"{{new}}", NARRATIVE_UNKNOWN, "new", NULL},
        {"{{}}", NARRATIVE_UNKNOWN, "", NULL},
        {"{{new.total+}}", NARRATIVE_UNKNOWN, "", NULL},
        {"{{procurement.count}}", NARRATIVE_UNKNOWN, "procurement.count", NULL},
        {"{{last.agency}}", NARRATIVE_UNKNOWN, "agency", NULL},
        {"{{change.last.new.total}}", NARRATIVE_UNKNOWN, "last.new.total", NULL},
        {"{{new.total|花体}}", NARRATIVE_STYLE, "花体", NULL},
        {"{{new.total|元}}", NARRATIVE_STYLE, "元", NULL},
        {"{{year|汉字}}", NARRATIVE_STYLE, "汉字", NULL},
        {"{{new.total|百分比}}", NARRATIVE_STYLE, "百分比", NULL},
        {"{{new.total+fees.amount}}", NARRATIVE_UNITS, "fees.amount", NULL},
        {"{{new.total+year}}", NARRATIVE_UNITS, "year", NULL},
        {"{{change.year}}", NARRATIVE_UNITS, "year", NULL},
        {"{{new.total", NARRATIVE_OPEN, "", NULL},
        {"{{new.total\n}}", NARRATIVE_OPEN, "", NULL},
        {"{{ {{new.total}}", NARRATIVE_OPEN, "", NULL},
    };

    make_values();
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct narrative_fault f[2];

        ck_assert_msg(narrative_check(arena, bad[i].text, 2024, f, 2) == 1, "%s",
                      bad[i].text);
        ck_assert_msg(f[0].kind == bad[i].kind, "%s: %d", bad[i].text, (int)f[0].kind);
        ck_assert_str_eq(f[0].name, bad[i].name);
        if (bad[i].near != NULL)
            ck_assert_str_eq(f[0].near[0], bad[i].near);
        ck_assert(narrative_fault_zh(arena, &f[0])[0] != '\0');
        ck_assert(narrative_fault_en(arena, &f[0])[0] != '\0');
        filled(bad[i].text); /* whatever it says, it does not stumble */
    }
}
END_TEST

START_TEST(names_are_those_of_the_form_of_the_year)
{
    struct narrative_fault f;

    make_values();
    ck_assert_int_eq(narrative_check(arena, "{{procurement.amount}}", 2020, &f, 1), 0);
    ck_assert_int_eq(narrative_check(arena, "{{other.total}}", 2020, &f, 1), 0);
    ck_assert_int_eq(narrative_check(arena, "{{other.total}}", 2024, &f, 1), 0);
    ck_assert_int_eq(narrative_check(arena, "{{other_1.total}}", 2020, &f, 1), 1);
    /* The year before 2021 had another form. */
    ck_assert_int_eq(narrative_check(arena, "{{last.other_1.total}}", 2021, &f, 1), 1);
    ck_assert_int_eq(narrative_check(arena, "{{change.rules.issued}}", 2021, &f, 1), 1);
}
END_TEST

static void
check_name(void *context, const char *name, const char *label)
{
    struct narrative_fault f;
    char text[100];

    snprintf(text, sizeof text, "{{%s}}", name);
    ck_assert_msg(narrative_check(arena, text, *(int *)context, &f, 1) == 0, "%s", name);
    ck_assert(*label != '\0');
}

START_TEST(every_name_that_is_listed_is_known)
{
    make_values();
    for (int year = 2020; year <= 2021; year++)
        narrative_names(arena, year, check_name, &year);
}
END_TEST

START_TEST(too_many_fields_or_terms_are_refused_and_harmless)
{
    struct text many = {NULL, 0, 0}, sum = {NULL, 0, 0};
    struct narrative_fault f[2];
    struct narrative_filled out;

    make_values();
    for (int i = 0; i <= NARRATIVE_MOST_FIELDS; i++)
        text_add(&many, "{{year}}");
    text_add(&sum, "{{new.total");
    for (int i = 0; i < NARRATIVE_MOST_TERMS; i++)
        text_add(&sum, "+new.total");
    text_add(&sum, "}}");
    ck_assert_int_eq(narrative_check(arena, many.bytes, 2024, f, 2), 1);
    ck_assert_int_eq(f[0].kind, NARRATIVE_TOO_MANY);
    ck_assert_int_eq(narrative_check(arena, sum.bytes, 2024, f, 2), 1);
    ck_assert_int_eq(f[0].kind, NARRATIVE_TOO_MANY);
    narrative_fill(arena, many.bytes, &values, &out);
    ck_assert_int_eq(out.count, NARRATIVE_MOST_FIELDS);
    text_free(&many);
    text_free(&sum);
}
END_TEST

START_TEST(numbers_in_words_are_written_as_one_says_them)
{
    static const struct {
        long value;
        const char *words, *capitals;
    } known[] = {
        {0, "零", "零"},
        {2, "二", "贰"},
        {10, "十", "壹拾"},
        {16, "十六", "壹拾陆"},
        {101, "一百零一", "壹佰零壹"},
        {110, "一百一十", "壹佰壹拾"},
        {1001, "一千零一", "壹仟零壹"},
        {1010, "一千零一十", "壹仟零壹拾"},
        {10000, "一万", "壹万"},
        {10001, "一万零一", "壹万零壹"},
        {100000, "十万", "壹拾万"},
        {20050, "二万零五十", "贰万零伍拾"},
        {1234567, "一百二十三万四千五百六十七", "壹佰贰拾叁万肆仟伍佰陆拾柒"},
        {100000000, "一亿", "壹亿"},
        {100000001, "一亿零一", "壹亿零壹"},
        {-12, "负一十二", "负壹拾贰"},
    };
    char buffer[NUMERAL_SIZE];

    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++) {
        ck_assert_str_eq(numeral(known[i].value, 0, buffer), known[i].words);
        ck_assert_str_eq(numeral(known[i].value, 1, buffer), known[i].capitals);
    }
    numeral(9223372036854775807L, 1, buffer);
    numeral(-9223372036854775807L - 1, 0, buffer);
}
END_TEST

START_TEST(every_draft_has_sound_fields_and_says_what_its_level_must)
{
    static const char *const levels[] = {"nation", "province", "city",
                                         "county", "township", "department"};

    make_values();
    for (unsigned i = 0; i < sizeof levels / sizeof levels[0]; i++)
        for (int year = 2020; year <= 2021; year++)
            for (int p = 0; p < PART_COUNT; p++) {
                const char *draft =
                    narrative_draft(arena, (enum report_part)p, levels[i], year);
                struct narrative_fault f;

                ck_assert_msg(narrative_check(arena, draft, year, &f, 1) == 0, "%s %d: %s",
                              levels[i], p, draft);
                ck_assert((*draft == '\0') ==
                          (p == PART_two || p == PART_three || p == PART_four));
                ck_assert_uint_lt(text_length(draft), NARRATIVE_MOST_CHARACTERS);
            }
    /* Regulation 50(4) asks governments for more than departments. */
    ck_assert_ptr_nonnull(
        strstr(narrative_draft(arena, PART_one, "township", 2024), "责任追究"));
    ck_assert_ptr_null(
        strstr(narrative_draft(arena, PART_one, "department", 2024), "责任追究"));
    /* Only who may make rules speaks of them. */
    ck_assert_ptr_nonnull(
        strstr(narrative_draft(arena, PART_one, "city", 2024), "{{rules.issued}}"));
    ck_assert_ptr_null(
        strstr(narrative_draft(arena, PART_one, "county", 2024), "{{rules.issued}}"));
    ck_assert_ptr_nonnull(
        strstr(narrative_draft(arena, PART_opening, "city", 2020), "60号"));
}
END_TEST

START_TEST(what_is_left_to_be_written_is_found)
{
    const char *text = "甲〔待写：乙〕丙";
    size_t length;

    ck_assert_ptr_eq(narrative_unwritten(text, &length), text + strlen("甲"));
    ck_assert_uint_eq(length, strlen("〔待写：乙〕"));
    ck_assert_ptr_null(narrative_unwritten("甲", &length));
    ck_assert_ptr_nonnull(narrative_unwritten("〔待写：", &length));
}
END_TEST

START_TEST(a_text_looks_back_when_a_field_does)
{
    ck_assert(narrative_looks_back("甲{{year}}{{last.new.total}}"));
    ck_assert(narrative_looks_back("{{change.new.total}}"));
    ck_assert(!narrative_looks_back("last.new.total {{new.total}} change."));
}
END_TEST

START_TEST(sentences_end_at_stops_and_lines)
{
    struct sentences s;

    make_values();
    s = sentences_of(arena, " 一是甲。二是乙；\n\n　三是丙 \n。");
    ck_assert_int_eq(s.count, 4);
    ck_assert_str_eq(s.all[0], "一是甲。");
    ck_assert_str_eq(s.all[1], "二是乙；");
    ck_assert_str_eq(s.all[2], "三是丙");
    ck_assert_int_eq(sentences_of(arena, "").count, 0);
}
END_TEST

START_TEST(a_difference_is_told_by_sentences)
{
    struct sentences x, y;
    struct sentence_step *steps;
    char codes[20] = "";
    int n;

    make_values();
    x = sentences_of(arena, "甲。乙。丙。丁。");
    y = sentences_of(arena, "甲。丙。戊。丁。");
    steps = sentence_steps(arena, &x, &y, &n);
    for (int i = 0; i < n; i++)
        strcat(codes, (const char *const[]){"k", "r", "a"}[steps[i].change]);
    ck_assert_str_eq(codes, "krkak");
}
END_TEST

START_TEST(a_sentence_copied_from_last_year_is_found_whatever_its_numbers)
{
    struct sentences x, y, same;

    make_values();
    x = sentences_of(arena, "2024年收到政府信息公开申请{{new.total}}件。（一）存在问题。"
                            "公开意识有待进一步提高，还有差距。");
    y = sentences_of(arena, "2023年收到政府信息公开申请5件。（一）存在问题。"
                            "政策解读的形式较为单一。");
    same = sentences_copied(arena, &x, &y);
    ck_assert_int_eq(same.count, 1);
    ck_assert_str_eq(same.all[0], x.all[0]);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_field_says_its_cell_its_sum_its_group_and_its_year,
        a_number_is_written_in_words_or_another_unit,
        a_change_is_said_in_words_and_percent,
        what_a_value_says_is_never_read_again,
        a_value_that_does_not_exist_is_said_never_left_out,
        a_field_that_is_none_is_refused_with_names_like_it,
        names_are_those_of_the_form_of_the_year,
        every_name_that_is_listed_is_known,
        too_many_fields_or_terms_are_refused_and_harmless,
        numbers_in_words_are_written_as_one_says_them,
        every_draft_has_sound_fields_and_says_what_its_level_must,
        what_is_left_to_be_written_is_found,
        a_text_looks_back_when_a_field_does,
        sentences_end_at_stops_and_lines,
        a_difference_is_told_by_sentences,
        a_sentence_copied_from_last_year_is_found_whatever_its_numbers,
        NULL,
    };

    return harness_run(harness_suite("narrative", tests, 60));
}
