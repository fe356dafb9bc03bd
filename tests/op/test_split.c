/* One letter that becomes several applications, and two that become one. */
#include "op/acting.h"
#include "op/who.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPLIT "POST /api/v1/applications/%s/split"
#define MERGE "POST /api/v1/applications/%s/merge"
#define ID "'applicant_id_type':'passport','applicant_id_number':'E10000001'"
#define NUMBERS ID ",'applicant_phone':'13800138000'"
#define THREE "{'parts':[{'content':'甲方案'},{'content':'乙报告'},{'content':'丙目录'}]}"

static long
cell(const char *agency, const char *row)
{
    return service_cell(&here, agency, "year=2025", row, "total");
}

/* The id of the Nth part that the split of ID made, of the links it is seen by. */
static const char *
part_of(const char *id, int n)
{
    char path[40];

    snprintf(path, sizeof path, "links.%d.application", n);
    return text_in(shown_case(id), path);
}

static const char *
fact(const char *id, const char *name)
{
    char path[60];

    snprintf(path, sizeof path, "application.%s", name);
    return text_in(shown_case(id), path);
}

START_TEST(each_part_has_its_number_clock_and_outcome_and_the_letter_s_day)
{
    const char *id, *second, *third;
    const json_t *r;

    make_agency("letter", NULL);
    id = make_case("letter", "2025-03-10",
                   NUMBERS
                   ",'channel':'mail_signed','tracking_number':'EA1','officer':'李'");
    make_case("letter", "2025-03-11", NULL);
    r = ask(200, THREE, SPLIT, id);
    ck_assert_str_eq(text_in(r, "application.number"), "LETTER-2025-0001");
    ck_assert_str_eq(text_in(r, "application.content"), "甲方案");
    ck_assert_str_eq(text_in(r, "applications.0.number"), "LETTER-2025-0003");
    ck_assert_str_eq(text_in(r, "applications.1.number"), "LETTER-2025-0004");
    second = text_in(r, "applications.0.id");
    third = text_in(r, "applications.1.id");
    ck_assert_str_eq(part_of(id, 0), second);
    ck_assert_str_eq(part_of(id, 1), third);
    ck_assert_str_eq(text_in(shown_case(id), "links.0.direction"), "from");
    r = shown_case(second);
    ck_assert_str_eq(text_in(r, "links.0.link"), "split_from");
    ck_assert_str_eq(text_in(r, "links.0.direction"), "to");
    ck_assert_str_eq(text_in(r, "application.content"), "乙报告");
    ck_assert_str_eq(text_in(r, "application.received_on"), "2025-03-10");
    ck_assert_str_eq(text_in(r, "application.channel"), "mail_signed");
    ck_assert_str_eq(text_in(r, "application.tracking_number"), "EA1");
    ck_assert_str_eq(text_in(r, "application.officer"), "李");
    ck_assert_str_eq(text_in(r, "application.split_from"), id);
    ck_assert_str_eq(text_in(r, "application.due_on"), fact(id, "due_on"));
    ck_assert_int_eq(cell("letter", "new"), 4);
    answer_case(second, "granted", "2025-03-13");
    answer_case(third, "refused_5", "2025-03-14");
    ck_assert_str_eq(fact(id, "status"), "running");
    ck_assert_int_eq(cell("letter", "granted"), 1);
    ck_assert_int_eq(cell("letter", "refused_5"), 1);
    ck_assert_int_eq(cell("letter", "carried_out"), 2);
}
END_TEST

