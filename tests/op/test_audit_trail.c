/* Whatever is done leaves one record, whatever is refused leaves none, and no record holds
 * what an application says. */
#include "command/stage.h"
#include "op/ask.h"
#include "op/example.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ALL_ROLES "{officer,supervisor,agency_admin,oversight}"
#define PASSWORD "shan1-Shui2-hua5"

typedef const struct operation *const *each;

/* The first value that SQL gives for VALUE ($1), in a buffer of its own. */
static const char *
found(const char *sql, const char *value)
{
    static char buffer[300];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r = PQexecParams(conn, sql, 1, NULL, &value, NULL, NULL, 0);

    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s: %s", sql, PQresultErrorMessage(r));
    snprintf(buffer, sizeof buffer, "%s", PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return buffer;
}

static int
records(void)
{
    return atoi(found("select count(*) from gongkai.audit where $1 <> ''", "all"));
}

/* The record of the request that A answers: "operation status". */
static const char *
record_of(const struct asked *a)
{
    char id[40];

    return found("select string_agg(operation || ' ' || status, ', ') from gongkai.audit"
                 " where request = $1",
                 answer_header(&a->answer, "x-request-id", id, sizeof id));
}

/* No text of VALUE, which was sent, stands in a record; codes and days may. */
static void
is_not_recorded(const char *operation, json_t *value)
{
    const char *text = json_string_value(value), *name;
    json_t *part;
    size_t i;

    json_object_foreach(value, name, part)
        is_not_recorded(operation, part);
    json_array_foreach(value, i, part)
        is_not_recorded(operation, part);
    if (text == NULL || (strlen(text) < 12 && (*text & 0x80) == 0))
        return;
    ck_assert_msg(strcmp(found("select count(*) from gongkai.audit a"
                               " where strpos(concat_ws(' ', a.data, a.subject, a.actor),"
                               " $1) > 0",
                               text),
                         "0") == 0,
                  "%s: %s is in the audit", operation, text);
}

/* A left one record, which says OPERATION and its status, since there were BEFORE. */
static void
left_one(const struct asked *a, const char *operation, int before)
{
    char wanted[100];

    snprintf(wanted, sizeof wanted, "%s %ld", operation, a->answer.status);
    ck_assert_msg(strcmp(record_of(a), wanted) == 0, "%s: %s: %s", wanted, record_of(a),
                  a->answer.body.bytes);
    ck_assert_msg(records() == before + 1, "%s: %d records", wanted, records() - before);
}

static void
left_none(const struct asked *a, const char *operation, int before)
{
    ck_assert_msg(records() == before, "%s: %ld and %d records", operation,
                  a->answer.status, records() - before);
}

/* The header lines, until the next call, of the session SECRET at the address SOURCE behind
 * the proxy. */
static const char *const *
as_session_from(const char *secret, const char *source)
{
    static char cookie[100], address[60];
    static const char *lines[] = {cookie, "X-Requested-With: gongkai", address, NULL};

    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", secret);
    snprintf(address, sizeof address, "X-Real-IP: %s", source);
    return lines;
}

static const char *const *
as_session(const char *secret)
{
    return as_session_from(secret, "192.0.2.1");
}

/* Confirms, with the session SECRET, the proposal that A answered with. */
static const struct asked *
confirm(const struct asked *a, const char *secret)
{
    return ask_with(as_session(secret), "{}", "POST /api/v1/proposals/%s/confirm",
                    text_in(a->json, "proposal.id"));
}

/* Calls OP at PLACE by one person, and by a second one who confirms it if need be. */
static void
call(const struct operation *op, const struct place *place)
{
    char request[REQUEST_SIZE];
    const struct asked *a;
    struct cast cast;
    int before;

    example_request(op, place, request);
    ck_assert(stage_cast(here.database, "POST", strchr(request, ' ') + 1, &cast));
    before = records();
    a = ask_with(place->as ? place->as : as_session(cast.first), place->body, "%s%s",
                 request, example_query(op));
    ck_assert_msg(a->answer.status < 300, "%s: %s", op->name, a->answer.body.bytes);
    if (strcmp(op->name, "proposal_confirm") == 0)
        op = operation_named("application_void");
    left_one(a, op->name, before);
    if (a->answer.status != 202)
        return;
    a = confirm(a, cast.second);
    ck_assert_msg(a->answer.status == 200 || a->answer.status == 201, "%s: %s", op->name,
                  a->answer.body.bytes);
    left_one(a, op->name, before + 1);
}

static bool
leaves_records(const struct operation *op)
{
    return operation_writes(op) && !op->asks;
}

START_TEST(whatever_is_done_leaves_one_record_for_each_who_did_it)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place;
        json_t *body;

        if (!leaves_records(*op))
            continue;
        place = example_place(*op, "done");
        if (strcmp((*op)->name, "session_begin") == 0)
            place.body = "{'sign_in':'wang@done-session-begin','password':'" PASSWORD "'}";
        call(*op, &place);
        body = json_loads(quoted(place.body), 0, NULL);
        json_object_del(body, "sign_in"); /* these are actors */
        json_object_del(body, "to");
        is_not_recorded((*op)->name, body);
        json_decref(body);
    }
}
END_TEST

