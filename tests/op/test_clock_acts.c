/* The acts that move the clock: each is taken, refused and checked. */
#include "op/acting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every case here arrives on this day: due on 2025-10-17. */
static const char arrival[] = "2025-09-15";

/* Every act once: what has happened before, a good body, one the law refuses, and bodies that
 * are wrong in the fields named. */
static const struct act {
    const char *path, *kind, *before, *good;
    struct {
        const char *body, *article;
    } refused[3];
    struct {
        const char *body, *fields;
    } wrong[4];
} acts[] = {
    {"correction-notice",
     "correction_notice",
     "",
     "{'sent_on':'2025-09-24','items':'年度','delivered_on':'2025-09-25','days':10,"
     "'reason':'不明确','approved_by':'负责人'}",
     {{"{'sent_on':'2025-10-20','items':'年度'}", "条例第三十条"},
      {"{'sent_on':'2025-09-12','items':'年度'}", "条例第三十一条"}},
     {{"{'sent_on':'x','delivered_on':1,'deadline_on':'2025-02-30','days':61,'items':'',"
       "'approved_by':7,'reason':1,'more':1}",
       "sent_on delivered_on deadline_on days items approved_by reason more"},
      {"{'delivered_on':'2027-01-01'}", "sent_on delivered_on items"},
      {"{'sent_on':'2025-09-24','items':'年','delivered_on':'2025-09-23',"
       "'deadline_on':'2025-09-24'}",
       "delivered_on deadline_on"},
      {"{'sent_on':'2025-09-24','items':'年','days':5,'deadline_on':'2025-10-09'}",
       "days"}}},
    {"correction",
     "correction_received",
     "correction-notice {'sent_on':'2025-09-24','items':'年度','deadline_on':'2025-10-10'}",
     "{'received_on':'2025-10-10','note':'2024年'}",
     {{"{'received_on':'2025-10-11'}", "条例第三十条"},
      {"{'received_on':'2025-09-12'}", "条例第三十一条"}},
     {{"{'received_on':'x','accepted':'yes','reason':1,'note':1,'more':1}",
       "received_on accepted reason note more"},
      {"{'received_on':'2027-01-01'}", "received_on"},
      {"{}", "received_on"}}},
    {"consultations",
     "third_party_sent",
     "consultations {'party':'joint_agency','name':'某局','sent_on':'2025-09-17','ref':'B'}",
     "{'party':'third_party','name':'李四','sent_on':'2025-09-22','ref':'C-1',"
     "'delivered_on':'2025-09-22','note':'挂号'}",
     {{"{'party':'joint_agency','name':'某局','sent_on':'2025-09-23','ref':'B'}",
       "第三十四条"},
      {"{'party':'third_party','name':'李四','sent_on':'2025-09-23','ref':'B'}",
       "第三十四条"},
      {"{'party':'third_party','name':'李四','sent_on':'2025-09-12'}", "条例第三十一条"}},
     {{"{'party':'x','name':'','sent_on':'x','delivered_on':'x','ref':'A B','note':1,"
       "'more':1}",
       "party name sent_on delivered_on ref note more"},
      {"{'sent_on':'2027-01-01'}", "party name sent_on"},
      {"{'party':'third_party','name':'李四','sent_on':'2025-09-22',"
       "'delivered_on':'2025-09-19'}",
       "delivered_on"}}},
    {"consultations/A/reply",
     "third_party_reply",
     "consultations {'party':'third_party','name':'李四','sent_on':'2025-09-22'}",
     "{'received_on':'2025-09-29','opinion':'object','reason':'商业秘密'}",
     {{"{'received_on':'2025-09-19','opinion':'object'}", "条例第三十二条"}},
     {{"{'received_on':'x','opinion':'x','reason':1,'more':1}",
       "received_on opinion reason more"},
      {"{'received_on':'2027-01-01'}", "received_on opinion"}}},
    {"consultations/A/close",
     "consultation_closed",
     "consultations {'party':'other_agency','name':'某局','sent_on':'2025-09-22'}",
     "{'closed_on':'2025-09-29','reason':'无法送达'}",
     {{"{'closed_on':'2025-09-19','reason':'x'}", "条例第三十二条"}},
     {{"{'closed_on':'x','reason':'','more':1}", "closed_on reason more"},
      {"{'closed_on':'2027-01-01'}", "closed_on reason"}}},
    {"events/2/delivery",
     "delivered",
     "consultations {'party':'third_party','name':'李四','sent_on':'2025-09-22'}",
     "{'delivered_on':'2025-09-24','note':'签收'}",
     {{"{'delivered_on':'2025-09-19'}", "国办公开办函〔2016〕235号"}},
     {{"{'delivered_on':'x','note':1,'more':1}", "delivered_on note more"},
      {"{'delivered_on':'2027-01-01'}", "delivered_on"},
      {"{}", "delivered_on"}}},
    {"extension",
     "extension",
     "",
     "{'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-10-16','told_on':'2025-10-17'}",
     {{"{'days':20,'reason':'多','requested_by':'甲','approved_by':'甲',"
       "'approved_on':'2025-10-16','told_on':'2025-10-17'}",
       "条例第三十三条"},
      {"{'days':21,'reason':'多','requested_by':'甲','approved_by':'乙',"
       "'approved_on':'2025-10-16','told_on':'2025-10-17'}",
       "条例第三十三条"},
      {"{'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
       "'approved_on':'2025-10-16','told_on':'2025-10-20'}",
       "条例第三十三条"}},
     {{"{'days':'x','reason':1,'requested_by':'','approved_by':1,'approved_on':'x',"
       "'told_on':'x','more':1}",
       "days reason requested_by approved_by approved_on told_on more"},
      {"{}", "days reason requested_by approved_by approved_on told_on"},
      {"{'days':0,'reason':'多','requested_by':'甲','approved_by':'乙',"
       "'approved_on':'2027-01-01','told_on':'2027-01-01'}",
       "days approved_on told_on"}}},
    {"reasons-notice",
     "reasons_notice",
     "",
     "{'sent_on':'2025-09-17','delivered_on':'2025-09-18','deadline_on':'2025-10-09',"
     "'note':'频次'}",
     {{"{'sent_on':'2025-09-12'}", "条例第三十一条"}},
     {{"{'sent_on':'x','delivered_on':1,'deadline_on':'x','days':0,'note':1,'more':1}",
       "sent_on delivered_on deadline_on days note more"},
      {"{'delivered_on':'2027-01-01'}", "sent_on delivered_on"},
      {"{'sent_on':'2025-09-24','delivered_on':'2025-09-23','deadline_on':'2025-09-24'}",
       "delivered_on deadline_on"},
      {"{'sent_on':'2025-09-24','days':5,'deadline_on':'2025-10-09'}", "days"}}},
    {"reasons",
     "reasons_received",
     "reasons-notice {'sent_on':'2025-09-17','days':5}",
     "{'received_on':'2025-09-23','reasonable':true,'note':'研究'}",
     {{"{'received_on':'2025-09-16'}", "条例第三十五条"}},
     {{"{'received_on':'x','reasonable':1,'note':1,'more':1}",
       "received_on reasonable note more"},
      {"{'received_on':'2027-01-01'}", "received_on"}}},
    {"delay",
     "delay",
     "reasons-notice {'sent_on':'2025-09-17','days':5}\n"
     "reasons {'received_on':'2025-09-23'}",
     "{'told_on':'2025-10-10','deadline_on':'2025-11-28','reason':'量大'}",
     {{"{'told_on':'2025-09-22','deadline_on':'2025-11-28','reason':'x'}",
       "条例第三十五条"},
      {"{'told_on':'2025-10-10','deadline_on':'2025-10-17','reason':'x'}",
       "条例第三十五条"},
      {"{'told_on':'2025-10-20','deadline_on':'2025-11-28','reason':'x'}",
       "条例第三十五条"}},
     {{"{'told_on':'x','deadline_on':1,'reason':'','more':1}",
       "told_on deadline_on reason more"},
      {"{'told_on':'2027-01-01'}", "told_on deadline_on reason"}}},
    {"fee-notice",
     "fee_notice",
     "",
     "{'sent_on':'2025-10-16','delivered_on':'2025-10-16','basis':'page','units':120,"
     "'amount':1100,'note':'按量'}",
     {{"{'sent_on':'2025-10-20','basis':'page','units':120,'amount':1100}",
       "国办函〔2020〕109号"}},
     {{"{'sent_on':'x','delivered_on':1,'basis':'both','units':0,'amount':0,"
       "'reduced_reason':1,'note':1,'more':1}",
       "sent_on delivered_on basis units amount reduced_reason note more"},
      {"{'delivered_on':'2027-01-01'}", "sent_on delivered_on basis"},
      {"{'sent_on':'2025-09-24','delivered_on':'2025-09-23','basis':'item'}",
       "delivered_on"}}},
    {"payment",
     "fee_paid",
     "fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
     "{'paid_on':'2025-10-24','amount':100,'receipt_number':'1','reason':'无'}",
     {{"{'paid_on':'2025-10-27'}", "国办函〔2020〕109号"},
      {"{'paid_on':'2025-09-12'}", "条例第三十一条"}},
     {{"{'paid_on':'x','amount':0,'accepted':1,'receipt_number':1,'reason':1,'more':1}",
       "paid_on amount accepted receipt_number reason more"},
      {"{'paid_on':'2027-01-01'}", "paid_on"}}},
};

