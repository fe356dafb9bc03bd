/* Who is shown personal data, how much of it, and what stays on record of that. */
#include "op/who.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ID_NUMBER "99999919850712123X"
#define PHONE "19912345678"
#define NUMBERS                                                                            \
    "'applicant_id_type':'resident_id','applicant_id_number':'" ID_NUMBER                  \
    "','applicant_phone':'" PHONE "'"
#define BODY                                                                               \
    "{'channel':'in_person','arrived_on':'2025-03-13','applicant_name':'张三',"          \
    "'applicant_category':'natural_person','content':'某方案'," NUMBERS "}"

#define REVEAL "POST /api/v1/applications/%s/reveal"
#define INSPECT "POST /api/v1/applications/%s/inspection"
#define FIND "POST /api/v1/agencies/%s/applications/find"
#define ASSIGN "POST /api/v1/applications/%s/assignee"
#define REASON "{'reason':'电话核实'}"

/* A case with numbers, taken in by the officer "li" of AGENCY. */
static const char *
case_of_li(const char *agency)
{
    make_agency(agency, NULL);
    return text_in(sent(as_person(agency, "li", "{officer}", NULL), 201, NULL, BODY,
                        "POST /api/v1/agencies/%s/applications", agency),
                   "application.id");
}

static const char *
disclosures(const char *agency)
{
    return looked_up("select count(*) from disclosure d join agency g on g.id = d.agency "
                     "where g.code = $1",
                     agency, NULL, NULL);
}

START_TEST(numbers_are_shown_in_full_to_who_handles_the_case_and_it_stays_on_record)
{
    const char *id = case_of_li("reveal");
    const json_t *shown;

    shown =
        sent(as_person("reveal", "li", "{officer}", NULL), 200, NULL, REASON, REVEAL, id);
    ck_assert_str_eq(text_in(shown, "applicant.id_number"), ID_NUMBER);
    ck_assert_str_eq(text_in(shown, "applicant.phone"), PHONE);
    ck_assert_str_eq(text_in(shown, "applicant.name"), "张三");
    sent(as_person("reveal", "wang", "{supervisor}", NULL), 200, NULL, REASON, REVEAL, id);
    ck_assert_str_eq(disclosures("reveal"), "2");
    ck_assert_str_eq(looked_up("select d.reason || ' ' || array_to_string(d.fields, ',') "
                               "|| ' ' || a.operation || ' ' || a.actor "
                               "from disclosure d join audit a on a.request = d.request "
                               "and a.application = d.application "
                               "where d.application = $1 order by d.id",
                               id, NULL, NULL),
                     "电话核实 id_number,phone case_reveal li@reveal");
    ck_assert_str_eq(text_in(shown_case(id), "applicant.id_number"), "999999********123X");
}
END_TEST

START_TEST(nobody_else_is_shown_them)
{
    const char *id = case_of_li("closed");

    make_agency("closed2", NULL);
    sent(as_person("closed", "zhao", "{officer}", NULL), 403, "not_assigned", REASON,
         REVEAL, id);
    sent(as_person("closed", "admin", "{agency_admin}", NULL), 403, "forbidden", REASON,
         REVEAL, id);
    sent(as_person("closed", "eye", "{oversight}", NULL), 403, "forbidden", REASON, REVEAL,
         id);
    sent(as_person("closed2", "li", "{officer}", NULL), 404, "not_found", REASON, REVEAL,
         id);
    sent(as_person("closed2", "li", "{supervisor}", NULL), 404, "not_found", REASON, REVEAL,
         id);
    sent(as_person("closed", "wang", "{supervisor}", NULL), 422, "invalid", "{}", REVEAL,
         id);
    sent(as_person("closed", "wang", "{supervisor}", NULL), 422, "invalid", "{'reason':''}",
         REVEAL, id);
    forget_proof("closed", "wang");
    sent(as_person("closed", "wang", "{supervisor}", NULL), 403, "proof_needed", REASON,
         REVEAL, id);
    ck_assert_str_eq(disclosures("closed"), "0");
}
END_TEST

