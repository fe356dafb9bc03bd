/* Corrections: an entry that takes another's place, an entry taken back. */
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

static long
cell(const char *agency, int year, const char *row, const char *column)
{
    char query[32];

    snprintf(query, sizeof query, "year=%d", year);
    return service_cell(&here, agency, query, row, column);
}

static const json_t *
correct(const char *id, int seq, const char *members)
{
    char body[1000];

    snprintf(body, sizeof body, "{'reason':'录入有误',%s}", members);
    return ask(200, body, "POST /api/v1/applications/%s/events/%d/supersede", id, seq);
}

static const json_t *
retract(const char *id, int seq)
{
    return ask(200, "{'reason':'录错案件'}",
               "POST /api/v1/applications/%s/events/%d/retract", id, seq);
}

/* "2026 new research, 2026 carried_out research" of the application. */
static const char *
cells_of(const char *id)
{
    static char line[512];
    const json_t *cells =
        value_in(ask(200, NULL, "GET /api/v1/applications/%s/cells", id), "cells");
    size_t len = 0;

    line[0] = '\0';
    for (size_t i = 0; i < json_array_size(cells); i++) {
        const json_t *c = json_array_get(cells, i);

        len +=
            (size_t)snprintf(line + len, sizeof line - len, "%s%ld %s %s", i ? ", " : "",
                             number_in(c, "year"), text_in(c, "row"), text_in(c, "column"));
    }
    return line;
}

START_TEST(a_corrected_category_moves_the_case_to_its_column)
{
    const char *id;

    make_agency("column", NULL);
    id = make_case("column", "2025-12-10", NULL);
    answer_case(id, "granted", "2026-01-08");
    correct(id, 1, "'applicant_category':'legal_service'");
    ck_assert_str_eq(cells_of(id),
                     "2025 new legal_service, 2025 carried_out legal_service, "
                     "2026 carried_in legal_service, 2026 granted legal_service, "
                     "2026 total legal_service");
    ck_assert_int_eq(cell("column", 2025, "new", "natural_person"), 0);
    ck_assert_int_eq(cell("column", 2025, "new", "legal_service"), 1);
    ck_assert_int_eq(cell("column", 2026, "granted", "natural_person"), 0);
    ck_assert_int_eq(cell("column", 2026, "granted", "legal_service"), 1);
    ck_assert_int_eq(cell("column", 2026, "carried_in", "total"), 1);
}
END_TEST

START_TEST(a_corrected_outcome_moves_the_case_to_its_row)
{
    const char *id;

    make_agency("row", NULL);
    id = make_case("row", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    correct(id, 2, "'outcome':'not_processed_3','note':'公开出版物'");
    ck_assert_int_eq(cell("row", 2026, "granted", "total"), 0);
    ck_assert_int_eq(cell("row", 2026, "not_processed_3", "total"), 1);
    ck_assert_int_eq(cell("row", 2026, "total", "total"), 1);
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "2026-03-10");
}
END_TEST

START_TEST(a_corrected_day_of_receipt_moves_the_case_to_its_year)
{
    const char *id;

    make_agency("year", NULL);
    id = make_case("year", "2026-01-04", NULL);
    correct(id, 1, "'happened_on':'2025-12-30'");
    ck_assert_int_eq(cell("year", 2026, "new", "total"), 0);
    ck_assert_int_eq(cell("year", 2025, "new", "total"), 1);
    ck_assert_int_eq(cell("year", 2025, "carried_out", "total"), 1);
    ck_assert_int_eq(cell("year", 2026, "carried_in", "total"), 1);
    ck_assert_str_eq(text_in(shown_case(id), "application.due_on"), "2026-01-28");
    ck_assert_str_eq(text_in(shown_case(id), "application.number"), "YEAR-2026-0001");
}
END_TEST

START_TEST(a_corrected_day_of_answer_moves_the_result_to_its_year)
{
    const char *id;

    make_agency("answers", NULL);
    id = make_case("answers", "2025-12-10", NULL);
    answer_case(id, "granted", "2026-01-08");
    correct(id, 2, "'happened_on':'2025-12-31'");
    ck_assert_int_eq(cell("answers", 2025, "granted", "total"), 1);
    ck_assert_int_eq(cell("answers", 2025, "carried_out", "total"), 0);
    ck_assert_int_eq(cell("answers", 2026, "granted", "total"), 0);
    ck_assert_int_eq(cell("answers", 2026, "carried_in", "total"), 0);
}
END_TEST

