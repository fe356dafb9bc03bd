#include "op/matrix_stage.h"

#include "guard/password.h"
#include "guard/secret.h"
#include "op/acting.h"
#include "op/disposing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CONSULTED                                                                          \
    "consultations {'party':'other_agency','name':'某局','sent_on':'2025-03-13'}\n"
#define REASONS_ASKED "reasons-notice {'sent_on':'2025-03-13'}\n"
#define LETTER "{'kind':'other_agency','texts':{'concern':'某信息','proposal':'公开'}}"
#define ISSUED "letters " LETTER "\n"
#define PASSWORD "Correct-Horse-7-Battery"
#define LINK "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

#define ATTACHED                                                                           \
    "attachments?kind=released_copy %PDF-1.4 1 0 obj<<>>endobj startxref 0 %%EOF\n"

/* What a line is tried with, where the example of its operation does not do.  Every case but
 * an unconfirmed one has an open consultation as its entry 2; BEFORE happens to a running
 * one; then comes what brings it into its state. */
static const struct matrix_call calls[] = {
    {"account_create", "", "{'login':'new','name':'新人','roles':['officer']}", "", ""},
    {"account_link", "", "{}", "", ""},
    {"account_list", "", NULL, "", ""},
    {"account_roles", "", "{'roles':['officer']}", "", ""},
    {"account_sign_out", "", "{}", "", ""},
    {"account_state", "", "{'state':'active'}", "", ""},
    {"account_unlock", "", "{}", "", ""},
    {"application_assign", "", "{'account':'signer'}", "", ""},
    {"application_delay", "", NULL,
     "consultations/A/reply {'received_on':'2025-03-13','opinion':'consent'}\n" REASONS_ASKED
     "reasons {'received_on':'2025-03-14'}\n",
     "2"},
    {"application_ledger", "?year=2025", NULL, "", "2"},
    {"application_list", "", NULL, "", ""},
    {"attachment_content", "", NULL, ATTACHED, ""},
    {"attachment_hidden", "", NULL, ATTACHED, ""},
    {"attachment_release", "", NULL, ATTACHED, ""},
    {"attachment_remove", "", NULL, ATTACHED, ""},
    {"audit_list", "", NULL, "", ""},
    {"calendar_adopt", "", NULL, "", ""},
    {"deadline_list", "", NULL, "", ""},
    {"delegation_list", "", NULL, "", ""},
    {"delegation_make", "",
     "{'to':'signer','valid_from':'2025-03-14','valid_to':'2025-03-20','reason':'出差'}",
     "", ""},
    {"disposal_candidates", "", NULL, "", ""},
    {"event_retract.letter", "", NULL, "events/2/delivery {'delivered_on':'2025-03-14'}\n",
     "3"},
    {"event_supersede.letter", "", "{'reason':'错','note':'邮寄'}",
     "events/2/delivery {'delivered_on':'2025-03-14'}\n", "3"},
    {"event_supersede.identity", "", "{'reason':'错','applicant_name':'另一人'}", "", "1"},
    {"event_retract.clock", "", NULL, "", "2"},
    {"event_supersede.clock", "", "{'reason':'错','name':'另一局'}", "", "2"},
    {"event_retract.extension", "", NULL,
     "extension {'days':5,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-03-14','told_on':'2025-03-14'}\n",
     "3"},
    {"event_retract.closed", "", NULL, "", "3"},
    {"event_supersede.closed", "", NULL, "", "3"},
    {"event_retract.void", "", NULL, "", "3"},
    {"event_retract.journey", "", NULL,
     "events/2/dispatch {'dispatched_on':'2025-03-13','way':'hand'}\n", "3"},
    {"fee_refund", "", NULL,
     "fee-notice {'sent_on':'2025-03-13','basis':'page','units':40,'amount':100}\n"
     "payment {'paid_on':'2025-03-14'}\n",
     ""},
    {"hold_end", "", NULL, "hold {'reason':'行政诉讼'}\n", ""},
    {"letter_deliver", "", NULL, "", "2"},
    {"letter_dispatch", "", NULL, "", "2"},
    {"letter_return", "", NULL,
     "events/2/dispatch {'dispatched_on':'2025-03-13','way':'hand'}\n", "2"},
    {"letter_file", "", NULL, ISSUED, ""},
    {"letter_issue", "", LETTER, "", ""},
    {"letter_preview", "", LETTER, "", ""},
    {"letter_show", "", NULL, ISSUED, ""},
    {"letter_template_set", "", "{'note':'恢复'}", "", ""},
    {"letter_void", "", NULL, ISSUED, ""},
    {"nil_declare", "", "{'declared':false}", "", ""},
    {"officer_list", "", NULL, "", ""},
    {"open_data", "?year=2025", NULL, "", ""},
    {"password_change", "", "{'old_password':'" PASSWORD "','new_password':'short'}", "",
     ""},
    {"password_redeem", "", "{'link':'" LINK "','new_password':'short'}", "", ""},
    {"proposal_list", "", NULL, "", ""},
    {"reasons_receive", "", NULL, REASONS_ASKED, "2"},
    {"remedy_list", "", NULL, "", ""},
    {"remedy_retract", "", NULL, "", "3"},
    {"report_export", "?format=csv", NULL, "", ""},
    {"report_show", "", NULL, "", ""},
    {"report_template_set", "", "{'note':'恢复'}", "", ""},
    {"pace_show", "?year=2025", NULL, "", ""},
    {"section_four_show", "?year=2025", NULL, "", ""},
    {"section_three_show", "?year=2025", NULL, "", ""},
    {"statistics_show", "?year=2025", NULL, "", ""},
    {"service_list", "", NULL, "", ""},
    {"session_begin", "", "{'sign_in':'signer@here','password':'" PASSWORD "'}", "", ""},
    {"session_end", "", "{}", "", ""},
    {"session_list", "", NULL, "", ""},
    {"session_prove", "", "{'password':'" PASSWORD "'}", "", ""},
    {"session_show", "", NULL, "", ""},
    {"totp_begin", "", "{}", "", ""},
    {"totp_confirm", "", "{'code':'000000'}", "", ""},
    {"totp_end", "", "{}", "", ""},
    {"work_list", "?mine=true", NULL, "", ""},
};

