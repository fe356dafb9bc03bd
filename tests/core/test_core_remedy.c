/* Reviews and suits as law: columns, years, periods, roads; and the same found by looking at
 * the days one by one. */
#include "base/arena.h"
#include "core/remedy.h"
#include "facts.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 16, HISTORIES = 20000 };

static struct arena *arena;
static struct calendar *cal;
static struct remedy_event events[MOST];
static int count;
static struct remedy_terms terms;

static void
begin(void)
{
    arena = arena_new();
    cal = facts_calendar();
    terms = (struct remedy_terms){.calendar = cal, .outcome = OUTCOME_NONE};
    count = 0;
}

static void
end(void)
{
    arena_free(arena);
    calendar_free(cal);
}

static struct remedy_event *
add(enum remedy_event_kind kind, const char *day)
{
    struct remedy_event *e = &events[count++];

    *e = (struct remedy_event){.seq = count,
                               .kind = kind,
                               .happened_on = facts_day(day),
                               .of = REMEDY_NONE,
                               .route = ROUTE_NONE,
                               .matter = MATTER_answer,
                               .capacity = CAPACITY_original,
                               .result = RESULT_NONE,
                               .outcome = OUTCOME_NONE};
    return e;
}

static struct remedy_event *
file(enum remedy_kind of, enum remedy_route route, const char *day)
{
    struct remedy_event *e = add(REMEDY_EVENT_filed, day);

    e->of = of;
    e->route = route;
    return e;
}

static struct remedy_event *
decide(const char *day, enum remedy_result result)
{
    struct remedy_event *e = add(REMEDY_EVENT_decided, day);

    e->result = result;
    return e;
}

static struct remedy
folded(const char *as_of)
{
    struct remedy r;

    terms.as_of = as_of != NULL ? facts_day(as_of) : NO_DATE;
    remedy_fold(arena, &terms, events, count, &r);
    return r;
}

static enum remedy_column
column_on(const char *day)
{
    struct remedy r = folded(day);

    return remedy_column_on(&r, facts_day(day));
}

static bool
shows(enum remedy_flag_kind flag)
{
    struct remedy r = folded(NULL);

    for (int i = 0; i < r.flag_count; i++)
        if (r.flags[i].flag == flag)
            return true;
    return false;
}

static const struct remedy_deadline *
deadline(const struct remedy *r, enum remedy_period kind)
{
    for (int i = 0; i < r->deadline_count; i++)
        if (r->deadlines[i].kind == kind)
            return &r->deadlines[i];
    ck_abort_msg("no period %s", remedy_period_code(kind));
}

static void
is_due(const struct remedy *r, enum remedy_period kind, const char *day)
{
    char text[DATE_SIZE];

    ck_assert_str_eq(date_text(deadline(r, kind)->due, text), day);
}

/* Rule 6.4, written out once more. */
static const struct {
    const char *code;
    enum remedy_column column;
} mapped[] = {
    {"review_upheld", COLUMN_upheld},
    {"review_claim_rejected", COLUMN_upheld},
    {"review_changed", COLUMN_corrected},
    {"review_annulled", COLUMN_corrected},
    {"review_partly_annulled", COLUMN_corrected},
    {"review_unlawful", COLUMN_corrected},
    {"review_ordered", COLUMN_corrected},
    {"review_void", COLUMN_corrected},
    {"review_not_accepted", COLUMN_other_result},
    {"review_dismissed", COLUMN_other_result},
    {"review_withdrawn", COLUMN_other_result},
    {"review_ended", COLUMN_other_result},
    {"review_mediated", COLUMN_other_result},
    {"review_settled", COLUMN_other_result},
    {"suit_claim_rejected", COLUMN_upheld},
    {"suit_annulled", COLUMN_corrected},
    {"suit_partly_annulled", COLUMN_corrected},
    {"suit_ordered", COLUMN_corrected},
    {"suit_pay", COLUMN_corrected},
    {"suit_unlawful", COLUMN_corrected},
    {"suit_void", COLUMN_corrected},
    {"suit_changed", COLUMN_corrected},
    {"suit_not_filed", COLUMN_other_result},
    {"suit_dismissed", COLUMN_other_result},
    {"suit_withdrawn", COLUMN_other_result},
    {"suit_ended", COLUMN_other_result},
    {"suit_mediated", COLUMN_other_result},
    {"suit_transferred", COLUMN_other_result},
};