/* Whose account, which right, reading or rule: it stands in the record. */
START_TEST(a_record_says_what_it_is_about)
{
    static const char *const about[][2] = {
        {"account_unlock", "account:"},     {"application_assign", "account:"},
        {"delegation_end", "delegation:1"}, {"delegation_make", "account:"},
        {"reading_set", "reading:consult"}, {"retention_set", "retention:case_answered"},
        {"steps_set", "steps:case_clock"},  {"token_revoke", "token:"},
    };

    for (unsigned i = 0; i < sizeof about / sizeof about[0]; i++) {
        const struct operation *op = operation_named(about[i][0]);
        struct place place = example_place(op, "about");
        const char *subject;

        call(op, &place);
        subject = found("select subject from gongkai.audit where operation = $1"
                        " and status < 202 order by recorded_at desc limit 1",
                        op->name);
        ck_assert_msg(strncmp(subject, about[i][1], strlen(about[i][1])) == 0, "%s: %s",
                      op->name, subject);
    }
}
END_TEST

/* The place of OP without what stands in the path of it. */
static struct place
nowhere(const struct place *place)
{
    struct place none = *place;

    none.agency = "nobody";
    none.application = none.proposal = "9223372036854775807";
    none.account = none.notice = none.token = "999999";
    return none;
}

/* Refused: faulty, of one who may not, about what is not there, and from nobody. */
static void
refuse(const struct operation *op, const struct place *place)
{
    const struct place none = nowhere(place);
    char request[REQUEST_SIZE], missing[REQUEST_SIZE];
    const char *const *auditor = as_person(NULL, "idle", "{auditor}", NULL);
    const char *const nobody[] = {"Authorization:", NULL};
    const struct {
        const char *const *headers;
        const char *body, *request;
        bool tried;
    } calls[] = {
        {place->as, "{'surplus':1}", example_request(op, place, request), true},
        {auditor, place->body, request,
         !op->open && right_cell_of(op->right, ROLE_auditor) == CELL_NO},
        {nobody, place->body, request, !op->open},
        {place->as, place->body, example_request(op, &none, missing),
         strcmp(request, missing) != 0},
    };
    int before = records();

    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        const struct asked *a;

        if (!calls[i].tried)
            continue;
        a = ask_with(calls[i].headers, calls[i].body, "%s%s", calls[i].request,
                     example_query(op));
        ck_assert_msg(a->answer.status >= 400 && a->answer.status < 500, "%s: %ld: %s",
                      calls[i].request, a->answer.status, a->answer.body.bytes);
        left_none(a, op->name, before);
    }
}

START_TEST(whatever_is_refused_leaves_none)
{
    for (each op = operation_list; *op != NULL; op++) {
        struct place place;

        if (!leaves_records(*op))
            continue;
        place = example_place(*op, "shut");
        refuse(*op, &place);
    }
}
END_TEST

/* An answer to ID by who is signed in with SECRET. */
static const struct asked *
answers(const char *secret, const char *id)
{
    return ask_with(as_session(secret), "{'outcome':'granted','answered_on':'2025-03-14'}",
                    "POST /api/v1/applications/%s/answer", id);
}

