/* The preconditions of the 21 outcomes: for each, cases that have what the law wants and cases
 * that lack it, asked of the service, of an import and of the list of outcomes. */
#include "op/acting.h"

#include "base/text.h"
#include "core/precondition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ITEM_GIVEN "facts {'fact':'item','n':1,'what':'金额','outcome':'granted'}\n"
#define ITEM_WITHHELD                                                                      \
    "facts {'fact':'item','n':2,'what':'账号','outcome':'refused_4','reason':'个人隐私'}\n"
#define ASKED                                                                              \
    "consultations {'party':'third_party','name':'某公司','sent_on':'2026-01-07'}\n"
#define OBJECTS                                                                            \
    ASKED "consultations/A/reply {'received_on':'2026-01-14','opinion':'object'}\n"
#define CONSENTS                                                                           \
    ASKED "consultations/A/reply {'received_on':'2026-01-14','opinion':'consent'}\n"
#define WEIGHED                                                                            \
    "facts {'fact':'public_interest','which':'rights_prevail','reason':'无重大影响'}\n"
#define NOTICE "correction-notice {'sent_on':'2026-01-06','items':'年度','days':5}\n"
#define CORRECTED NOTICE "correction {'received_on':'2026-01-09'}\n"
#define REASONS "reasons-notice {'sent_on':'2026-01-06','days':5}\n"
#define EXCESSIVE "facts {'fact':'unreasonable','reason':'一月内四百件'}\n"
#define NO_DUTY "facts {'fact':'no_duty','who':'法制科'}\n"
#define DAY "2026-02-02"