START_TEST(what_was_revealed_is_not_kept_for_a_repeated_request)
{
    const char *id = case_of_li("repeat");
    const char *const *li =
        as_person("repeat", "li", "{officer}", "Idempotency-Key: reveal-1");

    sent(li, 200, NULL, REASON, REVEAL, id);
    sent(li, 409, "secret_not_kept", REASON, REVEAL, id);
    ck_assert_str_eq(disclosures("repeat"), "1");
    ck_assert_str_eq(looked_up("select coalesce(reply, 'nothing') from idempotency "
                               "where key = 'reveal-1'",
                               NULL, NULL, NULL),
                     "nothing");
}
END_TEST

START_TEST(the_name_of_a_repeated_request_is_made_with_a_key)
{
    const char *const *li;
    const char *request = "POST /api/v1/agencies/named/applications";
    const char *id;

    make_agency("named", NULL);
    li = as_person("named", "li", "{officer}", "Idempotency-Key: named-1");
    id = text_in(sent(li, 201, NULL, BODY, "%s", request), "application.id");
    ck_assert_str_eq(text_in(sent(li, 201, NULL, BODY, "%s", request), "application.id"),
                     id);
    sent(li, 409, "idempotency_key_reused",
         "{'channel':'oral','arrived_on':'2025-03-13',"
         "'applicant_name':'李四','applicant_category':'research','content':'x'}",
         "%s", request);
    ck_assert_str_eq(looked_up("select digest ~ '^1:[0-9a-f]{64}$' from idempotency "
                               "where key = 'named-1'",
                               NULL, NULL, NULL),
                     "t");
}
END_TEST

START_TEST(a_higher_agency_inspects_one_case_and_its_owner_sees_who_and_why)
{
    const char *id;
    const json_t *shown;

    make_agency("above", NULL);
    make_agency("below", "'parent':'above'");
    id = make_case("below", "2025-03-13", NUMBERS);
    shown = sent(as_person("above", "eye", "{oversight}", NULL), 200, NULL,
                 "{'purpose':'年度检查'}", INSPECT, id);
    ck_assert_str_eq(text_in(shown, "applicant.id_number"), "999999********123X");
    ck_assert_str_eq(text_in(shown, "applicant.phone"), "199****5678");
    sent(as_person("above", "eye", "{oversight}", NULL), 200, NULL, "{'purpose':'投诉'}",
         INSPECT, id);
    shown = shown_case(id);
    ck_assert_str_eq(text_in(shown, "inspections.0.purpose"), "年度检查");
    ck_assert_str_eq(text_in(shown, "inspections.0.agency"), "above");
    ck_assert_str_eq(text_in(shown, "inspections.0.by"), "eye");
    ck_assert_str_eq(text_in(shown, "inspections.1.purpose"), "投诉");
    ck_assert_str_eq(looked_up("select count(*) from audit where application = $1 "
                               "and operation = 'case_inspect' and actor = 'eye@above'",
                               id, NULL, NULL),
                     "2");
}
END_TEST

/* But for the request's own number, what is foreign and what is not there look alike. */
static void
look_alike(const json_t *one, const json_t *other)
{
    ck_assert_str_eq(text_in(one, "type"), text_in(other, "type"));
    ck_assert_str_eq(text_in(one, "title"), text_in(other, "title"));
    ck_assert_str_eq(text_in(one, "detail"), text_in(other, "detail"));
    ck_assert_uint_eq(json_object_size(one), json_object_size(other));
}

START_TEST(an_inspection_needs_a_purpose_and_ends_at_what_is_below)
{
    const char *const *eye;
    const char *id, *foreign;
    char absent[32];

    make_agency("top", NULL);
    make_agency("leaf", "'parent':'top'");
    make_agency("elsewhere", NULL);
    eye = as_person("top", "eye", "{oversight}", NULL);
    id = make_case("leaf", "2025-03-13", NULL);
    foreign = make_case("elsewhere", "2025-03-13", NULL);
    snprintf(absent, sizeof absent, "%lld", atoll(id) + 1000);
    sent(eye, 422, "invalid", "{}", INSPECT, id);
    sent(eye, 422, "invalid", "{'purpose':''}", INSPECT, id);
    look_alike(sent(eye, 404, "not_found", "{'purpose':'查'}", INSPECT, foreign),
               sent(eye, 404, "not_found", "{'purpose':'查'}", INSPECT, absent));
    sent(as_person("leaf", "li", "{officer}", NULL), 403, "forbidden", "{'purpose':'查'}",
         INSPECT, id);
    ck_assert_str_eq(looked_up("select count(*) from inspection where application in "
                               "($1, $2)",
                               id, foreign, NULL),
                     "0");
    sent(eye, 403, "forbidden", REASON, REVEAL, id);
}
END_TEST