START_TEST(every_result_counts_in_the_column_of_rule_6_4)
{
    int n = (int)(sizeof mapped / sizeof mapped[0]);

    ck_assert_int_eq(n + 3, RESULT_COUNT); /* and the three of an appeal */
    for (int i = 0; i < n; i++) {
        enum remedy_result result = remedy_result_of(mapped[i].code);
        bool review = strncmp(mapped[i].code, "review", 6) == 0;

        ck_assert_int_ne(result, RESULT_NONE);
        ck_assert_int_eq(remedy_result_column(result), mapped[i].column);
        ck_assert_str_ne(remedy_result_article(result), "");
        count = 0;
        file(review ? REMEDY_review : REMEDY_suit, review ? ROUTE_NONE : ROUTE_direct,
             "2025-03-03");
        add(REMEDY_EVENT_accepted, "2025-03-06");
        decide("2025-05-06", result);
        ck_assert_int_eq(column_on("2025-12-31"), mapped[i].column);
        ck_assert_int_eq(column_on("2025-05-05"), COLUMN_pending);
        ck_assert_int_eq(column_on("2026-12-31"), COLUMN_NONE);
    }
}
END_TEST

START_TEST(what_is_filed_and_not_accepted_counts_nowhere)
{
    file(REMEDY_review, ROUTE_NONE, "2025-12-29");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_NONE);
    decide("2026-01-05", RESULT_review_not_accepted);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_NONE);
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_other_result);
}
END_TEST

START_TEST(pending_at_the_end_of_one_year_counts_by_its_result_in_the_next)
{
    file(REMEDY_review, ROUTE_NONE, "2025-11-20");
    add(REMEDY_EVENT_accepted, "2025-11-25");
    decide("2025-12-30", RESULT_review_annulled)->delivered_on = facts_day("2026-01-04");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
    ck_assert_int_eq(column_on("2026-01-03"), COLUMN_pending);
    ck_assert_int_eq(column_on("2026-01-04"), COLUMN_corrected);
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_corrected);
}
END_TEST

/* Served on 16 December 2025: 15 days end on the 31st, and it holds from 1 January on. */
START_TEST(a_judgment_is_pending_until_nobody_can_appeal_any_more)
{
    file(REMEDY_suit, ROUTE_direct, "2025-09-01");
    add(REMEDY_EVENT_accepted, "2025-09-05");
    decide("2025-12-10", RESULT_suit_claim_rejected)->delivered_on =
        facts_day("2025-12-16");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
    ck_assert_int_eq(column_on("2026-01-01"), COLUMN_upheld);
    events[count - 1].delivered_on = facts_day("2025-12-15");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_upheld);
}
END_TEST

/* 19 September 2025 and 15 days is 4 October, a holiday: 9 October is the next day worked. */
START_TEST(a_last_day_that_is_no_working_day_is_put_off)
{
    struct remedy r;

    file(REMEDY_suit, ROUTE_direct, "2025-08-01");
    decide("2025-09-19", RESULT_suit_annulled);
    r = folded(NULL);
    is_due(&r, PERIOD_appeal_judgment, "2025-10-09");
    ck_assert_int_eq(r.settled_on, facts_day("2025-10-10"));
    terms.calendar = NULL;
    r = folded(NULL);
    is_due(&r, PERIOD_appeal_judgment, "2025-10-04");
}
END_TEST

