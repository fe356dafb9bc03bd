/* Lists: filters, pages, the ledger, the codes, the description of the service. */
#include "core/fact.h"
#include "core/outcome.h"
#include "http/operation.h"
#include "op/ask.h"

#include <stdio.h>
#include <string.h>

/* The officers of the applications a list gives, in order: "a b c". */
static const char *
listed(const json_t *list)
{
    static char line[1024];
    const json_t *all = value_in(list, "applications");
    size_t len = 0;

    line[0] = '\0';
    for (size_t i = 0; i < json_array_size(all); i++)
        len += (size_t)snprintf(line + len, sizeof line - len, "%s%s", i ? " " : "",
                                text_in(json_array_get(all, i), "officer"));
    return line;
}

static const char *
list(const char *agency, const char *query)
{
    return listed(ask(200, NULL, "GET /api/v1/agencies/%s/applications?%s", agency, query));
}

/* Six applications, told apart by their officers; today is 2026-12-10, a Thursday. */
static void
six(void)
{
    make_agency("six", NULL);
    make_agency("six-part", "'parent':'six'");
    answer_case(make_case("six", "2025-11-03", "'officer':'a','channel':'mail_signed'"),
                "refused_4", "2026-01-05");
    make_case(
        "six", "2026-11-10",
        "'officer':'b','applicant_category':'research','applicant_name':'ABC 研究所'");
    make_case("six", "2026-11-20",
              "'officer':'c','channel':'internet'"); /* to be confirmed */
    make_case("six", "2026-11-16", "'officer':'d','content':'水库移民补偿'");
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void",
        make_case("six", "2026-11-25", "'officer':'e'"));
    make_case("six-part", "2026-12-01", "'officer':'f'");
}

START_TEST(each_filter_leaves_out_what_it_does_not_name)
{
    static const char *const cases[][2] = {
        {"", "e d c b a"},
        {"status=running", "d"},
        {"status=overdue", "b"},
        {"status=voided", "e"},
        {"status=awaiting_confirmation", "c"},
        {"status=answered", "a"},
        {"status=withdrawn", ""},
        {"open=true", "d c b"},
        {"open=false", "e a"},
        {"overdue=true", "b"}, /* due 2026-12-08 */
        {"overdue=false", "e d c a"},
        {"due_within=0", "b"},
        {"due_within=1", "b"},
        {"due_within=2", "d b"}, /* due Monday 2026-12-14 */
        {"due_within=250", "d b"},
        {"outcome=refused_4", "a"},
        {"outcome=granted", ""},
        {"applicant_category=research", "b"},
        {"channel=mail_signed", "a"},
        {"officer=d", "d"},
        {"officer=D", ""},
        {"no_officer=true", ""},
        {"no_officer=false", "e d c b a"},
        {"no_unit=true", "e d c b a"},
        {"due_on=2026-12-08", "b"},
        {"due_on=2026-12-09", ""},
        {"queue=open", "d c b"},
        {"queue=overdue", "b"},
        {"queue=due_today", ""},
        {"queue=due_in_3", "d"},
        {"queue=awaiting_confirmation", "c"},
        {"queue=confirmation_late", "c"},
        {"year=2025", "a"},
        {"year=2026", "e d b"},
        {"text=%E6%B0%B4%E5%BA%93", "d"},
        {"text=abc", "b"},
        {"text=SIX-2025-0001", "a"},
        {"text=six-2026", "e d b"},
        {"text=%25", ""},
        {"text=_", ""},
        {"open=true&year=2026&text=2026-0002", "d"},
    };

    six();
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(strcmp(list("six", cases[i][0]), cases[i][1]) == 0, "%s gives %s",
                      cases[i][0], list("six", cases[i][0]));
    ck_assert_str_eq(list("six", "sort=due"), "a b d c e");
    ck_assert_str_eq(list("six-part", ""), "f"); /* which is nobody's above it */
}
END_TEST

START_TEST(a_list_tells_the_working_days_to_each_deadline)
{
    const json_t *all;

    make_agency("left", NULL);
    answer_case(make_case("left", "2025-11-03", NULL), "refused_4", "2026-01-05");
    make_case("left", "2026-11-10", NULL);
    make_case("left", "2026-11-16", NULL);
    make_case("left", "2026-11-20", "'channel':'internet'");
    all = value_in(ask(200, NULL, "GET /api/v1/agencies/left/applications?sort=due"),
                   "applications");
    ck_assert(json_is_null(value_in(all, "0.days_to_due"))); /* answered */
    ck_assert_int_eq(number_in(all, "1.days_to_due"), -2);   /* due Tuesday 2026-12-08 */
    ck_assert_int_eq(number_in(all, "2.days_to_due"), 2);    /* due Monday 2026-12-14 */
    ck_assert(json_is_null(value_in(all, "3.days_to_due"))); /* to be confirmed */
}
END_TEST