START_TEST(both_the_wrong_and_the_right_entry_stay_on_record)
{
    const json_t *shown;
    const char *id;

    make_agency("record", NULL);
    id = make_case("record", "2026-03-04", NULL);
    correct(id, 1, "'content':'另一描述','officer':'王五'");
    shown = shown_case(id);
    ck_assert(json_is_false(value_in(shown, "events.0.stands")));
    ck_assert(json_is_true(value_in(shown, "events.1.stands")));
    ck_assert_int_eq(number_in(shown, "events.1.supersedes"), 1);
    ck_assert_str_eq(text_in(shown, "events.1.kind"), "registered");
    ck_assert_str_eq(text_in(shown, "events.1.data.supersede_reason"), "录入有误");
    ck_assert_str_eq(text_in(shown, "events.0.data.content"), "某路征收补偿方案");
    ck_assert_str_eq(text_in(shown, "events.1.data.content"), "另一描述");
    ck_assert_str_eq(text_in(shown, "events.1.data.channel"), "in_person");
    ck_assert_str_eq(text_in(shown, "application.content"), "另一描述");
    ck_assert_str_eq(text_in(shown, "application.officer"), "王五");
}
END_TEST

START_TEST(an_entry_is_corrected_once_and_its_correction_can_be_corrected)
{
    const char *id;

    make_agency("again", NULL);
    id = make_case("again", "2026-03-04", NULL);
    correct(id, 1, "'applicant_category':'other'");
    refused(409, "act_not_lawful", "{'reason':'x','applicant_category':'research'}",
            "POST /api/v1/applications/%s/events/1/supersede", id);
    correct(id, 2, "'applicant_category':'research'");
    ck_assert_str_eq(cells_of(id), "2026 new research, 2026 carried_out research");
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 3);
}
END_TEST

START_TEST(a_correction_names_only_facts_that_its_entry_has)
{
    const char *id;

    make_agency("wrong", NULL);
    id = make_case("wrong", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    ck_assert_str_eq(
        fields_in(
            value_in(refused(422, "invalid",
                             "{'reason':'x','channel':'oral','officer':'王','note':'n'}",
                             "POST /api/v1/applications/%s/events/2/supersede", id),
                     "errors")),
        "channel officer");
    ck_assert_str_eq(
        fields_in(value_in(refused(422, "invalid",
                                   "{'reason':'x','outcome':'granted','note':'n'}",
                                   "POST /api/v1/applications/%s/events/1/supersede", id),
                           "errors")),
        "outcome note");
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 2);
}
END_TEST

START_TEST(a_correction_that_makes_a_later_entry_unlawful_is_refused)
{
    static const char *const bad[] = {
        "{'reason':'x','happened_on':'2026-03-11'}",                  /* after the answer */
        "{'reason':'x','channel':'internet'}",                        /* never confirmed */
        "{'reason':'x','channel':'fax','confirmed_on':'2026-03-11'}", /* after the answer */
        "{'reason':'x','channel':'oral','confirmed_on':'2026-03-05'}", /* none is needed */
        "{'reason':'x','submitted_on':'2026-03-05'}",                  /* after arrival */
    };
    const char *id;

    make_agency("later", NULL);
    id = make_case("later", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refused(409, "act_not_lawful", bad[i],
                "POST /api/v1/applications/%s/events/1/supersede", id);
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 2);
    ck_assert_int_eq(cell("later", 2026, "granted", "total"), 1);
}
END_TEST

START_TEST(a_corrected_channel_changes_what_is_receipt)
{
    const char *waits, *runs;

    make_agency("channel", NULL);
    waits = make_case("channel", "2026-03-04", NULL);
    correct(waits, 1, "'channel':'internet'");
    ck_assert_str_eq(text_in(shown_case(waits), "application.status"),
                     "awaiting_confirmation");
    ck_assert_str_eq(text_in(shown_case(waits), "application.due_on"), "");
    ck_assert_str_eq(text_in(shown_case(waits), "application.number"), "CHANNEL-2026-0001");
    ck_assert_int_eq(cell("channel", 2026, "new", "total"), 0);
    runs =
        make_case("channel", "2026-03-04", "'channel':'fax','confirmed_on':'2026-03-06'");
    correct(runs, 1, "'channel':'mail_signed'");
    ck_assert_str_eq(text_in(shown_case(runs), "application.received_on"), "2026-03-04");
    ck_assert_str_eq(text_in(shown_case(runs), "application.number"), "CHANNEL-2026-0002");
    ask(200, "{'confirmed_on':'2026-03-05'}", "POST /api/v1/applications/%s/confirm",
        waits);
    ck_assert_str_eq(text_in(shown_case(waits), "application.number"), "CHANNEL-2026-0001");
    ck_assert_int_eq(cell("channel", 2026, "new", "total"), 2);
}
END_TEST