START_TEST(one_dispute_counts_once_by_the_result_that_holds)
{
    file(REMEDY_suit, ROUTE_after_review, "2025-03-03");
    add(REMEDY_EVENT_accepted, "2025-03-06");
    decide("2025-06-10", RESULT_suit_claim_rejected);
    add(REMEDY_EVENT_appealed, "2025-06-20");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
    add(REMEDY_EVENT_appeal_decided, "2026-02-10")->result = RESULT_suit_annulled;
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_corrected);
    events[count - 1].result = RESULT_appeal_rejected;
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_upheld);
    events[count - 1].result = RESULT_appeal_remanded;
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_pending);
    decide("2026-11-10", RESULT_suit_partly_annulled);
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_corrected);
}
END_TEST

START_TEST(a_reversal_of_what_was_final_counts_in_the_later_year)
{
    file(REMEDY_suit, ROUTE_direct, "2025-03-03");
    decide("2025-06-10", RESULT_suit_claim_rejected);
    add(REMEDY_EVENT_reopened, "2026-03-01");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_upheld);
    ck_assert_int_eq(column_on("2026-03-31"), COLUMN_pending);
    decide("2026-05-06", RESULT_suit_annulled);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_upheld);
    ck_assert_int_eq(column_on("2026-12-31"), COLUMN_corrected);
}
END_TEST

START_TEST(a_transferred_suit_goes_on_where_another_court_takes_it_up)
{
    file(REMEDY_suit, ROUTE_direct, "2025-03-03");
    add(REMEDY_EVENT_accepted, "2025-03-06");
    decide("2025-04-10", RESULT_suit_transferred);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_other_result);
    add(REMEDY_EVENT_accepted, "2025-05-06");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
}
END_TEST

START_TEST(a_co_defendant_for_its_review_decision_counts_nothing)
{
    file(REMEDY_suit, ROUTE_after_review, "2025-03-03")->capacity = CAPACITY_review_body;
    add(REMEDY_EVENT_accepted, "2025-03-06");
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_NONE);
}
END_TEST

START_TEST(the_reply_to_a_review_takes_ten_working_days_and_five_in_the_simplified_way)
{
    struct remedy r;

    file(REMEDY_review, ROUTE_NONE, "2025-09-19");
    add(REMEDY_EVENT_served, "2025-09-24"); /* 28 Sept and 11 Oct worked, 1-8 Oct off */
    r = folded(NULL);
    is_due(&r, PERIOD_reply_review, "2025-10-14");
    ck_assert_ptr_eq(remedy_next(&r), deadline(&r, PERIOD_reply_review));
    events[1].simplified = true;
    r = folded(NULL);
    is_due(&r, PERIOD_reply_review_simple, "2025-09-30");
    add(REMEDY_EVENT_replied, "2025-10-09");
    ck_assert(shows(REMEDY_FLAG_reply_late));
    r = folded(NULL);
    ck_assert_ptr_null(remedy_next(&r));
}
END_TEST

START_TEST(the_answer_to_the_court_takes_fifteen_days)
{
    struct remedy r;

    file(REMEDY_suit, ROUTE_direct, "2025-03-03");
    add(REMEDY_EVENT_served, "2025-03-10");
    r = folded(NULL);
    is_due(&r, PERIOD_reply_court, "2025-03-25");
    add(REMEDY_EVENT_replied, "2025-03-25");
    ck_assert(!shows(REMEDY_FLAG_reply_late));
}
END_TEST

START_TEST(who_complains_has_sixty_days_six_months_or_fifteen_days)
{
    struct remedy r;

    file(REMEDY_review, ROUTE_NONE, "2025-03-03")->known_on = facts_day("2025-01-10");
    r = folded(NULL);
    is_due(&r, PERIOD_file_review, "2025-03-11");
    ck_assert(!shows(REMEDY_FLAG_filed_late));
    count = 0;
    file(REMEDY_suit, ROUTE_direct, "2025-03-04")->known_on = facts_day("2024-08-31");
    r = folded(NULL);
    is_due(&r, PERIOD_file_suit, "2025-02-28"); /* no 31 February */
    ck_assert(shows(REMEDY_FLAG_filed_late));
    count = 0;
    file(REMEDY_suit, ROUTE_after_review, "2025-03-18")->review_received_on =
        facts_day("2025-03-03");
    r = folded(NULL);
    is_due(&r, PERIOD_file_after_review, "2025-03-18");
    ck_assert(!shows(REMEDY_FLAG_filed_late));
}
END_TEST

