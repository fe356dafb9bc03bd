/* What happened and when it was recorded are two things: a table as it was known at a moment
 * stays what it was, whatever is entered later.  The tests move the day by starting the
 * service again. */
#include "harness.h"
#include "op/ask.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static char option[32];
static const char *const options[] = {option, NULL};

/* From now on it is DAY. */
static void
let_it_be(const char *day)
{
    snprintf(option, sizeof option, "--today=%s", day);
    if (here.pid == 0) {
        service_begin(&here, options);
        return;
    }
    service_stop(&here, SIGTERM);
    service_start(&here, options);
}

static long
cell(const char *query, const char *row)
{
    return service_cell(&here, "record", query, row, "total");
}

static long
cases_behind(const char *query, const char *row)
{
    const json_t *l =
        ask(200, NULL, "GET /api/v1/agencies/record/section-three/%s/total?%s", row, query);

    return (long)json_array_size(value_in(l, "applications"));
}

/* Each query, a row of the table, the number in it; the cases behind it are as many. */
struct expectation {
    const char *query, *row;
    long number;
};

static void
expect(const struct expectation *e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ck_assert_msg(cell(e[i].query, e[i].row) == e[i].number, "%s in %s: %ld", e[i].row,
                      e[i].query, cell(e[i].query, e[i].row));
        ck_assert_int_eq(cases_behind(e[i].query, e[i].row), e[i].number);
    }
}

START_TEST(an_old_answer_entered_in_the_new_year_changes_what_is_known_now_not_what_was)
{
    static const struct expectation then[] = {
        {"year=2024", "granted", 0},
        {"year=2024", "carried_out", 1},
    };
    static const struct expectation now[] = {
        {"year=2024", "granted", 1},
        {"year=2024", "carried_out", 0},
        {"year=2025", "carried_in", 0},
        {"year=2024&known_at=2025-01-06", "granted", 1},
        {"year=2024&known_at=2025-01-05", "granted", 0},
        {"year=2024&known_at=2025-01-05", "carried_out", 1},
        {"year=2025&known_at=2025-01-05", "carried_in", 1},
        {"year=2024&known_at=2025-01-05T23:59:59%2B08:00", "granted", 0},
        {"year=2024&known_at=2025-01-05T15:59:59.999Z", "carried_out", 1},
        {"year=2024&known_at=2024-12-05", "new", 0},
        {"year=2024&known_at=2024-12-06", "new", 1},
        {"year=2024&known_at=2025-01-06&as_of=2024-12-29", "granted", 0},
        {"year=2024&known_at=2025-01-06&as_of=2024-12-30", "granted", 1},
    };
    const char *id;

    let_it_be("2024-12-06");
    make_agency("record", NULL);
    id = make_case("record", "2024-12-05", NULL);
    let_it_be("2025-01-05");
    expect(then, sizeof then / sizeof then[0]);
    let_it_be("2025-01-06");
    answer_case(id, "granted", "2024-12-30");
    expect(now, sizeof now / sizeof now[0]);
    ck_assert_int_eq(
        strncmp(text_in(shown_case(id), "events.1.recorded_at"), "2025-01-06T", 11), 0);
    service_end(&here);
}
END_TEST

START_TEST(corrections_and_retractions_leave_the_past_as_it_was_known)
{
    static const struct expectation now[] = {
        {"year=2024", "granted", 0},
        {"year=2024", "refused_4", 0},
        {"year=2024", "carried_out", 1},
        {"year=2024&known_at=2024-12-30", "granted", 1},
        {"year=2024&known_at=2025-01-06", "granted", 0},
        {"year=2024&known_at=2025-01-06", "refused_4", 1},
        {"year=2024&known_at=2025-01-06", "total", 1},
        {"year=2024&known_at=2025-01-07", "total", 0},
    };
    const char *id;

    let_it_be("2024-12-30");
    make_agency("record", NULL);
    id = make_case("record", "2024-12-05", NULL);
    answer_case(id, "granted", "2024-12-30");
    let_it_be("2025-01-06");
    ground_case(id, "refused_4");
    ask(200, "{'reason':'录错','outcome':'refused_4'}",
        "POST /api/v1/applications/%s/events/2/supersede", id);
    let_it_be("2025-01-07");
    ask(200, "{'reason':'录错案件'}", "POST /api/v1/applications/%s/events/5/retract", id);
    expect(now, sizeof now / sizeof now[0]);
    service_end(&here);
}
END_TEST

START_TEST(voiding_leaves_the_past_as_it_was_known)
{
    static const struct expectation now[] = {
        {"year=2024", "new", 0},
        {"year=2024&known_at=2025-01-06", "new", 1},
        {"year=2024&known_at=2025-01-06", "carried_out", 1},
        {"year=2024&known_at=2025-01-07", "carried_out", 0},
    };
    const char *id;

    let_it_be("2024-12-30");
    make_agency("record", NULL);
    id = make_case("record", "2024-12-05", NULL);
    let_it_be("2025-01-07");
    ask(200, "{'reason':'误登记'}", "POST /api/v1/applications/%s/void", id);
    expect(now, sizeof now / sizeof now[0]);
    service_end(&here);
}
END_TEST

START_TEST(no_day_lies_after_today)
{
    const char *id;

    let_it_be("2025-01-06");
    make_agency("record", NULL);
    id = make_case("record", "2025-01-06", NULL);
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid",
                                   "{'outcome':'granted','answered_on':'2025-01-07'}",
                                   "POST /api/v1/applications/%s/answer", id),
                           "errors")),
        "answered_on");
    let_it_be("2025-01-07");
    answer_case(id, "granted", "2025-01-07");
    service_end(&here);
}
END_TEST

START_TEST(a_case_becomes_overdue_by_the_day_alone)
{
    const char *id;

    let_it_be("2024-04-01");
    make_agency("record", NULL);
    id = make_case("record", "2024-03-04", NULL);
    ck_assert(json_is_false(value_in(shown_case(id), "application.overdue")));
    let_it_be("2024-04-02");
    ck_assert(json_is_true(value_in(shown_case(id), "application.overdue")));
    service_end(&here);
}
END_TEST

START_TEST(what_was_acknowledged_survives_a_kill)
{
    const char *id;

    let_it_be("2025-01-06");
    make_agency("record", NULL);
    id = make_case("record", "2025-01-06", NULL);
    service_stop(&here, SIGKILL);
    service_start(&here, options);
    ck_assert_str_eq(text_in(shown_case(id), "application.number"), "RECORD-2025-0001");
    ck_assert_int_eq(cell("year=2025", "new"), 1);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_old_answer_entered_in_the_new_year_changes_what_is_known_now_not_what_was,
        corrections_and_retractions_leave_the_past_as_it_was_known,
        voiding_leaves_the_past_as_it_was_known,
        no_day_lies_after_today,
        a_case_becomes_overdue_by_the_day_alone,
        what_was_acknowledged_survives_a_kill,
        NULL,
    };

    curl_global_init(CURL_GLOBAL_DEFAULT);
    return harness_run(harness_suite("record", tests, 60));
}