/* What happened before, the answer's day and whether it says why; what it lacks. */
static const struct fixture {
    enum outcome outcome;
    const char *before, *day;
    bool noted;
    const char *lacks; /* with a space between; "": nothing */
} fixtures[] = {
    {OUTCOME_granted, "", DAY, false, ""},
    {OUTCOME_granted, OBJECTS ITEM_GIVEN, DAY, false, ""},
    {OUTCOME_granted, ASKED, "2026-01-08", false, "consultations_ended"},
    {OUTCOME_granted, ITEM_GIVEN ITEM_WITHHELD, DAY, false, "nothing_withheld"},
    {OUTCOME_partly_granted, ITEM_GIVEN ITEM_WITHHELD, DAY, false, ""},
    {OUTCOME_partly_granted, "", DAY, true, "part_given part_withheld"},
    {OUTCOME_partly_granted,
     ITEM_GIVEN "facts {'fact':'item','n':2,'what':'账号','outcome':'refused_5'}\n", DAY,
     true, "parts_reasoned"},
    {OUTCOME_refused_1,
     "facts {'fact':'classification','which':'secret','name':'定密责任人'}\n", DAY, false,
     ""},
    {OUTCOME_refused_1, "", DAY, true, "classified"},
    {OUTCOME_refused_1, "", DAY, false, "reasoned classified"},
    {OUTCOME_refused_2,
     "facts {'fact':'statute','which':'law','name':'统计法','article':'第二十五条'}\n", DAY,
     false, ""},
    {OUTCOME_refused_2, "", DAY, true, "statute_named"},
    {OUTCOME_refused_2, ITEM_GIVEN, DAY, true, "nothing_given statute_named"},
    {OUTCOME_refused_3,
     "facts {'fact':'danger','which':'public_security','reason':'危及供水'}\n", DAY, false,
     ""},
    {OUTCOME_refused_3, "", DAY, true, "danger_assessed"},
    {OUTCOME_refused_3,
     "facts {'fact':'authority_opinion','name':'公安局','what':'不宜'}\n", DAY, false,
     "reasoned danger_assessed"},
    {OUTCOME_refused_4, OBJECTS WEIGHED, DAY, false, ""},
    {OUTCOME_refused_4, ASKED WEIGHED, "2026-02-03", false, ""}, /* silent for 15 days */
    {OUTCOME_refused_4, "facts {'fact':'no_consultation','reason':'查无下落'}\n" WEIGHED,
     DAY, false, ""},
    {OUTCOME_refused_4, WEIGHED, DAY, false, "third_party_asked"},
    {OUTCOME_refused_4, ASKED WEIGHED, "2026-01-08", false, "third_party_asked"},
    {OUTCOME_refused_4, OBJECTS, DAY, true, "interest_weighed"},
    {OUTCOME_refused_4, CONSENTS WEIGHED, DAY, false, "third_party_not_agreeing"},
    {OUTCOME_refused_4,
     OBJECTS
     "facts {'fact':'public_interest','which':'interest_prevails','reason':'涉及饮水安全'}\n",
     DAY, false, "interest_not_prevailing"},
    {OUTCOME_refused_5, "facts {'fact':'internal_matter','which':'personnel'}\n", DAY,
     false, ""},
    {OUTCOME_refused_5, "", DAY, false, "reasoned"},
    {OUTCOME_refused_5, ITEM_GIVEN, DAY, true, "nothing_given"},
    {OUTCOME_refused_6, NO_DUTY "facts {'fact':'process_kind','which':'draft'}\n", DAY,
     false, ""},
    {OUTCOME_refused_6, "facts {'fact':'process_kind','which':'draft'}\n", DAY, false,
     "no_duty_to_publish"},
    {OUTCOME_refused_6, NO_DUTY, DAY, false, "reasoned"},
    {OUTCOME_refused_7, NO_DUTY, DAY, true, ""},
    {OUTCOME_refused_7, "", DAY, true, "no_duty_to_publish"},
    {OUTCOME_refused_7, NO_DUTY, DAY, false, "reasoned"},
    {OUTCOME_refused_8,
     "facts {'fact':'query_route','name':'不动产登记暂行条例','what':'向登记机构查询'}\n",
     DAY, false, ""},
    {OUTCOME_refused_8, "", DAY, true, "route_named"},
    {OUTCOME_refused_8, ITEM_GIVEN, DAY, true, "nothing_given route_named"},
    {OUTCOME_unavailable_1,
     "facts {'fact':'search','where':'档案室','keywords':'合同','who':'王','on':'2026-01-20'}\n",
     DAY, false, ""},
    {OUTCOME_unavailable_1, "facts {'fact':'not_ours','reason':'由县水利局制作'}\n", DAY,
     false, ""},
    {OUTCOME_unavailable_1, "", DAY, true, "searched"},
    {OUTCOME_unavailable_1, "facts {'fact':'reason','reason':'查无'}\n", DAY, false,
     "searched"},
    {OUTCOME_unavailable_2, "facts {'fact':'to_be_made','what':'十年汇总'}\n", DAY, false,
     ""},
    {OUTCOME_unavailable_2, "", DAY, false, "reasoned"},
    {OUTCOME_unavailable_2, ITEM_GIVEN, DAY, true, "nothing_given"},
    {OUTCOME_unavailable_3, CORRECTED, DAY, true, ""},
    {OUTCOME_unavailable_3, "", DAY, true, "correction_tried"},
    {OUTCOME_unavailable_3, NOTICE, "2026-01-08", true, "correction_tried"},
    {OUTCOME_not_processed_1, "facts {'fact':'proper_channel','what':'信访局'}\n", DAY,
     false, ""},
    {OUTCOME_not_processed_1, "", DAY, false, "reasoned"},
    {OUTCOME_not_processed_1, ITEM_GIVEN, DAY, true, "nothing_given"},
    {OUTCOME_not_processed_2, "REPEATS answered", DAY, true, ""},
    {OUTCOME_not_processed_2, "", DAY, true, "earlier_linked"},
    {OUTCOME_not_processed_2, "REPEATS open", DAY, true, "earlier_answered"},
    {OUTCOME_not_processed_2, "REPEATS another", DAY, true, "earlier_of_same"},
    {OUTCOME_not_processed_2, "REPEATS namesake", DAY, true, "earlier_of_same"},
    {OUTCOME_not_processed_2, "REPEATS lapsed", DAY, true, "earlier_answered"},
    {OUTCOME_not_processed_3, "facts {'fact':'publication','what':'政府公报'}\n", DAY,
     false, ""},
    {OUTCOME_not_processed_3, "", DAY, false, "reasoned"},
    {OUTCOME_not_processed_3, ITEM_GIVEN, DAY, true, "nothing_given"},
    {OUTCOME_not_processed_4,
     REASONS "reasons {'received_on':'2026-01-08','reasonable':false}\n" EXCESSIVE, DAY,
     false, ""},
    {OUTCOME_not_processed_4, REASONS EXCESSIVE, DAY, false, ""}, /* never answered */
    {OUTCOME_not_processed_4, EXCESSIVE, DAY, false, "reasons_asked"},
    {OUTCOME_not_processed_4, REASONS EXCESSIVE, "2026-01-07", false, "reasons_asked"},
    {OUTCOME_not_processed_4,
     REASONS "reasons {'received_on':'2026-01-08','reasonable':true}\n" EXCESSIVE, DAY,
     false, "reasons_not_good"},
    {OUTCOME_not_processed_4, REASONS, DAY, true, "found_unreasonable"},
    {OUTCOME_not_processed_5, "facts {'fact':'obtained','what':'去年当面领取'}\n", DAY,
     false, ""},
    {OUTCOME_not_processed_5, "", DAY, false, "reasoned"},
    {OUTCOME_not_processed_5, ITEM_GIVEN, DAY, true, "nothing_given"},
    {OUTCOME_other_1, NOTICE, DAY, false, ""},
    {OUTCOME_other_1, "", DAY, false, "correction_lapsed"},
    {OUTCOME_other_1, NOTICE, "2026-01-08", false, "correction_lapsed"},
    {OUTCOME_other_1, CORRECTED, DAY, false, "correction_lapsed"},
    {OUTCOME_other_2, "FEE", "2026-03-16", false, ""},
    {OUTCOME_other_2, "", DAY, false, "fee_lapsed"},
    {OUTCOME_other_2, "FEE", "2026-01-20", false, "fee_lapsed"},
    {OUTCOME_other_3, "facts {'fact':'other_reason','which':'deceased'}\n", DAY, false, ""},
    {OUTCOME_other_3, "", DAY, true, "other_named"},
    {OUTCOME_other_3, "facts {'fact':'other_reason','which':'other'}\n", DAY, false,
     "other_described"},
};