START_TEST(the_most_urgent_case_comes_first_and_what_has_no_deadline_last)
{
    make_agency("urgent", NULL);
    make_case("urgent", "2026-11-20", "'officer':'second'");
    make_case("urgent", "2026-11-21", "'officer':'last','channel':'fax'");
    make_case("urgent", "2026-11-20", "'officer':'third'");
    make_case("urgent", "2026-11-10", "'officer':'first'");
    ck_assert_str_eq(list("urgent", "sort=due"), "first second third last");
    ck_assert_str_eq(list("urgent", "sort=newest"), "first third last second");
}
END_TEST

/* Reads pages of two to the end while cases keep coming in; the officers met. */
static const char *
read_pages(const char *agency, const char *sort)
{
    static char line[1024];
    char after[100] = "";
    size_t len = 0;

    line[0] = '\0';
    for (int page = 0; page < 20; page++) {
        const json_t *l =
            ask(200, NULL, "GET /api/v1/agencies/%s/applications?sort=%s&limit=2%s", agency,
                sort, after);

        ck_assert_uint_le(json_array_size(value_in(l, "applications")), 2);
        len += (size_t)snprintf(line + len, sizeof line - len, "%s%s", page ? " " : "",
                                listed(l));
        if (json_is_null(value_in(l, "next")))
            return line;
        snprintf(after, sizeof after, "&after=%s", text_in(l, "next"));
        make_case(agency, "2026-11-02", "'officer':'new'"); /* due 2026-11-30 */
    }
    ck_abort_msg("the pages do not end");
}

START_TEST(pages_neither_repeat_nor_skip_while_cases_come_in)
{
    make_agency("pages", NULL);
    for (int i = 0; i < 5; i++) {
        char more[40];

        snprintf(more, sizeof more, "'officer':'%c'", 'a' + i);
        make_case("pages", "2026-11-02", more);
    }
    ck_assert_str_eq(read_pages("pages", "newest"), "e d c b a");
    ck_assert_str_eq(read_pages("pages", "due"), "a b c d e new new new new new new new");
}
END_TEST

START_TEST(a_full_last_page_is_followed_by_none)
{
    const json_t *l;

    make_agency("full", NULL);
    make_case("full", "2026-11-02", NULL);
    make_case("full", "2026-11-02", NULL);
    l = ask(200, NULL, "GET /api/v1/agencies/full/applications?limit=2");
    ck_assert_uint_eq(json_array_size(value_in(l, "applications")), 2);
    ck_assert(json_is_null(value_in(l, "next")));
    l = ask(200, NULL, "GET /api/v1/agencies/full/applications?limit=1&sort=due");
    ck_assert_str_ne(text_in(l, "next"), "");
}
END_TEST

