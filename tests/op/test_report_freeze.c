/* A frozen report: what leads to it, what it keeps, and that nothing changes it afterwards. */
#include "op/ask.h"
#include "op/example.h"
#include "op/report_bytes.h"
#include "op/visitor.h"
#include "op/who.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char supervisor[] = "{supervisor}", admin[] = "{agency_admin}";

/* Does ACT to the report of 2025 of AGENCY, of its own cases or as BODY has it. */
static const json_t *
done(const char *agency, const char *act, const char *body)
{
    return report_act(agency, 2025, act, body);
}

/* The bytes of version N of the report of 2025 of AGENCY. */
static const char *
frozen(const char *agency, int n)
{
    const struct asked *a =
        ask_with(NULL, NULL, "GET /api/v1/agencies/%s/reports/2025/versions/%d", agency, n);

    ck_assert_int_eq(a->answer.status, 200);
    return a->answer.body.bytes;
}

START_TEST(a_report_goes_from_draft_to_published)
{
    const json_t *h;

    make_agency("way", NULL);
    h = ask(200, NULL, "GET /api/v1/agencies/way/reports/2025/history");
    ck_assert_str_eq(text_in(h, "state"), "draft");
    ck_assert_str_eq(text_in(h, "next.0"), "submit");
    refused(409, "act_not_lawful", "{}", "POST /api/v1/agencies/way/reports/2025/accept");
    ck_assert_str_eq(text_in(done("way", "submit", "{}"), "state"), "submitted");
    refused(409, "act_not_lawful", "{}", "POST /api/v1/agencies/way/reports/2025/freeze");
    ck_assert_str_eq(text_in(done("way", "return", "{'remarks':'第五部分为空'}"), "state"),
                     "returned");
    done("way", "submit", "{}");
    ck_assert_str_eq(text_in(done("way", "accept", "{}"), "state"), "accepted");
    ck_assert_str_eq(text_in(done("way", "freeze", "{}"), "state"), "frozen");
    refused(409, "act_not_lawful", "{}", "POST /api/v1/agencies/way/reports/2025/freeze");
    refused(409, "act_not_lawful", "{}", "POST /api/v1/agencies/way/reports/2025/withdraw");
    refused(422, "invalid", "{'published_on':'2025-12-31'}",
            "POST /api/v1/agencies/way/reports/2025/publish");
    h = done("way", "publish", "{'published_on':'2026-01-01','url':'https://x.example/1'}");
    ck_assert_str_eq(text_in(h, "state"), "published");
    ck_assert_int_eq(number_in(h, "acts.5.n"), 6);
    ck_assert_str_eq(text_in(h, "acts.1.note"), "第五部分为空");
    ck_assert_str_eq(text_in(h, "acts.5.data.url"), "https://x.example/1");
    ck_assert_int_eq(number_in(h, "acts.4.version"), 1);
    ck_assert_int_eq(number_in(h, "versions.0.version"), 1);
}
END_TEST

START_TEST(a_year_that_is_not_over_is_not_reported)
{
    make_agency("early", NULL);
    refused(409, "act_not_lawful", "{}", "POST /api/v1/agencies/early/reports/2026/submit");
}
END_TEST

START_TEST(who_submitted_a_report_does_not_accept_it)
{
    const char *const *both;

    make_agency("alone", NULL);
    both = as_person("alone", "wang", "{supervisor,agency_admin}", NULL);
    ck_assert_int_eq(ask_with(both, "{'reason':'已核对'}",
                              "POST /api/v1/agencies/alone/reports/2025/submit")
                         ->answer.status,
                     200);
    ck_assert_int_eq(ask_with(both, "{}", "POST /api/v1/agencies/alone/reports/2025/accept")
                         ->answer.status,
                     403);
}
END_TEST

START_TEST(an_agency_below_another_is_reviewed_by_its_oversight)
{
    make_agency("above", NULL);
    make_agency("below", "'parent':'above'");
    done("below", "submit", "{}");
    ck_assert_int_eq(ask_with(as_person("below", "zhao", admin, NULL), "{}",
                              "POST /api/v1/agencies/below/reports/2025/accept")
                         ->answer.status,
                     409);
    ck_assert_int_eq(ask_with(as_person("above", "qian", "{oversight}", NULL), "{}",
                              "POST /api/v1/agencies/below/reports/2025/accept")
                         ->answer.status,
                     200);
}
END_TEST