START_TEST(a_review_takes_sixty_days_thirty_more_and_thirty_in_the_simplified_way)
{
    struct remedy r;

    file(REMEDY_review, ROUTE_NONE, "2025-03-03");
    add(REMEDY_EVENT_accepted, "2025-03-06");
    r = folded(NULL);
    is_due(&r, PERIOD_decide_review, "2025-05-06"); /* 5 May is a day off */
    add(REMEDY_EVENT_extended, "2025-04-30");
    r = folded(NULL);
    is_due(&r, PERIOD_decide_review, "2025-06-04");
    decide("2025-06-05", RESULT_review_upheld);
    ck_assert(shows(REMEDY_FLAG_body_late));
    count = 2;
    add(REMEDY_EVENT_served, "2025-03-07")->simplified = true;
    r = folded(NULL);
    is_due(&r, PERIOD_decide_review_simple, "2025-04-07"); /* 5 and 6 April: days off */
}
END_TEST

START_TEST(a_new_answer_has_its_own_clock_from_the_day_the_decision_holds)
{
    struct remedy r;

    file(REMEDY_review, ROUTE_NONE, "2025-03-03");
    add(REMEDY_EVENT_accepted, "2025-03-06");
    decide("2025-04-08", RESULT_review_annulled)->re_decide = true;
    r = folded(NULL);
    is_due(&r, PERIOD_re_decide, "2025-05-08"); /* 27 April worked, 1-5 May off */
    ck_assert_ptr_eq(remedy_next(&r), deadline(&r, PERIOD_re_decide));
    events[2].re_decide_days = 5;
    r = folded(NULL);
    is_due(&r, PERIOD_re_decide, "2025-04-15");
    events[2].re_decide_days = 0;
    events[2].re_decide_by = facts_day("2025-04-20");
    add(REMEDY_EVENT_re_decided, "2025-04-21")->outcome = OUTCOME_granted;
    r = folded(NULL);
    is_due(&r, PERIOD_re_decide, "2025-04-20");
    ck_assert(shows(REMEDY_FLAG_re_decision_late));
    ck_assert_int_eq(r.re_decided, OUTCOME_granted);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_corrected);
}
END_TEST

/* The same refusal before and after each day on which the law changed (product idea 30). */
START_TEST(where_review_comes_first_follows_the_day_of_the_answer)
{
    static const struct {
        enum outcome outcome;
        enum rests rests;
        const char *answered_on;
        enum remedy_route route;
        int flag; /* -1: none */
    } cases[] = {
        {OUTCOME_refused_4, 0, "2023-12-31", ROUTE_direct, -1},
        {OUTCOME_refused_4, 0, "2024-01-01", ROUTE_direct, REMEDY_FLAG_review_first},
        {OUTCOME_refused_1, 0, "2026-06-30", ROUTE_direct, REMEDY_FLAG_review_first},
        {OUTCOME_refused_7, 0, "2026-07-01", ROUTE_direct, REMEDY_FLAG_review_first_2026},
        {OUTCOME_refused_8, 0, "2026-07-01", ROUTE_direct, -1},
        {OUTCOME_refused_4, 0, "2025-01-01", ROUTE_after_review, -1},
        {OUTCOME_unavailable_1, 0, "2025-01-01", ROUTE_direct, -1},
        {OUTCOME_partly_granted, RESTS_ON_14_TO_16, "2023-12-31", ROUTE_direct, -1},
        {OUTCOME_partly_granted, RESTS_ON_14_TO_16, "2024-01-01", ROUTE_direct,
         REMEDY_FLAG_review_first},
        {OUTCOME_partly_granted, RESTS_ON_14_TO_16, "2026-07-01", ROUTE_direct,
         REMEDY_FLAG_review_first_2026},
        {OUTCOME_partly_granted, RESTS_NOT_STATED, "2025-01-01", ROUTE_direct,
         REMEDY_FLAG_partly_ask},
        {OUTCOME_partly_granted, RESTS_ELSEWHERE, "2026-07-01", ROUTE_direct, -1},
    };
    static const enum remedy_flag_kind all[] = {
        REMEDY_FLAG_review_first, REMEDY_FLAG_review_first_2026, REMEDY_FLAG_partly_ask};

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        count = 0;
        file(REMEDY_suit, cases[i].route, "2026-08-03")->rests = cases[i].rests;
        terms.outcome = cases[i].outcome;
        terms.answered_on = facts_day(cases[i].answered_on);
        for (unsigned k = 0; k < 3; k++)
            ck_assert_msg(shows(all[k]) == ((int)all[k] == cases[i].flag), "case %u, %s", i,
                          remedy_flag_code(all[k]));
    }
    ck_assert_int_eq(remedy_flag_level(REMEDY_FLAG_review_first), LEVEL_warning);
    ck_assert_int_eq(remedy_flag_level(REMEDY_FLAG_review_first_2026), LEVEL_error);
}
END_TEST