enum { FIXTURES = sizeof fixtures / sizeof fixtures[0] };

/* Does the ACTS, one a line, to ID; nothing is added to them. */
static void
do_acts(const char *id, const char *acts)
{
    while (*acts != '\0') {
        size_t path = strcspn(acts, " "), line = strcspn(acts, "\n");
        char body[400];

        snprintf(body, sizeof body, "%.*s", (int)(line - path), acts + path);
        ask(200, body, "POST /api/v1/applications/%s/%.*s", id, (int)path, acts);
        acts += line + (acts[line] == '\n');
    }
}

static void
repeat(const char *agency, const char *id, const char *how)
{
    const char *more =
        strcmp(how, "another") == 0 ? "'applicant_name':'李四'"
        : strcmp(how, "namesake") == 0
            ? "'applicant_id_type':'passport','applicant_id_number':'E00000001'"
            : NULL;
    const char *earlier = make_case(agency, "2025-11-03", more);
    char body[200];

    if (strcmp(how, "namesake") == 0)
        ask(200,
            "{'reason':'补录','applicant_id_type':'passport','applicant_id_number':'E00000002'}",
            "POST /api/v1/applications/%s/events/1/supersede", id);
    if (strcmp(how, "lapsed") == 0)
        answer_case(earlier, "other_3", "2025-11-10");
    else if (strcmp(how, "open") != 0)
        answer_case(earlier, "granted", "2025-11-10");
    snprintf(body, sizeof body, "{'link':'repeats','to':'%s'}", earlier);
    ask(200, body, "POST /api/v1/applications/%s/links", id);
}