enum { ACTS = sizeof acts / sizeof acts[0] };

/* A case of AGENCY in which ACT comes next. */
static const char *
case_for(const char *agency, const struct act *act)
{
    const char *id = make_case(agency, arrival, NULL);

    happen(id, act->before);
    return id;
}

START_TEST(a_lawful_act_is_recorded_with_what_it_states_and_brings_no_warning)
{
    make_agency("good", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = case_for("good", &acts[i]);
        const json_t *reply, *last;
        const char *name;
        json_t *sent, *value;

        reply = ask(200, acts[i].good, "POST /api/v1/applications/%s/%s", id, acts[i].path);
        ck_assert_msg(json_array_size(value_in(reply, "warnings")) == 0, "%s",
                      acts[i].path);
        last = value_in(shown_case(id), "events");
        last = json_array_get(last, json_array_size(last) - 1);
        ck_assert_int_eq(number_in(last, "seq"), number_in(reply, "application.version"));
        ck_assert_str_eq(text_in(last, "kind"), acts[i].kind);
        sent = json_loads(quoted(acts[i].good), 0, NULL);
        json_object_foreach(sent, name, value) {
            const json_t *kept = value_in(last, "data");

            if (strcmp(name, "party") != 0 && json_object_get(kept, name) == NULL)
                ck_assert_str_eq(text_in(last, "happened_on"), json_string_value(value));
            else if (strcmp(name, "party") != 0)
                ck_assert(json_equal(json_object_get(kept, name), value));
        }
        json_decref(sent);
    }
}
END_TEST

