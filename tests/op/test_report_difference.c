/* What differs from a frozen report beside its cases: remedies, figures and words. */
#include "op/ask.h"
#include "op/example.h"
#include "op/written.h"

#include <stdio.h>
#include <string.h>

#define REPORT_2025 "GET /api/v1/agencies/%s/reports/2025/"

/* A review of 2025 that the agency knows of; its number. */
static long
make_review(const char *agency)
{
    long n = number_in(ask(201,
                           "{'kind':'review','body':'某市人民政府','claimant':'王五五',"
                           "'filed_on':'2025-06-02'}",
                           "POST /api/v1/agencies/%s/remedies", agency),
                       "remedy.n");

    ask(200, "{'kind':'served','happened_on':'2025-06-10'}",
        "POST /api/v1/agencies/%s/remedies/%ld/events", agency, n);
    return n;
}

static void
decide(const char *agency, long n, const char *day)
{
    char body[120];

    snprintf(body, sizeof body,
             "{'kind':'decided','happened_on':'%s','result':'review_annulled'}", day);
    ask(200, body, "POST /api/v1/agencies/%s/remedies/%ld/events", agency, n);
}

static const json_t *
difference(const char *agency, const char *query)
{
    return ask(200, NULL, REPORT_2025 "difference?%s", agency, query);
}

/* The remedy N of AGENCY in D, which must be there. */
static const json_t *
moved(const json_t *d, const char *agency, long n)
{
    json_t *one;
    size_t i;

    json_array_foreach(value_in(d, "remedies"), i, one)
        if (number_in(one, "n") == n && strcmp(text_in(one, "agency"), agency) == 0)
            return one;
    ck_abort_msg("remedy %ld of %s is not listed: %s", n, agency,
                 json_dumps(d, JSON_INDENT(1)));
}

static size_t
count(const json_t *d, const char *list)
{
    return json_array_size(value_in(d, list));
}

START_TEST(remedies_that_count_elsewhere_are_listed_with_the_cause)
{
    const json_t *d, *one;
    long decided, kept, late;

    make_agency("four", NULL);
    decided = make_review("four");
    kept = make_review("four");
    freeze_report("four", 2025, "agency");
    ck_assert_uint_eq(count(difference("four", "from=1"), "remedies"), 0);
    decide("four", decided, "2025-07-21");
    decide("four", kept,
           "2026-01-02"); /* this year's result changes nothing of last year's */
    late = make_review("four");
    d = difference("four", "from=1");
    ck_assert_uint_eq(count(d, "remedies"), 2);
    one = moved(d, "four", decided);
    ck_assert_str_eq(text_in(one, "left.0"), "review.pending");
    ck_assert_str_eq(text_in(one, "entered.0"), "review.corrected");
    ck_assert_str_eq(text_in(one, "cause"), "entered_late");
    ck_assert_str_eq(text_in(one, "kind"), "decided");
    ck_assert_str_eq(text_in(one, "happened_on"), "2025-07-21");
    one = moved(d, "four", late);
    ck_assert_uint_eq(count(one, "left"), 0);
    ck_assert_str_eq(text_in(one, "entered.0"), "review.pending");
    /* One left the column and one entered it. */
    ck_assert_uint_eq(count(d, "cells"), 1);
    ck_assert_str_eq(text_in(d, "cells.0.section"), "four");
    ck_assert_str_eq(text_in(d, "cells.0.cell"), "review");
    ck_assert_str_eq(text_in(d, "cells.0.category"), "corrected");
    ck_assert_int_eq(number_in(d, "cells.0.change"), 1);
    /* Two versions are compared by what was kept with them, whatever came since. */
    report_act("four", 2025, "restate", "{'reason':'迟录一件复议决定'}");
    make_review("four");
    d = difference("four", "from=1&to=2");
    ck_assert_uint_eq(count(d, "remedies"), 2);
    ck_assert_str_eq(text_in(moved(d, "four", late), "cause"), "entered_late");
    ck_assert_uint_eq(count(difference("four", "from=2"), "remedies"), 1);
}
END_TEST

START_TEST(a_remedy_taken_back_left_its_cell)
{
    const json_t *one;
    long n;

    make_agency("back", NULL);
    n = make_review("back");
    decide("back", n, "2025-07-21");
    freeze_report("back", 2025, "agency");
    ask(200, "{'reason':'误录'}",
        "POST /api/v1/agencies/back/remedies/%ld/events/3/retract", n);
    one = moved(difference("back", "from=1"), "back", n);
    ck_assert_str_eq(text_in(one, "left.0"), "review.corrected");
    ck_assert_str_eq(text_in(one, "entered.0"), "review.pending");
    ck_assert_str_eq(text_in(one, "cause"), "retracted");
}
END_TEST

START_TEST(the_remedies_of_a_subtree_are_those_of_their_agencies)
{
    long n;

    make_agency("above", NULL);
    make_agency("below", "'parent':'above'");
    make_review("above");
    n = make_review("below");
    freeze_report("above", 2025, "subtree");
    decide("below", n, "2025-07-21");
    moved(difference("above", "from=1&scope=subtree"), "below", n);
}
END_TEST

START_TEST(figures_and_words_that_changed_are_listed)
{
    const json_t *d;

    make_agency("words", NULL);
    figures_stated("words", 2025, "fees.amount", "0.04");
    part_written("words", 2025, "five", "存在的问题是人手不足。明年加强培训。");
    part_written("words", 2025, "one", "收到{{new.total}}件。");
    freeze_report("words", 2025, "agency");
    d = difference("words", "from=1");
    ck_assert_uint_eq(count(d, "figures"), 0);
    ck_assert_uint_eq(count(d, "texts"), 0);
    figures_stated("words", 2025, "fees.amount", "0.4");
    part_written("words", 2025, "five", "存在的问题是人手不足。明年增加人手。");
    make_case("words", "2025-12-31", NULL);
    d = difference("words", "from=1");
    ck_assert_uint_eq(count(d, "figures"), 1);
    ck_assert_str_eq(text_in(d, "figures.0.key"), "fees.amount");
    ck_assert_str_eq(text_in(d, "figures.0.before"), "0.04");
    ck_assert_str_eq(text_in(d, "figures.0.after"), "0.4");
    ck_assert_uint_eq(count(d, "texts"), 2);
    ck_assert_str_eq(text_in(d, "texts.0.part"), "one"); /* its number is another */
    ck_assert_str_eq(text_in(d, "texts.0.changes.0.sentence"), "收到0件。");
    ck_assert_str_eq(text_in(d, "texts.0.changes.1.sentence"), "收到1件。");
    ck_assert_str_eq(text_in(d, "texts.1.part"), "five");
    ck_assert_str_eq(text_in(d, "texts.1.changes.0.change"), "removed");
    ck_assert_str_eq(text_in(d, "texts.1.changes.0.sentence"), "明年加强培训。");
    report_act("words", 2025, "restate", "{'reason':'迟录一件，更正收费'}");
    ck_assert_uint_eq(count(difference("words", "from=1&to=2"), "figures"), 1);
    ck_assert_uint_eq(count(difference("words", "from=2"), "texts"), 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        remedies_that_count_elsewhere_are_listed_with_the_cause,
        a_remedy_taken_back_left_its_cell,
        the_remedies_of_a_subtree_are_those_of_their_agencies,
        figures_and_words_that_changed_are_listed,
        NULL,
    };

    return here_run("report_difference", tests,
                    (const char *const[]){"--today=2026-01-20", NULL});
}
