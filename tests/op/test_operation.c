/* What holds for every operation alike, tried on each of them. */
#include "command/stage.h"
#include "op/ask.h"
#include "op/example.h"
#include "op/reply_check.h"

#include <stdio.h>
#include <string.h>

typedef const struct operation *const *each;

START_TEST(every_operation_succeeds_and_replies_what_it_declares)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "good");
        char request[REQUEST_SIZE], type[100];
        const struct asked *a;

        example_request(*op, &place, request);
        a = ask_with(place.as, place.body, "%s%s", request, example_query(*op));
        ck_assert_msg(a->answer.status == 200 || a->answer.status == 201, "%s: %ld: %s",
                      (*op)->name, a->answer.status, a->answer.body.bytes);
        ck_assert_uint_gt(a->answer.body.len, 0);
        if ((*op)->reply == NULL)
            continue;
        answer_header(&a->answer, "content-type", type, sizeof type);
        ck_assert_str_eq(type, "application/json");
        reply_check(*op, a->json);
    }
}
END_TEST

/* But proposal_confirm: it carries out what was proposed and replies what that replies. */
START_TEST(an_operation_that_writes_or_is_one_statement_declares_its_reply)
{
    ck_assert_ptr_null(operation_named("proposal_confirm")->reply);
    for (each op = operation_list; *op != NULL; op++)
        if (strcmp((*op)->name, "proposal_confirm") != 0 &&
            ((*op)->sql != NULL || operation_writes(*op)))
            ck_assert_msg((*op)->reply != NULL, "%s declares no reply", (*op)->name);
}
END_TEST

START_TEST(the_reply_checker_sees_what_is_missing_wrong_or_undeclared)
{
    static const struct {
        const char *reply, *fault;
    } cases[] = {
        {"{'status':'ok','schema':5,'warnings':[]}", ""},
        {"{'status':'ok'}", "reply.schema is missing"},
        {"{'status':null,'schema':5,'warnings':[]}", "reply.status is missing"},
        {"{'status':'ok','schema':'5','warnings':[]}",
         "reply.schema is of another type or none of its codes"},
        {"{'status':'ok','schema':5,'warnings':[],'x':1}",
         "reply has 1 members that are not declared"},
        {"[]", "reply is no object"},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        json_t *reply = json_loads(quoted(cases[i].reply), 0, NULL);
        struct text fault = {NULL, 0, 0};

        ck_assert_int_eq(
            reply_is_as_declared(operation_named("health_show")->reply, reply, &fault),
            *cases[i].fault == '\0');
        ck_assert_str_eq(fault.bytes, cases[i].fault);
        text_free(&fault);
        json_decref(reply);
    }
}
END_TEST

START_TEST(the_reply_checker_looks_into_lists_and_codes)
{
    const struct field *fields = operation_named("application_list")->reply;
    struct text fault = {NULL, 0, 0};
    json_t *reply;

    make_agency("looks", NULL);
    make_case("looks", "2025-03-13", NULL);
    reply = json_deep_copy(ask(200, NULL, "GET /api/v1/agencies/looks/applications"));
    ck_assert(reply_is_as_declared(fields, reply, &fault));
    json_object_set_new(json_array_get(json_object_get(reply, "applications"), 0), "status",
                        json_string("running|answered"));
    ck_assert(!reply_is_as_declared(fields, reply, &fault));
    ck_assert_str_eq(fault.bytes,
                     "reply.applications[0].status is of another type or none of "
                     "its codes");
    text_free(&fault);
    json_decref(reply);
}
END_TEST

/* Header lines that must not be accepted; %s is the secret of a session. */
static const char *const bad_credentials[] = {
    "Authorization:",
    "Authorization: Bearer",
    "Authorization: Bearer %s",
    "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Authorization: Basic %s",
    "Authorization: Negotiate %s",
    "Cookie: sid",
    "Cookie: sid=",
    "Cookie: sid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Cookie: sid=%sA",
    "Cookie: sid=%.42s",
    "Cookie: __Host-sid=%s",
    "Cookie: SID=%s",
    "Cookie: session=%s",
};

static void
refuses_credential(const struct operation *op, const char *request, const char *pattern)
{
    char line[256], wanted[200];
    const struct asked *a;
    struct cast cast;

    ck_assert(stage_cast(here.database, "GET", "/api/v1/agencies", &cast));
    snprintf(line, sizeof line, pattern, cast.first);
    a = ask_with((const char *const[]){line, "X-Requested-With: gongkai", NULL},
                 example_body(op), "%s%s", request, example_query(op));
    ck_assert_msg(a->answer.status == 401, "%s with %s: %ld", op->name, pattern,
                  a->answer.status);
    ck_assert_str_eq(text_in(a->json, "type"), "urn:gongkai:problem:unauthorized");
    answer_header(&a->answer, "www-authenticate", wanted, sizeof wanted);
    ck_assert_str_eq(wanted, "Bearer realm=\"gongkai\"");
}

