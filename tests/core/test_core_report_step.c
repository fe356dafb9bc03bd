/* The way of an annual report: every act is told apart, every state is reached, nothing leads
 * back from what is frozen, and whoever submits is not who reviews or freezes. */
#include "core/report_step.h"

#include "harness.h"

#include <string.h>

START_TEST(every_state_is_reached_from_a_draft)
{
    bool reached[REPORT_STATE_COUNT] = {[REPORT_draft] = true};

    for (int round = 0; round < REPORT_STATE_COUNT; round++)
        for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++)
            for (enum report_state s = 0; s < REPORT_STATE_COUNT; s++)
                if (reached[s] && report_step_allowed(a, s))
                    reached[report_step_leads(a)] = true;
    for (enum report_state s = 0; s < REPORT_STATE_COUNT; s++)
        ck_assert_msg(reached[s], "%s", report_state_code(s));
}
END_TEST

START_TEST(what_is_frozen_stays_frozen)
{
    for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++)
        for (enum report_state s = REPORT_frozen; s < REPORT_STATE_COUNT; s++)
            if (report_step_allowed(a, s))
                ck_assert_msg(report_step_leads(a) >= REPORT_frozen, "%s",
                              report_act_code(a));
}
END_TEST

START_TEST(only_what_was_accepted_is_frozen)
{
    for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++)
        for (enum report_state s = 0; s < REPORT_frozen; s++)
            if (report_step_allowed(a, s) && report_step_leads(a) >= REPORT_frozen)
                ck_assert_int_eq(s, REPORT_accepted);
}
END_TEST

START_TEST(no_role_both_submits_and_freezes_alone)
{
    for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++) {
        ck_assert_int_ne(report_step_right(a), RIGHT_NONE);
        for (enum role r = 0; r < ROLE_COUNT; r++)
            if (report_step_leads(a) >= REPORT_frozen)
                ck_assert_msg((right_cell_of(report_step_right(a), r) & CELL_ACT) == 0,
                              "%s alone", role_code(r));
            else if (right_cell_of(report_step_right(REPORT_ACT_submit), r) & CELL_ACT)
                ck_assert_int_eq(right_cell_of(report_step_right(REPORT_ACT_accept), r),
                                 CELL_NO);
    }
}
END_TEST

START_TEST(codes_are_read_as_they_are_written)
{
    for (enum report_act a = 0; a < REPORT_ACT_COUNT; a++) {
        ck_assert_int_eq(report_act_of(report_act_code(a)), a);
        ck_assert_ptr_nonnull(strstr(report_act_codes, report_act_code(a)));
        ck_assert(*report_act_name(a, true) != '\0' && *report_act_name(a, false) != '\0');
        ck_assert(*report_step_article(a) != '\0');
    }
    for (enum report_state s = 0; s < REPORT_STATE_COUNT; s++) {
        ck_assert_ptr_nonnull(strstr(report_state_codes, report_state_code(s)));
        ck_assert(*report_state_name(s, true) != '\0');
        ck_assert(*report_state_name(s, false) != '\0');
    }
    ck_assert_int_eq(report_act_of("melt"), REPORT_ACT_NONE);
    ck_assert_int_eq(report_act_of(NULL), REPORT_ACT_NONE);
    ck_assert_int_eq(report_state_after(REPORT_ACT_NONE), REPORT_draft);
    ck_assert_int_eq(report_state_after(REPORT_ACT_return), REPORT_returned);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_state_is_reached_from_a_draft, what_is_frozen_stays_frozen,
        only_what_was_accepted_is_frozen,    no_role_both_submits_and_freezes_alone,
        codes_are_read_as_they_are_written,  NULL,
    };

    return harness_run(harness_suite("report_step", tests, 60));
}