START_TEST(of_silence_the_day_of_filing_decides)
{
    file(REMEDY_suit, ROUTE_direct, "2026-06-30")->matter = MATTER_silence;
    ck_assert(shows(REMEDY_FLAG_silence_both));
    events[0].happened_on++;
    ck_assert(shows(REMEDY_FLAG_silence_2026) && !shows(REMEDY_FLAG_silence_both));
    events[0].happened_on = facts_day("2023-12-31");
    ck_assert(!shows(REMEDY_FLAG_silence_2026) && !shows(REMEDY_FLAG_silence_both));
}
END_TEST

/* The refusal of the last entry; REMEDY_FLAG_COUNT when it is accepted. */
static enum remedy_flag_kind
refusal(void)
{
    struct remedy_flag why;
    struct remedy r;

    terms.as_of = NO_DATE;
    return remedy_judge(arena, &terms, events, count, &r, &why) == OK ? REMEDY_FLAG_COUNT
                                                                      : why.flag;
}

START_TEST(what_would_have_no_effect_is_refused)
{
    file(REMEDY_review, ROUTE_NONE, "2025-03-03");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    add(REMEDY_EVENT_appealed, "2025-03-04");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_of_other_kind);
    count--;
    add(REMEDY_EVENT_accepted, "2025-03-02");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_before_filing);
    count--;
    decide("2025-04-01", RESULT_suit_annulled);
    ck_assert_int_eq(refusal(), REMEDY_FLAG_no_result);
    count--;
    add(REMEDY_EVENT_re_decided, "2025-04-01");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_no_re_decision);
    count--;
    decide("2025-04-01", RESULT_review_upheld);
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    add(REMEDY_EVENT_hearing, "2025-04-02");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_nothing_pending);
    count--;
    decide("2025-04-02", RESULT_review_upheld);
    ck_assert_int_eq(refusal(), REMEDY_FLAG_nothing_pending);
    count--;
    add(REMEDY_EVENT_filed, "2025-04-02")->of = REMEDY_review;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_filed_twice);
}
END_TEST

START_TEST(a_suit_is_appealed_where_its_judgment_can_be)
{
    file(REMEDY_suit, ROUTE_direct, "2025-03-03");
    add(REMEDY_EVENT_appealed, "2025-03-04");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_cannot_be_appealed);
    count--;
    decide("2025-05-06", RESULT_suit_withdrawn);
    add(REMEDY_EVENT_appealed, "2025-05-07");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_cannot_be_appealed);
    events[1].result = RESULT_suit_dismissed;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    decide("2025-06-06", RESULT_suit_dismissed);
    ck_assert_int_eq(refusal(), REMEDY_FLAG_on_appeal);
    count--;
    add(REMEDY_EVENT_appeal_decided, "2025-06-06")->result = RESULT_review_upheld;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_no_result);
}
END_TEST