START_TEST(an_act_against_the_law_is_refused_with_the_article_and_leaves_nothing)
{
    make_agency("unlawful", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = case_for("unlawful", &acts[i]);
        long version = number_in(shown_case(id), "application.version");

        for (int k = 0; k < 3 && acts[i].refused[k].body != NULL; k++)
            unlawful(id, acts[i].path, acts[i].refused[k].body, acts[i].refused[k].article);
        ck_assert_int_eq(number_in(shown_case(id), "application.version"), version);
    }
}
END_TEST

START_TEST(every_wrong_field_of_an_act_is_named_at_once)
{
    make_agency("wrong", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = case_for("wrong", &acts[i]);

        for (int k = 0; k < 4 && acts[i].wrong[k].body != NULL; k++)
            invalid(id, acts[i].path, acts[i].wrong[k].body, acts[i].wrong[k].fields);
    }
}
END_TEST

START_TEST(an_act_needs_a_case_and_the_version_that_is_current)
{
    static const char *const stale[] = {"If-Match: \"77\"", NULL};
    const char *const *staff;

    make_agency("seen", NULL);
    staff = as_person("seen", "li", "{officer,supervisor,agency_admin,oversight}", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = case_for("seen", &acts[i]);
        long long other = atoll(id) + (1LL << 40);
        const struct asked *a = ask_with(
            stale, acts[i].good, "POST /api/v1/applications/%s/%s", id, acts[i].path);

        ck_assert_int_eq(a->answer.status, 412);
        refused(404, "not_found", acts[i].good, "POST /api/v1/applications/%lld/%s",
                atoll(id) + 1000, acts[i].path);
        ck_assert_int_eq(ask_with(staff, acts[i].good, "POST /api/v1/applications/%lld/%s",
                                  other, acts[i].path)
                             ->answer.status,
                         404);
        refused(403, "forbidden", acts[i].good, /* cases are not for administrators */
                "POST /api/v1/applications/%lld/%s", other, acts[i].path);
    }
}
END_TEST

/* The last day on which BEFORE says that something happened; the arrival when nothing did. */
static const char *
last_day(const char *before, char day[16])
{
    snprintf(day, 16, "%s", arrival);
    for (const char *at = strstr(before, "_on':'"); at != NULL; at = strstr(at, "_on':'")) {
        at += strlen("_on':'");
        if (strncmp(at - strlen("deadline_on':'"), "deadline", 8) != 0 &&
            strncmp(at, day, 10) > 0)
            snprintf(day, 16, "%.10s", at);
    }
    return day;
}

