/* What one person proposed is seen, confirmed, rejected and withdrawn by whom the matrix lets,
 * by nobody else, and never confirmed by who proposed it. */
#include "command/stage.h"
#include "harness.h"
#include "op/ask.h"
#include "op/matrix_stage.h"
#include "op/wire.h"

#include <stdio.h>
#include <string.h>

static struct wire *wire;
static PGconn *sql;
static long tried, copies;

/* A second person of every role, and those of the other agencies. */
static struct credential seconds[ROLE_COUNT], others[MATRIX_AGENCIES][ROLE_COUNT];

static void
begin(void)
{
    matrix_set_stage();
    wire = wire_open(&here);
    sql = stand_connect(&here);
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        seconds[r] = matrix_person(sql, "here", r, "second");
        for (int i = 0; i < MATRIX_AGENCIES; i++)
            others[i][r] = matrix_person(sql, matrix_agencies[i].code, r, "other");
    }
}

static struct credential
first_of(enum role role)
{
    for (int i = 0; i < stage.askers.count; i++)
        if (stage.askers.who[i].person && stage.askers.who[i].proved &&
            stage.askers.who[i].role == role)
            return stage.askers.is[i];
    ck_abort_msg("nobody is %s", role_code(role));
}

/* The first state of a case in which L may be done. */
static enum case_state
state_for(const struct matrix_line *l)
{
    enum case_state s = 0;

    while (s < STATE_COUNT - 1 && !(l->lawful & 1u << s))
        s++;
    return s;
}

/* The reports of 2024 as they are before LINE is done to them: all of them are frozen. */
static void
set_reports_back(const char *line)
{
    bool freezes = strcmp(line, "report_freeze") == 0;

    if (!freezes && strcmp(line, "report_publish") != 0)
        return;
    stand_run(sql, "set session_replication_role = replica");
    stand_run(sql, "delete from report_event where act = 'publish'");
    if (freezes) {
        stand_run(sql, "delete from report_case");
        stand_run(sql, "delete from report_version");
        stand_run(sql, "delete from report_event where act not in ('submit', 'accept')");
    }
    stand_run(sql, "reset session_replication_role");
}

/* Line I, proposed by AS for a case of `here` that nothing else is done to; its id. */
static long long
propose(int i, struct credential as)
{
    const struct matrix_line *l = &stage.lines[i];
    bool of_case = matrix_asks_for(l, "{application}");
    bool closes = strcmp(l->name, "agency_close") == 0;
    enum place_of place = closes                           ? PLACE_foreign
                          : of_case                        ? PLACE_own
                          : matrix_asks_for(l, "{agency}") ? PLACE_own
                                                           : PLACE_none;
    long long id = 0;
    char path[512];
    const struct answer *a;

    if (of_case)
        id = stand_copy(sql, stage.templates[i][state_for(l)],
                        stage.agency[matrix_agency_at(PLACE_own)], 0, 0, 500000 + copies++);
    set_reports_back(l->name);
    matrix_path(i, place, id, path);
    a = wire_ask(wire, "POST", path, stage.bodies[i], as.lines, NULL);
    ck_assert_msg(a->status == 202, "%s: %ld: %s", l->name, a->status, a->body.bytes);
    return stage_proposal(a->body.bytes);
}

/* Does ACT ("/confirm", "" shows it) to PROPOSAL as AS, which must be answered with STATUS
 * (200: any success) and CODE. */
static void
acts(const char *line, const char *who, struct credential as, long long proposal,
     const char *act, long status, const char *code)
{
    const char *body = *act == '\0' ? NULL : "{\"note\":\"x\"}";
    const struct answer *a;
    char path[100], wanted[100];

    snprintf(path, sizeof path, "/api/v1/proposals/%lld%s", proposal, act);
    a = wire_ask(wire, body ? "POST" : "GET", path, body, as.lines, NULL);
    tried++;
    snprintf(wanted, sizeof wanted, "urn:gongkai:problem:%s\"", code);
    ck_assert_msg((a->status == status || (status == 200 && a->status == 201)) &&
                      (status == 200 || strstr(a->body.bytes, wanted) != NULL),
                  "%s: %s by %s: %ld, not %ld %s: %s", line, *act ? act : "show", who,
                  a->status, status, code, a->body.bytes);
}