START_TEST(nothing_that_is_not_open_answers_without_a_credential)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "shut");
        const char *before = text_in(
            ask(200, NULL, "GET /api/v1/agencies/%s", place.agency), "agency.version");
        long version = number_in(shown_case(place.application), "application.version");
        char request[REQUEST_SIZE];

        if ((*op)->open)
            continue;
        example_request(*op, &place, request);
        for (unsigned i = 0; i < sizeof bad_credentials / sizeof bad_credentials[0]; i++)
            refuses_credential(*op, request, bad_credentials[i]);
        ck_assert_int_eq(number_in(shown_case(place.application), "application.version"),
                         version);
        ck_assert_str_eq(text_in(ask(200, NULL, "GET /api/v1/agencies/%s", place.agency),
                                 "agency.version"),
                         before);
    }
}
END_TEST

START_TEST(what_is_open_is_a_short_list)
{
    static const char open[] = "|asset_show|code_list|health_show|home_show"
                               "|letter_kind_list|openapi_show|password_redeem"
                               "|session_begin";

    ck_assert_int_eq(
        ask_with((const char *const[]){bad_credentials[0], NULL}, NULL, "GET /healthz")
            ->answer.status,
        200);
    for (each op = operation_list; *op != NULL; op++) {
        ck_assert_msg((*op)->open == field_is_one_of((*op)->name, open), "%s", (*op)->name);
        ck_assert_msg((*op)->open == ((*op)->right == RIGHT_NONE), "%s", (*op)->name);
    }
}
END_TEST

START_TEST(strangers_are_not_told_which_addresses_exist)
{
    static const char *const nothing[] = {"Authorization:", NULL};

    ck_assert_int_eq(ask_with(nothing, NULL, "GET /nowhere")->answer.status, 401);
    ck_assert_int_eq(ask_with(nothing, NULL, "DELETE /api/v1/agencies")->answer.status,
                     401);
    refused(404, "not_found", NULL, "GET /nowhere");
}
END_TEST

static void
is_unknown(const struct operation *op, const struct place *place)
{
    char request[REQUEST_SIZE];
    const struct asked *a;
    long status = 404;

    example_request(op, place, request);
    if (strcmp(place->seq, "2") != 0 && strncmp(op->name, "letter_", 7) == 0)
        status = 409; /* a step the law does not know, rather than a place */
    a = ask_with(place->as, place->body, "%s%s", request, example_query(op));
    ck_assert_msg(a->answer.status == status, "%s: %ld: %s", request, a->answer.status,
                  a->answer.body.bytes);
}

/* One of OP's agency, where its own persons or those above it begin it; administrators reach
 * all. */
static const char *const *
insider(const struct operation *op, const struct place *place)
{
    for (enum role r = ROLE_officer; r <= ROLE_oversight; r++)
        if ((right_cell_of(op->right, r) & ~(unsigned)CELL_CONFIRM) != 0)
            return as_person(place->agency, "stage-first",
                             "{officer,supervisor,agency_admin,oversight}", NULL);
    return place->as;
}

