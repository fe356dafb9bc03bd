#include "op/ask.h"

#include "base/arena.h"
#include "base/problem.h"
#include "command/ground.h"
#include "command/stage.h"
#include "harness.h"
#include "op/reply_check.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct service_under_test here;

/* Everything handed out, so that it stays reachable until the test ends. */
struct person {
    const char *lines[4];
    struct person *before;
};

static struct person *last_person;
static struct asked *last_asked;
static json_t *kept;

static const char *const *here_options;

static void
begin(void)
{
    service_begin(&here, here_options);
}

/* How the service ended; a failure in a fixture is told to nobody by itself. */
static int end_status;

static void
end(void)
{
    char command[100];

    kill(here.pid, SIGTERM);
    waitpid(here.pid, &end_status, 0);
    here.pid = 0;
    snprintf(command, sizeof command, "tail -n 40 '%s/log' >&2", here.directory);
    if (end_status != 0 && system(command) != 0)
        perror("log");
    service_end(&here);
}

START_TEST(what_is_derived_still_follows_from_the_events)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(service_command(&here, &out, (const char *const[]){"verify", NULL}) == 0,
                  "%.4000s", out.bytes);
    text_free(&out);
}
END_TEST

START_TEST(the_audit_vouches_for_everything_that_was_done)
{
    struct text out = {NULL, 0, 0};

    ck_assert_msg(
        service_command(&here, &out, (const char *const[]){"audit", "verify", NULL}) == 0,
        "%.4000s", out.bytes);
    text_free(&out);
}
END_TEST

int
here_run(const char *name, const TTest *const *tests, const char *const *options)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);
    int status;

    here_options = options;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    tcase_set_timeout(all, 120);
    tcase_add_unchecked_fixture(all, begin, end);
    for (; *tests != NULL; tests++)
        tcase_add_test(all, *tests);
    tcase_add_test(all, what_is_derived_still_follows_from_the_events);
    tcase_add_test(all, the_audit_vouches_for_everything_that_was_done);
    suite_add_tcase(suite, all);
    status = harness_run(suite);
    if (end_status != 0)
        puts("Bail out! the service did not stop in good order");
    return end_status != 0 ? EXIT_FAILURE : status;
}

static const char *
keep(const char *s)
{
    json_t *text = json_string_nocheck(s);

    if (kept == NULL)
        kept = json_array();
    json_array_append_new(kept, text);
    return json_string_value(text);
}

const char *
quoted(const char *body)
{
    char *copy = xstrdup(body);
    const char *result;

    for (char *p = strchr(copy, '\''); p != NULL; p = strchr(p, '\''))
        *p = '"';
    result = keep(copy);
    free(copy);
    return result;
}

static bool
is_problem_code(const char *code, long status)
{
    for (enum problem p = 1; p < PROBLEM_COUNT; p++)
        if (strcmp(problem_code(p), code) == 0)
            return (long)problem_status(p) == status;
    return false;
}

/* A refusal is a problem document, and carries nothing else. */
static void
check_problem(const char *request, const struct asked *a)
{
    static const char prefix[] = "urn:gongkai:problem:";
    static const char *const members[] = {"type",   "title",   "status",  "detail",
                                          "errors", "request", "current", "missing"};
    char type[100], id[32];
    const char *urn = text_in(a->json, "type");
    const char *name;
    json_t *value;

    ck_assert_str_eq(answer_header(&a->answer, "content-type", type, sizeof type),
                     "application/problem+json");
    ck_assert_msg(strncmp(urn, prefix, strlen(prefix)) == 0 &&
                      is_problem_code(urn + strlen(prefix), a->answer.status),
                  "%s: %s is no problem of status %ld", request, urn, a->answer.status);
    ck_assert_int_eq(number_in(a->json, "status"), a->answer.status);
    ck_assert_str_eq(text_in(a->json, "request"),
                     answer_header(&a->answer, "x-request-id", id, sizeof id));
    json_object_foreach(a->json, name, value) {
        bool known = false;

        for (unsigned i = 0; i < sizeof members / sizeof members[0]; i++)
            known = known || strcmp(members[i], name) == 0;
        ck_assert_msg(known, "%s: the problem has a member %s", request, name);
    }
}

