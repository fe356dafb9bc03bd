/* How letters travel, and which day counts (rule 3.9). */
#include "core/service.h"
#include "core/stands.h"
#include "harness.h"

#include <string.h>

static struct arena *arena;
static struct served *served;
static struct service_problem *problems;
static int problem_count;

static int
fold(const struct event *e, int n)
{
    return service_fold(arena, e, n, &served, &problems, &problem_count);
}

static struct event
entry(int seq, enum event_kind kind, date day, int of, enum service_way way)
{
    return (struct event){
        .seq = seq, .kind = kind, .happened_on = day, .of = of, .way = way};
}

START_TEST(the_codes_of_ways_lead_back_to_them)
{
    for (int w = WAY_NONE + 1; w < WAY_COUNT; w++) {
        ck_assert_int_eq(service_way_of(service_way_code((enum service_way)w)), w);
        ck_assert_ptr_nonnull(service_way_name((enum service_way)w));
        ck_assert_ptr_nonnull(service_way_source((enum service_way)w));
    }
    ck_assert_int_eq(service_way_of("courier"), WAY_NONE);
    ck_assert_int_eq(service_way_of(NULL), WAY_NONE);
    ck_assert_str_eq(service_way_codes, "|post|hand|entrusted|electronic");
}
END_TEST

START_TEST(posted_counts_the_posting_by_hand_the_signature)
{
    ck_assert_int_eq(service_day(WAY_post, 100, 105), 100);
    ck_assert_int_eq(service_day(WAY_electronic, 100, 105), 100);
    ck_assert_int_eq(service_day(WAY_hand, 100, 105), 105);
    ck_assert_int_eq(service_day(WAY_entrusted, 100, 105), 105);
    ck_assert_int_eq(service_day(WAY_hand, 100, NO_DATE), NO_DATE);
    ck_assert_int_eq(service_day(WAY_NONE, 100, 105), NO_DATE);
}
END_TEST

START_TEST(after_a_return_the_first_posting_stays_the_day)
{
    const struct event e[] = {entry(1, EVENT_registered, 90, 0, WAY_NONE),
                              entry(2, EVENT_fee_notice, 100, 0, WAY_NONE),
                              entry(3, EVENT_dispatched, 101, 2, WAY_post),
                              entry(4, EVENT_returned, 110, 2, WAY_NONE),
                              entry(5, EVENT_dispatched, 111, 2, WAY_hand),
                              entry(6, EVENT_delivered, 112, 2, WAY_NONE)};
    static const enum service_state states[] = {
        SERVICE_UNKNOWN, SERVICE_SENT, SERVICE_RETURNED, SERVICE_SENT, SERVICE_DELIVERED};

    for (int n = 2; n <= 6; n++) {
        ck_assert_int_eq(fold(e, n), 1);
        ck_assert_int_eq(problem_count, 0);
        ck_assert_int_eq(served[0].state, states[n - 2]);
        ck_assert_int_eq(served[0].counts_on, n > 2 ? 101 : NO_DATE);
        ck_assert_int_eq(served[0].counts_by, n > 2 ? WAY_post : WAY_NONE);
    }
    ck_assert_int_eq(served[0].count, 2);
    ck_assert_int_eq(served[0].journeys[1].delivered, 6);
}
END_TEST

/* Nobody at home: what was not signed for counts nothing, the posting after it does. */
START_TEST(brought_in_vain_and_then_posted_the_posting_counts)
{
    const struct event e[] = {entry(1, EVENT_registered, 90, 0, WAY_NONE),
                              entry(2, EVENT_extension, 100, 0, WAY_NONE),
                              entry(3, EVENT_dispatched, 101, 2, WAY_hand),
                              entry(4, EVENT_returned, 101, 2, WAY_NONE),
                              entry(5, EVENT_dispatched, 101, 2, WAY_post)};

    ck_assert_int_eq(fold(e, 4), 1);
    ck_assert_int_eq(served[0].counts_on, NO_DATE);
    fold(e, 5);
    ck_assert_int_eq(problem_count, 0);
    ck_assert_int_eq(served[0].counts_on, 101);
}
END_TEST

START_TEST(every_step_that_cannot_be_shows_why)
{
    static const struct {
        struct event before, step;
        enum service_fault fault;
    } wrong[] = {
        {{.seq = 3, .kind = EVENT_fact, .happened_on = 100},
         {.seq = 4, .kind = EVENT_dispatched, .of = 1, .happened_on = 100},
         SERVICE_NO_LETTER},
        {{.seq = 3, .kind = EVENT_fact, .happened_on = 100},
         {.seq = 4, .kind = EVENT_dispatched, .of = 9, .happened_on = 100},
         SERVICE_NO_LETTER},
        {{.seq = 3, .kind = EVENT_fact, .happened_on = 100},
         {.seq = 4, .kind = EVENT_dispatched, .of = 2, .happened_on = 99},
         SERVICE_BEFORE_LETTER},
        {{.seq = 3, .kind = EVENT_dispatched, .of = 2, .happened_on = 100},
         {.seq = 4, .kind = EVENT_dispatched, .of = 2, .happened_on = 101},
         SERVICE_TRAVELS},
        {{.seq = 3, .kind = EVENT_delivered, .of = 2, .happened_on = 100},
         {.seq = 4, .kind = EVENT_dispatched, .of = 2, .happened_on = 101},
         SERVICE_WAS_DELIVERED},
        {{.seq = 3, .kind = EVENT_delivered, .of = 2, .happened_on = 100},
         {.seq = 4, .kind = EVENT_delivered, .of = 2, .happened_on = 101},
         SERVICE_WAS_DELIVERED},
        {{.seq = 3, .kind = EVENT_fact, .happened_on = 100},
         {.seq = 4, .kind = EVENT_returned, .of = 2, .happened_on = 101},
         SERVICE_NOT_SENT},
        {{.seq = 3, .kind = EVENT_dispatched, .of = 2, .happened_on = 102},
         {.seq = 4, .kind = EVENT_returned, .of = 2, .happened_on = 101},
         SERVICE_NOT_SENT},
    };

    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const struct event e[] = {entry(1, EVENT_registered, 90, 0, WAY_NONE),
                                  entry(2, EVENT_correction_notice, 100, 0, WAY_NONE),
                                  wrong[i].before, wrong[i].step};

        fold(e, 4);
        ck_assert_int_eq(problem_count, 1);
        ck_assert_int_eq(problems[0].fault, wrong[i].fault);
        ck_assert_int_eq(problems[0].seq, 4);
        ck_assert_ptr_nonnull(service_fault_text(problems[0].fault, false));
    }
}
END_TEST

