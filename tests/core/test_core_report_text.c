/* Numbers of the narrative against the tables: what real reports write, right and wrong. */
#include "base/text.h"
#include "core/made_report.h"
#include "core/report_check.h"
#include "core/words.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>

/* A report of 2024: 75 = 74 new + 1 carried in; 70 settled, 5 carried out. */
static struct report table, before;

static void
setup(void)
{
    made_report(&table, 2024);
    made_row(&table, "new", 70, 4);
    made_row(&table, "carried_in", 1, 0);
    made_row(&table, "granted", 30, 2);
    made_row(&table, "partly_granted", 10, 0);
    made_row(&table, "refused_4", 3, 0);
    made_row(&table, "refused_6", 2, 1);
    made_row(&table, "unavailable_1", 12, 1);
    made_row(&table, "unavailable_3", 4, 0);
    made_row(&table, "not_processed_2", 2, 0);
    made_row(&table, "other_1", 3, 0);
    made_row(&table, "total", 66, 4);
    made_row(&table, "carried_out", 5, 0);
    made_block(&table, BLOCK_review, 10, 7);
    made_block(&table, BLOCK_suit_direct, 2, 0);
    made_block(&table, BLOCK_suit_after_review, 3, 1);
    table.figures[figure_of(table.figure_form, "normative_documents.issued")] =
        printed_number(6);
    table.figures[figure_of(table.figure_form, "normative_documents.in_force")] =
        printed_number(60);
    made_report(&before, 2023);
    made_row(&before, "new", 69, 0);
    made_row(&before, "granted", 68, 0);
    made_row(&before, "total", 68, 0);
    made_row(&before, "carried_out", 1, 0);
}

static struct findings
read_text(struct arena *a, const char *level, const char *body)
{
    static struct report r;
    struct report_context context = {.previous = &before};
    struct findings all, of_text = {0, NULL, 0, 0, 0};

    r = table;
    r.level = level;
    r.text[PART_one].body = body;
    all = report_check(a, &r, &context);
    of_text.list = arena_alloc(a, sizeof *of_text.list * (size_t)(all.count + 1));
    for (int i = 0; i < all.count; i++)
        if (all.list[i].place.length > 0)
            of_text.list[of_text.count++] = all.list[i];
    return of_text;
}

/* ---- Right texts, which a simple comparison would call wrong ---- */

