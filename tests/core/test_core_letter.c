#include "core/letter.h"
#include "core/remedy_text.h"
#include "harness.h"

#include <stdlib.h>
#include <string.h>

static struct arena *arena;

static void
begin(void)
{
    arena = arena_new();
}

static void
end(void)
{
    arena_free(arena);
}

/* --- letters */

START_TEST(every_outcome_has_one_answer_letter_of_its_own)
{
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        enum letter_kind k = letter_for(EVENT_answered, o);
        int found = 0;

        ck_assert_int_ne(k, LETTER_NONE);
        ck_assert_int_eq(letter(k)->outcome, o);
        ck_assert(letter(k)->remedy);
        ck_assert_str_eq(letter(k)->series, "reply");
        ck_assert_str_eq(letter(k)->code,
                         arena_printf(arena, "answer_%s", outcome_code(o)));
        for (int i = 0; i < LETTER_COUNT; i++)
            found += (int)letter(i)->outcome == o;
        ck_assert_int_eq(found, 1);
    }
}
END_TEST

START_TEST(the_acts_of_procedure_have_their_letters)
{
    static const struct {
        enum event_kind kind;
        const char *code;
    } wanted[] = {
        {EVENT_registered, "receipt"},
        {EVENT_confirmed, "receipt"},
        {EVENT_correction_notice, "correction"},
        {EVENT_reasons_notice, "reasons"},
        {EVENT_extension, "extension"},
        {EVENT_delay, "delay"},
        {EVENT_third_party_sent, "third_party"},
        {EVENT_joint_agency_sent, "joint_agency"},
        {EVENT_other_agency_sent, "other_agency"},
        {EVENT_fee_notice, "fee"},
        {EVENT_withdrawn, "withdrawal"},
        {EVENT_third_party_reply, "third_party_told"},
    };

    for (unsigned i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        enum letter_kind k = letter_for(wanted[i].kind, OUTCOME_NONE);

        ck_assert_int_ne(k, LETTER_NONE);
        ck_assert_str_eq(letter(k)->code, wanted[i].code);
        ck_assert(letter_documents(k, wanted[i].kind, OUTCOME_NONE));
    }
    ck_assert_int_eq(letter_for(EVENT_voided, OUTCOME_NONE), LETTER_NONE);
    ck_assert_int_eq(letter_for(EVENT_answered, OUTCOME_NONE), LETTER_NONE);
    ck_assert(!letter_documents(LETTER_answer_granted, EVENT_answered, OUTCOME_refused_1));
}
END_TEST

/* The name between the marks at *AT, NULL when there is none left. */
static const char *
next_mark(const char **at)
{
    const char *from = strstr(*at, "{{"), *to = from ? strstr(from, "}}") : NULL;

    if (to == NULL)
        return NULL;
    *at = to + 2;
    from += from[2] == '?' ? 3 : 2;
    return arena_copy(arena, from, (size_t)(to - from));
}

START_TEST(default_templates_name_only_what_there_is_and_all_that_must_be_said)
{
    for (int k = 0; k < LETTER_COUNT; k++) {
        const struct letter_mention *m;
        const struct letter_slot *s;
        const char *line, *name, *all = "";

        for (int i = 0; (line = letter_line(k, i)) != NULL; i++) {
            const char *at = line;

            all = arena_printf(arena, "%s%s", all, line);
            while ((name = next_mark(&at)) != NULL)
                ck_assert_msg(letter_knows(k, name), "%s: {{%s}}", letter(k)->code, name);
        }
        if (k == LETTER_service_record)
            continue; /* a form, drawn by hand */
        for (int i = 0; (m = letter_mention(k, i)) != NULL; i++)
            ck_assert_msg(strstr(all, m->words) != NULL, "%s: %s", letter(k)->code,
                          m->words);
        for (int i = 0; (s = letter_slot(k, i)) != NULL; i++)
            ck_assert_msg(strstr(all, arena_printf(arena, "{{%s}}", s->label)) != NULL,
                          "%s: %s", letter(k)->code, s->label);
    }
}
END_TEST