START_TEST(a_correction_stands_in_the_place_of_what_it_corrects)
{
    file(REMEDY_review, ROUTE_NONE, "2025-03-03");
    add(REMEDY_EVENT_accepted, "2025-03-06");
    decide("2025-04-08", RESULT_review_annulled);
    decide("2025-04-08", RESULT_review_upheld)->supersedes = 3;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_upheld);
    add(REMEDY_EVENT_retracted, "2025-05-06")->supersedes = 3;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_correction_of_nothing);
    events[count - 1].supersedes = 4;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    ck_assert_int_eq(column_on("2025-12-31"), COLUMN_pending);
    add(REMEDY_EVENT_retracted, "2025-05-06")->supersedes = 1;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_COUNT);
    ck_assert_int_eq(folded(NULL).stage, STAGE_voided);
    add(REMEDY_EVENT_hearing, "2025-05-06");
    ck_assert_int_eq(refusal(), REMEDY_FLAG_voided);
}
END_TEST

START_TEST(a_decision_with_an_appeal_behind_it_is_not_taken_back)
{
    file(REMEDY_suit, ROUTE_direct, "2025-03-03");
    decide("2025-05-06", RESULT_suit_annulled);
    add(REMEDY_EVENT_appealed, "2025-05-09");
    add(REMEDY_EVENT_retracted, "2025-05-12")->supersedes = 2;
    ck_assert_int_eq(refusal(), REMEDY_FLAG_cannot_be_appealed);
}
END_TEST

/* ---- A table ---- */

START_TEST(a_block_whose_total_is_not_its_sum_is_named)
{
    struct remedy_table t = {{{13, 2, 4, 0, 15}, {0, 0, 0, 0, 0}, {-1, 0, 0, 0, -1}}};
    struct remedy_table_fault faults[REMEDY_MAX_FAULTS];
    char line[400];

    ck_assert_int_eq(remedy_table_check(&t, faults), 2);
    ck_assert_int_eq(faults[0].right, 19);
    remedy_fault_zh(&t, &faults[0], line, sizeof line);
    ck_assert_ptr_nonnull(strstr(line, "行政复议"));
    ck_assert_ptr_nonnull(strstr(line, "总计填 15"));
    ck_assert_ptr_nonnull(strstr(line, "19"));
    remedy_fault_en(&t, &faults[1], line, sizeof line);
    ck_assert_str_eq(line, "suit_after_review, upheld: -1 is below zero");
    t.cells[BLOCK_suit_after_review][COLUMN_upheld] = 0;
    remedy_table_finish(&t);
    ck_assert_int_eq(remedy_table_check(&t, faults), 0);
}
END_TEST

/* ---- The same by walking the days ---- */

static unsigned seed = 20250304;

static int
chance(int n)
{
    return (int)((unsigned)rand_r(&seed) % (unsigned)n);
}