START_TEST(numbers_are_sealed_anew_for_each_part)
{
    const char *id, *part;
    const json_t *r;

    make_agency("sealed", NULL);
    id = make_case("sealed", "2025-03-10",
                   NUMBERS ",'joint':[{'name':'李四','id_number':'E20000002'}],"
                           "'agent':{'name':'王五','phone':'13900139000'}");
    ask(200, THREE, SPLIT, id);
    part = part_of(id, 1);
    r = ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", part);
    ck_assert_str_eq(text_in(r, "applicant.id_number"), "E10000001");
    ck_assert_str_eq(text_in(r, "applicant.phone"), "13800138000");
    ck_assert_str_eq(text_in(r, "applicant.joint.0.id_number"), "E20000002");
    ck_assert_str_eq(text_in(r, "applicant.agent.phone"), "13900139000");
    ck_assert_int_eq(number_in(shown_case(part), "application.joint"), 1);
    ck_assert_str_eq(looked_up("select count(distinct id_number) || ' ' || "
                               "count(distinct id_number_index) from applicant "
                               "where agency = $1::bigint >> 32 and seq = 2",
                               id, NULL, NULL),
                     "3 1");
    ck_assert_str_eq(looked_up("select count(distinct id_number) || ' ' || "
                               "count(distinct id_number_index) from case_person "
                               "where agency = $1::bigint >> 32 and seq = 2 and n = 1",
                               id, NULL, NULL),
                     "3 1");
}
END_TEST

START_TEST(the_letter_s_history_goes_with_each_part)
{
    const char *id, *part;

    make_agency("history", NULL);
    id = make_case("history", "2025-02-10", NULL);
    happen(id,
           "correction-notice {'sent_on':'2025-02-12','items':'请分别提出'}\n"
           "correction {'received_on':'2025-03-03'}\n"
           "consultations {'party':'other_agency','name':'某局','sent_on':'2025-03-05'}\n"
           "consultations {'party':'other_agency','name':'误','sent_on':'2025-03-06'}\n"
           "events/5/retract {'reason':'误'}");
    ask(200, THREE, SPLIT, id);
    part = part_of(id, 0);
    ck_assert_str_eq(due_of(part), due_of(id));
    ck_assert_str_eq(fact(part, "received_on"), "2025-02-10");
    happen(part, "consultations/A/reply {'received_on':'2025-03-12','opinion':'consent'}");
    ck_assert_str_ne(due_of(part), due_of(id));
}
END_TEST

/* The entries of a part are his who split the letter; who entered them first stands in the
 * letter's own. */
START_TEST(the_entries_of_a_part_are_theirs_who_split)
{
    const char *const *li;
    const char *id, *part;

    make_agency("actor", NULL);
    li = as_person("actor", "li", "{officer}", NULL);
    id = make_case("actor", "2025-03-10", NULL);
    happen(id,
           "assignee {'account':'li@actor'}\n"
           "consultations {'party':'other_agency','name':'某局','sent_on':'2025-03-11'}");
    sent(li, 200, NULL, THREE, SPLIT, id);
    part = part_of(id, 0);
    ck_assert_str_eq(looked_up("select string_agg(distinct actor, ' ') from event "
                               "where application = $1::bigint",
                               part, NULL, NULL),
                     "li@actor");
    ck_assert_str_eq(looked_up("select count(*) from event where application = $1::bigint "
                               "and actor = 'li@actor'",
                               id, NULL, NULL),
                     "1");
}
END_TEST

START_TEST(what_was_linked_to_the_letter_stays_with_it)
{
    const char *id, *before;
    char body[80];
    const json_t *r;

    make_agency("linked", NULL);
    before = make_case("linked", "2025-02-10", ID);
    id = make_case("linked", "2025-03-10", ID);
    snprintf(body, sizeof body, "{'link':'repeats','to':'%s'}", before);
    ask(200, body, "POST /api/v1/applications/%s/links", id);
    ask(200, "{'reason':'误'}", "POST /api/v1/applications/%s/events/2/retract", id);
    ask(200, body, "POST /api/v1/applications/%s/links", id);
    ask(200, THREE, SPLIT, id);
    r = shown_case(part_of(before, 0));
    ck_assert_str_eq(text_in(r, "application.id"), id);
    r = shown_case(id);
    ck_assert_uint_eq(json_array_size(value_in(r, "links")), 3);
    r = shown_case(text_in(r, "links.2.application"));
    ck_assert_uint_eq(json_array_size(value_in(r, "links")), 1);
    ck_assert_uint_eq(json_array_size(value_in(r, "events")), 2);
}
END_TEST