/* The declaration of the operation that REQUEST calls, NULL when there is none. */
static const struct operation *
operation_of(const char *request)
{
    const char *values[ROUTE_PARTS];
    char buffer[512], allowed[64], line[512], *path;

    snprintf(line, sizeof line, "%s", request);
    line[strcspn(line, "?")] = '\0';
    path = strchr(line, ' ');
    *path++ = '\0';
    return operation_find(line, path, values, buffer, allowed);
}

/* What waits for another person: the proposal, and what the operation will reply. */
static void
check_proposed(const struct operation *op, const json_t *json)
{
    const struct operation *reject = operation_named("proposal_reject");
    const json_t *preview = value_in(json, "preview");
    json_t *proposal = json_pack("{s:O}", "proposal", value_in(json, "proposal"));

    reply_check(reject, proposal);
    json_decref(proposal);
    if (strcmp(op->name, "proposal_confirm") == 0) { /* one step of several */
        ck_assert_uint_eq(json_object_size(json), 1);
        return;
    }
    ck_assert_uint_eq(json_object_size(json), 2);
    if (!op->secret && op->reply != NULL)
        reply_check_preview(op, preview);
    else
        ck_assert(json_is_null(preview) || op->reply == NULL);
}

static void
check_reply(const char *request, const struct asked *a)
{
    const struct operation *op = operation_of(request);
    char type[100];

    if (a->answer.status >= 400) {
        check_problem(request, a);
        return;
    }
    answer_header(&a->answer, "content-type", type, sizeof type);
    if (a->answer.status == 202) {
        check_proposed(op, a->json);
        return;
    }
    if (a->answer.status < 300 && strcmp(type, "application/json") == 0 && op != NULL &&
        op->reply != NULL && strncmp(request, "HEAD ", 5) != 0)
        reply_check(op, a->json);
}

static const struct asked *
send_it(const char *const *headers, const char *body, const char *request)
{
    struct asked *a = xmalloc(sizeof *a);
    char *line = xstrdup(request);
    char *path = strchr(line, ' ');

    *path++ = '\0';
    a->answer = service_call(&here, line, path, body ? quoted(body) : NULL, headers);
    a->json =
        json_loadb(a->answer.body.bytes, a->answer.body.len, JSON_REJECT_DUPLICATES, NULL);
    a->before = last_asked;
    last_asked = a;
    free(line);
    ck_assert_msg(a->answer.status != 0, "%s: no reply", request);
    check_reply(request, a);
    return a;
}

static const char *
print(const char *format, va_list args)
{
    char line[8192];
    int len = vsnprintf(line, sizeof line, format, args);

    ck_assert_int_lt(len, (int)sizeof line);
    return keep(line);
}

const struct asked *
ask_with(const char *const *headers, const char *body, const char *request, ...)
{
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    return send_it(headers, body, line);
}

const char *const *
as_person(const char *agency, const char *login, const char *roles, const char *more)
{
    char secret[SECRET_SIZE], line[100];
    struct person *p = xmalloc(sizeof *p);

    ck_assert_msg(stage_person(here.database, agency, login, roles, secret), "%s", login);
    snprintf(line, sizeof line, "Cookie: sid=%s", secret);
    *p =
        (struct person){{keep(line), "X-Requested-With: gongkai", more, NULL}, last_person};
    last_person = p;
    return p->lines;
}

static const json_t *
must(long status, const char *body, const char *line)
{
    const struct asked *a = send_it(NULL, body, line);

    ck_assert_msg(a->answer.status == status, "%.500s: %ld instead of %ld: %.2000s", line,
                  a->answer.status, status, a->answer.body.bytes);
    return a->json;
}

const json_t *
ask(long status, const char *body, const char *request, ...)
{
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    return must(status, body, line);
}

const json_t *
refused(long status, const char *code, const char *body, const char *request, ...)
{
    const json_t *problem;
    const char *line;
    va_list args;

    va_start(args, request);
    line = print(request, args);
    va_end(args);
    problem = must(status, body, line);
    ck_assert_msg(strcmp(strrchr(text_in(problem, "type"), ':') + 1, code) == 0,
                  "%s: %s instead of %s", line, text_in(problem, "type"), code);
    return problem;
}

