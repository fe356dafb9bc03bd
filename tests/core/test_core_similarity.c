/* The measure of likeness: what it must always be, and what an officer expects of it. */
#include "base/text.h"
#include "core/sameness.h"
#include "core/similarity.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3000, MOST = 60, TEXT = MOST * 4 + 1, CHARACTERS = 24 };

/* Few enough that random texts share pairs; punctuation, full-width and rare ones among them. */
static const char *const characters[CHARACTERS] = {
    "征", "收", "补", "偿", "方", "案", "的", "路", "2", "０", "a",          "Ａ",
    "，", " ",  "。", "、", "年", "度", "县", "局", "",  "号", "\U00020BB7", "文"};

static const char *
random_text(char *out, int length)
{
    *out = '\0';
    for (int i = 0; i < length; i++)
        strcat(out, characters[rand() % CHARACTERS]);
    return out;
}

START_TEST(it_is_symmetric_from_0_to_100_and_100_for_equal_texts)
{
    char x[TEXT], y[TEXT];

    srand(7);
    for (int i = 0; i < ROUNDS; i++) {
        struct arena *a = arena_new();
        int there, back;

        random_text(x, rand() % MOST);
        random_text(y, rand() % MOST);
        there = text_similarity(a, x, y);
        back = text_similarity(a, y, x);
        ck_assert_int_eq(there, back);
        ck_assert_int_ge(there, 0);
        ck_assert_int_le(there, 100);
        ck_assert_int_eq(text_similarity(a, x, x), 100);
        arena_free(a);
    }
}
END_TEST

START_TEST(what_is_added_that_the_other_lacks_makes_them_less_alike)
{
    static const char *const strange[] = {"鹤", "鲸", "鳄", "鹿", "鹏", "鹭"};
    char x[TEXT], y[TEXT * 2];

    srand(8);
    for (int i = 0; i < ROUNDS; i++) {
        struct arena *a = arena_new();
        int before, after;

        random_text(x, 20 + rand() % 20);
        strcpy(y, x);
        before = 100;
        for (int k = 0; k < 6; k++) {
            strcat(y, strange[k]);
            after = text_similarity(a, x, y);
            ck_assert_int_le(after, before);
            before = after;
        }
        ck_assert_int_lt(before, 100);
        arena_free(a);
    }
}
END_TEST

START_TEST(the_more_of_a_text_is_kept_the_more_alike_they_are)
{
    static const char whole[] = "二〇二三年度城西片区国有土地上房屋征收补偿方案及批准文件";
    size_t length = text_length(whole);
    struct arena *a = arena_new();
    int before = 0;

    for (size_t keep = 1; keep <= length; keep++) {
        const char *end = whole;
        int now;

        for (size_t i = 0; i < keep; i++)
            text_next(&end);
        now = text_similarity(a, whole, arena_copy(a, whole, (size_t)(end - whole)));
        ck_assert_int_ge(now, before);
        before = now;
    }
    ck_assert_int_eq(before, 100);
    arena_free(a);
}
END_TEST

START_TEST(spacing_punctuation_width_and_capitals_do_not_count)
{
    struct arena *a = arena_new();

    ck_assert_int_eq(
        text_similarity(a, "征收补偿方案，2023年。", "征收 补偿方案 ２０２３年\n"), 100);
    ck_assert_int_eq(text_similarity(a, "《GB/T 9704》", "ｇｂ－ｔ９７０４"), 100);
    ck_assert_int_eq(text_similarity(a, "“甲乙”（丙）", "甲乙丙"), 100);
    arena_free(a);
}
END_TEST

