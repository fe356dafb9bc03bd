#include "core/notice.h"

#include "facts.h"
#include "harness.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 8 };

/* What was told, as "0.date 2.kind days". */
static char told[200];

static void
take(void *context, int index, const char *member, const char *zh, const char *en)
{
    size_t len = strlen(told);

    ck_assert_ptr_null(context);
    ck_assert_str_ne(zh, "");
    ck_assert_str_ne(en, "");
    if (index < 0)
        snprintf(told + len, sizeof told - len, "%s%s", len ? " " : "", member);
    else
        snprintf(told + len, sizeof told - len, "%s%d.%s", len ? " " : "", index, member);
}

/* The faults of a notice for 2027 whose DAYS are "2027-01-01 off" and the like. */
static const char *
faults(enum notice_type type, const char *const *days)
{
    struct notice_day list[MOST];
    char day[DATE_SIZE];
    int n = 0, spaces = 0, found;

    for (; days[n] != NULL; n++) {
        snprintf(day, sizeof day, "%.10s", days[n]);
        list[n] = (struct notice_day){facts_day(day), strcmp(days[n] + 11, "work") == 0};
    }
    told[0] = '\0';
    found = notice_check(type, 2027, list, n, take, NULL);
    for (const char *p = told; *p != '\0'; p++)
        spaces += *p == ' ';
    ck_assert_int_eq(found, *told ? spaces + 1 : 0);
    return told;
}

#define DAYS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(a_notice_arranges_its_year_and_the_december_before)
{
    ck_assert_str_eq(faults(NOTICE_ANNUAL, DAYS("2026-12-01 off", "2027-12-31 off")), "");
    ck_assert_str_eq(faults(NOTICE_ANNUAL, DAYS("2026-11-30 off", "2028-01-01 off")),
                     "0.date 1.date");
    ck_assert_str_eq(faults(NOTICE_REGIONAL, DAYS("2026-11-30 off")), "0.date");
}
END_TEST

START_TEST(a_day_stands_in_a_notice_once)
{
    ck_assert_str_eq(faults(NOTICE_CHANGE, DAYS("2027-05-01 off", "2027-05-02 off",
                                                "2027-05-01 work", "2027-05-02 off")),
                     "2.date 3.date");
}
END_TEST

START_TEST(an_annual_notice_makes_only_weekends_working_days)
{
    ck_assert_str_eq(faults(NOTICE_ANNUAL, DAYS("2027-01-01 off", "2027-01-04 work",
                                                "2027-01-09 work", "2027-01-10 work")),
                     "1.kind");
    ck_assert_str_eq(faults(NOTICE_CHANGE, DAYS("2027-01-04 work")), "");
}
END_TEST

START_TEST(an_annual_notice_names_days_off)
{
    ck_assert_str_eq(faults(NOTICE_ANNUAL, DAYS("2027-01-09 work")), "days");
    ck_assert_str_eq(faults(NOTICE_REGIONAL, DAYS("2027-01-09 work")), "");
}
END_TEST

START_TEST(types_have_codes)
{
    for (enum notice_type t = 0; t < NOTICE_TYPES; t++) {
        ck_assert_int_eq(notice_type_of(notice_type_code(t)), t);
        ck_assert_ptr_nonnull(strstr(notice_type_codes, notice_type_code(t)));
    }
    ck_assert_int_eq(notice_type_of("draft"), NOTICE_TYPES);
    ck_assert_int_eq(notice_type_of(NULL), NOTICE_TYPES);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_notice_arranges_its_year_and_the_december_before,
        a_day_stands_in_a_notice_once,
        an_annual_notice_makes_only_weekends_working_days,
        an_annual_notice_names_days_off,
        types_have_codes,
        NULL,
    };

    return harness_run(harness_suite("notice", tests, 10));
}