START_TEST(what_conflicts_or_comes_again_leaves_none)
{
    char first[SECRET_SIZE], cookie[100];
    const char *lines[] = {cookie, "X-Requested-With: gongkai", "Idempotency-Key: once",
                           NULL};
    const char *id;
    int before;

    make_agency("again", NULL);
    id = make_case("again", "2025-03-13", NULL);
    answer_case(id, "granted", "2025-03-14");
    ck_assert(stage_person(here.database, "again", "stage-first", ALL_ROLES, first));
    before = records();
    ck_assert_int_eq((int)answers(first, id)->answer.status, 409);
    ck_assert_int_eq(records(), before);
    id = make_case("again", "2025-03-13", NULL);
    snprintf(cookie, sizeof cookie, "Cookie: sid=%s", first);
    before = records();
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq((int)ask_with(lines,
                                       "{'outcome':'granted','answered_on':'2025-03-14'}",
                                       "POST /api/v1/applications/%s/answer", id)
                             ->answer.status,
                         202);
    ck_assert_int_eq(records(), before + 1);
}
END_TEST

START_TEST(each_step_of_a_proposal_leaves_a_record_of_its_own)
{
    char first[SECRET_SIZE], second[SECRET_SIZE], third[SECRET_SIZE];
    const struct asked *proposed, *step;
    int before;

    make_agency("steps", NULL);
    ck_assert(stage_person(here.database, "steps", "stage-first", ALL_ROLES, first));
    ck_assert(stage_person(here.database, "steps", "stage-second", ALL_ROLES, second));
    ck_assert(stage_person(here.database, "steps", "stage-third", ALL_ROLES, third));
    found("insert into gongkai.confirmation_steps select id, 'case_decide', 2"
          " from gongkai.agency where code = $1",
          "steps");
    before = records() + 1;
    proposed = answers(first, make_case("steps", "2025-03-13", NULL));
    left_one(proposed, "application_answer", before++);
    left_none(confirm(proposed, first), "proposal_confirm", before);
    step = confirm(proposed, second);
    left_one(step, "proposal_confirm", before++);
    ck_assert_int_eq((int)step->answer.status, 202);
    left_none(confirm(proposed, second), "proposal_confirm", before);
    step = confirm(proposed, third);
    left_one(step, "application_answer", before++);
    ck_assert_int_eq((int)step->answer.status, 200);
    left_none(confirm(proposed, third), "proposal_confirm", before);
}
END_TEST

/* What is sealed, masked or said in a case, none of it with a record. */
START_TEST(no_record_holds_what_an_applicant_said)
{
    static const char facts[] =
        "'applicant_name':'金丝雀','applicant_id_number':'11010519491231002X',"
        "'applicant_phone':'13800138000','applicant_address':'秘密路1号','content':'金丝雀的'";
    static const char *const said[] = {"金丝雀", "11010519491231002X", "13800138000",
                                       "秘密路"};
    const char *id;

    make_agency("silent", NULL);
    id = make_case("silent", "2025-03-13", facts);
    ask(200, "{'reason':'录错','applicant_name':'又一金丝雀'}",
        "POST /api/v1/applications/%s/events/1/supersede", id);
    answer_case(id, "granted", "2025-03-14");
    for (unsigned i = 0; i < sizeof said / sizeof said[0]; i++)
        ck_assert_str_eq(
            found("select count(*) from gongkai.audit a where strpos(a::text, $1) > 0",
                  said[i]),
            "0");
}
END_TEST

/* Who signs in, in the chain of which agency ("-": the installation), from the network
 * 198.51.NET.0, with the session SECRET. */
struct person {
    const char *actor, *agency;
    int net, calls;
    char secret[SECRET_SIZE];
};

/* Sends what proves P to be the one; one record says so.  Each call has an address of its
 * own, for who fails from one often must wait. */
static void
proves(struct person *p, long status, const char *body, const char *path)
{
    char buffer[100], allowed[64], source[40], line[300], cookie[200];
    const char *values[ROUTE_PARTS];
    const struct asked *a;
    int before = records();

    snprintf(source, sizeof source, "198.51.%d.%d", p->net, ++p->calls);
    a = ask_with(as_session_from(p->secret, source), body, "POST %s", path);
    ck_assert_msg(a->answer.status == status, "%s: %ld: %s", path, a->answer.status,
                  a->answer.body.bytes);
    left_one(a, operation_find("POST", path, values, buffer, allowed)->name, before);
    snprintf(line, sizeof line, "%s %s %s", p->actor, p->agency, source);
    ck_assert_str_eq(found("select actor || ' ' || coalesce(g.code, '-') || ' ' || source"
                           " from gongkai.audit a left join gongkai.agency g"
                           " on g.id = a.agency where request = $1",
                           answer_header(&a->answer, "x-request-id", cookie, 40)),
                     line);
    answer_header(&a->answer, "set-cookie", cookie, sizeof cookie);
    if (strncmp(cookie, "sid=", 4) == 0)
        snprintf(p->secret, sizeof p->secret, "%.*s", (int)strcspn(cookie + 4, ";"),
                 cookie + 4);
}