START_TEST(a_warning_takes_a_reason_or_is_let_stand)
{
    const json_t *list;
    size_t i;
    json_t *one;

    make_agency("judged", NULL);
    list = value_in(ask(200, NULL, "GET /api/v1/agencies/judged/reports/2025/findings"),
                    "findings");
    ck_assert_uint_gt(json_array_size(list), 0);
    refused(409, "conflict", "{}", "POST /api/v1/agencies/judged/reports/2025/submit");
    json_array_foreach(list, i, one) {
        char body[700];

        snprintf(body, sizeof body, "{\"finding\":\"%s\",\"reason\":\"已核对\"}",
                 text_in(one, "key"));
        ask(200, body, "POST /api/v1/agencies/judged/reports/2025/dismissals");
    }
    list = value_in(ask(200, NULL, "GET /api/v1/agencies/judged/reports/2025/findings"),
                    "findings");
    ck_assert_str_eq(text_in(json_array_get(list, 0), "dismissed"), "已核对");
    ck_assert_str_eq(
        text_in(ask(200, "{}", "POST /api/v1/agencies/judged/reports/2025/submit"),
                "state"),
        "submitted");
}
END_TEST

START_TEST(a_rehearsal_says_what_would_be_frozen_and_keeps_nothing)
{
    const json_t *r;

    make_agency("rehearsed", NULL);
    make_case("rehearsed", "2025-12-01", NULL);
    r = ask(200, "{}", "POST /api/v1/agencies/rehearsed/reports/2025/rehearse");
    ck_assert_int_eq(number_in(r, "errors"), 0);
    ck_assert_int_eq(number_in(r, "version"), 1);
    ck_assert_int_eq(number_in(r, "report.section3.rows.new.0"), 1);
    ck_assert_uint_eq(strlen(text_in(r, "sha256")), 64);
    ck_assert_str_eq(in_database("select count(*) from report_case c join agency g on"
                                 " g.id = c.agency where g.code = 'rehearsed'"),
                     "0");
}
END_TEST

START_TEST(a_freeze_takes_two_and_nothing_is_kept_before_the_second)
{
    const struct asked *a;

    make_agency("two", NULL);
    done("two", "submit", "{}");
    done("two", "accept", "{}");
    a = ask_with(as_person("two", "sun", supervisor, NULL), "{}",
                 "POST /api/v1/agencies/two/reports/2025/freeze");
    ck_assert_int_eq(a->answer.status, 202);
    ck_assert_str_eq(
        text_in(ask(200, NULL, "GET /api/v1/agencies/two/reports/2025/history"), "state"),
        "accepted");
    ask(404, NULL, "GET /api/v1/agencies/two/reports/2025/versions/1");
    a = ask_with(as_person("two", "li", admin, NULL), "{}",
                 "POST /api/v1/proposals/%s/confirm", text_in(a->json, "proposal.id"));
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "versions.0.proposed_by"), "sun@two");
    ck_assert_str_eq(text_in(a->json, "versions.0.frozen_by"), "li@two");
}
END_TEST

/* Whether the cell ROW of the column of natural persons is WANTED in BYTES. */
static void
cell_is(const char *bytes, const char *row, long wanted)
{
    struct report r;
    struct arena *a = arena_new();

    ck_assert(report_of_bytes(a, bytes, strlen(bytes), &r));
    ck_assert_int_eq(r.cells[tally_row_of(r.tally_form, row)][0].value, wanted);
    arena_free(a);
}