START_TEST(a_page_begins_only_where_another_ended)
{
    static const char *const bad[][2] = {
        {"newest", "x"},
        {"newest", "-1"},
        {"newest", "2026-12-01.5"},
        {"newest", "1;select"},
        {"newest", ""},
        {"newest", "9999999999999999999"},
        {"due", "5"},
        {"due", "2026-13-01.5"},
        {"due", "2026-12-01."},
        {"due", "2026-12-01.x"},
        {"due", "2026-12-01,5"},
        {"due", "2026-02-30.5"},
        {"due", "infinity..5"},
    };

    make_agency("cursor", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_str_eq(
            fields_in(value_in(
                refused(422, "invalid", NULL,
                        "GET /api/v1/agencies/cursor/applications?sort=%s&after=%s",
                        bad[i][0], bad[i][1]),
                "errors")),
            "after");
}
END_TEST

START_TEST(a_filter_that_is_none_is_refused_by_name)
{
    static const char *const bad[][2] = {
        {"status=open", "status"},
        {"status=running%7Canswered", "status"},
        {"outcome=granted%7Cpartly_granted", "outcome"},
        {"open=yes", "open"},
        {"open=TRUE", "open"},
        {"overdue=1", "overdue"},
        {"due_within=-1", "due_within"},
        {"due_within=251", "due_within"},
        {"due_within=1.5", "due_within"},
        {"due_within=99999999999999999999", "due_within"},
        {"year=26", "year"},
        {"limit=0", "limit"},
        {"limit=1001", "limit"},
        {"sort=old", "sort"},
        {"scope=subtree", "scope"},
        {"status", "status"},
        {"status=", "status"},
        {"officer=", "officer"},
        {"text=%C3%28", "text"},
        {"text=%E2%80%AE", "text"},
        {"year=2025&year=2026", "year"},
        {"year=x&limit=x&bad=x", "year limit bad"},
    };

    make_agency("filter", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *fields = fields_in(
            value_in(refused(422, "invalid", NULL,
                             "GET /api/v1/agencies/filter/applications?%s", bad[i][0]),
                     "errors"));

        ck_assert_msg(strcmp(fields, bad[i][1]) == 0, "%s names %s", bad[i][0], fields);
    }
}
END_TEST

START_TEST(agencies_are_listed_by_tree_day_and_text_in_pages)
{
    static const struct {
        const char *query, *first, *next;
        size_t count;
    } cases[] = {
        {"under=tree-a", "tree-a", "", 4},
        {"parent=tree-a", "tree-b", "", 2},
        {"parent=tree-b", "tree-d", "", 1},
        {"under=tree-b&on=2024-06-30", "tree-b", "", 1},
        {"under=tree-b&on=2026-06-30", "tree-b", "", 2},
        {"parent=tree-b&on=2024-06-30", "(none)", "", 0},
        {"text=TREE-C", "tree-c", "", 1},
        {"text=%E4%B8%99", "tree-c", "", 1},
        {"under=tree-a&limit=3", "tree-a", "tree-c", 3},
        {"under=tree-a&after=tree-c", "tree-d", "", 1},
    };

    make_agency("tree-a", NULL);
    make_agency("tree-b", "'parent':'tree-a'");
    make_agency("tree-c", "'parent':'tree-a','name':'丙局'");
    make_agency("tree-d", "'parent':'tree-b','valid_from':'2025-01-01'");
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const json_t *l = ask(200, NULL, "GET /api/v1/agencies?%s", cases[i].query);

        ck_assert_msg(json_array_size(value_in(l, "agencies")) == cases[i].count,
                      "%s gives %zu agencies", cases[i].query,
                      json_array_size(value_in(l, "agencies")));
        ck_assert_str_eq(text_in(l, "agencies.0.code"), cases[i].first);
        ck_assert_str_eq(text_in(l, "next"), cases[i].next);
    }
    ck_assert_str_eq(fields_in(value_in(refused(422, "invalid", NULL,
                                                "GET /api/v1/agencies?parent=no&under=no"),
                                        "errors")),
                     "parent under");
}
END_TEST

START_TEST(the_ledger_is_a_csv_of_every_case_of_the_agency)
{
    static const char every_role[] = "{officer,supervisor,agency_admin,oversight}";
    const struct asked *a;
    char value[100];

    make_agency("ledger", NULL);
    make_agency("ledger-part", "'parent':'ledger'");
    answer_case(make_case("ledger", "2026-03-04", "'content':'一,\\\"二\\\"\\n三'"),
                "granted", "2026-03-10");
    make_case("ledger-part", "2025-03-04", NULL);
    make_case("ledger", "2025-03-04", "'applicant_name':'=1+1'");
    make_case("ledger", "2026-11-20", "'channel':'fax'");
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/ledger/ledger");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(answer_header(&a->answer, "content-type", value, sizeof value),
                     "text/csv; charset=utf-8");
    ck_assert_str_eq(answer_header(&a->answer, "content-disposition", value, sizeof value),
                     "attachment; filename=\"ledger-ledger.csv\"");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "机关,编号,渠道"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "\"一,\"\"二\"\"\n三\""));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "LEDGER-2025-0001"));
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "LEDGER-PART"));
    ck_assert_ptr_null(
        strstr(a->answer.body.bytes, ",=1+1")); /* a formula in a spreadsheet */
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "待确认"));
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/ledger/ledger?year=2026");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "LEDGER-2026-0001"));
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "LEDGER-2025"));
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "待确认"));
    a = ask_with(as_person("ledger", "above", every_role, NULL), NULL,
                 "GET /api/v1/agencies/ledger-part/ledger");
    ck_assert_int_eq(a->answer.status, 404);
}
END_TEST