/* What brings a case into a state, the open consultation being there. */
static const char *const into_state[STATE_COUNT] = {
    [STATE_awaiting_correction] =
        "correction-notice {'sent_on':'2025-03-13','items':'年度'}",
    [STATE_awaiting_fee] =
        "fee-notice {'sent_on':'2025-03-13','basis':'page','units':40,'amount':100}",
    [STATE_answered] =
        "answer {'outcome':'refused_5','answered_on':'2025-03-14','note':'内部流程'}",
    [STATE_withdrawn] = "withdraw {'withdrawn_on':'2025-03-14'}",
    [STATE_voided] = "void {'reason':'重复登记'}",
};

const struct matrix_agency matrix_agencies[MATRIX_AGENCIES] = {
    {"top", NULL, PLACE_above},
    {"here", "top", PLACE_own},
    {"part", "here", PLACE_subordinate},
    {"side", "top", PLACE_foreign},
};

struct matrix_stage stage;

static void
add_asker(const char *name, struct asker who, struct credential is)
{
    struct matrix_askers *a = &stage.askers;

    ck_assert_int_lt(a->count, MATRIX_ASKERS);
    a->name[a->count] = name;
    a->who[a->count] = who;
    a->is[a->count++] = is;
}

struct credential
matrix_person(PGconn *sql, const char *agency, enum role role, const char *prefix)
{
    char login[64], roles[64];

    snprintf(login, sizeof login, "%s-%s", prefix, role_code(role));
    for (char *p = strchr(login, '_'); p != NULL; p = strchr(p, '_'))
        *p = '-';
    snprintf(roles, sizeof roles, "{%s}", role_code(role));
    return stand_person(sql, &here, role < ROLE_system_admin ? agency : NULL, login, roles);
}