/* A case of AGENCY to which what F says happened. */
static const char *
case_for(const char *agency, const struct fixture *f)
{
    const char *id = make_case(agency, "2026-01-05", NULL);

    if (strncmp(f->before, "REPEATS ", 8) == 0)
        repeat(agency, id, f->before + 8);
    else if (strcmp(f->before, "FEE") == 0)
        ask(200, "{'sent_on':'2026-01-07','basis':'page','units':40,'amount':100}",
            "POST /api/v1/applications/%s/fee-notice", id);
    else
        do_acts(id, f->before);
    return id;
}

static void
body_for(const struct fixture *f, char body[300])
{
    snprintf(body, 300, "{'outcome':'%s','answered_on':'%s'%s}", outcome_code(f->outcome),
             f->day, f->noted ? ",'note':'理由见答复书'" : "");
}

/* What the list of outcomes says O still lacks on the fixture's day. */
static void
listed(const char *id, const struct fixture *f, struct text *out)
{
    const json_t *list = value_in(
        ask(200, NULL, "GET /api/v1/applications/%s/outcomes?answered_on=%s&reasoned=%s",
            id, f->day, f->noted ? "true" : "false"),
        "outcomes");
    const json_t *outcome = json_array_get(list, (size_t)f->outcome), *need;
    size_t i;

    ck_assert_uint_eq(json_array_size(list), OUTCOME_COUNT);
    out->len = 0;
    text_add(out, "");
    ck_assert_str_eq(text_in(outcome, "code"), outcome_code(f->outcome));
    json_array_foreach(value_in(outcome, "needs"), i, need)
        if (strcmp(text_in(need, "level"), "block") == 0 &&
            !json_is_true(value_in(need, "met")))
            text_addf(out, "%s%s", out->len ? " " : "", text_in(need, "need"));
    ck_assert(json_is_true(value_in(outcome, "allowed")) == (out->len == 0));
}

START_TEST(an_outcome_is_taken_only_with_what_the_law_wants_for_it)
{
    struct text out = {NULL, 0, 0};
    int taken[OUTCOME_COUNT] = {0}, refusals[OUTCOME_COUNT] = {0};

    make_agency("law", NULL);
    for (int i = 0; i < FIXTURES; i++) {
        const struct fixture *f = &fixtures[i];
        const char *id = case_for("law", f);
        char body[300];

        listed(id, f, &out);
        ck_assert_msg(strcmp(out.bytes, f->lacks) == 0, "fixture %d: lacks %s, not %s", i,
                      out.bytes, f->lacks);
        body_for(f, body);
        if (*f->lacks != '\0') {
            not_ready(id, body, f->lacks);
            ck_assert_str_eq(text_in(shown_case(id), "application.outcome"), "");
            refusals[f->outcome]++;
        } else {
            ask(200, body, "POST /api/v1/applications/%s/answer", id);
            ck_assert_str_eq(text_in(shown_case(id), "application.outcome"),
                             outcome_code(f->outcome));
            taken[f->outcome]++;
        }
    }
    for (enum outcome o = 0; o < OUTCOME_COUNT; o++)
        ck_assert_msg(taken[o] >= 1 && refusals[o] >= 2, "%s: %d taken, %d refused",
                      outcome_code(o), taken[o], refusals[o]);
    text_free(&out);
}
END_TEST

static bool
is_remedied_by(enum precondition p, const char *fact)
{
    for (int n = 0; precondition_fact(p, n) != FACT_NONE; n++)
        if (strcmp(fact_code(precondition_fact(p, n)), fact) == 0)
            return true;
    return false;
}