/* All that the account ID, who is P, does to prove it. */
static void
live(const char *id, struct person *p)
{
    struct person nobody = {"nobody", "-", 100 + p->net, 0, "none"};
    char body[300];

    snprintf(body, sizeof body, "{'link':'%s','new_password':'" PASSWORD "'}",
             text_in(ask(201, "{}", "POST /api/v1/accounts/%s/link", id), "link"));
    proves(p, 200, body, "/api/v1/password/link");
    snprintf(body, sizeof body, "{'sign_in':'%s','password':'wrong'}", p->actor);
    proves(p, 401, body, "/api/v1/session");
    proves(&nobody, 401, "{'sign_in':'no.one','password':'wrong'}", "/api/v1/session");
    ck_assert_str_eq(/* it may be a password */
                     found(
                         "select count(*) from gongkai.audit a where strpos(a::text, $1) > 0",
                         "no.one"),
                     "0");
    snprintf(body, sizeof body, "{'sign_in':'%s','password':'" PASSWORD "'}", p->actor);
    proves(p, 201, body, "/api/v1/session");
    proves(p, 200, "{'password':'" PASSWORD "'}", "/api/v1/session/proof");
    proves(p, 401, "{'password':'wrong'}", "/api/v1/session/proof");
    proves(p, 200, "{'old_password':'" PASSWORD "','new_password':'gua4-Feng3-yu7'}",
           "/api/v1/password");
    proves(p, 401, "{'old_password':'wrong','new_password':'hua7-Feng3-yu7'}",
           "/api/v1/password");
    proves(p, 200, "{}", "/api/v1/session/end");
    ck_assert_str_eq(
        found("select count(*) from gongkai.audit a where strpos(a::text, $1) > 0",
              PASSWORD),
        "0");
}

START_TEST(signing_in_is_recorded_in_the_chain_of_ones_agency)
{
    struct person zhang = {"zhang@signs", "signs", 1, 0, "none"};
    const json_t *made;

    make_agency("signs", NULL);
    made = ask(201, "{'login':'zhang','name':'张','roles':['officer']}",
               "POST /api/v1/agencies/signs/accounts");
    live(text_in(made, "account.id"), &zhang);
}
END_TEST

START_TEST(an_administrator_signing_in_is_recorded_in_the_chain_of_the_installation)
{
    const char *const *chief = as_person(NULL, "chief", "{auditor}", NULL);
    struct person p = {"chief", "-", 2, 0, "none"};

    live(text_in(ask_with(chief, NULL, "GET /api/v1/session")->json, "account.id"), &p);
}
END_TEST

START_TEST(trying_a_locked_account_is_recorded_and_not_counted)
{
    struct person zhou = {"zhou@locks", "locks", 3, 0, "none"};

    make_agency("locks", NULL);
    as_person("locks", "zhou", "{officer}", NULL);
    found("update gongkai.account set locked_until = now() + interval '1 hour'"
          " where login = $1",
          "zhou");
    proves(&zhou, 401, "{'sign_in':'zhou@locks','password':'wrong'}", "/api/v1/session");
    ck_assert_str_eq(found("select failures from gongkai.account where login = $1", "zhou"),
                     "0");
}
END_TEST

int
main(void)
{
    char listen[80]; /* as behind a proxy, which says where requests come from */
    const char *const options[] = {"--today=2025-03-14", listen, NULL};
    const TTest *const tests[] = {
        whatever_is_done_leaves_one_record_for_each_who_did_it,
        a_record_says_what_it_is_about,
        whatever_is_refused_leaves_none,
        what_conflicts_or_comes_again_leaves_none,
        each_step_of_a_proposal_leaves_a_record_of_its_own,
        no_record_holds_what_an_applicant_said,
        signing_in_is_recorded_in_the_chain_of_ones_agency,
        an_administrator_signing_in_is_recorded_in_the_chain_of_the_installation,
        trying_a_locked_account_is_recorded_and_not_counted,
        NULL,
    };

    snprintf(listen, sizeof listen, "--listen=unix:/tmp/gongkai-trail-%ld.sock",
             (long)getpid());
    return here_run("audit_trail", tests, options);
}