/* Every part of the path in turn names something that is not there. */
START_TEST(every_operation_says_not_found_for_what_does_not_exist)
{
    for (each op = operation_list; *op != NULL; op++) {
        const struct place good = example_place(*op, "none");
        char next[32];
        struct place bad;

        snprintf(next, sizeof next, "%lld", atoll(good.application) + 1000);
        bad = good, bad.agency = "nobody", bad.as = insider(*op, &good);
        if (strstr((*op)->route, "{agency}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.application = next, bad.as = insider(*op, &good);
        if (strstr((*op)->route, "{application}") != NULL)
            is_unknown(*op, &bad);
        bad.application = "9223372036854775807";
        if (strstr((*op)->route, "{application}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.seq = "99";
        if (strstr((*op)->route, "{seq}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.ref = "Z";
        if (strstr((*op)->route, "{ref}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.letter = "99";
        if (strstr((*op)->route, "{letter}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.letter_kind = "nothing";
        if (strstr((*op)->route, "{letter_kind}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.reading = "nothing";
        if (strstr((*op)->route, "{reading}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.account = "999999";
        if (strstr((*op)->route, "{account}") != NULL)
            is_unknown(*op, &bad);
        snprintf(next, sizeof next, "%lld",
                 atoll(good.proposal ? good.proposal : "0") + 99);
        bad = good, bad.proposal = next;
        if (strstr((*op)->route, "{proposal}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.notice = "999999";
        if (strstr((*op)->route, "{notice}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.token = "999999";
        if (strstr((*op)->route, "{token}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.delegation = "999999";
        if (strstr((*op)->route, "{delegation}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.right = "nothing";
        if (strstr((*op)->route, "{right}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.record_type = "nothing";
        if (strstr((*op)->route, "{record_type}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.disposal = "999999";
        if (strstr((*op)->route, "{disposal}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.row = "nothing";
        if (strstr((*op)->route, "{row}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.column = "nothing";
        if (strstr((*op)->route, "{column}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.figure = "nothing";
        if (strstr((*op)->route, "{figure}") != NULL)
            is_unknown(*op, &bad);
        bad = good, bad.file = "nothing.js";
        if (strstr((*op)->route, "{file}") != NULL)
            is_unknown(*op, &bad);
    }
}
END_TEST

START_TEST(a_number_in_a_path_that_is_none_is_a_fault_of_its_field)
{
    static const char *const bad[] = {"abc",      "0",    "007",
                                      "-1",       "+1",   "1.0",
                                      "1e3",      "0x10", "99999999999999999999",
                                      "1;",       "%20",  "1%20",
                                      "%E4%B8%80"};

    make_agency("paths", NULL);
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const struct asked *a = ask_with(as_person("paths", "li", "{officer}", NULL), NULL,
                                         "GET /api/v1/applications/%s", bad[i]);

        ck_assert_int_eq(a->answer.status, 422);
        ck_assert_str_eq(fields_in(value_in(a->json, "errors")), "application");
    }
    for (unsigned i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (strcmp(bad[i], "007") == 0)
            continue;
        refused(422, "invalid", "{'reason':'x'}",
                "POST /api/v1/applications/%s/events/%s/retract",
                make_case("paths", "2025-03-13", NULL), bad[i]);
    }
}
END_TEST

/* The methods of all operations at OP's address, as an Allow header lists them. */
static void
methods_of(const struct operation *op, char list[64])
{
    size_t len = 0;

    list[0] = '\0';
    for (each other = operation_list; *other != NULL; other++)
        if (strcmp(strchr((*other)->route, ' '), strchr(op->route, ' ')) == 0)
            len += (size_t)snprintf(list + len, 64 - len, "%s%.*s", len > 0 ? ", " : "",
                                    (int)strcspn((*other)->route, " "), (*other)->route);
}

START_TEST(another_method_is_refused_with_the_list_of_those_allowed)
{
    static const char *const methods[] = {"PUT",     "DELETE", "PATCH",
                                          "OPTIONS", "BREW",   "get"};

    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "verb");
        char request[REQUEST_SIZE], wanted[64], allowed[64];

        example_request(*op, &place, request);
        methods_of(*op, wanted);
        for (unsigned i = 0; i < sizeof methods / sizeof methods[0]; i++) {
            const struct asked *a =
                ask_with(NULL, NULL, "%s%s", methods[i], strchr(request, ' '));

            ck_assert_msg(a->answer.status == 405, "%s %s: %ld", methods[i], request,
                          a->answer.status);
            ck_assert_str_eq(text_in(a->json, "type"),
                             "urn:gongkai:problem:method_not_allowed");
            answer_header(&a->answer, "allow", allowed, sizeof allowed);
            ck_assert_str_eq(allowed, wanted);
        }
    }
}
END_TEST

/* The names of those of FIELDS that are required, as fields_in() has them. */
static void
required_of(const struct field *fields, char names[200])
{
    *names = '\0';
    for (const struct field *f = fields; f != NULL && f->name != NULL; f++)
        if (f->required)
            snprintf(names + strlen(names), 200 - strlen(names), "%s%s", *names ? " " : "",
                     f->name);
}

START_TEST(a_query_parameter_nobody_declared_is_refused_by_name)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "asks");
        const char *query = example_query(*op);
        char request[REQUEST_SIZE], required[200];

        example_request(*op, &place, request);
        ck_assert_str_eq(
            fields_in(value_in(refused(422, "invalid", example_body(*op), "%s%s%csurplus=1",
                                       request, query, *query ? '&' : '?'),
                               "errors")),
            "surplus");
        required_of((*op)->query, required);
        if (*required != '\0')
            ck_assert_str_eq(
                fields_in(value_in(refused(422, "invalid",
                                           (*op)->upload ? example_body(*op) : NULL, "%s",
                                           request),
                                   "errors")),
                required);
    }
}
END_TEST

/* The names of OP's required body fields and of one that does not exist. */
static void
required_and_surplus(const struct operation *op, char list[512])
{
    size_t len = 0;

    for (const struct field *f = op->body; f != NULL && f->name != NULL; f++)
        if (f->required)
            len += (size_t)snprintf(list + len, 512 - len, "%s ", f->name);
    snprintf(list + len, 512 - len, "surplus");
}

START_TEST(every_fault_of_a_body_is_told_at_once_each_with_its_field)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "body");
        char request[REQUEST_SIZE], wanted[512];

        if (!operation_writes(*op) || (*op)->upload)
            continue;
        example_request(*op, &place, request);
        required_and_surplus(*op, wanted);
        ck_assert_str_eq(
            fields_in(value_in(refused(422, "invalid", "{'surplus':1}", "%s", request),
                               "errors")),
            wanted);
    }
}
END_TEST

START_TEST(a_body_is_one_json_object)
{
    static const char *const bodies[] = {"[]",    "'text'", "17",    "null", "true",
                                         "",      "{",      "{} {}", "{,}",  "{'a'}",
                                         "{a:1}", "// {}",  "[{}]",  "{} x"};

    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "kind");
        char request[REQUEST_SIZE];

        if (!operation_writes(*op))
            continue;
        example_request(*op, &place, request);
        for (unsigned i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
            if ((*op)->upload) /* takes a file, and none that says it is JSON */
                refused(415, "not_octets", bodies[i], "%s%s", request, example_query(*op));
            else
                refused(400, "bad_json", bodies[i], "%s", request);
    }
}
END_TEST

START_TEST(head_replies_as_get_does_without_the_body)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "head");
        char request[REQUEST_SIZE], wanted[100], type[100];
        const struct asked *get, *head;

        if (operation_writes(*op))
            continue;
        example_request(*op, &place, request);
        get = ask_with(place.as, NULL, "%s%s", request, example_query(*op));
        head =
            ask_with(place.as, NULL, "HEAD%s%s", strchr(request, ' '), example_query(*op));
        ck_assert_int_eq(head->answer.status, 200);
        ck_assert_uint_eq(head->answer.body.len, 0);
        answer_header(&get->answer, "content-type", wanted, sizeof wanted);
        answer_header(&head->answer, "content-type", type, sizeof type);
        ck_assert_str_eq(type, wanted);
    }
}
END_TEST

/* What is overdue changes with the day, not with the version. */
START_TEST(what_has_a_version_says_it_and_is_sent_whole_to_who_has_seen_it)
{
    unsigned with_version = 0;

    for (each op = operation_list; *op != NULL; op++) {
        struct place place = example_place(*op, "etag");
        char request[REQUEST_SIZE], tag[40], line[80];
        const struct asked *first, *again;

        if (operation_writes(*op))
            continue;
        example_request(*op, &place, request);
        first = ask_with(NULL, NULL, "%s%s", request, example_query(*op));
        if (*answer_header(&first->answer, "etag", tag, sizeof tag) == '\0')
            continue;
        with_version++;
        snprintf(line, sizeof line, "If-None-Match: %s", tag);
        again = ask_with((const char *const[]){line, NULL}, NULL, "%s%s", request,
                         example_query(*op));
        ck_assert_int_eq(again->answer.status, 200);
        ck_assert_uint_eq(again->answer.body.len, first->answer.body.len);
    }
    ck_assert_uint_ge(with_version, 2); /* an agency, an application */
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_operation_succeeds_and_replies_what_it_declares,
        an_operation_that_writes_or_is_one_statement_declares_its_reply,
        the_reply_checker_sees_what_is_missing_wrong_or_undeclared,
        the_reply_checker_looks_into_lists_and_codes,
        nothing_that_is_not_open_answers_without_a_credential,
        what_is_open_is_a_short_list,
        strangers_are_not_told_which_addresses_exist,
        every_operation_says_not_found_for_what_does_not_exist,
        a_number_in_a_path_that_is_none_is_a_fault_of_its_field,
        another_method_is_refused_with_the_list_of_those_allowed,
        a_query_parameter_nobody_declared_is_refused_by_name,
        every_fault_of_a_body_is_told_at_once_each_with_its_field,
        a_body_is_one_json_object,
        head_replies_as_get_does_without_the_body,
        what_has_a_version_says_it_and_is_sent_whole_to_who_has_seen_it,
        NULL,
    };

    return here_run("operation", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