static const char *const right[] = {
    /* new; with what was carried in; what became of them */
    "全县共收到政府信息公开申请74件。",
    "全县共收办政府信息公开申请75件。",
    "全县受理政府信息公开申请74件，办结70件，上年结转1件，结转下年度5件。",
    "全县办理政府信息公开申请75件，另有5件顺延到下年度。",
    "全县共收到政府信息公开申请七十四件，答复７０件。",
    "全县共收到政府信息公开申请 74 件，其中自然人 70 件，法人或其他组织 4 件。",
    "全县共收到政府信息公开申请74件，均在法定期限内答复。",
    /* answers of this year's, or without those no longer handled */
    "收到信息公开申请74件，已答复69件。",
    "收到信息公开申请74件，答复67件。",
    /* results, joined and not */
    "依申请公开：予以公开32件，部分公开10件，不予公开6件，无法提供17件，不予处理2件，其他处理3件。",
    "办结政府信息公开申请70件，予以公开及部分公开42件（60%），不予公开6件（8.57%）。",
    "办结政府信息公开申请70件，予以公开32件，占45.7%。",
    "依申请公开中已主动公开12件、同意公开20件。",
    /* documents, not applications */
    "公文属性：主动公开300条，依申请公开信息1504条，不予公开52条。",
    "依申请公开信息数255条，不予公开12条。",
    "发放依申请公开指南300份。",
    /* another scope */
    "县政府办公室收到政府信息公开申请17件，办结16件，不予公开1件。",
    "县政府收到政府信息公开申请74件，其中通过网络收到14件，信函收到44件。",
    "通过信函收到政府信息公开申请44件。",
    "第四季度收到政府信息公开申请9件。",
    "3月收到政府信息公开申请11件。",
    "2023年收到政府信息公开申请69件。",
    "2024年1月1日至12月31日，全县共收到政府信息公开申请74件。",
    /* other matters that are received and handled */
    "依申请公开服务：受理行政许可申请1200件，收到群众来信32件，办理信访事项18件。",
    "全年受理投诉举报2300件。",
    /* remedies filed in the year, and those of the review body */
    "因政府信息公开引发的行政复议案件13件，行政诉讼案件4件。",
    "政府信息公开行政复议17件，行政诉讼6件。",
    "县政府办理行政复议案件134件，审结120件。",
    "未发生因政府信息公开被提起行政诉讼败诉的情况。",
    /* growth by each reading */
    "全县共收到政府信息公开申请74件，同比增长7.2%。",
    "全县共收办政府信息公开申请75件，同比增长8.7%。",
    /* lists */
    "共发布信息100条，其中政策解读20条、工作动态30条。",
    "共发布信息100条，政策文件30条、工作动态50条、解读20条。",
    "共发布信息100条（网站60条、微博25条、微信15条）。",
    "共收到政府信息公开申请74件，其中线上40件、线下34件、自然人70件、法人4件。",
    "召开会议3次，培训2期，共120人次，发放材料500份。",
    "落实三审三校，开展一件事一次办，设立3个专栏。",
    "共公开信息100条，较上年增加30条、转载40条、原创20条。",
    "共发布信息120条，转载30条、原创50条、视频20条。",
    /* sentences as reports have them */
    "2024年度共收到政府信息公开申请74件（含上年结转1件），办结70件，结转至下一年度5件。",
    "新收政府信息公开申请74件，较上年增长7.2%。",
    "收到政府信息公开申请74件，办结70件，同比分别增长7.2%、3%。",
    "不予公开3类情形，不予公开的6件均说明了理由。",
    "收到政府信息公开申请74件，其中1件部分公开，2件无法提供。",
    "收到书面申请60件，均为政府信息公开申请。",
    "收到公民申请60件，政府信息公开申请办结率100%。",
    "政府信息公开申请当场答复5件，电话答复8件。",
    "局机关收到政府信息公开申请5件，下属单位收到69件。",
    "门户网站未收到政府信息公开申请。",
    "将收到的政府信息公开申请一起登记办理。",
    "将政府信息公开申请与信访事项一并办理，以一例带动一片。",
    "全年未收到对政府信息公开申请答复的投诉。",
    "自2019年以来共收到政府信息公开申请310件。",
    "收到政府信息公开申请74件，办结率100%，行政复议0件、行政诉讼0件。",
    "政府信息公开申请的内容主要为征地、拆迁、规划3个方面。",
    "延期答复政府信息公开申请7件。",
    "结转下年度继续办理的政府信息公开申请5件。",
    "办理政府信息公开申请75件，出具告知书75份、补正通知4份。",
    /* documents of section two */
    "制发行政规范性文件6件，规范性文件现行有效60件。",
    "审核规范性文件30件。",
    "公开规范性文件4件。",
};

START_TEST(a_right_text_raises_no_alarm)
{
    struct arena *a = arena_new();
    struct findings found = read_text(a, "county", right[_i]);

    ck_assert_msg(found.count == 0, "%s: %s", right[_i],
                  found.count ? found.list[0].zh : "");
    arena_free(a);
}
END_TEST

/* ---- Wrong texts ---- */

