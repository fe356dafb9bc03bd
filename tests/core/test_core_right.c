/* What the matrix decides, asked without a service. */
#include "core/right.h"
#include "harness.h"

#include <string.h>

#define BIT(role) (1u << ROLE_##role)

static const enum relation relations[] = {RELATION_NONE, RELATION_OWN, RELATION_SUBORDINATE,
                                          RELATION_BELOW, RELATION_FOREIGN};

static enum verdict
verdict(enum right r, unsigned roles, enum relation relation, bool assigned)
{
    const struct right_terms t = {
        .roles = roles, .relation = relation, .assigned = assigned};

    return right_decide(r, &t);
}

START_TEST(who_has_no_role_may_do_nothing_and_nobody_has_the_right_called_none)
{
    for (enum right r = RIGHT_NONE; r < RIGHT_COUNT; r++)
        for (unsigned i = 0; i < sizeof relations / sizeof relations[0]; i++)
            ck_assert_int_eq(verdict(r, 0, relations[i], true), VERDICT_DENIED);
    ck_assert_int_eq(verdict(RIGHT_NONE, (1u << ROLE_COUNT) - 1, RELATION_OWN, true),
                     VERDICT_DENIED);
}
END_TEST

START_TEST(an_agencys_roles_end_at_its_walls)
{
    unsigned roles = BIT(officer) | BIT(supervisor) | BIT(agency_admin);

    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++) {
        for (unsigned i = 2; i < sizeof relations / sizeof relations[0]; i++)
            ck_assert_msg(verdict(r, roles, relations[i], true) <= VERDICT_HIDDEN, "%s",
                          right_code(r));
    }
}
END_TEST

START_TEST(oversight_sees_below_and_no_case_but_one_it_inspects)
{
    static const char sees[] = "|case_inspect|";

    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++) {
        enum verdict v = verdict(r, BIT(oversight), RELATION_SUBORDINATE, false);
        char wanted[64] = "|";

        strcat(strcat(wanted, right_code(r)), "|");
        if (strncmp(right_code(r), "case_", 5) == 0 && v == VERDICT_ACTS)
            ck_assert_msg(strstr(sees, wanted) != NULL, "%s", right_code(r));
        ck_assert_int_le(verdict(r, BIT(oversight), RELATION_FOREIGN, false),
                         VERDICT_HIDDEN);
    }
}
END_TEST

START_TEST(administrators_reach_every_agency_and_no_case)
{
    unsigned roles = BIT(system_admin) | BIT(security_admin) | BIT(auditor);

    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        if (strncmp(right_code(r), "case_", 5) == 0)
            ck_assert_int_eq(verdict(r, roles, RELATION_FOREIGN, true), VERDICT_DENIED);
    ck_assert_int_eq(verdict(RIGHT_account_read, BIT(auditor), RELATION_FOREIGN, false),
                     VERDICT_ACTS);
}
END_TEST

START_TEST(what_is_ones_own_takes_that_the_case_is_assigned)
{
    ck_assert_int_eq(verdict(RIGHT_case_edit, BIT(officer), RELATION_OWN, false),
                     VERDICT_UNOWNED);
    ck_assert_int_eq(verdict(RIGHT_case_edit, BIT(officer), RELATION_OWN, true),
                     VERDICT_ACTS);
    ck_assert_int_eq(verdict(RIGHT_case_edit, BIT(supervisor), RELATION_OWN, false),
                     VERDICT_ACTS);
}
END_TEST

START_TEST(nobody_acts_alone_where_four_eyes_are_asked_for)
{
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++) {
        bool proposed = false, confirmed = false;

        for (enum role role = 0; role < ROLE_COUNT; role++) {
            proposed = proposed || (right_cell_of(r, role) & CELL_PROPOSE) != 0;
            confirmed = confirmed || (right_cell_of(r, role) & CELL_CONFIRM) != 0;
        }
        ck_assert_msg(proposed == confirmed, "%s is proposed or confirmed by nobody",
                      right_code(r));
        for (enum role role = 0; proposed && role < ROLE_COUNT; role++)
            ck_assert_msg((right_cell_of(r, role) & (CELL_ACT | CELL_OWN)) == 0, "%s",
                          right_code(r));
    }
}
END_TEST

START_TEST(a_delegate_confirms_and_does_nothing_else)
{
    const struct right_terms t = {.roles = BIT(officer),
                                  .delegated = BIT(supervisor) | BIT(agency_admin),
                                  .relation = RELATION_OWN};
    bool delegated;

    ck_assert(right_confirms(RIGHT_case_extend, &t, &delegated) && delegated);
    ck_assert(right_confirms(RIGHT_case_void, &t, &delegated) && delegated);
    ck_assert_int_eq(right_decide(RIGHT_case_extend, &t), VERDICT_PROPOSES);
    ck_assert_int_eq(right_decide(RIGHT_case_reveal, &t), VERDICT_UNOWNED);
    ck_assert_int_eq(right_decide(RIGHT_delegate, &t), VERDICT_DENIED);
}
END_TEST

START_TEST(a_token_does_what_its_scopes_say_in_its_own_agency)
{
    struct right_terms t = {.scopes = SCOPE_INTAKE, .relation = RELATION_OWN};
    bool delegated;

    ck_assert_int_eq(right_decide(RIGHT_case_register, &t), VERDICT_ACTS);
    ck_assert_int_eq(right_decide(RIGHT_case_read, &t), VERDICT_DENIED);
    ck_assert_int_eq(right_decide(RIGHT_statistics, &t), VERDICT_DENIED);
    t.relation = RELATION_SUBORDINATE;
    ck_assert_int_eq(right_decide(RIGHT_case_register, &t), VERDICT_HIDDEN);
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        ck_assert(!right_confirms(r, &t, &delegated));
}
END_TEST

START_TEST(codes_lead_back_to_what_they_name)
{
    for (enum right r = RIGHT_NONE + 1; r < RIGHT_COUNT; r++)
        ck_assert_int_eq(right_of(right_code(r)), r);
    ck_assert_int_eq(right_of("none"), RIGHT_NONE);
    ck_assert_int_eq(right_of("case"), RIGHT_NONE);
    ck_assert_uint_eq(roles_of("officer,auditor"), BIT(officer) | BIT(auditor));
    ck_assert_uint_eq(roles_of("office,r,auditors,"), 0);
    ck_assert_uint_eq(roles_of(""), 0);
    ck_assert_uint_eq(token_scopes_of("stats,intake"), SCOPE_STATS | SCOPE_INTAKE);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        who_has_no_role_may_do_nothing_and_nobody_has_the_right_called_none,
        an_agencys_roles_end_at_its_walls,
        oversight_sees_below_and_no_case_but_one_it_inspects,
        administrators_reach_every_agency_and_no_case,
        what_is_ones_own_takes_that_the_case_is_assigned,
        nobody_acts_alone_where_four_eyes_are_asked_for,
        a_delegate_confirms_and_does_nothing_else,
        a_token_does_what_its_scopes_say_in_its_own_agency,
        codes_lead_back_to_what_they_name,
        NULL,
    };

    return harness_run(harness_suite("right", tests, 60));
}