START_TEST(no_two_names_of_a_letter_are_the_same)
{
    for (int k = 0; k < LETTER_COUNT; k++) {
        const struct letter_slot *a, *b;
        const struct letter_field *f;

        for (int i = 0; (a = letter_slot(k, i)) != NULL; i++) {
            ck_assert(!a->must || *a->article != '\0');
            for (int j = 0; j < i && (b = letter_slot(k, j)) != NULL; j++)
                ck_assert_msg(strcmp(a->name, b->name) != 0 &&
                                  strcmp(a->label, b->label) != 0,
                              "%s: %s", letter(k)->code, a->name);
            for (int j = 0; (f = letter_field(j)) != NULL; j++)
                ck_assert_msg((strcmp(a->name, f->name) == 0) ==
                                  (strcmp(a->label, f->label) == 0),
                              "%s: %s is %s", letter(k)->code, a->label, f->label);
        }
    }
}
END_TEST

START_TEST(third_parties_and_agencies_are_not_told_who_asks)
{
    static const char *const names[] = {"applicant", "申请人", "称呼", "通信地址",
                                        "申请内容"};

    for (int k = 0; k < LETTER_COUNT; k++)
        for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
            ck_assert_int_eq(letter_knows(k, names[i]),
                             letter(k)->to == LETTER_TO_APPLICANT);
}
END_TEST

START_TEST(document_numbers_follow_the_pattern_of_the_agency)
{
    const char *zh;

    ck_assert_str_eq(letter_number(arena, letter_standard_pattern, "象政",
                                   LETTER_answer_granted, 2026, 12),
                     "象政公复〔2026〕12号");
    ck_assert_str_eq(
        letter_number(arena, "{series}{year}-{serial}{x}", "", LETTER_third_party, 2025, 7),
        "公函2025-7{x}");
    ck_assert_str_eq(letter_number(arena, letter_standard_pattern, "{serial}",
                                   LETTER_correction, 2026, 1),
                     "{serial}公告〔2026〕1号");
    ck_assert_ptr_null(letter_pattern_fault(letter_standard_pattern, &zh));
    ck_assert_ptr_nonnull(letter_pattern_fault("{short}〔{year}〕{serial}号", &zh));
    ck_assert_ptr_nonnull(letter_pattern_fault("{series}{serial}号", &zh));
    ck_assert_ptr_nonnull(letter_pattern_fault("{series}〔{year}〕号", &zh));
}
END_TEST

START_TEST(days_are_written_as_letters_write_them)
{
    ck_assert_str_eq(letter_day(arena, date_of(2026, 3, 5)), "2026年3月5日");
    ck_assert_str_eq(letter_day(arena, date_of(2025, 12, 31)), "2025年12月31日");
    ck_assert_ptr_null(letter_day(arena, NO_DATE));
}
END_TEST

/* --- remedies */

static struct remedy_text_terms
department(enum outcome outcome, date day)
{
    return (struct remedy_text_terms){.outcome = outcome,
                                      .decided_on = day,
                                      .level = LEVEL_DEPARTMENT,
                                      .leadership = LEADERSHIP_TERRITORIAL,
                                      .agency = "某县教育局",
                                      .government = "某县人民政府",
                                      .government_level = LEVEL_COUNTY,
                                      .superior = "某县人民政府",
                                      .superior_level = LEVEL_COUNTY};
}

static const char *
paragraph(const struct remedy_text_terms *t)
{
    const char *p = remedy_text(arena, t).paragraph;

    return p != NULL ? p : "";
}