static const char *
found(const char *agency, const char *body)
{
    const json_t *list = value_in(
        sent(as_person(agency, "li", "{officer}", NULL), 200, NULL, body, FIND, agency),
        "applications");

    return json_array_size(list) == 1   ? text_in(list, "0.id")
           : json_array_size(list) == 0 ? "none"
                                        : "many";
}

START_TEST(applications_are_found_by_number_however_it_is_written)
{
    const char *id = case_of_li("find");

    make_case("find", "2025-03-13", "'applicant_id_number':'99999919850712999X'");
    ck_assert_str_eq(found("find", "{'id_number':'" ID_NUMBER "'}"), id);
    ck_assert_str_eq(found("find", "{'id_number':'999999 19850712 123x'}"), id);
    ck_assert_str_eq(found("find", "{'id_number':'９９９９９９19850712123Ｘ'}"), id);
    ck_assert_str_eq(found("find", "{'id_number':'99999919850712123'}"), "none");
    ck_assert_str_eq(found("find", "{'phone':'199-1234-5678'}"), id);
    ck_assert_str_eq(found("find", "{'phone':'" ID_NUMBER "'}"), "none");
    make_agency("find2", NULL);
    ck_assert_str_eq(found("find2", "{'id_number':'" ID_NUMBER "'}"), "none");
    sent(as_person("find2", "li", "{officer}", NULL), 404, "not_found", "{'name':'张三'}",
         FIND, "find");
    sent(as_person("find", "li", "{officer}", NULL), 422, "invalid", "{}", FIND, "find");
    sent(as_person("find", "li", "{officer}", NULL), 422, "invalid",
         "{'name':'张三','phone':'" PHONE "'}", FIND, "find");
    sent(as_person("find", "eye", "{oversight}", NULL), 403, "forbidden", "{'name':'张三'}",
         FIND, "find");
}
END_TEST