START_TEST(the_bytes_are_those_of_their_digest_and_come_to_the_same_report)
{
    const struct asked *a;
    const char *bytes;
    struct text t = {NULL, 0, 0}, again = {NULL, 0, 0};
    struct report r;
    struct arena *arena = arena_new();
    char digest[REPORT_DIGEST], etag[REPORT_DIGEST + 2];

    make_agency("bytes", NULL);
    answer_case(make_case("bytes", "2025-12-01", NULL), "granted", "2025-12-31");
    make_case("bytes", "2025-12-31", NULL);
    freeze_report("bytes", 2025, "agency");
    bytes = frozen("bytes", 1);
    cell_is(bytes, "new", 2);
    cell_is(bytes, "granted", 1);
    cell_is(bytes, "carried_out", 1);
    text_add(&t, bytes);
    report_digest(&t, digest);
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/bytes/reports/2025/versions/1");
    answer_header(&a->answer, "etag", etag, sizeof etag);
    ck_assert_int_eq(strncmp(etag + 1, digest, 64), 0);
    ck_assert_str_eq(
        text_in(ask(200, NULL, "GET /api/v1/agencies/bytes/reports/2025/history"),
                "versions.0.sha256"),
        digest);
    ck_assert_str_eq(in_database("select encode(sha256, 'hex') from report_version v join"
                                 " agency g on g.id = v.agency where g.code = 'bytes'"),
                     digest);
    ck_assert(report_of_bytes(arena, bytes, strlen(bytes), &r));
    report_bytes(&again, &r,
                 &(struct report_frame){"bytes", "agency", 1, NULL,
                                        text_in(a->json, "known_at"),
                                        text_in(a->json, "cases")});
    ck_assert_str_eq(again.bytes, bytes);
    text_free(&t);
    text_free(&again);
    arena_free(arena);
}
END_TEST

START_TEST(what_is_recorded_later_never_changes_a_frozen_report)
{
    const char *first, *id;

    make_agency("later", NULL);
    id = make_case("later", "2025-12-01", NULL);
    freeze_report("later", 2025, "agency");
    first = frozen("later", 1);
    answer_case(id, "granted", "2025-12-30");
    make_case("later", "2025-12-31", NULL);
    ck_assert_str_eq(frozen("later", 1), first);
    ck_assert_int_eq(service_cell(&here, "later", "year=2025", "granted", "total"), 1);
    done("later", "restate", "{'reason':'迟录一件'}");
    ck_assert_str_eq(frozen("later", 1), first);
    cell_is(frozen("later", 2), "granted", 1);
    cell_is(frozen("later", 2), "new", 2);
}
END_TEST

START_TEST(nobody_changes_or_removes_what_was_frozen)
{
    static const char *const tables[] = {"report_event", "report_version", "report_case"};
    char statement[200];
    PGconn *conn = PQconnectdb(here.database);

    make_agency("kept", NULL);
    make_case("kept", "2025-12-01", NULL);
    freeze_report("kept", 2025, "agency");
    for (unsigned i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (int k = 0; k < 2; k++) {
            PGresult *r;

            snprintf(statement, sizeof statement,
                     k ? "update gongkai.%s set year = year" : "delete from gongkai.%s",
                     tables[i]);
            r = PQexec(conn, statement);
            ck_assert_msg(PQresultStatus(r) == PGRES_FATAL_ERROR, "%s", statement);
            PQclear(r);
        }
    PQfinish(conn);
}
END_TEST

START_TEST(a_subtree_is_frozen_with_the_cases_of_all_below)
{
    make_agency("county", NULL);
    make_agency("town", "'parent':'county'");
    make_case("county", "2025-12-01", NULL);
    answer_case(make_case("town", "2025-12-02", NULL), "granted", "2025-12-31");
    done("county", "submit", "{'scope':'subtree'}");
    done("county", "accept", "{'scope':'subtree'}");
    done("county", "freeze", "{'scope':'subtree'}");
    cell_is(ask_with(NULL, NULL,
                     "GET /api/v1/agencies/county/reports/2025/versions/1?scope=subtree")
                ->answer.body.bytes,
            "new", 2);
    ck_assert_str_eq(
        in_database("select sum(cardinality(ids)) from report_case c join agency g"
                    " on g.id = c.agency where g.code = 'county' and cell = 'new'"),
        "2");
    ask(404, NULL, "GET /api/v1/agencies/county/reports/2025/versions/1");
}
END_TEST

/* The difference of the report of 2025 of AGENCY to now. */
static const json_t *
difference(const char *agency)
{
    return ask(200, NULL, "GET /api/v1/agencies/%s/reports/2025/difference?from=1", agency);
}

/* The case ID in LIST, which must be there. */
static const json_t *
moved(const json_t *list, const char *id)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one) {
        if (strcmp(text_in(one, "application"), id) == 0)
            return one;
    }
    ck_abort_msg("%s is not listed", id);
}