static bool
says(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

START_TEST(the_same_outcome_before_and_after_each_change_gets_its_own_paragraph)
{
    static const struct {
        enum outcome outcome;
        bool exempt_part;
        const char *day;
        bool review_first;
        enum remedy_notice notice;
    } cases[] = {
        {OUTCOME_refused_1, false, "2023-12-31", false, REMEDY_NOTHING},
        {OUTCOME_refused_1, false, "2024-01-01", true, REMEDY_NOTHING},
        {OUTCOME_refused_7, false, "2026-06-30", true, REMEDY_NOTHING},
        {OUTCOME_refused_7, false, "2026-07-01", true, REMEDY_REVISED},
        {OUTCOME_partly_granted, true, "2023-12-31", false, REMEDY_NOTHING},
        {OUTCOME_partly_granted, true, "2024-01-01", true, REMEDY_PART_IS_READ},
        {OUTCOME_partly_granted, true, "2026-06-30", true, REMEDY_PART_IS_READ},
        {OUTCOME_partly_granted, true, "2026-07-01", true, REMEDY_REVISED},
        {OUTCOME_partly_granted, false, "2026-07-01", false, REMEDY_NOTHING},
        {OUTCOME_refused_8, false, "2025-03-14", false, REMEDY_QUERY_IS_READ},
        {OUTCOME_granted, false, "2026-07-01", false, REMEDY_NOTHING},
        {OUTCOME_unavailable_1, false, "2024-01-01", false, REMEDY_NOTHING},
        {OUTCOME_not_processed_4, false, "2025-06-01", false, REMEDY_NOTHING},
        {OUTCOME_NONE, false, "2025-06-01", false, REMEDY_NOTHING},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct remedy_text_terms t = department(cases[i].outcome, NO_DATE);
        struct remedy_text r;

        ck_assert(date_parse(cases[i].day, &t.decided_on));
        t.exempt_part = cases[i].exempt_part;
        r = remedy_text(arena, &t);
        ck_assert_int_eq(r.lack, REMEDY_COMPLETE);
        ck_assert_msg((r.road == REMEDY_REVIEW_FIRST) == cases[i].review_first, "%d: %s", i,
                      r.paragraph);
        ck_assert_int_eq(r.road, remedy_road(t.outcome, t.exempt_part, t.decided_on));
        ck_assert_int_eq(r.notices[0], cases[i].notice);
        ck_assert(says(r.paragraph, "六十日内"));
        ck_assert_int_eq(says(r.paragraph, "六个月内"), !cases[i].review_first);
        ck_assert_int_eq(says(r.paragraph, "十五日内"), cases[i].review_first);
        ck_assert_int_eq(says(r.paragraph, "先向"), cases[i].review_first);
        ck_assert_ptr_nonnull(r.articles);
    }
}
END_TEST

START_TEST(every_outcome_has_a_paragraph_and_only_exemptions_are_review_first)
{
    for (int o = 0; o < OUTCOME_COUNT; o++) {
        struct remedy_text_terms t = department(o, date_of(2025, 3, 14));
        struct remedy_text r = remedy_text(arena, &t);

        ck_assert_ptr_nonnull(r.paragraph);
        ck_assert_int_eq(r.road == REMEDY_REVIEW_FIRST, outcome_is_exempt(o));
    }
}
END_TEST

START_TEST(the_review_body_follows_level_and_leadership)
{
    static const struct {
        enum agency_level level, government_level;
        enum leadership leadership;
        const char *government, *superior, *wanted;
        enum agency_level superior_level;
    } cases[] = {
        {LEVEL_DEPARTMENT, LEVEL_COUNTY, LEADERSHIP_TERRITORIAL, "县政府", "县政府",
         "县政府", LEVEL_COUNTY},
        {LEVEL_TOWNSHIP, LEVEL_COUNTY, LEADERSHIP_TERRITORIAL, "县政府", "县政府", "县政府",
         LEVEL_COUNTY},
        {LEVEL_COUNTY, LEVEL_CITY, LEADERSHIP_TERRITORIAL, "市政府", "市政府", "市政府",
         LEVEL_CITY},
        {LEVEL_CITY, LEVEL_PROVINCE, LEADERSHIP_TERRITORIAL, "省政府", "省政府", "省政府",
         LEVEL_PROVINCE},
        {LEVEL_PROVINCE, LEVEL_NATION, LEADERSHIP_TERRITORIAL, "国务院", "国务院",
         "本机关名", LEVEL_NATION},
        {LEVEL_DEPARTMENT, LEVEL_NATION, LEADERSHIP_TERRITORIAL, "国务院", "国务院",
         "本机关名", LEVEL_NATION},
        {LEVEL_DEPARTMENT, LEVEL_COUNTY, LEADERSHIP_VERTICAL, "县政府", "市税务局",
         "市税务局", LEVEL_DEPARTMENT},
        {LEVEL_DEPARTMENT, LEVEL_NATION, LEADERSHIP_VERTICAL, "国务院", "国务院",
         "本机关名", LEVEL_NATION},
        {LEVEL_DEPARTMENT, LEVEL_COUNTY, LEADERSHIP_JUSTICE, "县政府", "县政府",
         "县政府或者上一级司法行政部门", LEVEL_COUNTY},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct remedy_text_terms t = {.outcome = OUTCOME_granted,
                                      .decided_on = date_of(2025, 3, 14),
                                      .level = cases[i].level,
                                      .leadership = cases[i].leadership,
                                      .agency = "本机关名",
                                      .government = cases[i].government,
                                      .government_level = cases[i].government_level,
                                      .superior = cases[i].superior,
                                      .superior_level = cases[i].superior_level};
        struct remedy_text r = remedy_text(arena, &t);

        ck_assert_str_eq(r.review_body, cases[i].wanted);
        ck_assert(says(r.paragraph, cases[i].wanted));
        ck_assert_int_eq(r.notices[1] == REMEDY_OWN_BODY,
                         strcmp(cases[i].wanted, "本机关名") == 0);
    }
}
END_TEST

START_TEST(the_government_of_the_place_never_reviews_who_is_led_vertically)
{
    struct remedy_text_terms t = department(OUTCOME_refused_4, date_of(2025, 3, 14));

    t.leadership =
        LEADERSHIP_VERTICAL; /* the tax office of a county, entered right under it */
    ck_assert_int_eq(remedy_text(arena, &t).lack, REMEDY_NO_BODY);
    ck_assert_ptr_null(remedy_text(arena, &t).paragraph);
    t.review_body = "国家税务总局某市税务局";
    ck_assert(says(paragraph(&t), "向国家税务总局某市税务局申请行政复议"));
}
END_TEST

START_TEST(before_2024_the_higher_department_could_be_chosen)
{
    struct remedy_text_terms t = department(OUTCOME_refused_4, date_of(2023, 12, 31));

    ck_assert(says(paragraph(&t), "某县人民政府或者上一级主管部门"));
    t.decided_on = date_of(2024, 1, 1);
    ck_assert(!says(paragraph(&t), "主管部门"));
}
END_TEST

START_TEST(what_lacks_is_said_and_no_paragraph_is_written)
{
    struct remedy_text_terms t = department(OUTCOME_refused_4, date_of(2025, 3, 14));
    struct remedy_text r;

    t.government = t.superior = NULL;
    t.government_level = LEVEL_NONE;
    r = remedy_text(arena, &t);
    ck_assert_int_eq(r.lack, REMEDY_NO_BODY);
    ck_assert_ptr_null(r.paragraph);
    t.review_body = "某市人民政府";
    t.served_online = true;
    r = remedy_text(arena, &t);
    ck_assert_int_eq(r.lack, REMEDY_NO_ONLINE);
    ck_assert_ptr_null(r.paragraph);
    t.online = "https://fuyi.example.gov.cn";
    ck_assert(
        says(paragraph(&t), "互联网渠道提交行政复议申请书：https://fuyi.example.gov.cn"));
}
END_TEST

START_TEST(what_the_agency_configured_goes_before_the_rules)
{
    struct remedy_text_terms t = department(OUTCOME_refused_8, date_of(2025, 3, 14));

    ck_assert(says(paragraph(&t), "有管辖权的人民法院"));
    t.court = "某市中级人民法院";
    t.review_address = "某路1号";
    ck_assert(says(paragraph(&t), "直接向某市中级人民法院提起行政诉讼"));
    ck_assert(says(paragraph(&t), "某县人民政府（地址：某路1号）"));
    t.query_review_first = true;
    ck_assert_int_eq(remedy_text(arena, &t).road, REMEDY_REVIEW_FIRST);
    t.decided_on = date_of(2023, 12, 31);
    ck_assert_int_eq(remedy_text(arena, &t).road, REMEDY_EITHER);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("letter");
    TCase *all = tcase_create("letter");

    tcase_add_checked_fixture(all, begin, end);
    tcase_add_test(all, every_outcome_has_one_answer_letter_of_its_own);
    tcase_add_test(all, the_acts_of_procedure_have_their_letters);
    tcase_add_test(all,
                   default_templates_name_only_what_there_is_and_all_that_must_be_said);
    tcase_add_test(all, no_two_names_of_a_letter_are_the_same);
    tcase_add_test(all, third_parties_and_agencies_are_not_told_who_asks);
    tcase_add_test(all, document_numbers_follow_the_pattern_of_the_agency);
    tcase_add_test(all, days_are_written_as_letters_write_them);
    tcase_add_test(all,
                   the_same_outcome_before_and_after_each_change_gets_its_own_paragraph);
    tcase_add_test(all, every_outcome_has_a_paragraph_and_only_exemptions_are_review_first);
    tcase_add_test(all, the_government_of_the_place_never_reviews_who_is_led_vertically);
    tcase_add_test(all, the_review_body_follows_level_and_leadership);
    tcase_add_test(all, before_2024_the_higher_department_could_be_chosen);
    tcase_add_test(all, what_lacks_is_said_and_no_paragraph_is_written);
    tcase_add_test(all, what_the_agency_configured_goes_before_the_rules);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