START_TEST(an_unconfirmed_letter_is_split_without_numbers)
{
    const char *id, *part;

    make_agency("waiting", NULL);
    id = make_case("waiting", "2025-03-10", "'channel':'internet'");
    ask(200, THREE, SPLIT, id);
    ck_assert_int_eq(cell("waiting", "new"), 0);
    part = text_in(ask(200, NULL, "GET /api/v1/agencies/waiting/applications"),
                   "applications.0.id");
    ck_assert_str_eq(fact(part, "number"), "");
    happen(part, "confirm {'confirmed_on':'2025-03-12'}");
    ck_assert_str_eq(fact(part, "number"), "WAITING-2025-0001");
    ck_assert_int_eq(cell("waiting", "new"), 1);
}
END_TEST

START_TEST(what_is_decided_or_charged_for_is_not_split)
{
    const char *id;

    make_agency("decided", NULL);
    id = make_case("decided", "2025-03-10", NULL);
    happen(id,
           "fee-notice {'sent_on':'2025-03-12','basis':'page','units':40,'amount':100}");
    refused(409, "act_not_lawful", THREE, SPLIT, id);
    happen(id, "events/2/retract {'reason':'误'}");
    answer_case(id, "granted", "2025-03-13");
    refused(409, "act_not_lawful", THREE, SPLIT, id);
    id = make_case("decided", "2025-03-10", NULL);
    happen(id, "void {'reason':'误'}");
    refused(409, "act_not_lawful", THREE, SPLIT, id);
    ck_assert_int_eq(cell("decided", "new"), 1);
}
END_TEST

START_TEST(parts_that_are_none_are_refused)
{
    const char *id;

    make_agency("none", NULL);
    id = make_case("none", "2025-03-10", NULL);
    refused(422, "invalid", "{}", SPLIT, id);
    refused(422, "invalid", "{'parts':[{'content':'甲'}]}", SPLIT, id);
    refused(422, "invalid", "{'parts':[{'content':'甲'},{'content':''}]}", SPLIT, id);
    refused(422, "invalid", "{'parts':[{'content':'甲方案'},{'content':'甲 方案。'}]}",
            SPLIT, id);
    refused(422, "invalid", "{'parts':[{'content':'甲'},{'content':'乙','x':1}]}", SPLIT,
            id);
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 1);
    sent(as_person("none", "zhao", "{officer}", NULL), 403, "not_assigned", THREE, SPLIT,
         id);
    sent(as_person("none", "admin", "{agency_admin}", NULL), 403, "forbidden", THREE, SPLIT,
         id);
}
END_TEST

START_TEST(fifty_parts_are_the_most)
{
    struct text body = {NULL, 0, 0};
    const json_t *r;

    make_agency("fifty", NULL);
    text_add(&body, "{'parts':[");
    for (int i = 0; i < 50; i++)
        text_addf(&body, "%s{'content':'第%d号文件及其附件'}", i ? "," : "", i + 100);
    text_add(&body, "]}");
    r = ask(200, body.bytes, SPLIT, make_case("fifty", "2025-03-10", NUMBERS));
    ck_assert_str_eq(text_in(r, "applications.48.number"), "FIFTY-2025-0050");
    ck_assert_int_eq(cell("fifty", "new"), 50);
    body.bytes[body.len - 2] = ',';
    body.bytes[body.len - 1] = '{';
    text_add(&body, "'content':'多一号'}]}");
    refused(422, "invalid", body.bytes, SPLIT, make_case("fifty", "2025-03-10", NULL));
    text_free(&body);
}
END_TEST

START_TEST(a_second_split_must_have_seen_the_first)
{
    const char *const headers[] = {"If-Match: \"2\"", NULL};
    const char *id;

    make_agency("second", NULL);
    id = make_case("second", "2025-03-10", NULL);
    ask(200, THREE, SPLIT, id);
    refused(409, "conflict", THREE, SPLIT, id);
    ck_assert_int_eq(
        ask_with(headers, "{'parts':[{'content':'甲一'},{'content':'甲二'}]}", SPLIT, id)
            ->answer.status,
        200);
    ck_assert_int_eq(cell("second", "new"), 4);
    ask(200, "{'parts':[{'content':'乙一'},{'content':'乙二'}]}", SPLIT, part_of(id, 0));
    ck_assert_int_eq(cell("second", "new"), 5);
}
END_TEST