static void
may_nothing(const char *line, const char *who, struct credential as, long long proposal,
            long status, const char *code)
{
    acts(line, who, as, proposal, "", status, code);
    acts(line, who, as, proposal, "/confirm", status, code);
    acts(line, who, as, proposal, "/reject", status, code);
    acts(line, who, as, proposal, "/withdraw", status, code);
}

static bool
has(char cell, const char *cells)
{
    return strchr(cells, cell) != NULL;
}

/* Those who have nothing to do with PROPOSAL of line I by a person of PROPOSER. */
static void
strangers_see_nothing(int i, long long proposal)
{
    const struct matrix_line *l = &stage.lines[i];
    struct credential nobody = {.id = 0};
    bool whole = proposal >> 32 == 0; /* it concerns the whole installation */

    may_nothing(l->name, "nobody", nobody, proposal, 401, "unauthorized");
    for (int n = 0; n < stage.askers.count; n++)
        if (stage.askers.who[n].token)
            may_nothing(l->name, stage.askers.name[n], stage.askers.is[n], proposal, 403,
                        "forbidden");
    for (enum role r = 0; r < ROLE_COUNT; r++) {
        char cell = l->cells[r];
        bool confirms = has(cell, "CB");

        if (r == ROLE_auditor)
            may_nothing(l->name, role_code(r), seconds[r], proposal, 403, "forbidden");
        else if (!confirms)
            may_nothing(l->name, role_code(r), seconds[r], proposal, 404, "not_found");
        for (int n = 0; n < MATRIX_AGENCIES && r < ROLE_system_admin; n++) {
            bool own = matrix_agencies[n].place == PLACE_own;
            bool above = matrix_agencies[n].place == PLACE_above;

            if (own || (r == ROLE_oversight && confirms && (whole || above)))
                continue;
            may_nothing(l->name, matrix_agencies[n].code, others[n][r], proposal, 404,
                        "not_found");
        }
    }
}

/* Who proposes line I: the first role that does. */
static enum role
proposer_of(const struct matrix_line *l)
{
    enum role r = 0;

    while (r < ROLE_COUNT && !has(l->cells[r], "PB"))
        r++;
    return r;
}

/* A person of CONFIRMER, whose password was not given lately, and then one of whom it was. */
static void
confirms(int i, enum role confirmer, struct credential proposer)
{
    const struct matrix_line *l = &stage.lines[i];
    long long proposal = propose(i, proposer);
    bool top = proposal >> 32 == 0 && confirmer == ROLE_oversight;
    struct credential by = seconds[confirmer];
    struct credential unproved = stand_session(sql, by.id, false);
    const char *who = role_code(confirmer);

    acts(l->name, who, by, proposal, "", 200, "");
    acts(l->name, who, by, proposal, "/withdraw", 403, "forbidden");
    if (l->proof) {
        acts(l->name, who, unproved, proposal, "/confirm", 403, "proof_needed");
        acts(l->name, who, unproved, proposal, "/reject", 403, "proof_needed");
    }
    if (top) { /* what concerns every agency is for the top of a tree */
        acts(l->name, who, by, proposal, "/confirm", 403, "forbidden");
        acts(l->name, who, by, proposal, "/reject", 403, "forbidden");
        by = others[matrix_agency_at(PLACE_above)][confirmer];
    }
    acts(l->name, who, by, proposal, "/confirm", 200, "");
    acts(l->name, who, by, proposal, "/confirm", 409, "proposal_ended");
    if (strncmp(l->op->name, "agency", 6) == 0 ||
        strncmp(l->op->name, "calendar", 8) == 0 ||
        strncmp(l->op->name, "remedy", 6) == 0 ||
        strcmp(l->op->name, "account_create") == 0 ||
        strcmp(l->op->name, "disposal_make") == 0 ||
        strcmp(l->op->name, "report_freeze") == 0)
        return; /* it is done, and cannot be proposed again */
    proposal = propose(i, proposer);
    acts(l->name, who, by, proposal, "/reject", 200, "");
    acts(l->name, who, by, proposal, "/confirm", 409, "proposal_ended");
}

