/* The table of steps and the operations say the same: who may take an act there may call the
 * operation that records it. */
#include "core/step.h"
#include "harness.h"

#include "http/operation.h"
#include "op/matrix.h"

#include <string.h>

/* The operations on a case that record an act, and of which kind; a consultation is of three. */
static const struct {
    const char *operation;
    enum event_kind kind;
} records[] = {
    {"application_answer", EVENT_answered},
    {"application_confirm", EVENT_confirmed},
    {"application_delay", EVENT_delay},
    {"application_extend", EVENT_extension},
    {"application_link", EVENT_linked},
    {"application_merge", EVENT_answered},
    {"application_register", EVENT_registered},
    {"application_void", EVENT_voided},
    {"application_withdraw", EVENT_withdrawn},
    {"calendar_adopt", EVENT_redated},
    {"calendar_withdraw", EVENT_redated},
    {"consultation_close", EVENT_consultation_closed},
    {"consultation_reply", EVENT_joint_agency_reply},
    {"consultation_reply", EVENT_other_agency_reply},
    {"consultation_reply", EVENT_third_party_reply},
    {"consultation_send", EVENT_joint_agency_sent},
    {"consultation_send", EVENT_other_agency_sent},
    {"consultation_send", EVENT_third_party_sent},
    {"correction_notice", EVENT_correction_notice},
    {"correction_receive", EVENT_correction_received},
    {"fact_record", EVENT_fact},
    {"fee_notice", EVENT_fee_notice},
    {"fee_pay", EVENT_fee_paid},
    {"fee_refund", EVENT_fee_refunded},
    {"letter_deliver", EVENT_delivered},
    {"letter_dispatch", EVENT_dispatched},
    {"letter_return", EVENT_returned},
    {"reasons_ask", EVENT_reasons_notice},
    {"reasons_receive", EVENT_reasons_received},
};

/* Those on a case that take no step.  application_split writes a registration into several: it
 * is what came that is entered anew, no new intake.  event_supersede and event_retract find
 * their right with the entry; the latter records EVENT_retracted. */
static const char *const others[] = {
    "application_assign", "application_split", "attachment_add", "attachment_release",
    "attachment_remove",  "case_inspect",      "case_reveal",    "event_retract",
    "event_supersede",    "hold_end",          "hold_set",       "letter_issue",
    "letter_preview",     "letter_void",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int
times_recorded(const char *operation)
{
    int n = 0;

    for (size_t i = 0; i < COUNT(records); i++)
        n += strcmp(records[i].operation, operation) == 0;
    return n;
}

static bool
takes_no_step(const char *operation)
{
    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(others[i], operation) == 0)
            return true;
    return false;
}

START_TEST(who_may_take_a_step_may_call_the_operation_that_records_it)
{
    for (size_t i = 0; i < COUNT(records); i++) {
        const struct operation *op = operation_named(records[i].operation);

        ck_assert_msg(op != NULL, "%s", records[i].operation);
        ck_assert_msg(op->right == step_right(records[i].kind) && op->right_of == NULL,
                      "%s has the right %s, the step %s %s", op->name,
                      right_code(op->right), event_kind_code(records[i].kind),
                      right_code(step_right(records[i].kind)));
    }
}
END_TEST

START_TEST(every_step_has_an_operation_that_records_it)
{
    for (enum event_kind k = 0; k < EVENT_COUNT; k++) {
        bool found = k == EVENT_retracted;

        for (size_t i = 0; i < COUNT(records); i++)
            found = found || records[i].kind == k;
        ck_assert_msg(found, "%s", event_kind_code(k));
    }
}
END_TEST

START_TEST(every_operation_that_changes_a_case_is_known_to_take_a_step_or_none)
{
    for (int i = 0; operation_list[i] != NULL; i++) {
        const struct operation *op = operation_list[i];
        bool changes = strncmp(op->route, "GET ", 4) != 0 && !op->asks &&
                       strstr(op->route, "/applications/{application}") != NULL;

        ck_assert_msg(!changes || (times_recorded(op->name) > 0) != takes_no_step(op->name),
                      "%s: is it a step?", op->name);
    }
    for (size_t i = 0; i < COUNT(others); i++)
        ck_assert_msg(operation_named(others[i]) != NULL, "%s", others[i]);
}
END_TEST

START_TEST(where_the_matrix_lets_an_operation_act_the_table_has_the_step)
{
    static struct matrix_line lines[MATRIX_LINES];
    int n = matrix_read(lines), held = 0;

    for (int l = 0; l < n; l++)
        for (size_t i = 0; i < COUNT(records); i++)
            for (int s = 0; s < STATE_COUNT; s++) {
                const char *state = case_state_code((enum case_state)s);

                if (strcmp(records[i].operation, lines[l].name) != 0 ||
                    (lines[l].lawful >> s & 1) == 0)
                    continue;
                held++;
                ck_assert_msg(step_allowed(records[i].kind, clock_status_of(state)),
                              "%s in %s", lines[l].name, state);
            }
    ck_assert_int_gt(held, 0);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        who_may_take_a_step_may_call_the_operation_that_records_it,
        every_step_has_an_operation_that_records_it,
        every_operation_that_changes_a_case_is_known_to_take_a_step_or_none,
        where_the_matrix_lets_an_operation_act_the_table_has_the_step,
        NULL,
    };

    return harness_run(harness_suite("steps", tests, 10));
}