/* What reaches the office from outside is recorded even then. */
static bool
is_news(const char *path)
{
    return strstr(path, "/reply") != NULL || strstr(path, "/delivery") != NULL;
}

START_TEST(an_act_on_a_closed_case_is_refused_and_news_change_nothing)
{
    char day[16], due[16];

    make_agency("closed", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = case_for("closed", &acts[i]);

        answer_case(id, "refused_5", last_day(acts[i].before, day));
        if (!is_news(acts[i].path)) {
            unlawful(id, acts[i].path, acts[i].good, "条例第三十六条");
            continue;
        }
        snprintf(due, sizeof due, "%s", text_in(shown_case(id), "application.due_on"));
        ask(200, acts[i].good, "POST /api/v1/applications/%s/%s", id, acts[i].path);
        ck_assert_str_eq(text_in(shown_case(id), "application.due_on"), due);
    }
}
END_TEST

START_TEST(an_act_on_a_void_or_unconfirmed_case_is_refused)
{
    make_agency("shut", NULL);
    for (int i = 0; i < ACTS; i++) {
        const char *id = make_case("shut", arrival, "'channel':'internet'");

        if (*acts[i].before != '\0')
            continue;
        unlawful(id, acts[i].path, acts[i].good, "条例第三十一条");
        ask(200, "{'reason':'重复登记'}", "POST /api/v1/applications/%s/void", id);
        unlawful(id, acts[i].path, acts[i].good, "条例第四十五条");
    }
}
END_TEST

START_TEST(what_is_late_but_lawful_is_taken_and_comes_back_as_a_warning)
{
    static const struct {
        const char *before, *path, *body, *flag, *words;
    } late[] = {
        {"", "correction-notice", "{'sent_on':'2025-09-25','items':'年度'}",
         "correction_notice_late", "条例第三十条"},
        {"", "consultations",
         "{'party':'third_party','name':'李四','sent_on':'2025-10-20'}",
         "consultation_after_due", "条例第三十三条"},
        {"", "consultations",
         "{'party':'third_party','name':'李四','sent_on':'2025-10-17'}",
         "consultation_on_due_day", "条例第三十三条"},
        {"consultations {'party':'third_party','name':'李四','sent_on':'2025-09-22'}",
         "consultations/A/reply", "{'received_on':'2025-10-20','opinion':'object'}",
         "consultation_reply_late", "条例第三十二条"},
        {"correction-notice {'sent_on':'2025-09-24','items':'x','days':5}", "correction",
         "{'received_on':'2025-10-10','accepted':true,'reason':'住院'}",
         "late_correction_accepted", "条例第三十条"},
        {"correction-notice {'sent_on':'2025-09-24','items':'x','days':5}", "correction",
         "{'received_on':'2025-10-10','accepted':false}", "late_correction_declined",
         "条例第三十条"},
        {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
         "payment", "{'paid_on':'2025-10-27','accepted':true}", "late_payment_accepted",
         "国办函〔2020〕109号"},
        {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
         "payment", "{'paid_on':'2025-10-27','accepted':false}", "late_payment_declined",
         "国办函〔2020〕109号"},
        {"", "answer", "{'outcome':'granted','service':'post','posted_on':'2025-10-20'}",
         "answered_late", "条例第三十三条"},
    };

    make_agency("late", NULL);
    for (unsigned i = 0; i < sizeof late / sizeof late[0]; i++) {
        const char *id = make_case("late", arrival, NULL);
        const json_t *reply;

        happen(id, late[i].before);
        reply = ask(200, late[i].body, "POST /api/v1/applications/%s/%s", id, late[i].path);
        ck_assert_str_eq(fields_in(value_in(reply, "warnings")), late[i].flag);
        ck_assert_ptr_nonnull(strstr(text_in(reply, "warnings.0.message"), late[i].words));
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_lawful_act_is_recorded_with_what_it_states_and_brings_no_warning,
        an_act_against_the_law_is_refused_with_the_article_and_leaves_nothing,
        every_wrong_field_of_an_act_is_named_at_once,
        an_act_needs_a_case_and_the_version_that_is_current,
        an_act_on_a_closed_case_is_refused_and_news_change_nothing,
        an_act_on_a_void_or_unconfirmed_case_is_refused,
        what_is_late_but_lawful_is_taken_and_comes_back_as_a_warning,
        NULL,
    };

    return here_run("clock_acts", tests, (const char *const[]){"--today=2026-01-30", NULL});
}