static void
try_line(int i)
{
    const struct matrix_line *l = &stage.lines[i];
    enum role r = proposer_of(l);
    struct credential proposer;
    long long proposal;

    if (r == ROLE_COUNT)
        return;
    proposer = first_of(r);
    proposal = propose(i, proposer);
    acts(l->name, "who proposed it", proposer, proposal, "", 200, "");
    acts(l->name, "who proposed it", proposer, proposal, "/confirm", 403, "four_eyes");
    acts(l->name, "who proposed it", proposer, proposal, "/reject", 403, "four_eyes");
    strangers_see_nothing(i, proposal);
    acts(l->name, "who proposed it", proposer, proposal, "/withdraw", 200, "");
    acts(l->name, "who proposed it", proposer, proposal, "/confirm", 409, "proposal_ended");
    for (enum role c = 0; c < ROLE_COUNT; c++)
        if (has(l->cells[c], "CB"))
            confirms(i, c, proposer);
}

START_TEST(what_is_proposed_is_confirmed_by_another_whom_the_matrix_names)
{
    begin();
    for (int i = 0; i < stage.line_count; i++)
        try_line(i);
    printf("# %ld steps of proposals tried\n", tried);
    fflush(stdout);
    wire_close(wire);
    PQfinish(sql);
    service_end(&here);
}
END_TEST

/* Who proposed with one role does not confirm with another. */
START_TEST(nobody_confirms_his_own_with_whatever_other_roles)
{
    struct credential all;

    begin();
    all = stand_person(sql, &here, "here", "all",
                       "{officer,supervisor,agency_admin,oversight}");
    for (int i = 0; i < stage.line_count; i++) {
        const struct matrix_line *l = &stage.lines[i];
        enum role r = proposer_of(l);
        long long proposal;

        if (r >= ROLE_oversight || !matrix_asks_for(l, "{application}") ||
            l->cells[1] == 'A')
            continue;
        proposal = propose(i, all);
        acts(l->name, "all roles", all, proposal, "", 200, "");
        acts(l->name, "all roles", all, proposal, "/confirm", 403, "four_eyes");
        acts(l->name, "all roles", all, proposal, "/reject", 403, "four_eyes");
    }
    wire_close(wire);
    PQfinish(sql);
    service_end(&here);
}
END_TEST

/* A case that was closed since takes its supervisor and its administrator, whatever it took
 * when it was proposed. */
START_TEST(what_weighs_more_by_now_is_not_confirmed_as_it_was_proposed)
{
    int line = 0;
    long long proposal;

    begin();
    while (strcmp(stage.lines[line].name, "event_retract.clock") != 0)
        line++;
    proposal = propose(line, first_of(ROLE_officer));
    stand_run(sql,
              "update application a set status = 'answered', outcome = 'granted',"
              " closed_on = '2025-03-14' from proposal p"
              " where p.state = 'open' and a.agency = p.agency and a.id = p.application");
    acts("event_retract.clock", "supervisor", seconds[ROLE_supervisor], proposal,
         "/confirm", 409, "proposal_ended");
    wire_close(wire);
    PQfinish(sql);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        what_is_proposed_is_confirmed_by_another_whom_the_matrix_names,
        nobody_confirms_his_own_with_whatever_other_roles,
        what_weighs_more_by_now_is_not_confirmed_as_it_was_proposed,
        NULL,
    };

    return harness_run(harness_suite("matrix_steps", tests, 120));
}