/* A lawful history: what may follow is drawn, on a later day each time. */
static void
draw_history(void)
{
    bool suit = chance(2), decided = false, appealable = false, appealed = false,
         accepted = false;
    enum remedy_result first = RESULT_NONE;
    date d = date_of(2023, 1, 1) + chance(900);
    char day[DATE_SIZE];

    count = 0;
    file(suit ? REMEDY_suit : REMEDY_review,
         suit ? (chance(2) ? ROUTE_direct : ROUTE_after_review) : ROUTE_NONE,
         date_text(d, day))
        ->capacity = chance(10) ? CAPACITY_original : CAPACITY_review_body;
    for (int steps = chance(8); steps > 0 && count < MOST - 1; steps--) {
        struct remedy_event *e;

        d += 1 + chance(200);
        date_text(d, day);
        if (decided && appealable && !appealed && chance(2)) {
            add(REMEDY_EVENT_appealed, day);
            appealed = true;
            decided = false;
        } else if (appealed && !decided) {
            e = add(REMEDY_EVENT_appeal_decided, day);
            e->result = chance(3)   ? RESULT_appeal_rejected
                        : chance(2) ? RESULT_appeal_remanded
                                    : RESULT_suit_annulled;
            e->delivered_on = chance(2) ? d + chance(30) : NO_DATE;
            decided = e->result != RESULT_appeal_remanded;
            appealed = decided;
            appealable = false;
        } else if (decided && suit && chance(3) == 0) {
            add(REMEDY_EVENT_reopened, day);
            decided = appealed = appealable = false;
            accepted = true;
        } else if (!decided && !accepted && chance(2)) {
            add(REMEDY_EVENT_accepted, day);
            accepted = true;
        } else if (!decided) {
            int low = suit ? RESULT_suit_claim_rejected : RESULT_review_upheld;
            int n = suit ? RESULT_suit_mediated - low + 1 : RESULT_review_settled - low + 1;

            first = (enum remedy_result)(low + chance(n));
            e = decide(day, first);
            e->delivered_on = chance(2) ? d + chance(30) : NO_DATE;
            decided = accepted = true;
            appealable = remedy_appeal_days(first) > 0;
            appealed = false;
        }
    }
}

/* Where the history stands at the end of DAY: every day is lived through from the first one,
 * a judgment being counted down from its service, with the days off found in the facts. */
static enum remedy_column
naive_column(date day)
{
    enum { NOT_YET, PENDING, JUDGED, OVER } state = NOT_YET;
    enum remedy_result result = RESULT_NONE, first = RESULT_NONE;
    date holds = NO_DATE;

    for (date d = events[0].happened_on; d <= day; d++) {
        for (int i = 1; i < count; i++) {
            const struct remedy_event *e = &events[i];
            date served =
                e->delivered_on > e->happened_on ? e->delivered_on : e->happened_on;

            if (e->happened_on != d)
                continue;
            if (e->kind == REMEDY_EVENT_decided) {
                int days = remedy_appeal_days(e->result);

                first = result = e->result;
                state = JUDGED;
                holds = served;
                if (days > 0) {
                    for (holds = served + days; !facts_work_on(holds); holds++)
                        ;
                    holds++;
                }
            } else if (e->kind == REMEDY_EVENT_appeal_decided) {
                state = e->result == RESULT_appeal_remanded ? PENDING : JUDGED;
                result = e->result == RESULT_appeal_rejected ? first : e->result;
                holds = served;
            } else {
                state = PENDING;
            }
        }
        if (state == JUDGED && d >= holds)
            state = OVER;
    }
    if (state == NOT_YET || events[0].capacity != CAPACITY_original)
        return COLUMN_NONE;
    if (state != OVER)
        return COLUMN_pending;
    return date_year(holds) == date_year(day) ? remedy_result_column(result) : COLUMN_NONE;
}

START_TEST(twenty_thousand_histories_stand_where_a_walk_through_their_days_finds_them)
{
    struct remedy_table table = {{{0}}};
    struct remedy_table_fault faults[REMEDY_MAX_FAULTS];
    long counted = 0, sum = 0;

    for (int n = 0; n < HISTORIES; n++) {
        date day;
        char text[DATE_SIZE];
        enum remedy_column c;

        draw_history();
        ck_assert_msg(refusal() == REMEDY_FLAG_COUNT, "history %d: %s", n,
                      remedy_flag_code(refusal()));
        day = chance(2) ? date_of(2023 + chance(5), 12, 31)
                        : events[0].happened_on + chance(1500);
        c = column_on(date_text(day, text));
        ck_assert_msg(c == naive_column(day), "history %d on %s: %d, not %d", n, text, c,
                      naive_column(day));
        if (c != COLUMN_NONE) {
            struct remedy r = folded(text);

            table.cells[remedy_block_of(&r)][c]++;
            counted++;
        }
        if (n % 200 == 0) {
            arena_free(arena);
            arena = arena_new();
        }
    }
    remedy_table_finish(&table);
    ck_assert_int_eq(remedy_table_check(&table, faults), 0);
    for (int b = 0; b < BLOCK_COUNT; b++)
        sum += table.cells[b][COLUMN_total];
    ck_assert_int_eq(sum, counted);
    ck_assert_int_gt(counted, HISTORIES / 4);
    table.cells[chance(3)][COLUMN_total]++;
    ck_assert_int_eq(remedy_table_check(&table, faults), 1);
}
END_TEST