START_TEST(the_days_of_confirmation_withdrawal_and_voiding_can_be_corrected)
{
    const char *id;

    make_agency("days", NULL);
    id = make_case("days", "2026-03-04", "'channel':'internet'");
    ask(200, "{'confirmed_on':'2026-03-06'}", "POST /api/v1/applications/%s/confirm", id);
    correct(id, 2, "'happened_on':'2026-03-05'");
    ck_assert_str_eq(text_in(shown_case(id), "application.received_on"), "2026-03-05");
    ask(200, "{'withdrawn_on':'2026-03-10'}", "POST /api/v1/applications/%s/withdraw", id);
    correct(id, 4, "'happened_on':'2026-03-09'");
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "2026-03-09");
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", id);
    correct(id, 6, "'happened_on':'2026-03-11'");
    ck_assert_str_eq(text_in(shown_case(id), "events.6.happened_on"), "2026-03-11");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "voided");
}
END_TEST

START_TEST(every_particular_can_be_corrected_at_once)
{
    static const struct {
        const char *path, *value;
    } wanted[] = {
        {"application.channel", "internet"},
        {"application.submitted_on", "2026-03-02"},
        {"application.received_on", "2026-03-05"},
        {"application.applicant_category", "other"},
        {"application.applicant_name", "李四"},
        {"application.content", "一\n二"},
        {"application.wanted_form", "disc"},
        {"application.wanted_route", "post"},
        {"application.officer", "王五"},
        {"applicant.name", "李四"},
        {"applicant.id_type", "other"},
        {"applicant.id_number", "******"},
        {"applicant.phone", "010****5678"},
        {"applicant.email", "a@b.cn"},
        {"applicant.address", "某街1号"},
    };
    const char *id;

    make_agency("all", NULL);
    id = make_case("all", "2026-03-04", NULL);
    correct(
        id, 1,
        "'happened_on':'2026-03-03','channel':'internet','submitted_on':'2026-03-02',"
        "'confirmed_on':'2026-03-05','applicant_category':'other','applicant_name':'李四',"
        "'applicant_id_type':'other','applicant_id_number':'123456',"
        "'applicant_phone':'01012345678','applicant_email':'a@b.cn',"
        "'applicant_address':'某街1号','content':'一\\n二','wanted_form':'disc',"
        "'wanted_route':'post','officer':'王五'");
    for (unsigned i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        ck_assert_str_eq(text_in(shown_case(id), wanted[i].path), wanted[i].value);
    ck_assert_ptr_null(
        strstr(ask_with(NULL, NULL, "GET /api/v1/applications/%s", id)->answer.body.bytes,
               "123456"));
}
END_TEST

START_TEST(a_retracted_answer_opens_the_case_again)
{
    const char *id;

    make_agency("reopen", NULL);
    id = make_case("reopen", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    retract(id, 2);
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "overdue");
    ck_assert_str_eq(text_in(shown_case(id), "application.outcome"), "");
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "");
    ck_assert_str_eq(cells_of(id),
                     "2026 new natural_person, 2026 carried_out natural_person");
    ck_assert_int_eq(cell("reopen", 2026, "granted", "total"), 0);
    ck_assert(json_is_false(value_in(shown_case(id), "events.1.stands")));
    ck_assert(json_is_false(value_in(shown_case(id), "events.2.stands")));
    answer_case(id, "partly_granted", "2026-03-11");
    ck_assert_int_eq(cell("reopen", 2026, "partly_granted", "total"), 1);
}
END_TEST