START_TEST(a_repeated_request_splits_once)
{
    const char *const headers[] = {"Idempotency-Key: split-1", NULL};
    const char *id;

    make_agency("once", NULL);
    id = make_case("once", "2025-03-10", NULL);
    for (int i = 0; i < 2; i++)
        ck_assert_str_eq(
            text_in(ask_with(headers, THREE, SPLIT, id)->json, "applications.1.number"),
            "ONCE-2025-0003");
    ck_assert_int_eq(cell("once", "new"), 3);
}
END_TEST

enum { CLIENTS = 6 };

struct splitter {
    pthread_t thread;
    pthread_barrier_t *start;
    char path[100], body[300];
    long status;
};

static void *
split_now(void *context)
{
    struct splitter *s = context;
    struct answer a;

    pthread_barrier_wait(s->start);
    a = service_call(&here, "POST", s->path, s->body, NULL);
    s->status = a.status;
    answer_free(&a);
    return NULL;
}

/* Sends all at the same moment; how many were answered with STATUS. */
static int
at_once(struct splitter *s, int n, long status)
{
    pthread_barrier_t start;
    int found = 0;

    pthread_barrier_init(&start, NULL, (unsigned)n);
    for (int i = 0; i < n; i++) {
        s[i].start = &start;
        ck_assert_int_eq(pthread_create(&s[i].thread, NULL, split_now, &s[i]), 0);
    }
    for (int i = 0; i < n; i++) {
        pthread_join(s[i].thread, NULL);
        found += s[i].status == status;
    }
    pthread_barrier_destroy(&start);
    return found;
}

START_TEST(of_splits_at_once_one_is_made_and_numbers_have_no_gap)
{
    static struct splitter s[CLIENTS];
    const char *id;

    make_agency("race", NULL);
    id = make_case("race", "2025-03-10", NUMBERS);
    for (int i = 0; i < CLIENTS; i++) {
        snprintf(s[i].path, sizeof s[i].path, "/api/v1/applications/%s/split", id);
        snprintf(s[i].body, sizeof s[i].body, "%s", quoted(THREE));
    }
    ck_assert_int_eq(at_once(s, CLIENTS, 200), 1);
    ck_assert_int_eq(cell("race", "new"), 3);
    ck_assert_str_eq(fact(make_case("race", "2025-03-11", NULL), "number"),
                     "RACE-2025-0004");
}
END_TEST

START_TEST(two_that_are_merged_into_each_other_at_once_leave_one)
{
    static struct splitter s[2];
    const char *a, *b;
    int closed;

    make_agency("cross", NULL);
    a = make_case("cross", "2025-03-10", NUMBERS);
    b = make_case("cross", "2025-03-10", NUMBERS);
    snprintf(s[0].path, sizeof s[0].path, "/api/v1/applications/%s/merge", a);
    snprintf(s[1].path, sizeof s[1].path, "/api/v1/applications/%s/merge", b);
    snprintf(s[0].body, sizeof s[0].body, "{\"into\":\"%s\",\"reason\":\"x\"}", b);
    snprintf(s[1].body, sizeof s[1].body, "{\"into\":\"%s\",\"reason\":\"x\"}", a);
    ck_assert_int_eq(at_once(s, 2, 200), 1);
    closed = strcmp(fact(a, "status"), "answered") == 0;
    closed += strcmp(fact(b, "status"), "answered") == 0;
    ck_assert_int_eq(closed, 1);
}
END_TEST

static const char *
into(const char *id)
{
    static char body[80];

    snprintf(body, sizeof body, "{'into':'%s','reason':'同日重复递交'}", id);
    return body;
}