START_TEST(a_ledger_of_many_cases_is_whole)
{
    const struct asked *a;
    size_t lines = 0;
    char more[2000] = "'content':'";

    make_agency("many", NULL);
    for (int i = 0; i < 300; i++)
        strcat(more, "文字");
    strcat(more, "'");
    for (int i = 0; i < 150; i++) /* more than one chunk of the stream */
        make_case("many", "2026-03-04", more);
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/many/ledger");
    for (const char *p = a->answer.body.bytes; (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    ck_assert_uint_eq(lines, 151);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "MANY-2026-0150"));
}
END_TEST

START_TEST(the_ledger_is_offered_as_csv_only)
{
    make_agency("only", NULL);
    refused(406, "not_acceptable", NULL, "GET /api/v1/agencies/only/ledger?format=json");
    ck_assert_int_eq(ask_with((const char *const[]){"Accept: application/json", NULL}, NULL,
                              "GET /api/v1/agencies/only/ledger")
                         ->answer.status,
                     406);
    ck_assert_int_eq(ask_with((const char *const[]){"Accept: text/csv", NULL}, NULL,
                              "GET /api/v1/agencies/only/ledger?format=csv")
                         ->answer.status,
                     200);
}
END_TEST

START_TEST(the_codes_are_those_of_the_law)
{
    const json_t *codes = ask(200, NULL, "GET /api/v1/codes");

    ck_assert_uint_eq(json_array_size(value_in(codes, "outcomes")), OUTCOME_COUNT);
    ck_assert_uint_eq(json_array_size(value_in(codes, "channels")), CHANNEL_COUNT);
    ck_assert_uint_eq(json_array_size(value_in(codes, "applicant_categories")),
                      CATEGORY_COUNT);
    ck_assert_uint_eq(json_array_size(value_in(codes, "events")), EVENT_COUNT);
    ck_assert_str_eq(text_in(codes, "outcomes.10.code"), "unavailable_1");
    ck_assert_str_eq(text_in(codes, "outcomes.10.label"), "1. 本机关不掌握相关政府信息");
    ck_assert_str_eq(text_in(codes, "outcomes.10.group"), "(四) 无法提供");
    ck_assert_str_eq(text_in(codes, "outcomes.5.article"), "第十五条、第三十二条");
    ck_assert_uint_eq(json_array_size(value_in(codes, "steps")), EVENT_COUNT);
    ck_assert_str_eq(text_in(codes, "events.2.members.0"), "delivered_on");
    ck_assert(json_is_true(value_in(codes, "events.2.correctable")));
    ck_assert_uint_eq(json_array_size(value_in(codes, "facts")), FACT_COUNT);
    ck_assert_str_eq(text_in(codes, "facts.0.code"), "provision");
    ck_assert_str_eq(text_in(codes, "facts.0.must.0"), "which");
    ck_assert_str_eq(text_in(codes, "facts.0.may.3"), "on");
    ck_assert_str_eq(text_in(codes, "facts.0.which.1.code"), "published");
    ck_assert_str_eq(text_in(codes, "facts.0.which.1.name"), "已主动公开，告知获取途径");
    ck_assert_str_eq(text_in(codes, "steps.0.states.0.code"), "not_received");
    ck_assert_str_eq(text_in(codes, "steps.0.states.0.leads_to.0.code"),
                     "awaiting_confirmation");
    ck_assert_str_eq(text_in(codes, "steps.1.right"), "case_edit");
    ck_assert_str_eq(text_in(codes, "steps.1.right_to_correct"), "case_identity");
    ck_assert_str_eq(text_in(codes, "steps.1.article"), "条例第三十一条");
    ck_assert(json_is_true(value_in(codes, "channels.3.confirms")));
    ck_assert(json_is_false(value_in(codes, "channels.0.confirms")));
}
END_TEST