START_TEST(short_empty_and_foreign_texts_are_compared_too)
{
    struct arena *a = arena_new();

    ck_assert_int_eq(text_similarity(a, "", ""), 100);
    ck_assert_int_eq(text_similarity(a, "，。", ""), 100);
    ck_assert_int_eq(text_similarity(a, "", "方案"), 0);
    ck_assert_int_eq(text_similarity(a, "案", "案"), 100);
    ck_assert_int_eq(text_similarity(a, "案", "方"), 0);
    ck_assert_int_eq(text_similarity(a, "案", "方案"), 0);
    ck_assert_int_eq(text_similarity(a, "\U00020BB7野家", "\U00020BB7野家"), 100);
    ck_assert_int_eq(text_similarity(a, "budget 2024", "Budget 2024"), 100);
    arena_free(a);
}
END_TEST

START_TEST(it_ranks_as_an_officer_would)
{
    static const char wish[] = "城西路片区房屋征收补偿方案及评估报告";
    struct arena *a = arena_new();
    int reworded =
            text_similarity(a, wish, "申请公开城西路片区的房屋征收补偿方案和评估报告"),
        longer =
            text_similarity(a, wish,
                            "本人系城西路片区居民，因维护自身权益需要，现依法申请公开城西"
                            "路片区房屋征收补偿方案及评估报告，请以纸质形式邮寄"),
        other = text_similarity(a, wish, "城东路排水工程的招标文件和中标通知书"),
        word = text_similarity(a, "评估报告", wish);

    ck_assert_int_ge(reworded, 70);
    ck_assert_int_ge(longer, 60);
    ck_assert_int_lt(longer, 95);
    ck_assert_int_le(other, 15);
    ck_assert_int_gt(longer, other);
    ck_assert_int_lt(word, longer);
    arena_free(a);
}
END_TEST

START_TEST(a_text_of_four_thousand_characters_costs_little)
{
    enum { LENGTH = 4000, TIMES = 200 };
    struct arena *a = arena_new();
    char *x = arena_alloc(a, LENGTH * 4 + 1), *y = arena_alloc(a, LENGTH * 4 + 1);
    struct pairs of_x, of_y;
    char *at = x;

    for (int i = 0; i < LENGTH; i++)
        at = stpcpy(at, characters[i * 7 % 13]);
    strcpy(y, x);
    strcpy(at - 3, "鲸");
    of_x = pairs_of(a, x);
    of_y = pairs_of(a, y);
    ck_assert_int_lt(of_x.count, LENGTH);
    for (int i = 0; i < TIMES; i++)
        ck_assert_int_ge(similarity(&of_x, &of_y), 99);
    arena_free(a);
}
END_TEST

START_TEST(an_identity_number_decides_who_it_is_and_half_a_hint_does_not)
{
    const struct identity li = {"李四", "E1", "138"}, other = {"李四", "E2", "138"},
                          unproved = {"李四", NULL, "138"},
                          namesake = {"李四", NULL, "139"}, kin = {"王五", NULL, "138"},
                          nobody = {NULL, NULL, NULL};

    ck_assert_int_eq(sameness(&li, &li), SAME_PERSON);
    ck_assert_int_eq(sameness(&li, &other), OTHER_PERSON);
    ck_assert_int_eq(sameness(&li, &unproved), SAME_PERSON);
    ck_assert_int_eq(sameness(&li, &namesake), MAYBE_SAME);
    ck_assert_int_eq(sameness(&kin, &unproved), MAYBE_SAME);
    ck_assert_int_eq(sameness(&kin, &namesake), OTHER_PERSON);
    ck_assert_int_eq(sameness(&nobody, &nobody), OTHER_PERSON);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        it_is_symmetric_from_0_to_100_and_100_for_equal_texts,
        what_is_added_that_the_other_lacks_makes_them_less_alike,
        the_more_of_a_text_is_kept_the_more_alike_they_are,
        spacing_punctuation_width_and_capitals_do_not_count,
        short_empty_and_foreign_texts_are_compared_too,
        it_ranks_as_an_officer_would,
        a_text_of_four_thousand_characters_costs_little,
        an_identity_number_decides_who_it_is_and_half_a_hint_does_not,
        NULL,
    };

    return harness_run(harness_suite("core_similarity", tests, 30));
}