START_TEST(a_number_that_was_corrected_finds_the_case_as_it_stands)
{
    const char *id = case_of_li("correct");

    ask(200, "{'reason':'录错','applicant_id_number':'99999919850712456X'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    ck_assert_str_eq(found("correct", "{'id_number':'" ID_NUMBER "'}"), "none");
    ck_assert_str_eq(found("correct", "{'id_number':'99999919850712456X'}"), id);
    ck_assert_str_eq(found("correct", "{'phone':'" PHONE "'}"), id);
}
END_TEST

START_TEST(what_is_found_comes_page_by_page)
{
    const char *const *li;
    const json_t *page;
    const char *first;
    char body[120];

    make_agency("pages", NULL);
    li = as_person("pages", "li", "{officer}", NULL);
    first = make_case("pages", "2025-03-13", NUMBERS);
    make_case("pages", "2025-03-13", NUMBERS);
    make_case("pages", "2025-03-13", NUMBERS);
    page = sent(li, 200, NULL, "{'phone':'" PHONE "','limit':2}", FIND, "pages");
    ck_assert_uint_eq(json_array_size(value_in(page, "applications")), 2);
    snprintf(body, sizeof body, "{'phone':'" PHONE "','limit':2,'after':'%s'}",
             text_in(page, "next"));
    page = sent(li, 200, NULL, body, FIND, "pages");
    ck_assert_uint_eq(json_array_size(value_in(page, "applications")), 1);
    ck_assert_str_eq(text_in(page, "applications.0.id"), first);
    ck_assert_str_eq(text_in(page, "next"), "");
}
END_TEST

START_TEST(a_case_is_assigned_to_those_who_handle_cases_in_its_agency)
{
    const char *id = case_of_li("assign");
    const char *const *wang = as_person("assign", "wang", "{supervisor}", NULL);
    const char *body = "{'account':'zhao'}";

    as_person("assign", "zhao", "{officer}", NULL);
    as_person("assign", "admin", "{agency_admin}", NULL);
    make_agency("assign2", NULL);
    as_person("assign2", "qian", "{officer}", NULL);
    sent(as_person("assign", "zhao", "{officer}", NULL), 403, "not_assigned", body, ASSIGN,
         id);
    ck_assert_str_eq(text_in(sent(wang, 200, NULL, body, ASSIGN, id), "assignee"),
                     "zhao@assign");
    sent(as_person("assign", "li", "{officer}", NULL), 403, "not_assigned", REASON, REVEAL,
         id);
    sent(as_person("assign", "zhao", "{officer}", NULL), 200, NULL, REASON, REVEAL, id);
    ck_assert_str_eq(text_in(shown_case(id), "applicant.assignee"), "zhao@assign");
    ck_assert_str_eq(looked_up("select actor from audit where application = $1 "
                               "and operation = 'application_assign'",
                               id, NULL, NULL),
                     "wang@assign");
    sent(wang, 200, NULL, "{'account':'li@assign'}", ASSIGN, id);
    sent(wang, 422, "invalid", "{'account':'admin'}", ASSIGN, id);
    sent(wang, 422, "invalid", "{'account':'qian'}", ASSIGN, id);
    sent(wang, 422, "invalid", "{'account':'qian@assign2'}", ASSIGN, id);
    sent(wang, 422, "invalid", "{'account':'nobody'}", ASSIGN, id);
    looked_up("update account set state = 'disabled' where id = $1",
              account_id("assign", "zhao"), NULL, NULL);
    sent(wang, 422, "invalid", body, ASSIGN, id);
    sent(as_person("assign2", "qian", "{officer}", NULL), 404, "not_found", body, ASSIGN,
         id);
}
END_TEST

#define FULL "POST /api/v1/agencies/%s/ledger/full"
#define WANTED "{'year':2025,'reason':'移交档案'}"

/* Proposed by wang, confirmed by "admin"; the grant's id. */
static const char *
granted(const char *agency)
{
    const json_t *proposal = sent(as_person(agency, "wang", "{supervisor}", NULL), 202,
                                  NULL, WANTED, FULL, agency);

    return text_in(sent(as_person(agency, "admin", "{agency_admin}", NULL), 201, NULL, "{}",
                        "POST /api/v1/proposals/%s/confirm",
                        text_in(proposal, "proposal.id")),
                   "grant.id");
}

static const struct asked *
ledger(const char *const *who, const char *agency, const char *query)
{
    return ask_with(who, NULL, "GET /api/v1/agencies/%s/ledger%s", agency, query);
}

START_TEST(a_ledger_with_full_numbers_takes_two_and_each_use_is_on_record)
{
    const char *const *wang;
    const struct asked *a;
    char query[60];

    case_of_li("full");
    wang = as_person("full", "wang", "{supervisor}", NULL);
    a = ledger(wang, "full", "?year=2025");
    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_ptr_null(strstr(a->answer.body.bytes, "999999"));
    snprintf(query, sizeof query, "?year=2025&grant=%s", granted("full"));
    for (int i = 0; i < 2; i++) {
        a = ledger(wang, "full", query);
        ck_assert_int_eq(a->answer.status, 200);
        ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "," ID_NUMBER "," PHONE "\r\n"));
        ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, ",证件号码,联系电话\r\n"));
    }
    ck_assert_str_eq(disclosures("full"), "2");
    ck_assert_str_eq(looked_up("select count(*) from audit a join disclosure d "
                               "on d.request = a.request join agency g on g.id = d.agency "
                               "where g.code = $1 and a.operation = 'application_ledger' "
                               "and a.actor = 'wang@full' and d.reason = '移交档案'",
                               "full", NULL, NULL),
                     "2");
}
END_TEST

static void
no_ledger(const char *const *who, const char *agency, const char *query, long status,
          const char *code)
{
    const struct asked *a = ledger(who, agency, query);

    ck_assert_msg(a->answer.status == status, "%s: %ld", query, a->answer.status);
    ck_assert_str_eq(strrchr(text_in(a->json, "type"), ':') + 1, code);
}