/* Who is told to record a fact finds it among those the list names. */
START_TEST(the_facts_a_message_names_are_those_that_meet_it)
{
    int named = 0;

    for (enum precondition p = 0; p < PRECONDITION_COUNT; p++)
        for (const char *at = precondition_text(p, false);
             (at = strstr(at, "fact: ")) != NULL; named++) {
            char fact[40];

            ck_assert_int_eq(sscanf(at += strlen("fact: "), "%39[a-z_]", fact), 1);
            ck_assert_msg(is_remedied_by(p, fact), "%s is not met by %s",
                          precondition_code(p), fact);
        }
    ck_assert_int_ge(named, 20);
}
END_TEST

START_TEST(the_list_names_the_fact_that_is_missing)
{
    const json_t *needs;
    const char *id;

    make_agency("needs", NULL);
    id = make_case("needs", "2026-01-05", NULL);
    needs = value_in(ask(200, NULL, "GET /api/v1/applications/%s/outcomes", id),
                     "outcomes.10.needs"); /* unavailable_1 */
    ck_assert_str_eq(text_in(needs, "2.need"), "searched");
    ck_assert_str_eq(text_in(needs, "2.facts.0"), "search");
    ck_assert_str_eq(text_in(needs, "2.facts.1"), "not_ours");
    ck_assert_uint_eq(json_array_size(value_in(needs, "1.facts")), 0); /* nothing_given */
}
END_TEST

/* Writes BODY as a line that answers ID, runs it, and says what came of it. */
static int
import_answer(const char *id, const char *body, struct text *out)
{
    char name[] = "/tmp/gongkai-outcome-XXXXXX";
    int fd = mkstemp(name), status;

    ck_assert_int_ge(fd, 0);
    dprintf(fd, "{\"operation\":\"application_answer\",\"application\":\"%s\",%s\n", id,
            quoted(body) + 1);
    close(fd);
    out->len = 0;
    status = service_command(&here, out, (const char *const[]){"import", name, NULL});
    unlink(name);
    return status;
}

START_TEST(an_import_is_refused_and_taken_alike)
{
    struct text out = {NULL, 0, 0};

    make_agency("import", NULL);
    for (int i = 0; i < FIXTURES; i++) {
        const struct fixture *f = &fixtures[i];
        const char *id = case_for("import", f), *detail = "";
        char body[300];
        int status;

        body_for(f, body);
        if (*f->lacks != '\0')
            detail = text_in(refused(409, "precondition", body,
                                     "POST /api/v1/applications/%s/answer", id),
                             "detail");
        status = import_answer(id, body, &out);
        ck_assert_msg((status == 0) == (*f->lacks == '\0'), "fixture %d: %s", i, out.bytes);
        ck_assert_msg(out.bytes == NULL || strstr(out.bytes, detail) != NULL,
                      "fixture %d: %s", i, out.bytes);
    }
    text_free(&out);
}
END_TEST

START_TEST(the_command_line_says_the_same_of_each_outcome)
{
    struct text out = {NULL, 0, 0}, line = {NULL, 0, 0};

    make_agency("command", NULL);
    for (int i = 0; i < FIXTURES; i += 3) {
        const struct fixture *f = &fixtures[i];
        const char *id = case_for("command", f);
        struct fixture noted = *f;

        noted.noted = true; /* the command supposes reasons to come with the answer */
        listed(id, &noted, &line);
        out.len = 0;
        ck_assert_int_eq(
            service_command(
                &here, &out,
                (const char *const[]){"outcomes", id, "--answered-on", f->day, NULL}),
            0);
        noted.lacks = line.len == 0 ? "✓" : "✗";
        line.len = 0;
        text_addf(&line, "%s %-15s %s", noted.lacks, outcome_code(f->outcome),
                  outcome_name(f->outcome));
        ck_assert_msg(strstr(out.bytes, line.bytes) != NULL, "fixture %d: %s", i,
                      out.bytes);
    }
    text_free(&line);
    text_free(&out);
}
END_TEST