START_TEST(the_api_document_names_every_operation_and_the_command_prints_it)
{
    const struct asked *a = ask_with(NULL, NULL, "GET /api/v1/openapi.json");
    struct text printed = {NULL, 0, 0};

    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_str_eq(text_in(a->json, "openapi"), "3.0.3");
    for (int i = 0; operation_list[i] != NULL; i++) {
        const char *route = operation_list[i]->route;
        const json_t *path =
            json_object_get(value_in(a->json, "paths"), strchr(route, ' ') + 1);
        const json_t *described = json_object_get(path, *route == 'G' ? "get" : "post");

        ck_assert_str_eq(text_in(described, "operationId"), operation_list[i]->name);
    }
    ck_assert_int_eq(
        service_command(&here, &printed, (const char *const[]){"openapi", NULL}), 0);
    ck_assert_uint_eq(printed.len, a->answer.body.len);
    ck_assert_int_eq(memcmp(printed.bytes, a->answer.body.bytes, printed.len), 0);
    text_free(&printed);
}
END_TEST

/* The script that the first page begins with: its name bears a digest of its content. */
static const char *
first_script(char name[100])
{
    const char *page = ask_with(NULL, NULL, "GET /")->answer.body.bytes;
    const char *at = strstr(page, "<script type=\"module\" src=\"");

    ck_assert_ptr_nonnull(at);
    at += strlen("<script type=\"module\" src=\"");
    snprintf(name, 100, "%.*s", (int)strcspn(at, "\""), at);
    return name;
}

START_TEST(what_a_page_fetches_is_kept_by_the_browser_and_packed_if_it_likes)
{
    const char *const unpacks[] = {"Accept-Encoding: gzip, deflate", NULL};
    const char *const does_not[] = {"Accept-Encoding: gzip;q=0", NULL};
    static const char magic[] = {'\x1f', '\x8b'};
    const struct asked *plain, *packed;
    char name[100], value[100];

    first_script(name);
    plain = ask_with(does_not, NULL, "GET %s", name);
    packed = ask_with(unpacks, NULL, "GET %s", name);
    ck_assert_int_eq(plain->answer.status, 200);
    ck_assert_str_eq(answer_header(&plain->answer, "content-encoding", value, sizeof value),
                     "");
    ck_assert_str_eq(
        answer_header(&packed->answer, "content-encoding", value, sizeof value), "gzip");
    ck_assert_mem_eq(packed->answer.body.bytes, magic, sizeof magic);
    ck_assert_uint_lt(packed->answer.body.len, plain->answer.body.len);
    ck_assert_str_eq(answer_header(&packed->answer, "cache-control", value, sizeof value),
                     "public, max-age=31536000, immutable");
    packed =
        ask_with(unpacks, NULL, "GET /web/copy.js"); /* its name stays, it may change */
    ck_assert_str_eq(answer_header(&packed->answer, "cache-control", value, sizeof value),
                     "no-store");
}
END_TEST

START_TEST(health_tells_the_schema_and_the_pages_of_the_interface_are_served)
{
    char type[100];
    const struct asked *a;

    ck_assert_str_eq(text_in(ask(200, NULL, "GET /healthz"), "status"), "ok");
    ck_assert_int_ge(number_in(ask(200, NULL, "GET /healthz"), "schema"), 5);
    a = ask_with(NULL, NULL, "GET /");
    ck_assert_str_eq(answer_header(&a->answer, "content-type", type, sizeof type),
                     "text/html; charset=utf-8");
    a = ask_with(NULL, NULL, "GET /web/copy.js");
    ck_assert_str_eq(answer_header(&a->answer, "content-type", type, sizeof type),
                     "text/javascript; charset=utf-8");
    refused(404, "not_found", NULL, "GET /web/0001_agency.sql");
    refused(404, "not_found", NULL, "GET /web/..");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_filter_leaves_out_what_it_does_not_name,
        a_list_tells_the_working_days_to_each_deadline,
        the_most_urgent_case_comes_first_and_what_has_no_deadline_last,
        pages_neither_repeat_nor_skip_while_cases_come_in,
        a_full_last_page_is_followed_by_none,
        a_page_begins_only_where_another_ended,
        a_filter_that_is_none_is_refused_by_name,
        agencies_are_listed_by_tree_day_and_text_in_pages,
        the_ledger_is_a_csv_of_every_case_of_the_agency,
        a_ledger_of_many_cases_is_whole,
        the_ledger_is_offered_as_csv_only,
        the_codes_are_those_of_the_law,
        the_api_document_names_every_operation_and_the_command_prints_it,
        health_tells_the_schema_and_the_pages_of_the_interface_are_served,
        what_a_page_fetches_is_kept_by_the_browser_and_packed_if_it_likes,
        NULL,
    };

    return here_run("list", tests, (const char *const[]){"--today=2026-12-10", NULL});
}