START_TEST(what_came_back_is_delivered_only_after_it_was_sent_again)
{
    const struct event e[] = {entry(1, EVENT_registered, 90, 0, WAY_NONE),
                              entry(2, EVENT_correction_notice, 100, 0, WAY_NONE),
                              entry(3, EVENT_dispatched, 101, 2, WAY_post),
                              entry(4, EVENT_returned, 103, 2, WAY_NONE),
                              entry(5, EVENT_delivered, 105, 2, WAY_NONE)};

    fold(e, 5);
    ck_assert_int_eq(problem_count, 1);
    ck_assert_int_eq(problems[0].fault, SERVICE_CAME_BACK);
    ck_assert_ptr_nonnull(strstr(service_fault_text(SERVICE_CAME_BACK, false), "送达"));
    ck_assert_ptr_null(
        strstr(service_fault_text(SERVICE_CAME_BACK, false), "不能登记退回"));
    ck_assert_ptr_nonnull(
        strstr(service_fault_text(SERVICE_CAME_BACK, true), "sent again"));
}
END_TEST

START_TEST(a_letter_is_known_by_its_first_entry_whatever_corrects_it)
{
    struct event e[] = {entry(1, EVENT_registered, 90, 0, WAY_NONE),
                        entry(2, EVENT_fee_notice, 100, 0, WAY_NONE),
                        entry(3, EVENT_dispatched, 101, 2, WAY_post),
                        entry(4, EVENT_fee_notice, 100, 0, WAY_NONE),
                        entry(5, EVENT_delivered, 103, 4, WAY_NONE)};

    e[3].supersedes = 2;
    ck_assert_int_eq(event_place(e, 5, 4), 2);
    ck_assert_int_eq(event_place(e, 5, 7), 0);
    ck_assert_int_eq(event_standing(e, 5, 2)->seq, 4);
    ck_assert(!event_stands(e, 5, &e[1]) && event_stands(e, 5, &e[3]));
    ck_assert_int_eq(fold(e, 5), 1);
    ck_assert_int_eq(problem_count, 0);
    ck_assert_int_eq(served[0].letter->seq, 4);
    ck_assert_int_eq(served[0].state, SERVICE_DELIVERED);
    e[3].kind = EVENT_retracted;
    ck_assert_ptr_null(event_standing(e, 5, 2));
    ck_assert_int_eq(fold(e, 5), 0);
    ck_assert_int_eq(problem_count, 2);
}
END_TEST

/* Any entries whatever are read without harm, a chain of corrections in a circle too. */
START_TEST(any_history_is_folded_within_its_bounds)
{
    unsigned chance = 7;

    for (int round = 0; round < 3000; round++) {
        struct event e[24];

        for (int i = 0; i < 24; i++) {
            unsigned r[6];

            for (int k = 0; k < 6; k++)
                r[k] = (chance = chance * 1103515245u + 12345u) >> 16;
            e[i] = (struct event){.seq = (int)(r[0] % 4 == 0 ? r[1] % 24 : (unsigned)i + 1),
                                  .kind = (enum event_kind)(r[1] % EVENT_COUNT),
                                  .happened_on = (date)(100 + r[2] % 10),
                                  .of = (int)(r[3] % 25),
                                  .supersedes = r[4] % 3 ? 0 : (int)(r[4] % 25),
                                  .way = (enum service_way)(r[5] % WAY_COUNT)};
        }
        ck_assert_int_le(fold(e, 24), 24);
        ck_assert_int_le(problem_count, 48);
        arena_free(arena);
        arena = arena_new();
    }
}
END_TEST

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

int
main(void)
{
    const TTest *const tests[] = {
        the_codes_of_ways_lead_back_to_them,
        posted_counts_the_posting_by_hand_the_signature,
        after_a_return_the_first_posting_stays_the_day,
        brought_in_vain_and_then_posted_the_posting_counts,
        every_step_that_cannot_be_shows_why,
        what_came_back_is_delivered_only_after_it_was_sent_again,
        a_letter_is_known_by_its_first_entry_whatever_corrects_it,
        any_history_is_folded_within_its_bounds,
        NULL,
    };
    Suite *suite = suite_create("service");
    TCase *all = tcase_create("service");

    tcase_add_checked_fixture(all, begin, end);
    for (int i = 0; tests[i] != NULL; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return harness_run(suite);
}