START_TEST(of_two_equal_ones_of_a_day_one_is_kept)
{
    const char *kept, *id;
    const json_t *r;

    make_agency("merge", NULL);
    kept = make_case("merge", "2025-03-10", NUMBERS);
    id = make_case("merge", "2025-03-10", ID);
    r = ask(200, into(kept), MERGE, id);
    ck_assert_str_eq(text_in(r, "application.status"), "answered");
    ck_assert_str_eq(text_in(r, "application.outcome"), "other_3");
    ck_assert_str_eq(text_in(r, "application.closed_on"), "2025-03-14");
    ck_assert_str_eq(fields_in(value_in(r, "warnings")), "");
    r = shown_case(id);
    ck_assert_str_eq(text_in(r, "links.0.link"), "merged_into");
    ck_assert_str_eq(text_in(r, "links.0.application"), kept);
    ck_assert_str_eq(text_in(r, "events.1.data.ground"), "merged");
    ck_assert_str_eq(text_in(shown_case(kept), "links.0.direction"), "from");
    ck_assert_int_eq(cell("merge", "new"), 2);
    ck_assert_int_eq(cell("merge", "other_3"), 1);
    ck_assert_int_eq(cell("merge", "carried_out"), 1);
    ask(200, "{'reason':'不是同一件'}", "POST /api/v1/applications/%s/events/2/retract",
        id);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(kept), "links")), 0);
    ck_assert_int_eq(cell("merge", "other_3"), 0);
}
END_TEST

START_TEST(a_corrected_outcome_is_no_merge_any_more)
{
    const char *kept, *id;

    make_agency("correct", NULL);
    kept = make_case("correct", "2025-03-10", NUMBERS);
    id = make_case("correct", "2025-03-10", NUMBERS);
    ask(200, into(kept), MERGE, id);
    ask(200, "{'reason':'误并','outcome':'granted'}",
        "POST /api/v1/applications/%s/events/2/supersede", id);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(id), "links")), 0);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(kept), "links")), 0);
}
END_TEST

/* The merge of ID into OTHER is refused, and TEXT stands in the words. */
static void
no_merge(const char *id, const char *other, const char *text)
{
    const json_t *r = refused(409, "act_not_lawful", into(other), MERGE, id);

    ck_assert_msg(strstr(text_in(r, "detail"), text) != NULL, "%s", text_in(r, "detail"));
}

START_TEST(other_persons_days_and_states_are_not_merged)
{
    const char *kept, *id, *foreign;

    make_agency("differ", NULL);
    make_agency("differ2", NULL);
    kept = make_case("differ", "2025-03-10", NUMBERS);
    id = make_case("differ", "2025-03-10",
                   "'applicant_id_type':'passport','applicant_id_number':'E20000002'");
    no_merge(id, kept, "申请人不同");
    no_merge(make_case("differ", "2025-03-11", NUMBERS), kept, "不在同一天");
    no_merge(make_case("differ", "2025-03-10", NUMBERS ",'channel':'fax'"), kept,
             "已经收到");
    foreign = make_case("differ2", "2025-03-10", NUMBERS);
    refused(422, "invalid", into(foreign), MERGE, kept);
    refused(422, "invalid", into(kept), MERGE, kept);
    refused(422, "invalid", "{'reason':'x'}", MERGE, kept);
    id = make_case("differ", "2025-03-10", NUMBERS);
    happen(id, "withdraw {'withdrawn_on':'2025-03-11'}");
    no_merge(kept, id, "已经撤回");
    no_merge(id, kept, "");
    id = make_case("differ", "2025-03-10", NUMBERS);
    happen(id, "void {'reason':'误'}");
    refused(422, "invalid", into(id), MERGE, kept);
    ck_assert_str_eq(fact(kept, "status"), "running");
}
END_TEST

START_TEST(what_was_merged_takes_no_other)
{
    const char *a, *b, *c;

    make_agency("chain", NULL);
    a = make_case("chain", "2025-03-10", NUMBERS);
    b = make_case("chain", "2025-03-10", NUMBERS);
    c = make_case("chain", "2025-03-10", NUMBERS);
    ask(200, into(a), MERGE, b);
    no_merge(c, b, "自己已经并入");
    no_merge(a, c, "他件已经并入本件");
    ask(200, into(a), MERGE, c);
    ck_assert_uint_eq(json_array_size(value_in(shown_case(a), "links")), 2);
}
END_TEST