START_TEST(warnings_come_with_what_is_taken)
{
    static const struct {
        const char *before, *body, *warnings;
    } taken[] = {
        {"", "{'outcome':'granted','answered_on':'" DAY "'}", "provision_told"},
        {"", "{'outcome':'granted','service':'post','posted_on':'" DAY "'}", ""},
        {"facts {'fact':'statute','which':'local_rule','name':'某办法','article':'第三条'}\n",
         "{'outcome':'refused_2','answered_on':'" DAY "'}", "statute_of_rank"},
        {"facts {'fact':'not_ours','reason':'由县水利局制作'}\n",
         "{'outcome':'unavailable_1','answered_on':'" DAY "'}", "right_agency_told"},
        {ITEM_GIVEN ITEM_WITHHELD,
         "{'outcome':'partly_granted','service':'hand','signed_on':'" DAY "'}",
         "part_consulted"},
        {NOTICE, "{'outcome':'other_1','answered_on':'" DAY "'}", "notice_delivered"},
    };

    make_agency("warn", NULL);
    for (unsigned i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        const char *id = make_case("warn", "2026-01-05", NULL);

        do_acts(id, taken[i].before);
        ck_assert_str_eq(fields_in(value_in(ask(200, taken[i].body,
                                                "POST /api/v1/applications/%s/answer", id),
                                            "warnings")),
                         taken[i].warnings);
    }
}
END_TEST

/* An answer is not to lose its ground afterwards (rule 4.0). */
START_TEST(what_an_answer_rests_on_is_not_taken_away)
{
    const char *id;

    make_agency("ground", NULL);
    id = make_case("ground", "2026-01-05", NULL);
    do_acts(id, "facts {'fact':'classification','which':'secret','name':'定密责任人'}\n");
    ask(200, "{'outcome':'refused_1','answered_on':'" DAY "'}",
        "POST /api/v1/applications/%s/answer", id);
    refused(409, "precondition", "{'reason':'误'}",
            "POST /api/v1/applications/%s/events/2/retract", id);
    refused(409, "precondition", "{'reason':'误','outcome':'refused_3'}",
            "POST /api/v1/applications/%s/events/3/supersede", id);
    do_acts(id, "facts {'fact':'danger','which':'public_security','reason':'危及供水'}\n");
    ask(200, "{'reason':'误','outcome':'refused_3'}",
        "POST /api/v1/applications/%s/events/3/supersede", id);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/events/2/retract", id);
    refused(409, "precondition", "{'reason':'误'}",
            "POST /api/v1/applications/%s/events/4/retract", id);
}
END_TEST

START_TEST(items_say_which_outcome_they_come_to)
{
    static const struct {
        const char *items, *suggested;
    } cases[] = {
        {"", ""},
        {ITEM_GIVEN, "granted"},
        {ITEM_GIVEN ITEM_WITHHELD, "partly_granted"},
        {ITEM_WITHHELD, "refused_4"},
        {"facts {'fact':'item','n':1,'what':'甲','outcome':'unavailable_1'}\n" ITEM_WITHHELD,
         "refused_4"},
        {"facts {'fact':'item','n':1,'what':'甲','outcome':'not_processed_3'}\n"
         "facts {'fact':'item','n':2,'what':'乙','outcome':'unavailable_2'}\n",
         "unavailable_2"},
        {ITEM_GIVEN "facts {'fact':'item','n':1,'what':'金额','outcome':'refused_5',"
                    "'reason':'改'}\n",
         "refused_5"},
    };

    make_agency("items", NULL);
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *id = make_case("items", "2026-01-05", NULL);

        do_acts(id, cases[i].items);
        ck_assert_str_eq(text_in(ask(200, NULL, "GET /api/v1/applications/%s/outcomes", id),
                                 "suggested"),
                         cases[i].suggested);
    }
}
END_TEST