/* Entries of any kind in any order: the fold says of each that does nothing why, and what
 * remains of the history has none. */
START_TEST(a_fold_takes_any_history)
{
    for (int n = 0; n < HISTORIES; n++) {
        struct remedy r;
        char day[DATE_SIZE];

        count = 0;
        for (int i = chance(MOST); i > 0; i--) {
            struct remedy_event *e =
                add((enum remedy_event_kind)(chance(REMEDY_EVENT_COUNT + 1) - 1),
                    date_text(date_of(2025, 1, 1) + chance(400), day));

            e->of = (enum remedy_kind)(chance(3) - 1);
            e->route = (enum remedy_route)(chance(3) - 1);
            e->result = (enum remedy_result)(chance(RESULT_COUNT + 1) - 1);
            e->supersedes = chance(4) ? 0 : chance(MOST);
            e->re_decide = chance(2);
            e->known_on = chance(2) ? DATE_LAST - chance(300) : NO_DATE;
            e->delivered_on = chance(2) ? DATE_LAST - chance(20) : NO_DATE;
        }
        r = folded(chance(2) ? "2025-07-01" : NULL);
        ck_assert_int_le(r.flag_count, 2 * count + 8);
        ck_assert_int_le(r.deadline_count, REMEDY_DEADLINES);
        ck_assert((r.stage == STAGE_decided) == (r.settled_on != NO_DATE));
        ck_assert(r.stage != STAGE_decided || r.result != RESULT_NONE);
        if (n % 200 == 0) {
            arena_free(arena);
            arena = arena_new();
        }
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_result_counts_in_the_column_of_rule_6_4,
        what_is_filed_and_not_accepted_counts_nowhere,
        pending_at_the_end_of_one_year_counts_by_its_result_in_the_next,
        a_judgment_is_pending_until_nobody_can_appeal_any_more,
        a_last_day_that_is_no_working_day_is_put_off,
        one_dispute_counts_once_by_the_result_that_holds,
        a_reversal_of_what_was_final_counts_in_the_later_year,
        a_transferred_suit_goes_on_where_another_court_takes_it_up,
        a_co_defendant_for_its_review_decision_counts_nothing,
        the_reply_to_a_review_takes_ten_working_days_and_five_in_the_simplified_way,
        the_answer_to_the_court_takes_fifteen_days,
        who_complains_has_sixty_days_six_months_or_fifteen_days,
        a_review_takes_sixty_days_thirty_more_and_thirty_in_the_simplified_way,
        a_new_answer_has_its_own_clock_from_the_day_the_decision_holds,
        where_review_comes_first_follows_the_day_of_the_answer,
        of_silence_the_day_of_filing_decides,
        what_would_have_no_effect_is_refused,
        a_suit_is_appealed_where_its_judgment_can_be,
        a_correction_stands_in_the_place_of_what_it_corrects,
        a_decision_with_an_appeal_behind_it_is_not_taken_back,
        a_block_whose_total_is_not_its_sum_is_named,
        twenty_thousand_histories_stand_where_a_walk_through_their_days_finds_them,
        a_fold_takes_any_history,
        NULL,
    };
    Suite *suite = suite_create("remedy");
    TCase *all = tcase_create("remedy");

    tcase_set_timeout(all, 120);
    tcase_add_checked_fixture(all, begin, end);
    for (const TTest *const *t = tests; *t != NULL; t++)
        tcase_add_test(all, *t);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