static const struct wrong {
    const char *text;
    enum check_rule rule;
    enum check_verdict verdict;
    long printed;
} wrong[] = {
    {"全县共收到政府信息公开申请76件。", CHECK_text_count, CHECK_FAILS, 76},
    {"全县共收到政府信息公开申请五件。", CHECK_text_count, CHECK_FAILS, 5},
    {"共收到政府信息公开申请1,740件。", CHECK_text_count, CHECK_FAILS, 1740},
    {"共收到政府信息公开申请２００件。", CHECK_text_count, CHECK_FAILS, 200},
    /* It may be the office of the county that speaks here. */
    {"共收到政府信息公开申请17件。", CHECK_text_count, CHECK_CANNOT_TELL, 17},
    {"全县收到政府信息公开申请74件，上年结转2件。", CHECK_text_count, CHECK_FAILS, 2},
    {"全县收到政府信息公开申请74件，不予公开8件。", CHECK_text_count, CHECK_FAILS, 8},
    {"全县收到政府信息公开申请74件，自然人72件。", CHECK_text_count, CHECK_FAILS, 72},
    {"全县收到政府信息公开申请74件，8件属于重复申请。", CHECK_text_count, CHECK_FAILS, 8},
    {"全县收到政府信息公开申请74件，办结60件。", CHECK_text_count, CHECK_CANNOT_TELL, 60},
    {"全年未收到政府信息公开申请。", CHECK_text_none, CHECK_FAILS, 0},
    {"未发生涉及政府信息公开的行政复议、行政诉讼。", CHECK_text_none, CHECK_FAILS, 0},
    {"因政府信息公开引起的行政复议均获维持。", CHECK_text_remedies, CHECK_FAILS, 0},
    {"政府信息公开行政复议30件。", CHECK_text_remedies, CHECK_CANNOT_TELL, 30},
    {"废止规范性文件2件。", CHECK_text_figures, CHECK_FAILS, 2},
    {"共发布信息100条，政策文件30条、动态50条、解读10条。", CHECK_text_list, CHECK_FAILS,
     100},
    {"办结政府信息公开申请70件，予以公开32件（48.7%）。", CHECK_text_percent, CHECK_FAILS,
     4870},
    {"全县共收到政府信息公开申请74件，同比下降7.2%。", CHECK_text_growth, CHECK_FAILS, 720},
    {"2023年，全县公开信息500条。", CHECK_left_over_year, CHECK_FAILS, 2023},
};

START_TEST(a_wrong_text_is_found_and_nothing_else)
{
    const struct wrong *w = &wrong[_i];
    struct arena *a = arena_new();
    struct findings found = read_text(a, "county", w->text);

    ck_assert_msg(found.count == 1, "%s: %d findings", w->text, found.count);
    ck_assert_msg(found.list[0].rule == w->rule && found.list[0].verdict == w->verdict &&
                      found.list[0].printed == w->printed,
                  "%s: %s, %s, %ld", w->text, check_rule_code(found.list[0].rule),
                  check_verdict_code(found.list[0].verdict), found.list[0].printed);
    arena_free(a);
}
END_TEST

START_TEST(what_a_sentence_says_twice_is_one_finding)
{
    struct arena *a = arena_new();
    struct findings found =
        read_text(a, "county", "全县收到政府信息公开申请74件，自然人72件、自然人72件。");

    ck_assert_int_eq(found.count, 1);
    found = read_text(a, "county",
                      "全县收到政府信息公开申请76件。全县共收到政府信息公开申请76件。");
    ck_assert_int_eq(found.count, 2);
    ck_assert_str_ne(found.list[0].key, found.list[1].key);
    found = read_text(a, "county",
                      "共收到政府信息公开申请76件。共收到政府信息公开申请78件。"
                      "共收到政府信息公开申请76件。");
    ck_assert_int_eq(found.count, 2);
    arena_free(a);
}
END_TEST

START_TEST(a_text_full_of_slips_is_told_up_to_a_bound)
{
    struct arena *a = arena_new();
    struct text body = {NULL, 0, 0};
    struct findings found;

    for (int i = 0; i < 5000; i++)
        text_addf(&body, "共收到政府信息公开申请%d件。", 1000 + i);
    found = read_text(a, "county", body.bytes);
    ck_assert_int_le(found.count, CHECK_MOST_FINDINGS);
    ck_assert_int_gt(found.count, CHECK_MOST_FINDINGS - 10);
    text_free(&body);
    arena_free(a);
}
END_TEST