/* Scenario 13: an answer of 30 December entered after the report was frozen. */
START_TEST(an_act_that_changes_a_frozen_year_is_taken_and_says_so)
{
    const json_t *reply, *d, *one;
    const char *id, *other;

    make_agency("warned", NULL);
    id = make_case("warned", "2025-12-01", NULL);
    other = make_case("warned", "2025-12-02", NULL);
    ground_case(id, "granted");
    ground_case(other, "granted");
    freeze_report("warned", 2025, "agency");
    ck_assert_uint_eq(json_array_size(value_in(difference("warned"), "cases")), 0);
    reply = ask(200, "{'outcome':'granted','answered_on':'2025-12-30'}",
                "POST /api/v1/applications/%s/answer", id);
    ck_assert_ptr_nonnull(strstr(fields_in(value_in(reply, "warnings")), "report"));
    reply = ask(200, "{'outcome':'granted','answered_on':'2026-01-01'}",
                "POST /api/v1/applications/%s/answer", other);
    ck_assert_ptr_null(strstr(fields_in(value_in(reply, "warnings")), "report"));
    d = difference("warned");
    ck_assert_uint_eq(json_array_size(value_in(d, "cases")), 1);
    one = moved(value_in(d, "cases"), id);
    ck_assert_str_eq(text_in(one, "cause"), "entered_late");
    ck_assert_str_eq(text_in(one, "kind"), "answered");
    ck_assert_str_eq(text_in(one, "happened_on"), "2025-12-30");
    ck_assert_str_eq(text_in(one, "left.0"), "carried_out.natural_person");
    ck_assert_str_eq(text_in(one, "entered.0"), "granted.natural_person");
    ck_assert_int_eq(number_in(d, "cells.0.change"), -1);
    ck_assert_int_eq(number_in(d, "cells.1.change"), 1);
}
END_TEST