START_TEST(a_fact_states_what_its_kind_wants_and_nothing_else)
{
    static const struct {
        const char *body, *fields;
    } wrong[] = {
        {"{'fact':'search','where':'档案室'}", "keywords who on"},
        {"{'fact':'reason','reason':'x','url':'http://x'}", "url"},
        {"{'fact':'danger','which':'secret','reason':'x'}", "which"},
        {"{'fact':'item','n':1,'what':'x','outcome':'partly_granted'}", "outcome"},
        {"{'fact':'item','n':0,'what':'x','outcome':'granted'}", "n"},
        {"{'fact':'x'}", "fact"},
        {"{'found_on':'2027-01-01','fact':'reason','reason':'x'}", "found_on"},
        {"{}", "fact"},
    };
    const char *id;

    make_agency("facts", NULL);
    id = make_case("facts", "2026-01-05", NULL);
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        invalid(id, "facts", wrong[i].body, wrong[i].fields);
    unlawful(id, "facts", "{'fact':'reason','reason':'x','found_on':'2026-01-01'}",
             "条例第三十一条");
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/void", id);
    unlawful(id, "facts", "{'fact':'reason','reason':'x'}", "条例第四十五条");
}
END_TEST

/* 部分公开 guard: with a copy for the applicant among the files nothing is refused whole. */
START_TEST(who_gave_a_copy_does_not_refuse_the_whole)
{
    const char *id, *path;
    struct answer a;
    char address[200];

    make_agency("copy", NULL);
    id = make_case("copy", "2026-01-05", NULL);
    snprintf(address, sizeof address,
             "/api/v1/applications/%s/attachments?kind=released_copy", id);
    path = address;
    a = service_call(
        &here, "POST", path, "%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF\n",
        (const char *const[]){"Content-Disposition: attachment; filename=a.pdf", NULL});
    ck_assert_msg(a.status == 201, "%ld: %s", a.status, a.body.bytes);
    answer_free(&a);
    not_ready(id, "{'outcome':'refused_5','answered_on':'" DAY "','note':'内部'}",
              "nothing_given");
    do_acts(id, ITEM_WITHHELD); /* a copy that nobody let go is given to nobody */
    not_ready(id, "{'outcome':'partly_granted','answered_on':'" DAY "'}", "part_given");
    do_acts(id, ITEM_GIVEN);
    ask(200, "{'outcome':'partly_granted','answered_on':'" DAY "'}",
        "POST /api/v1/applications/%s/answer", id);
}
END_TEST

START_TEST(a_reading_sends_a_situation_to_the_other_outcome)
{
    const json_t *situations, *one;
    const char *id;
    size_t i;
    int found = 0;

    make_agency("reads", NULL);
    ask(200, "{'value':'refused_8','basis':'省办答复规范'}",
        "POST /api/v1/agencies/reads/readings/archived");
    id = make_case("reads", "2026-01-05", NULL);
    situations =
        value_in(ask(200, NULL, "GET /api/v1/applications/%s/outcomes", id), "situations");
    json_array_foreach((json_t *)situations, i, one) {
        if (strcmp(text_in(one, "code"), "archived") == 0) {
            ck_assert_str_eq(text_in(one, "outcome"), "refused_8");
            ck_assert_str_eq(text_in(one, "reading"), "archived");
            found++;
        }
        if (strcmp(text_in(one, "code"), "question") == 0) {
            ck_assert_str_eq(text_in(one, "outcome"), "unavailable_2");
            found++;
        }
    }
    ck_assert_int_eq(found, 2);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        the_facts_a_message_names_are_those_that_meet_it,
        the_list_names_the_fact_that_is_missing,
        an_outcome_is_taken_only_with_what_the_law_wants_for_it,
        an_import_is_refused_and_taken_alike,
        the_command_line_says_the_same_of_each_outcome,
        warnings_come_with_what_is_taken,
        what_an_answer_rests_on_is_not_taken_away,
        items_say_which_outcome_they_come_to,
        a_fact_states_what_its_kind_wants_and_nothing_else,
        who_gave_a_copy_does_not_refuse_the_whole,
        a_reading_sends_a_situation_to_the_other_outcome,
        NULL,
    };

    return here_run("outcome", tests, (const char *const[]){"--today=2026-03-20", NULL});
}