START_TEST(an_empty_table_contradicts_every_application_told_of)
{
    struct arena *a = arena_new();
    struct findings found;

    for (int i = 0; i < table.tally_form->row_count; i++)
        made_row(&table, table.tally_form->rows[i].key, 0, 0);
    found = read_text(a, "department", "1件属于“本机关不掌握相关政府信息”，故不予受理。");
    ck_assert_int_eq(found.count, 1);
    ck_assert_int_eq(found.list[0].rule, CHECK_text_none);
    found = read_text(a, "department", "本年未收到政府信息公开申请。依申请公开信息数1条。");
    ck_assert_int_eq(found.count, 0);
    arena_free(a);
}
END_TEST

START_TEST(a_finding_points_at_its_sentence)
{
    static const char body[] =
        "（二）依申请公开情况\n2024年，收到申请 76 件；均已办结。\n（三）其他。";
    static const char sentence[] = "2024年，收到申请 76 件";
    struct arena *a = arena_new();
    struct findings found = read_text(a, "department", body);

    ck_assert_int_eq(found.count, 1);
    ck_assert_uint_eq(found.list[0].place.length, strlen(sentence));
    ck_assert_mem_eq(body + found.list[0].place.offset, sentence, strlen(sentence));
    arena_free(a);
}
END_TEST

START_TEST(numbers_are_read_as_people_write_them)
{
    static const struct {
        const char *words;
        long value;
        int decimals;
        enum numeral_unit unit;
    } known[] = {
        {"收到1,295件", 1295, 0, NUMERAL_CASE},
        {"收到　１２ 起", 12, 0, NUMERAL_CASE},
        {"收到三件", 3, 0, NUMERAL_CASE},
        {"收到十二件", 12, 0, NUMERAL_CASE},
        {"收到一百零五件", 105, 0, NUMERAL_CASE},
        {"收到一万二千三百件", 12300, 0, NUMERAL_CASE},
        {"收到两条", 2, 0, NUMERAL_PIECE},
        {"发生一起", 1, 0, NUMERAL_CASE},
        {"受理申请两起", 2, 0, NUMERAL_CASE},
        {"占17.46%", 1746, 2, NUMERAL_PERCENT},
        {"占60％", 60, 0, NUMERAL_PERCENT},
        {"予以公开1191、", 1191, 0, NUMERAL_BARE},
        {"收费3940元", 3940, 0, NUMERAL_OTHER},
    };
    static const char *const none[] = {
        "一是加强", "三审三校", "第三条", "一件事一次办", "一个窗口",
        "第12条",   "3类情形",  "A4纸",   "两微一端",     "将申请一起登记",
        "收到多起", "举一例",   "一宗"};
    struct arena *a = arena_new();
    struct sentence s;
    struct numeral *n;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t at = 0;

        ck_assert(sentence_next(a, known[i].words, &at, &s));
        ck_assert_msg(numerals_of(a, s.words, &n) == 1, "%s", known[i].words);
        ck_assert_msg(n->value == known[i].value && n->decimals == known[i].decimals &&
                          n->unit == known[i].unit,
                      "%s: %ld", known[i].words, n->value);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        int count = numerals_of(a, none[i], &n);

        for (int k = 0; k < count; k++)
            ck_assert_msg(n[k].unit == NUMERAL_OTHER || n[k].unit == NUMERAL_BARE, "%s",
                          none[i]);
    }
    arena_free(a);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("report_text");
    TCase *all = tcase_create("report_text");

    tcase_add_checked_fixture(all, setup, NULL);
    tcase_add_loop_test(all, a_right_text_raises_no_alarm, 0,
                        (int)(sizeof right / sizeof *right));
    tcase_add_loop_test(all, a_wrong_text_is_found_and_nothing_else, 0,
                        (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(all, what_a_sentence_says_twice_is_one_finding);
    tcase_add_test(all, a_text_full_of_slips_is_told_up_to_a_bound);
    tcase_add_test(all, an_empty_table_contradicts_every_application_told_of);
    tcase_add_test(all, a_finding_points_at_its_sentence);
    tcase_add_test(all, numbers_are_read_as_people_write_them);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