static void
make_askers(PGconn *sql)
{
    static const char *const scopes[] = {"intake", "status", "stats"};
    static const char nobody[] =
        "Cookie: sid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nX-Requested-With: gongkai";
    struct credential none = {.id = 0};

    for (enum role r = 0; r < ROLE_COUNT; r++) {
        struct credential c = matrix_person(sql, "here", r, "m");
        struct asker who = {.person = true, .role = r, .proved = true};

        add_asker(role_code(r), who, c);
        who.proved = false;
        add_asker("unproved", who, stand_session(sql, c.id, false));
    }
    for (unsigned i = 0; i < 3; i++)
        add_asker(scopes[i],
                  (struct asker){.token = true, .scope = token_scopes_of(scopes[i])},
                  stand_token(sql, "here", scopes[i]));
    add_asker("nobody", (struct asker){.scope = 0}, none);
    snprintf(none.lines, sizeof none.lines, "%s", nobody);
    add_asker("a cookie of nobody", (struct asker){.scope = 0}, none);
}

/* Everybody's password, so that it can be given, and a link to set a new one. */
static void
set_passwords(PGconn *sql)
{
    struct passwords *p = passwords_new((struct password_cost){1, 8u << 20});
    char hash[PASSWORD_HASH_SIZE], digest[SECRET_DIGEST_SIZE];

    ck_assert_int_eq(password_hash(p, PASSWORD, hash), PASSWORD_OK);
    stand_number(sql, "update account set password = $1, password_set_at = now()", 1,
                 (const char *const[]){hash});
    stand_number(sql,
                 "insert into account_link (hash, account, made_at, expires_at)"
                 " select $1::bytea, min(id), now(), 'infinity' from account",
                 1, (const char *const[]){secret_digest(LINK, digest)});
    passwords_free(p);
}

static void
make_agencies(PGconn *sql)
{
    char more[64];

    for (unsigned i = 0; i < MATRIX_AGENCIES; i++) {
        snprintf(more, sizeof more, "'parent':'%s'", matrix_agencies[i].parent);
        make_agency(matrix_agencies[i].code,
                    matrix_agencies[i].parent != NULL ? more : NULL);
        stage.agency[i] = (int)stand_number(sql, "select id from agency where code = $1", 1,
                                            (const char *const[]){matrix_agencies[i].code});
        stage.person[i] =
            stand_person(sql, &here, matrix_agencies[i].code, "signer", "{officer}").id;
        stage.token[i] = stand_token(sql, matrix_agencies[i].code, "stats").id;
    }
    make_agency("form", NULL);
    make_agency("heir", NULL);
}

/* In every agency one disposal that was made, and one case more whose retention ended. */
static void
make_disposals(void)
{
    for (unsigned i = 0; i < MATRIX_AGENCIES; i++) {
        withdrawn_on(matrix_agencies[i].code, "2013-05-06");
        dispose(matrix_agencies[i].code, 1);
        withdrawn_on(matrix_agencies[i].code, "2013-05-07");
    }
}

/* The report of 2024 of the agency CODE below ABOVE (NULL: none), frozen. */
static void
make_report_of(const char *code, const char *above, const char *scope)
{
    report_act(code, 2024, "submit", scope);
    if (above == NULL)
        report_act(code, 2024, "accept", scope);
    else
        ck_assert_int_eq(ask_with(as_person(above, "reviewer", "{oversight}", NULL), scope,
                                  "POST /api/v1/agencies/%s/reports/2024/accept", code)
                             ->answer.status,
                         200);
    report_act(code, 2024, "freeze", scope);
}

