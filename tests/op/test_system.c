/* The state of the service, as its administrators see it. */
#include "op/ask.h"
#include "op/doctor.h"

#include <string.h>
#include <sys/stat.h>

static const json_t *
state_for(const char *role)
{
    const struct asked *a =
        ask_with(as_person(NULL, "watcher", role, NULL), NULL, "GET /api/v1/system");

    ck_assert_int_eq(a->answer.status, 200);
    return a->json;
}

/* What the check CODE came to. */
static const char *
state_of(const json_t *view, const char *code)
{
    const json_t *all = value_in(view, "checks"), *check;
    size_t i;

    json_array_foreach(all, i, check)
        if (strcmp(text_in(check, "check"), code) == 0)
            return text_in(check, "state");
    return "(none)";
}

START_TEST(each_check_of_the_doctor_is_told_once)
{
    const json_t *view = state_for("{auditor}");

    ck_assert_uint_eq(json_array_size(value_in(view, "checks")), CHECK_COUNT);
    for (enum doctor_check c = 0; c < CHECK_COUNT; c++)
        ck_assert_str_ne(state_of(view, doctor_code(c)), "(none)");
    ck_assert_str_eq(text_in(view, "version"), PACKAGE_VERSION);
    ck_assert_str_eq(state_of(view, "server_role"), "fine");
    ck_assert_str_eq(state_of(view, "row_security"), "fine");
}
END_TEST

START_TEST(what_counts_whole_tables_is_left_to_the_command)
{
    const json_t *view = state_for("{system_admin}");

    ck_assert_str_eq(state_of(view, "open_numbers"), "unknown");
    ck_assert_str_eq(state_of(view, "settings_environment"), "unknown");
}
END_TEST

START_TEST(the_keys_are_named_and_one_is_in_use)
{
    const json_t *view = state_for("{security_admin}"), *key;
    int current = 0;
    size_t i;

    json_array_foreach(value_in(view, "keys"), i, key)
        current += json_is_true(value_in(key, "current"));
    ck_assert_int_eq(current, 1);
    ck_assert_str_eq(state_of(view, "keys"), "fine");
}
END_TEST

START_TEST(a_state_directory_open_to_others_is_seen_at_once)
{
    ck_assert_str_eq(state_of(state_for("{auditor}"), "state_dir"), "fine");
    ck_assert_int_eq(chmod(here.directory, 0755), 0);
    ck_assert_str_eq(state_of(state_for("{auditor}"), "state_dir"), "refuses");
    ck_assert_int_eq(chmod(here.directory, 0700), 0);
}
END_TEST

START_TEST(the_heads_of_the_audit_are_kept)
{
    ck_assert_uint_eq(strlen(text_in(state_for("{auditor}"), "heads_kept_at")),
                      strlen("2026-03-05T14:20:00Z"));
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_check_of_the_doctor_is_told_once,
        what_counts_whole_tables_is_left_to_the_command,
        the_keys_are_named_and_one_is_in_use,
        a_state_directory_open_to_others_is_seen_at_once,
        the_heads_of_the_audit_are_kept,
        NULL,
    };

    return here_run("system", tests, (const char *const[]){"--today=2026-11-20", NULL});
}