START_TEST(a_merge_that_is_not_sure_is_told)
{
    const char *kept, *id;

    make_agency("unsure", NULL);
    kept = make_case("unsure", "2025-03-10", "'applicant_name':'张三','content':'甲方案'");
    id = make_case("unsure", "2025-03-10",
                   "'applicant_name':'张三','content':'完全不同的另一份文件'");
    ck_assert_str_eq(fields_in(value_in(ask(200, into(kept), MERGE, id), "warnings")),
                     "into into");
}
END_TEST

START_TEST(a_merge_is_decided_like_an_answer)
{
    const char *kept, *id;

    make_agency("rights", NULL);
    kept = make_case("rights", "2025-03-10", NUMBERS);
    id = make_case("rights", "2025-03-10", NUMBERS);
    sent(as_person("rights", "admin", "{agency_admin}", NULL), 403, "forbidden", into(kept),
         MERGE, id);
    sent(as_person("rights", "wang", "{supervisor}", NULL), 202, NULL, into(kept), MERGE,
         id);
    ck_assert_str_eq(fact(id, "status"), "running");
}
END_TEST

/* Lets `gongkai audit verify` run; what it says, which must be a fault. */
static void
is_told(const char *fault)
{
    struct text out = {NULL, 0, 0};

    ck_assert_int_ne(
        service_command(&here, &out, (const char *const[]){"audit", "verify", NULL}), 0);
    ck_assert_msg(strstr(out.bytes, fault) != NULL, "%s", out.bytes);
    text_free(&out);
}

START_TEST(the_audit_vouches_for_the_entries_of_every_part)
{
    static const char *const options[] = {"--today=2025-03-14", NULL};
    const char *id, *part;

    service_begin(&here, options);
    make_agency("vouch", NULL);
    id = make_case("vouch", "2025-03-10", NULL);
    ask(200, THREE, SPLIT, id);
    part = part_of(id, 1);
    ck_assert_int_eq(
        service_command(&here, NULL, (const char *const[]){"audit", "verify", NULL}), 0);
    looked_up("alter table event disable trigger event_kept", NULL, NULL, NULL);
    looked_up("update event set actor = 'x' where application = $1 and seq = 1", part, NULL,
              NULL);
    is_told("is not as it was recorded");
    looked_up(
        "update event set actor = (select actor from event where application = $1 and "
        "seq = 2) where application = $1 and seq = 1",
        part, NULL, NULL);
    looked_up("delete from applicant where application = $1 and seq = 2", part, NULL, NULL);
    looked_up("delete from event where application = $1 and seq = 2", part, NULL, NULL);
    is_told("is gone");
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        each_part_has_its_number_clock_and_outcome_and_the_letter_s_day,
        numbers_are_sealed_anew_for_each_part,
        the_letter_s_history_goes_with_each_part,
        the_entries_of_a_part_are_theirs_who_split,
        what_was_linked_to_the_letter_stays_with_it,
        an_unconfirmed_letter_is_split_without_numbers,
        what_is_decided_or_charged_for_is_not_split,
        parts_that_are_none_are_refused,
        fifty_parts_are_the_most,
        a_second_split_must_have_seen_the_first,
        a_repeated_request_splits_once,
        of_splits_at_once_one_is_made_and_numbers_have_no_gap,
        two_that_are_merged_into_each_other_at_once_leave_one,
        of_two_equal_ones_of_a_day_one_is_kept,
        a_corrected_outcome_is_no_merge_any_more,
        other_persons_days_and_states_are_not_merged,
        what_was_merged_takes_no_other,
        a_merge_that_is_not_sure_is_told,
        a_merge_is_decided_like_an_answer,
        the_audit_vouches_for_the_entries_of_every_part,
        NULL,
    };

    return here_run("split", tests, (const char *const[]){"--today=2025-03-14", NULL});
}