/* In every agency, of its own cases and of its subtree. */
static void
make_reports(void)
{
    for (unsigned i = 0; i < MATRIX_AGENCIES; i++) {
        make_report_of(matrix_agencies[i].code, matrix_agencies[i].parent, "{}");
        make_report_of(matrix_agencies[i].code, matrix_agencies[i].parent,
                       "{'scope':'subtree'}");
    }
}

/* In every agency a review with entries 2 and 3. */
static void
make_remedies(void)
{
    for (unsigned i = 0; i < MATRIX_AGENCIES; i++)
        make_remedy(matrix_agencies[i].code);
}

static void
make_all_published(void)
{
    for (unsigned i = 0; i < MATRIX_AGENCIES; i++)
        make_published(matrix_agencies[i].code);
}

static long long
make_template(const struct matrix_call *c, enum case_state state)
{
    bool unconfirmed = state == STATE_awaiting_confirmation;
    const char *id = make_case("form", "2025-03-13",
                               unconfirmed ? "'channel':'fax'" : "'channel':'oral'");

    if (!unconfirmed)
        happen(id, CONSULTED);
    if (state == STATE_running && c != NULL)
        happen(id, c->before);
    if (into_state[state] != NULL)
        happen(id, into_state[state]);
    if (into_state[state] != NULL)
        ck_assert_str_eq(text_in(shown_case(id), "application.status"),
                         case_state_code(state));
    return atoll(id);
}