START_TEST(what_was_taken_back_or_replaced_is_not_taken_back_again)
{
    const char *id;

    make_agency("gone", NULL);
    id = make_case("gone", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    ground_case(id, "refused_1");
    correct(id, 2, "'outcome':'refused_1'");
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/2/retract", id);
    retract(id, 4);
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/4/retract", id);
    refused(409, "act_not_lawful", "{'reason':'x','outcome':'granted'}",
            "POST /api/v1/applications/%s/events/4/supersede", id);
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/5/retract", id);
    refused(404, "not_found", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/5/supersede", id);
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "overdue");
}
END_TEST

START_TEST(a_registration_is_voided_never_retracted)
{
    const char *id;

    make_agency("void-it", NULL);
    id = make_case("void-it", "2026-03-04", NULL);
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/1/retract", id);
    correct(id, 1, "'officer':'王五'");
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/2/retract", id);
}
END_TEST

START_TEST(a_retracted_confirmation_waits_again_unless_it_was_answered)
{
    const char *id;

    make_agency("waits", NULL);
    id = make_case("waits", "2026-03-04", "'channel':'internet'");
    ask(200, "{'confirmed_on':'2026-03-05'}", "POST /api/v1/applications/%s/confirm", id);
    answer_case(id, "granted", "2026-03-10");
    refused(409, "act_not_lawful", "{'reason':'x'}",
            "POST /api/v1/applications/%s/events/2/retract", id);
    retract(id, 3);
    retract(id, 2);
    ck_assert_str_eq(text_in(shown_case(id), "application.status"),
                     "awaiting_confirmation");
    ck_assert_str_eq(text_in(shown_case(id), "application.number"), "WAITS-2026-0001");
    ck_assert_int_eq(cell("waits", 2026, "new", "total"), 0);
    ask(200, "{'confirmed_on':'2026-03-06'}", "POST /api/v1/applications/%s/confirm", id);
    ck_assert_str_eq(text_in(shown_case(id), "application.number"), "WAITS-2026-0001");
    ck_assert_int_eq(cell("waits", 2026, "new", "total"), 1);
}
END_TEST

START_TEST(a_retracted_withdrawal_runs_on)
{
    const char *id;

    make_agency("stays", NULL);
    id = make_case("stays", "2026-03-04", NULL);
    ask(200, "{'withdrawn_on':'2026-03-05'}", "POST /api/v1/applications/%s/withdraw", id);
    retract(id, 2);
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "overdue");
    ck_assert_int_eq(cell("stays", 2026, "other_3", "total"), 0);
    answer_case(id, "granted", "2026-03-06");
}
END_TEST

START_TEST(corrections_and_retractions_heed_the_version_that_was_seen)
{
    static const char *const stale[] = {"If-Match: \"1\"", NULL};
    const char *id;

    make_agency("match", NULL);
    id = make_case("match", "2026-03-04", NULL);
    answer_case(id, "granted", "2026-03-10");
    ck_assert_int_eq(ask_with(stale, "{'reason':'x','outcome':'other_3'}",
                              "POST /api/v1/applications/%s/events/2/supersede", id)
                         ->answer.status,
                     412);
    ck_assert_int_eq(ask_with(stale, "{'reason':'x'}",
                              "POST /api/v1/applications/%s/events/2/retract", id)
                         ->answer.status,
                     412);
    ck_assert_int_eq(
        ask_with(stale, "{'reason':'x'}", "POST /api/v1/applications/%s/void", id)
            ->answer.status,
        412);
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 2);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_corrected_category_moves_the_case_to_its_column,
        a_corrected_outcome_moves_the_case_to_its_row,
        a_corrected_day_of_receipt_moves_the_case_to_its_year,
        a_corrected_day_of_answer_moves_the_result_to_its_year,
        both_the_wrong_and_the_right_entry_stay_on_record,
        an_entry_is_corrected_once_and_its_correction_can_be_corrected,
        a_correction_names_only_facts_that_its_entry_has,
        a_correction_that_makes_a_later_entry_unlawful_is_refused,
        a_corrected_channel_changes_what_is_receipt,
        the_days_of_confirmation_withdrawal_and_voiding_can_be_corrected,
        every_particular_can_be_corrected_at_once,
        a_retracted_answer_opens_the_case_again,
        what_was_taken_back_or_replaced_is_not_taken_back_again,
        a_registration_is_voided_never_retracted,
        a_retracted_confirmation_waits_again_unless_it_was_answered,
        a_retracted_withdrawal_runs_on,
        corrections_and_retractions_heed_the_version_that_was_seen,
        NULL,
    };

    return here_run("correction", tests, (const char *const[]){"--today=2026-12-10", NULL});
}