START_TEST(the_difference_of_two_versions_is_listed_case_by_case)
{
    const char *late, *id;
    const json_t *d;

    make_agency("versions", NULL);
    id = make_case("versions", "2025-12-01", NULL);
    freeze_report("versions", 2025, "agency");
    late = make_case("versions", "2025-12-31", NULL);
    ask(200, "{'applicant_category':'commercial','reason':'实为公司'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    done("versions", "restate", "{'reason':'迟录和更正'}");
    make_case("versions", "2025-12-30", NULL);
    d = ask(200, NULL, "GET /api/v1/agencies/versions/reports/2025/difference?from=1&to=2");
    ck_assert_uint_eq(json_array_size(value_in(d, "cases")), 2);
    ck_assert_str_eq(text_in(moved(value_in(d, "cases"), late), "cause"), "entered_late");
    ck_assert_str_eq(text_in(moved(value_in(d, "cases"), id), "cause"), "reclassified");
    ask(404, NULL, "GET /api/v1/agencies/versions/reports/2025/difference?from=3");
}
END_TEST

/* Scenario 15: an entry made late, an applicant of another category, an agency that came. */
START_TEST(the_bridge_explains_each_difference_of_the_opening)
{
    const char *late, *id, *came;
    const json_t *b;

    make_agency("bridge", NULL);
    make_agency("bridge-else", NULL);
    make_agency("bridge-town", "'parent':'bridge-else'");
    id = make_case("bridge", "2025-12-01", NULL);
    make_case("bridge", "2025-12-02", NULL);
    came = make_case("bridge-town", "2025-12-03", NULL);
    report_act("bridge", 2025, "submit", "{'scope':'subtree'}");
    report_act("bridge", 2025, "accept", "{'scope':'subtree'}");
    report_act("bridge", 2025, "freeze", "{'scope':'subtree'}");
    b = ask(200, NULL, "GET /api/v1/agencies/bridge/reports/2026/bridge?scope=subtree");
    ck_assert_int_eq(number_in(b, "columns.6.difference"), 0);
    late = make_case("bridge", "2025-12-31", NULL);
    ask(200, "{'applicant_category':'commercial','reason':'实为公司'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    ask(200, "{'parent':'bridge','moved_on':'2026-01-01'}",
        "POST /api/v1/agencies/bridge-town/move");
    b = ask(200, NULL, "GET /api/v1/agencies/bridge/reports/2026/bridge?scope=subtree");
    ck_assert_int_eq(number_in(b, "version"), 1);
    ck_assert_uint_eq(json_array_size(value_in(b, "cases")), 3);
    ck_assert_str_eq(text_in(moved(value_in(b, "cases"), late), "cause"), "entered_late");
    ck_assert_str_eq(text_in(moved(value_in(b, "cases"), id), "cause"), "reclassified");
    ck_assert_str_eq(text_in(moved(value_in(b, "cases"), came), "cause"), "moved");
    ck_assert_int_eq(number_in(b, "columns.0.published"), 2);
    ck_assert_int_eq(number_in(b, "columns.0.opening"), 3);
    ck_assert_int_eq(number_in(b, "columns.1.difference"), 1);
    ck_assert_int_eq(number_in(b, "columns.6.difference"), 2);
    for (int c = 0; c < TALLY_COLUMNS; c++) {
        char path[40];

        snprintf(path, sizeof path, "columns.%d.remaining", c);
        ck_assert_int_eq(number_in(b, path), 0);
    }
    b = ask(200, NULL, "GET /api/v1/agencies/bridge-town/reports/2026/bridge");
    ck_assert_uint_eq(json_array_size(value_in(b, "columns")), 0);
}
END_TEST

/* What `gongkai verify` prints once TAMPERED was done to the frozen reports, which are put back
 * afterwards. */
static void
verify_tells(const char *tampered, const char *told)
{
    const char *const arguments[] = {"verify", NULL};
    struct text out = {NULL, 0, 0};
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexec(conn, "create table public.kept as select * from"
                               " gongkai.report_version; create table public.lists as"
                               " select * from gongkai.report_case;"
                               "set session_replication_role = replica;"
                               "set search_path = gongkai");

    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    r = PQexec(conn, tampered);
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    ck_assert_int_eq(service_command(&here, &out, arguments), 1);
    ck_assert_msg(strstr(out.bytes, told) != NULL, "%s", out.bytes);
    r = PQexec(conn, "delete from report_case; delete from report_version;"
                     "insert into report_version select * from public.kept;"
                     "insert into report_case select * from public.lists;"
                     "drop table public.kept, public.lists");
    ck_assert_msg(PQresultStatus(r) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(r);
    PQfinish(conn);
    text_free(&out);
}

START_TEST(verify_tells_of_a_frozen_report_that_was_touched)
{
    make_agency("touched", NULL);
    answer_case(make_case("touched", "2025-12-01", NULL), "granted", "2025-12-31");
    freeze_report("touched", 2025, "agency");
    verify_tells(
        "update report_version set bytes = set_byte(bytes, 20, 88)",
        "agency touched: report of 2025 (agency) version 1: its bytes are not those");
    verify_tells(
        "update report_version set bytes = '\\xff', sha256 = sha256('\\xff')",
        "agency touched: report of 2025 (agency) version 1: its bytes are no report");
    verify_tells("update report_case set ids = ids || 7::bigint where cell = 'new'",
                 "its lists of cases are not those that were frozen");
    verify_tells("delete from report_case where cell = 'new'",
                 "its lists of cases are not as long as its numbers say");
    verify_tells("update report_version set known_at = '2026-01-01T00:00:00+08'",
                 "the entries known then come to other cases");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_report_goes_from_draft_to_published,
        a_year_that_is_not_over_is_not_reported,
        who_submitted_a_report_does_not_accept_it,
        an_agency_below_another_is_reviewed_by_its_oversight,
        a_warning_takes_a_reason_or_is_let_stand,
        a_rehearsal_says_what_would_be_frozen_and_keeps_nothing,
        a_freeze_takes_two_and_nothing_is_kept_before_the_second,
        the_bytes_are_those_of_their_digest_and_come_to_the_same_report,
        what_is_recorded_later_never_changes_a_frozen_report,
        nobody_changes_or_removes_what_was_frozen,
        a_subtree_is_frozen_with_the_cases_of_all_below,
        an_act_that_changes_a_frozen_year_is_taken_and_says_so,
        the_difference_of_two_versions_is_listed_case_by_case,
        the_bridge_explains_each_difference_of_the_opening,
        verify_tells_of_a_frozen_report_that_was_touched,
        NULL,
    };

    return here_run("report_freeze", tests,
                    (const char *const[]){"--today=2026-01-01", NULL});
}