START_TEST(a_grant_is_for_one_person_one_agency_one_year_and_one_day)
{
    const char *const *wang;
    const char *grant;
    char query[60];

    case_of_li("grant");
    make_agency("grant2", NULL);
    wang = as_person("grant", "wang", "{supervisor}", NULL);
    sent(as_person("grant", "li", "{officer}", NULL), 403, "forbidden", WANTED, FULL,
         "grant");
    sent(as_person("grant", "admin", "{agency_admin}", NULL), 403, "four_eyes", WANTED,
         FULL, "grant");
    grant = granted("grant");
    snprintf(query, sizeof query, "?year=2025&grant=%s", grant);
    no_ledger(as_person("grant", "sun", "{supervisor}", NULL), "grant", query, 403,
              "forbidden");
    no_ledger(as_person("grant2", "wang", "{supervisor}", NULL), "grant2", query, 403,
              "forbidden");
    no_ledger(as_person("grant2", "wang", "{supervisor}", NULL), "grant", query, 404,
              "not_found");
    no_ledger(wang, "grant", "?year=2025&grant=999999", 403, "forbidden");
    snprintf(query, sizeof query, "?year=2024&grant=%s", grant);
    no_ledger(wang, "grant", query, 403, "forbidden");
    snprintf(query, sizeof query, "?grant=%s", grant);
    no_ledger(wang, "grant", query, 422, "invalid");
    snprintf(query, sizeof query, "?year=2025&grant=%s", grant);
    ck_assert_int_eq(ledger(wang, "grant", query)->answer.status, 200);
    looked_up("update export_grant set made_at = made_at - interval '25 h', "
              "ends_at = ends_at - interval '25 h' where id = $1",
              grant, NULL, NULL);
    no_ledger(wang, "grant", query, 403, "forbidden");
    forget_proof("grant", "wang");
    no_ledger(wang, "grant", query, 403, "proof_needed");
    ck_assert_str_eq(disclosures("grant"), "1");
}
END_TEST

START_TEST(who_supervises_no_more_uses_no_grant)
{
    const char *const *wang;
    char query[60];

    case_of_li("former");
    wang = as_person("former", "wang", "{supervisor}", NULL);
    snprintf(query, sizeof query, "?year=2025&grant=%s", granted("former"));
    looked_up("update account set roles = '{officer}' where id = $1",
              account_id("former", "wang"), NULL, NULL);
    no_ledger(wang, "former", query, 403, "forbidden");
}
END_TEST

START_TEST(formulas_stay_text_in_the_full_ledger)
{
    const struct asked *a;
    char query[60];

    make_agency("formula", NULL);
    make_case("formula", "2025-03-13",
              "'applicant_name':'=1+1','applicant_phone':'+8619912345678'");
    snprintf(query, sizeof query, "?year=2025&grant=%s", granted("formula"));
    a = ledger(as_person("formula", "wang", "{supervisor}", NULL), "formula", query);
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, ",'=1+1,"));
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, ",'+8619912345678\r\n"));
}
END_TEST

/* U+F9D1 is no U+516D; the others stand beyond the first 65,536 characters. */
#define RARE "\xef\xa7\x91\xf0\xa0\xae\xb7\xf0\xac\x8e\x86\xf0\xaa\xa8\xa7"

START_TEST(a_rare_name_stays_as_it_was_entered)
{
    const char *id;
    const struct asked *a;

    make_agency("rare", NULL);
    id = make_case("rare", "2025-03-13", "'applicant_name':'" RARE "'");
    ck_assert_str_eq(text_in(shown_case(id), "applicant.name"), RARE);
    ck_assert_str_eq(text_in(shown_case(id), "application.applicant_name"), RARE);
    ck_assert_str_eq(text_in(ask(200, REASON, REVEAL, id), "applicant.name"), RARE);
    a = ask_with(NULL, NULL, "GET /api/v1/agencies/rare/ledger");
    ck_assert_ptr_nonnull(strstr(a->answer.body.bytes, "," RARE ","));
    ck_assert_str_eq(
        looked_up("select name from applicant where application = $1", id, NULL, NULL),
        RARE);
}
END_TEST