const json_t *
value_in(const json_t *json, const char *path)
{
    while (*path != '\0' && json != NULL) {
        char part[64];
        size_t len = strcspn(path, ".");

        snprintf(part, sizeof part, "%.*s", (int)len, path);
        json = json_is_array(json) ? json_array_get(json, (size_t)atoi(part))
                                   : json_object_get(json, part);
        path += len + (path[len] == '.');
    }
    return json;
}

const char *
text_in(const json_t *json, const char *path)
{
    const json_t *value = value_in(json, path);

    if (json_is_string(value))
        return json_string_value(value);
    return json_is_null(value) ? "" : "(none)";
}

long
number_in(const json_t *json, const char *path)
{
    const json_t *value = value_in(json, path);

    return json_is_integer(value) ? (long)json_integer_value(value) : -1;
}

const char *
fields_in(const json_t *list)
{
    struct text t = {NULL, 0, 0};
    const char *result;
    json_t *entry;
    size_t i;

    text_add(&t, "");
    json_array_foreach(list, i, entry)
        text_addf(&t, i ? " %s" : "%s", text_in(entry, "field"));
    result = keep(t.bytes);
    text_free(&t);
    return result;
}

/* Lays the facts of MORE over FACTS and prints them as a body. */
static const char *
body_of(json_t *facts, const char *more)
{
    struct text t = {NULL, 0, 0};
    const char *result;
    char *printed;
    json_t *changes;

    if (more != NULL) {
        text_addf(&t, "{%s}", quoted(more));
        changes = json_loads(t.bytes, 0, NULL);
        ck_assert_msg(changes != NULL, "%s is no list of members", more);
        json_object_update(facts, changes);
        json_decref(changes);
        text_free(&t);
    }
    printed = json_dumps(facts, JSON_PRESERVE_ORDER);
    result = keep(printed);
    free(printed);
    json_decref(facts);
    return result;
}

const json_t *
make_agency(const char *code, const char *more)
{
    json_t *facts =
        json_pack("{s:s, s:s, s:s}", "code", code, "name", code, "level", "county");

    return ask(201, body_of(facts, more), "POST /api/v1/agencies");
}

const char *
make_case(const char *agency, const char *day, const char *more)
{
    json_t *facts = json_pack("{s:s, s:s, s:s, s:s, s:s}", "channel", "in_person",
                              "arrived_on", day, "applicant_category", "natural_person",
                              "applicant_name", "张三", "content", "某路征收补偿方案");

    return text_in(
        ask(201, body_of(facts, more), "POST /api/v1/agencies/%s/applications", agency),
        "application.id");
}

void
answer_case(const char *id, const char *outcome, const char *day)
{
    ground_case(id, outcome);
    ask(200,
        body_of(json_pack("{s:s, s:s, s:s}", "outcome", outcome, "answered_on", day, "note",
                          "理由见答复书"),
                NULL),
        "POST /api/v1/applications/%s/answer", id);
}

/* An answered application of the same applicant, long ago, that ID is said to repeat. */
static void
repeat_earlier(const char *id, const json_t *shown)
{
    const char *earlier;
    char more[400];

    snprintf(more, sizeof more, "'applicant_name':'%s'", text_in(shown, "applicant_name"));
    earlier = make_case(text_in(shown, "agency"), "2012-03-05", more);
    answer_case(earlier, "granted", "2012-03-09");
    ask(200, body_of(json_pack("{s:s, s:s}", "link", "repeats", "to", earlier), NULL),
        "POST /api/v1/applications/%s/links", id);
}

void
ground_case(const char *id, const char *outcome)
{
    const json_t *shown = value_in(shown_case(id), "application");
    const char *status = text_in(shown, "status");
    bool waits =
        strncmp(status, "awaiting_", 9) == 0 || strncmp(status, "abandoned_", 10) == 0;
    struct arena *a = arena_new();
    const char *path, *body;
    date received = NO_DATE;

    date_parse(text_in(shown, "received_on"), &received);
    for (int n = 0; (path = ground_act(a, outcome_of(outcome), n, received, &body)) != NULL;
         n++)
        if (!waits || strcmp(path, "facts") == 0)
            ask(200, body, "POST /api/v1/applications/%s/%s", id, path);
    if (strcmp(outcome, "not_processed_2") == 0)
        repeat_earlier(id, shown);
    arena_free(a);
}

const json_t *
shown_case(const char *id)
{
    return ask(200, NULL, "GET /api/v1/applications/%s", id);
}
