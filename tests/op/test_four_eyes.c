/* What one proposes and another confirms: it takes effect once, with the consent of all it
 * takes, and nobody's consent counts for his own. */
#include "op/acting.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

/* An extension (matrix row 8): an officer proposes it, a supervisor confirms it. */
#define EXTENSION                                                                          \
    "{'days':20,'reason':'秘密理由','requested_by':'甲','approved_by':'乙',"         \
    "'approved_on':'2025-03-14','told_on':'2025-03-14'}"

static const char officer[] = "{officer}", supervisor[] = "{supervisor}";

/* Runs STATEMENT as the superuser; the first value it gives, "" for none. */
static const char *
sql(const char *statement)
{
    static char value[512];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r;

    PQclear(PQexec(conn, "set search_path = gongkai"));
    r = PQexec(conn, statement);
    ck_assert_msg(*PQresultErrorMessage(r) == '\0', "%s", PQresultErrorMessage(r));
    snprintf(value, sizeof value, "%s", PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return value;
}

/* The agency CODE with an officer, li, and a case. */
static const char *
begin(const char *code)
{
    make_agency(code, NULL);
    return make_case(code, "2025-03-04", NULL);
}

/* WHO proposes to extend the period of ID; the proposal's id. */
static const char *
propose(const char *const *who, const char *id)
{
    const struct asked *a =
        ask_with(who, EXTENSION, "POST /api/v1/applications/%s/extension", id);

    ck_assert_msg(a->answer.status == 202, "%ld: %s", a->answer.status,
                  a->answer.body.bytes);
    return text_in(a->json, "proposal.id");
}

/* What WHO is answered who does ACT ("confirm") to PROPOSAL: STATUS, and CODE for a refusal. */
static const json_t *
settle(const char *const *who, const char *act, const char *proposal, long status,
       const char *code)
{
    const struct asked *a =
        ask_with(who, "{'note':'x'}", "POST /api/v1/proposals/%s/%s", proposal, act);

    ck_assert_msg(a->answer.status == status, "%s: %ld instead of %ld: %s", act,
                  a->answer.status, status, a->answer.body.bytes);
    if (code != NULL)
        ck_assert_str_eq(strrchr(text_in(a->json, "type"), ':') + 1, code);
    return a->json;
}

static const char *
state_of(const char *const *who, const char *proposal)
{
    const struct asked *a = ask_with(who, NULL, "GET /api/v1/proposals/%s", proposal);

    ck_assert_int_eq(a->answer.status, 200);
    return text_in(a->json, "proposal.state");
}

static size_t
listed(const char *const *who, const char *query)
{
    return json_array_size(
        value_in(ask_with(who, NULL, "GET /api/v1/proposals%s", query)->json, "proposals"));
}

static size_t
events_of(const char *id)
{
    return json_array_size(value_in(shown_case(id), "events"));
}

START_TEST(what_another_confirms_takes_effect_and_is_recorded_with_both)
{
    const char *id = begin("both");
    const char *const *li = as_person("both", "li", officer, NULL);
    const char *const *wang = as_person("both", "wang", supervisor, NULL);
    const char *before = due_of(id), *proposal = propose(li, id);
    const json_t *shown;

    ck_assert_str_eq(due_of(id), before);
    ck_assert_uint_eq(events_of(id), 1);
    ck_assert_uint_eq(listed(wang, ""), 1);
    ck_assert_uint_eq(listed(li, ""), 0);
    ck_assert_uint_eq(listed(li, "?by=me"), 1);
    ck_assert_str_eq(
        text_in(settle(wang, "confirm", proposal, 200, NULL), "application.due_on"),
        "2025-04-29");
    shown = shown_case(id);
    ck_assert_str_eq(text_in(shown, "events.1.kind"), "extension");
    ck_assert_str_eq(text_in(shown, "events.1.actor"), "wang@both");
    ck_assert_str_eq(text_in(shown, "events.1.data.proposed_by"), "li@both");
    shown = ask_with(li, NULL, "GET /api/v1/proposals/%s", proposal)->json;
    ck_assert_str_eq(text_in(shown, "proposal.state"), "confirmed");
    ck_assert_str_eq(text_in(shown, "proposal.proposed_by"), "li@both");
    ck_assert_str_eq(text_in(shown, "proposal.steps.0.act"), "confirmed");
    ck_assert_str_eq(text_in(shown, "proposal.steps.0.by"), "wang@both");
    ck_assert_str_eq(text_in(shown, "proposal.steps.0.for"), "");
    settle(wang, "confirm", proposal, 409, "proposal_ended");
    settle(li, "withdraw", proposal, 409, "proposal_ended");
    ck_assert_uint_eq(events_of(id), 2);
}
END_TEST

START_TEST(nobody_confirms_what_he_proposed_or_acts_alone_where_two_are_needed)
{
    const char *id = begin("same");
    const char *const *he = as_person("same", "he", "{officer,supervisor}", NULL);
    const char *const *li = as_person("same", "li", officer, NULL);
    const char *const *wang = as_person("same", "wang", supervisor, NULL);
    const char *proposal = propose(he, id);

    settle(he, "confirm", proposal, 403, "four_eyes");
    settle(he, "reject", proposal, 403, "four_eyes");
    settle(li, "confirm", proposal, 404, "not_found"); /* officers confirm nothing */
    ck_assert_int_eq(ask_with(wang, EXTENSION, "POST /api/v1/applications/%s/extension", id)
                         ->answer.status,
                     403);
    ck_assert_str_eq(state_of(he, proposal), "open");
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

START_TEST(a_rejection_says_why_and_nothing_happens)
{
    const char *id = begin("reject");
    const char *const *li = as_person("reject", "li", officer, NULL);
    const char *const *wang = as_person("reject", "wang", supervisor, NULL);
    const char *proposal = propose(li, id);

    ck_assert_int_eq(
        ask_with(wang, "{}", "POST /api/v1/proposals/%s/reject", proposal)->answer.status,
        422);
    ck_assert_str_eq(
        text_in(settle(wang, "reject", proposal, 200, NULL), "proposal.steps.0.note"), "x");
    ck_assert_str_eq(state_of(li, proposal), "rejected");
    settle(wang, "confirm", proposal, 409, "proposal_ended");
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

START_TEST(only_the_proposer_withdraws_and_goes_on_seeing_it)
{
    const char *id = begin("back");
    const char *const *li = as_person("back", "li", officer, NULL);
    const char *const *wang = as_person("back", "wang", supervisor, NULL);
    const char *proposal = propose(li, id);

    settle(wang, "withdraw", proposal, 403, "forbidden");
    settle(li, "withdraw", proposal, 200, NULL);
    settle(wang, "confirm", proposal, 409, "proposal_ended");
    ck_assert_str_eq(state_of(li, proposal), "withdrawn");
    ck_assert_uint_eq(listed(li, "?by=me&state=withdrawn"), 1);
    ck_assert_uint_eq(listed(wang, ""), 0);
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

/* STEPS persons confirm, each once, and only the last one makes it happen. */
static void
confirm_in_steps(const char *code, int steps)
{
    const char *id = begin(code);
    const char *const *li = as_person(code, "li", officer, NULL);
    char statement[200], login[16];
    const char *proposal;

    snprintf(statement, sizeof statement,
             "insert into confirmation_steps select id, 'case_extend', %d from agency"
             " where code = '%s'",
             steps, code);
    sql(statement);
    proposal = propose(li, id);
    for (int i = 1; i <= steps; i++) {
        const char *const *next;

        snprintf(login, sizeof login, "wang%d", i);
        next = as_person(code, login, supervisor, NULL);
        ck_assert_uint_eq(events_of(id), 1);
        settle(next, "confirm", proposal, i < steps ? 202 : 200, NULL);
        if (i < steps)
            settle(next, "confirm", proposal, 403, "four_eyes");
    }
    snprintf(login, sizeof login, "li@%s", code);
    ck_assert_str_eq(text_in(shown_case(id), "events.1.data.proposed_by"), login);
}

START_TEST(two_or_three_persons_confirm_where_the_agency_wants_it_so)
{
    confirm_in_steps("steps-2", 2);
    confirm_in_steps("steps-3", 3);
}
END_TEST

START_TEST(a_step_that_rejects_ends_what_others_confirmed)
{
    const char *id = begin("half");
    const char *proposal;

    sql("insert into confirmation_steps select id, 'case_extend', 2 from agency"
        " where code = 'half'");
    proposal = propose(as_person("half", "li", officer, NULL), id);
    settle(as_person("half", "wang", supervisor, NULL), "confirm", proposal, 202, NULL);
    settle(as_person("half", "zhao", supervisor, NULL), "reject", proposal, 200, NULL);
    settle(as_person("half", "qian", supervisor, NULL), "confirm", proposal, 409,
           "proposal_ended");
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

START_TEST(a_proposal_does_not_exist_for_whom_it_does_not_concern)
{
    static const char *const acts[] = {"confirm", "reject", "withdraw"};
    const char *id, *proposal;
    const char *const *strangers[3];

    make_agency("above", NULL);
    make_agency("beside", NULL);
    make_agency("within", "'parent':'above'");
    id = make_case("within", "2025-03-04", NULL);
    proposal = propose(as_person("within", "li", officer, NULL), id);
    strangers[0] = as_person("beside", "wang", supervisor, NULL);
    strangers[1] = as_person("above", "wang", "{supervisor,agency_admin,oversight}", NULL);
    strangers[2] = as_person(NULL, "root", "{system_admin}", NULL);
    for (int i = 0; i < 3; i++) {
        for (unsigned k = 0; k < sizeof acts / sizeof acts[0]; k++)
            settle(strangers[i], acts[k], proposal, 404, "not_found");
        ck_assert_int_eq(ask_with(strangers[i], NULL, "GET /api/v1/proposals/%s", proposal)
                             ->answer.status,
                         404);
        ck_assert_uint_eq(listed(strangers[i], ""), 0);
    }
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

START_TEST(the_version_the_proposer_saw_must_be_current_at_confirmation)
{
    const char *id = begin("match");
    const char *const *wang = as_person("match", "wang", supervisor, NULL);
    const char *seen = propose(as_person("match", "li", officer, "If-Match: \"1\""), id);
    const char *unseen = propose(as_person("match", "li", officer, NULL), id);

    ck_assert_int_eq(ask_with(as_person("match", "li", officer, "If-Match: \"7\""),
                              EXTENSION, "POST /api/v1/applications/%s/extension", id)
                         ->answer.status,
                     412);
    happen(id, "consultations {'party':'third_party','name':'李','sent_on':'2025-03-14'}");
    ck_assert_ptr_nonnull(value_in(settle(wang, "confirm", seen, 412, "stale"), "current"));
    ck_assert_str_eq(state_of(wang, seen), "open");
    settle(wang, "confirm", unseen, 200, NULL);
}
END_TEST

START_TEST(what_became_unlawful_is_refused_with_the_article_and_stays_open)
{
    const char *id = begin("late");
    const char *const *li = as_person("late", "li", officer, NULL);
    const char *const *wang = as_person("late", "wang", supervisor, NULL);
    const char *first = propose(li, id), *second = propose(li, id);

    settle(wang, "confirm", first, 200, NULL);
    ck_assert_ptr_nonnull(strstr(
        text_in(settle(wang, "confirm", second, 409, "act_not_lawful"), "detail"), "条例"));
    ck_assert_str_eq(state_of(wang, second), "open");
    ck_assert_uint_eq(events_of(id), 2);
    ck_assert_int_eq(ask_with(li, EXTENSION, "POST /api/v1/applications/%s/extension", id)
                         ->answer.status,
                     409); /* nor is it proposed any more */
    settle(li, "withdraw", second, 200, NULL);
}
END_TEST

START_TEST(proposing_and_confirming_again_with_the_same_key_happens_once)
{
    const char *id = begin("again");
    const char *const *li = as_person("again", "li", officer, "Idempotency-Key: propose-1");
    const char *const *wang =
        as_person("again", "wang", supervisor, "Idempotency-Key: confirm-1");
    char proposal[32];
    const json_t *first;

    snprintf(proposal, sizeof proposal, "%s", propose(li, id));
    ck_assert_str_eq(propose(li, id), proposal);
    ck_assert_uint_eq(listed(wang, ""), 1);
    first = settle(wang, "confirm", proposal, 200, NULL);
    ck_assert(json_equal(first, settle(wang, "confirm", proposal, 200, NULL)));
    ck_assert_uint_eq(events_of(id), 2);
    ck_assert_str_eq(propose(li, id), proposal); /* what was answered then */
}
END_TEST

START_TEST(what_a_disabled_account_proposed_is_not_carried_out)
{
    const char *id = begin("gone");
    const char *const *wang = as_person("gone", "wang", supervisor, NULL);
    const char *proposal = propose(as_person("gone", "li", officer, NULL), id);

    sql("update account set state = 'disabled' where login = 'li' and agency ="
        " (select id from agency where code = 'gone')");
    settle(wang, "confirm", proposal, 409, "proposal_ended");
    ck_assert_uint_eq(events_of(id), 1);
    settle(wang, "reject", proposal, 200, NULL);
}
END_TEST

/* Wang, a supervisor of CODE, delegates to zhao from FROM to TO. */
static void
delegate(const char *code, const char *from, const char *to, const char *ended)
{
    char statement[700];

    snprintf(
        statement, sizeof statement,
        "insert into delegation select f.agency, (select count(*) + 1 from delegation),"
        " f.id, t.id, '%s', '%s', '出差', now(), %s from account f"
        " join account t using (agency) join agency g on g.id = f.agency"
        " where f.login = 'wang' and t.login = 'zhao' and g.code = '%s'",
        from, to, ended, code);
    sql(statement);
}

START_TEST(a_delegate_confirms_from_the_first_to_the_last_day_and_whose_place_is_kept)
{
    static const struct {
        const char *from, *to, *ended;
        long status;
    } cases[] = {
        {"2025-03-14", "2025-03-14", "null", 200},
        {"2025-03-01", "2025-03-14", "null", 200},
        {"2025-03-14", "2025-04-01", "null", 200},
        {"2025-03-15", "2025-04-01", "null", 404},
        {"2025-03-01", "2025-03-13", "null", 404},
        {"2025-03-01", "2025-04-01", "now()", 404},
    };

    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char code[16];
        const char *id, *proposal;
        const char *const *zhao;

        snprintf(code, sizeof code, "place-%u", i);
        id = begin(code);
        as_person(code, "wang", supervisor, NULL);
        zhao = as_person(code, "zhao", officer, NULL);
        delegate(code, cases[i].from, cases[i].to, cases[i].ended);
        proposal = propose(as_person(code, "li", officer, NULL), id);
        settle(zhao, "confirm", proposal, cases[i].status, NULL);
        if (cases[i].status == 200) {
            const json_t *shown =
                ask_with(zhao, NULL, "GET /api/v1/proposals/%s", proposal)->json;

            ck_assert_int_eq(strncmp(text_in(shown, "proposal.steps.0.by"), "zhao@", 5), 0);
            ck_assert_int_eq(strncmp(text_in(shown, "proposal.steps.0.for"), "wang@", 5),
                             0);
        }
    }
}
END_TEST

START_TEST(a_delegate_confirms_neither_his_own_nor_what_the_delegator_took_part_in)
{
    const char *id = begin("own");
    const char *const *wang = as_person("own", "wang", "{officer,supervisor}", NULL);
    const char *const *zhao = as_person("own", "zhao", officer, NULL);
    const char *proposal;

    delegate("own", "2025-03-14", "2025-03-14", "null");
    settle(zhao, "confirm", propose(zhao, id), 403, "four_eyes");
    settle(zhao, "confirm", propose(wang, id), 403, "four_eyes"); /* in his own place */
    sql("insert into confirmation_steps select id, 'case_extend', 2 from agency"
        " where code = 'own'");
    proposal = propose(as_person("own", "li", officer, NULL), id);
    settle(zhao, "confirm", proposal, 202, NULL);
    settle(wang, "confirm", proposal, 403, "four_eyes");
    proposal = propose(as_person("own", "li", officer, NULL), id);
    settle(wang, "confirm", proposal, 202, NULL);
    settle(zhao, "confirm", proposal, 403, "four_eyes");
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

START_TEST(delegating_hands_on_no_more_than_confirming_and_only_while_its_giver_is_there)
{
    const char *id = begin("hand");
    const char *const *zhao;
    const char *proposal;

    as_person("hand", "wang", supervisor, NULL);
    zhao = as_person("hand", "zhao", "{agency_admin}", NULL);
    delegate("hand", "2025-03-14", "2025-03-14", "null");
    ck_assert_int_eq(ask_with(zhao, EXTENSION, "POST /api/v1/applications/%s/extension", id)
                         ->answer.status,
                     403);
    proposal = propose(as_person("hand", "li", officer, NULL), id);
    sql("update account set state = 'disabled' where login = 'wang' and agency ="
        " (select id from agency where code = 'hand')");
    settle(zhao, "confirm", proposal, 404, "not_found");
}
END_TEST

START_TEST(what_was_proposed_is_sealed_and_shown_to_those_it_concerns)
{
    const char *id = begin("sealed");
    const char *const *li = as_person("sealed", "li", officer, NULL);
    const char *proposal = propose(li, id);
    char query[300];

    snprintf(query, sizeof query,
             "select position(convert_to('秘密理由', 'UTF8') in body) || ':' ||"
             " (p::text like '%%秘密理由%%' or p::text like '%%requested_by%%')"
             " from proposal p where id = %s",
             proposal);
    ck_assert_str_eq(sql(query), "0:false");
    ck_assert_str_eq(text_in(ask_with(as_person("sealed", "wang", supervisor, NULL), NULL,
                                      "GET /api/v1/proposals/%s", proposal)
                                 ->json,
                             "body.reason"),
                     "秘密理由");
    snprintf(query, sizeof query,
             "update proposal set arguments = '{\"application\" : \"1\"}' where id = %s"
             " returning 1",
             proposal);
    ck_assert_str_eq(sql(query), "1");
    settle(as_person("sealed", "wang", supervisor, NULL), "confirm", proposal, 500,
           "internal"); /* it opens nowhere but where it was sealed */
    ck_assert_uint_eq(events_of(id), 1);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        what_another_confirms_takes_effect_and_is_recorded_with_both,
        nobody_confirms_what_he_proposed_or_acts_alone_where_two_are_needed,
        a_rejection_says_why_and_nothing_happens,
        only_the_proposer_withdraws_and_goes_on_seeing_it,
        two_or_three_persons_confirm_where_the_agency_wants_it_so,
        a_step_that_rejects_ends_what_others_confirmed,
        a_proposal_does_not_exist_for_whom_it_does_not_concern,
        the_version_the_proposer_saw_must_be_current_at_confirmation,
        what_became_unlawful_is_refused_with_the_article_and_stays_open,
        proposing_and_confirming_again_with_the_same_key_happens_once,
        what_a_disabled_account_proposed_is_not_carried_out,
        a_delegate_confirms_from_the_first_to_the_last_day_and_whose_place_is_kept,
        a_delegate_confirms_neither_his_own_nor_what_the_delegator_took_part_in,
        delegating_hands_on_no_more_than_confirming_and_only_while_its_giver_is_there,
        what_was_proposed_is_sealed_and_shown_to_those_it_concerns,
        NULL,
    };

    return here_run("four_eyes", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