/* The table of an agency whose name is rare, in FORMAT; a workbook is unpacked. */
static void
prints_its_name(const char *format)
{
    const struct asked *a =
        ask_with(NULL, NULL,
                 "GET /api/v1/agencies/tables/section-three?year=2025&format=%s", format);
    struct text out = {NULL, 0, 0};
    char file[] = "/tmp/gongkai-name-XXXXXX", command[200], chunk[4096];
    int fd = mkstemp(file);
    FILE *pipe;
    size_t n;

    ck_assert_int_eq(a->answer.status, 200);
    ck_assert_int_eq(write(fd, a->answer.body.bytes, a->answer.body.len),
                     (ssize_t)a->answer.body.len);
    close(fd);
    snprintf(command, sizeof command, "%s %s",
             strcmp(format, "xlsx") == 0 ? "unzip -p" : "cat", file);
    pipe = popen(command, "re");
    while ((n = fread(chunk, 1, sizeof chunk, pipe)) > 0)
        text_add_bytes(&out, chunk, n);
    ck_assert_int_eq(pclose(pipe), 0);
    unlink(file);
    text_add(&out, "");
    ck_assert_msg(memmem(out.bytes, out.len, RARE, strlen(RARE)) != NULL, "%s", format);
    text_free(&out);
}

START_TEST(a_rare_name_is_printed_in_every_format)
{
    make_agency("tables", "'name':'" RARE "'");
    prints_its_name("json");
    prints_its_name("csv");
    prints_its_name("xlsx");
    prints_its_name("html");
    prints_its_name("text");
}
END_TEST

static bool
is_listed(const char *agency, const char *text)
{
    return json_array_size(value_in(
               ask(200, NULL, "GET /api/v1/agencies/%s/applications?text=%s", agency, text),
               "applications")) == 1;
}

START_TEST(a_name_is_found_however_its_dots_and_spaces_are_written)
{
    static const char *const dots[] = {"·", "•", "‧", "・", "･"};
    const char *id;
    char body[120];

    make_agency("dots", NULL);
    id = make_case("dots", "2025-03-13", "'applicant_name':'阿不都·Karim 王'");
    for (unsigned i = 0; i < sizeof dots / sizeof dots[0]; i++) {
        snprintf(body, sizeof body, "{'name':'阿不都%skarim王'}", dots[i]);
        ck_assert_str_eq(found("dots", body), id);
    }
    ck_assert_str_eq(found("dots", "{'name':'ＫＡＲＩＭ\xe3\x80\x80王'}"), id);
    ck_assert_str_eq(found("dots", "{'name':'阿不都王'}"), "none");
    ck_assert_str_eq(text_in(shown_case(id), "applicant.name"), "阿不都·Karim 王");
    ck_assert(is_listed("dots", "%E9%83%BD%E2%80%A2karim%E7%8E%8B"));
    ck_assert(is_listed("dots", "%E5%BE%81%E6%94%B6")); /* what is asked for, as before */
    ck_assert(!is_listed("dots", "%E9%83%BD%E7%8E%8B"));
    ck_assert_str_eq(
        looked_up(
            "select name_key(U&'\\200B\\F9D1\\FEFF \\2027\\3000A') = U&'\\516D\\00B7a'",
            NULL, NULL, NULL),
        "t");
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        numbers_are_shown_in_full_to_who_handles_the_case_and_it_stays_on_record,
        nobody_else_is_shown_them,
        what_was_revealed_is_not_kept_for_a_repeated_request,
        the_name_of_a_repeated_request_is_made_with_a_key,
        a_higher_agency_inspects_one_case_and_its_owner_sees_who_and_why,
        an_inspection_needs_a_purpose_and_ends_at_what_is_below,
        applications_are_found_by_number_however_it_is_written,
        a_number_that_was_corrected_finds_the_case_as_it_stands,
        what_is_found_comes_page_by_page,
        a_case_is_assigned_to_those_who_handle_cases_in_its_agency,
        a_ledger_with_full_numbers_takes_two_and_each_use_is_on_record,
        a_grant_is_for_one_person_one_agency_one_year_and_one_day,
        who_supervises_no_more_uses_no_grant,
        formulas_stay_text_in_the_full_ledger,
        a_rare_name_stays_as_it_was_entered,
        a_rare_name_is_printed_in_every_format,
        a_name_is_found_however_its_dots_and_spaces_are_written,
        NULL,
    };

    return here_run("personal", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