static const struct matrix_call *
call_of(const struct matrix_line *l)
{
    for (unsigned i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (strcmp(calls[i].line, l->name) == 0)
            return &calls[i];
    return NULL;
}

bool
matrix_asks_for(const struct matrix_line *l, const char *part)
{
    return strstr(l->op->route, part) != NULL;
}

/* The cases that lines are tried on: of each state one, and where something must happen
 * before, a running one more. */
static void
make_templates(void)
{
    long long common[STATE_COUNT];

    for (enum case_state s = 0; s < STATE_COUNT; s++)
        common[s] = make_template(NULL, s);
    for (int i = 0; i < stage.line_count; i++) {
        const struct matrix_call *c = stage.calls[i];

        if (!matrix_asks_for(&stage.lines[i], "{application}"))
            continue;
        memcpy(stage.templates[i], common, sizeof common);
        if (c != NULL && *c->before != '\0')
            stage.templates[i][STATE_running] = make_template(c, STATE_running);
    }
}

/* The case of the own agency that some lines name beside their own. */
static void
name_another(void)
{
    const char *other = make_case("here", "2025-03-13", "'channel':'oral'");

    for (int i = 0; i < stage.line_count; i++)
        if (stage.calls[i] == NULL && stage.bodies[i] != NULL &&
            !matrix_asks_for(&stage.lines[i], "{proposal}"))
            stage.bodies[i] = quoted(example_of_another(stage.lines[i].op, other));
}

static const char *
make_notice(const char *name, bool adopt)
{
    char body[300];
    const char *id;

    snprintf(body, sizeof body,
             "{'notice':'%s','region':'%s','year':2025,'type':'regional',"
             "'published':'2024-12-01',"
             "'days':[{'date':'2025-04-07','kind':'holiday','name':'民俗节'}]}",
             name, name);
    id = text_in(ask(201, body, "POST /api/v1/calendar/notices"), "notice.id");
    if (adopt)
        ask(200, "{'reason':'核对'}", "POST /api/v1/calendar/notices/%s/adopt", id);
    return id;
}

static void
read_lines(void)
{
    stage.line_count = matrix_read(stage.lines);
    for (int i = 0; i < stage.line_count; i++) {
        const struct matrix_line *l = &stage.lines[i];
        const struct matrix_call *c = call_of(l);

        stage.calls[i] = c;
        if (operation_writes(l->op) && !matrix_asks_for(l, "{proposal}"))
            stage.bodies[i] =
                quoted(c != NULL && c->body != NULL ? c->body : example_body(l->op));
    }
}

void
matrix_set_stage(void)
{
    PGconn *sql;

    service_begin(&here, (const char *const[]){"--today=2025-03-14", NULL});
    sql = stand_connect(&here);
    read_lines();
    make_agencies(sql);
    make_askers(sql);
    make_templates();
    name_another();
    make_disposals();
    make_reports();
    make_remedies();
    make_all_published();
    stage.notice[0] = make_notice("未采用", false);
    stage.notice[1] = make_notice("已采用", true);
    set_passwords(sql);
    PQfinish(sql);
}

int
matrix_agency_at(enum place_of place)
{
    if (place == PLACE_assigned || place == PLACE_own_absent || place == PLACE_subtree)
        place = PLACE_own;
    for (int i = 0; i < MATRIX_AGENCIES; i++)
        if (matrix_agencies[i].place == place)
            return i;
    return -1;
}

/* What stands for PART wherever it is. */
static const char *
common_part(const char *part)
{
    static const char *const parts[][2] = {{"ref", "A"},
                                           {"reading", "consult_cap"},
                                           {"row", "new"},
                                           {"column", "total"},
                                           {"block", "review"},
                                           {"figure", "noticed"},
                                           {"attachment", "1"},
                                           {"letter", "1"},
                                           {"letter_kind", "fee"},
                                           {"remedy", "1"},
                                           {"year", "2024"},
                                           {"version", "1"},
                                           {"part", "one"},
                                           {"record_type", "case_answered"},
                                           {"right", "case_extend"},
                                           {"disposal", "1"},
                                           {"file", "copy.js"}};

    for (unsigned i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strcmp(part, parts[i][0]) == 0)
            return parts[i][1];
    ck_abort_msg("nothing stands for {%s}", part);
}

static const char *
part_value(int i, const char *part, enum place_of place, long long of, char value[32])
{
    const struct matrix_call *c = stage.calls[i];
    int at = matrix_agency_at(place);
    bool absent = at < 0 || place == PLACE_own_absent;

    if (strcmp(part, "application") == 0 || strcmp(part, "delegation") == 0)
        snprintf(value, 32, "%lld", of);
    else if (strcmp(part, "agency") == 0)
        snprintf(value, 32, "%s", at >= 0 ? matrix_agencies[at].code : "absent");
    else if (strcmp(part, "account") == 0)
        snprintf(value, 32, "%d", absent ? MATRIX_ABSENT : stage.person[at]);
    else if (strcmp(part, "token") == 0)
        snprintf(value, 32, "%d", absent ? MATRIX_ABSENT : stage.token[at]);
    else if (strcmp(part, "notice") == 0)
        return stage.notice[strcmp(stage.lines[i].name, "calendar_withdraw") == 0];
    else if (strcmp(part, "seq") == 0)
        return c != NULL ? c->seq : "2";
    else
        return common_part(part);
    return value;
}

void
matrix_path(int i, enum place_of place, long long of, char path[REQUEST_SIZE])
{
    const struct matrix_line *l = &stage.lines[i];
    const char *query =
        stage.calls[i] != NULL ? stage.calls[i]->query : example_query(l->op);
    char part[32], value[32];
    size_t len = 0;

    path[0] = '\0';
    for (const char *at = strchr(l->op->route, ' ') + 1; *at != '\0'; at++) {
        if (*at != '{') {
            len += (size_t)snprintf(path + len, REQUEST_SIZE - len, "%c", *at);
            continue;
        }
        snprintf(part, sizeof part, "%.*s", (int)strcspn(at + 1, "}"), at + 1);
        len += (size_t)snprintf(path + len, REQUEST_SIZE - len, "%s",
                                part_value(i, part, place, of, value));
        at = strchr(at, '}');
    }
    snprintf(path + len, REQUEST_SIZE - len, "%s%s", query,
             place != PLACE_subtree ? ""
             : *query != '\0'       ? "&scope=subtree"
                                    : "?scope=subtree");
}
