/* What the acts do to the clock: lapses, restarts, pauses, the day of an answer; and what
 * becomes of it when an entry is corrected or taken back. */
#include "op/acting.h"

#include <stdio.h>
#include <string.h>

/* Every case here arrives on this day unless its test says otherwise: due on 2025-10-17. */
static const char arrival[] = "2025-09-15";

START_TEST(a_missed_correction_lapses_by_itself_and_is_closed_from_the_next_day_on)
{
    const char *id;

    make_agency("lapse", NULL);
    id = make_case("lapse", "2025-12-05", NULL);
    happen(id, "correction-notice {'sent_on':'2025-12-10','items':'年度',"
               "'deadline_on':'2025-12-31'}");
    ck_assert_str_eq(text_in(clock_on(id, "2025-12-31"), "status"), "awaiting_correction");
    ck_assert_str_eq(text_in(clock_on(id, "2026-01-01"), "status"),
                     "abandoned_no_correction");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"),
                     "abandoned_no_correction");
    ck_assert_str_eq(text_in(shown_case(id), "application.closed_on"), "");
    ck_assert_int_eq(
        number_in(ask(200, NULL, "GET /api/v1/deadlines?under=lapse"), "total.lapsed"), 1);
    not_ready(id, "{'outcome':'other_1','answered_on':'2025-12-31'}", "correction_lapsed");
    answer_case(id, "other_1", "2026-01-01");
    ck_assert_str_eq(text_in(clock_of(id), "status"), "answered");
    ck_assert_int_eq(service_cell(&here, "lapse", "year=2025", "carried_out", "total"), 1);
    ck_assert_int_eq(
        service_cell(&here, "lapse", "year=2026&as_of=2026-01-01", "other_1", "total"), 1);
    ck_assert_int_eq(service_cell(&here, "lapse", "year=2026", "other_1", "total"), 1);
}
END_TEST

START_TEST(an_unpaid_fee_lapses_after_its_20_working_days)
{
    const json_t *clock;
    const char *id;

    make_agency("unpaid", NULL);
    id = make_case("unpaid", "2025-11-28", NULL);
    happen(id,
           "fee-notice {'sent_on':'2025-12-01','basis':'page','units':40,'amount':100}");
    clock = clock_on(id, "2025-12-29");
    ck_assert_str_eq(text_in(clock, "status"), "awaiting_fee");
    ck_assert_str_eq(text_in(clock, "sub_deadlines.1.due"), "2025-12-29");
    clock = clock_on(id, "2025-12-30");
    ck_assert_str_eq(text_in(clock, "status"), "abandoned_no_payment");
    not_ready(id, "{'outcome':'other_2','answered_on':'2025-12-29'}", "fee_lapsed");
    answer_case(id, "other_2", "2025-12-30");
    ck_assert_int_eq(service_cell(&here, "unpaid", "year=2025", "other_2", "total"), 1);
    ck_assert_int_eq(service_cell(&here, "unpaid", "year=2025", "carried_out", "total"), 0);
}
END_TEST

START_TEST(a_payment_restarts_the_period_and_the_extension_of_the_old_one_is_gone)
{
    const char *id;

    make_agency("paid", NULL);
    id = make_case("paid", arrival, NULL);
    happen(id,
           "extension {'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
           "'approved_on':'2025-09-18','told_on':'2025-09-19'}\n"
           "fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}");
    ck_assert_str_eq(due_of(id), "");
    happen(id, "payment {'paid_on':'2025-09-24'}");
    ck_assert_str_eq(due_of(id), "2025-10-28");
    ck_assert_int_eq(number_in(clock_of(id), "allowed"), 20);
    happen(id, "extension {'days':1,'reason':'多','requested_by':'甲','approved_by':'乙',"
               "'approved_on':'2025-10-28','told_on':'2025-10-28'}");
    ck_assert_str_eq(due_of(id), "2025-10-29");
}
END_TEST

START_TEST(the_delivery_of_a_letter_moves_what_runs_from_it)
{
    static const struct {
        const char *letter, *path, *before, *after;
    } letters[] = {
        {"consultations {'party':'third_party','name':'李四','sent_on':'2025-09-22'}",
         "sub_deadlines.1.due", "2025-10-17", "2025-10-21"},
        {"consultations {'party':'joint_agency','name':'某局','sent_on':'2025-09-22'}",
         "sub_deadlines.1.due", "2025-10-17", "2025-10-21"},
        {"correction-notice {'sent_on':'2025-09-22','items':'x','days':15}",
         "sub_deadlines.1.due", "2025-10-17", "2025-10-21"},
        {"reasons-notice {'sent_on':'2025-09-22','days':15}", "sub_deadlines.1.due",
         "2025-10-17", "2025-10-21"},
        {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}",
         "sub_deadlines.1.due", "2025-10-24", "2025-10-28"},
    };

    make_agency("delivery", NULL);
    for (unsigned i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        const char *id = make_case("delivery", arrival, NULL);

        happen(id, letters[i].letter);
        ck_assert_str_eq(text_in(clock_of(id), letters[i].path), letters[i].before);
        happen(id, "events/2/delivery {'delivered_on':'2025-09-24'}");
        ck_assert_str_eq(text_in(clock_of(id), letters[i].path), letters[i].after);
        ck_assert_str_eq(text_in(clock_on(id, "2025-09-23"), letters[i].path),
                         letters[i].before);
        ask(200, "{'reason':'退回'}", "POST /api/v1/applications/%s/events/3/retract", id);
        ck_assert_str_eq(text_in(clock_of(id), letters[i].path), letters[i].before);
        unlawful(id, "events/1/delivery", "{'delivered_on':'2025-09-24'}",
                 "国办公开办函〔2016〕235号");
        unlawful(id, "events/9/delivery", "{'delivered_on':'2025-09-24'}",
                 "国办公开办函〔2016〕235号");
    }
}
END_TEST

START_TEST(a_consultation_without_a_limit_runs_until_its_reply_or_its_closing)
{
    const char *id;

    make_agency("closing", NULL);
    id = make_case("closing", arrival, NULL);
    happen(id,
           "consultations {'party':'other_agency','name':'某局','sent_on':'2025-09-22'}");
    ck_assert_str_eq(due_of(id), "");
    ck_assert_str_eq(text_in(shown_case(id), "application.status"), "paused_consultation");
    happen(id, "consultations/A/close {'closed_on':'2025-09-29','reason':'无法送达'}");
    ck_assert_str_eq(due_of(id), "2025-10-27");
    unlawful(id, "consultations/A/reply", "{'received_on':'2025-09-30','opinion':'other'}",
             "条例第三十二条");
}
END_TEST

START_TEST(a_silent_third_party_ends_its_pause_with_the_15th_working_day)
{
    const char *id;

    make_agency("silent", NULL);
    id = make_case("silent", arrival, NULL);
    happen(id,
           "consultations {'party':'third_party','name':'李四','sent_on':'2025-09-22'}");
    ck_assert_str_eq(due_of(id), "2025-11-07");
    ck_assert(json_is_true(value_in(clock_on(id, "2025-10-16"), "due_provisional")));
    ck_assert_str_eq(text_in(clock_on(id, "2025-10-17"), "status"), "paused_consultation");
    ck_assert_str_eq(text_in(clock_on(id, "2025-10-18"), "status"), "running");
}
END_TEST

START_TEST(references_are_given_in_order_and_an_unknown_one_is_not_found)
{
    const char *id;

    make_agency("refs", NULL);
    id = make_case("refs", arrival, NULL);
    happen(id, "consultations {'party':'third_party','name':'李','sent_on':'2025-09-22',"
               "'ref':'B'}\n"
               "consultations {'party':'third_party','name':'王','sent_on':'2025-09-22'}\n"
               "consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-22'}");
    ck_assert_str_eq(text_in(shown_case(id), "events.1.data.ref"), "B");
    ck_assert_str_eq(text_in(shown_case(id), "events.2.data.ref"), "A");
    ck_assert_str_eq(text_in(shown_case(id), "events.3.data.ref"), "C");
    refused(404, "not_found", "{'received_on':'2025-09-29','opinion':'other'}",
            "POST /api/v1/applications/%s/consultations/D/reply", id);
}
END_TEST

START_TEST(good_reasons_allow_a_delayed_date)
{
    const char *id;

    make_agency("reasons", NULL);
    id = make_case("reasons", arrival, NULL);
    unlawful(id, "delay",
             "{'told_on':'2025-10-10','deadline_on':'2025-11-28','reason':'量大'}",
             "条例第三十五条");
    happen(id, "reasons-notice {'sent_on':'2025-09-17','deadline_on':'2025-10-09'}");
    ck_assert_str_eq(due_of(id), "2025-10-17");
    happen(id, "reasons {'received_on':'2025-09-28','reasonable':true}\n"
               "delay {'told_on':'2025-10-10','deadline_on':'2025-11-28','reason':'量大'}");
    ck_assert_str_eq(due_of(id), "2025-11-28");
    ck_assert_str_eq(text_in(clock_of(id), "delayed_to"), "2025-11-28");
    ck_assert_str_eq(text_in(clock_of(id), "sub_deadlines.1.due"), "2025-10-09");
    ck_assert(json_is_true(value_in(clock_of(id), "sub_deadlines.1.met")));
    ck_assert_str_eq(text_in(clock_on(id, "2025-11-28"), "status"), "running");
    ck_assert_str_eq(text_in(clock_on(id, "2025-11-29"), "status"), "overdue");
}
END_TEST

START_TEST(joint_makers_consent_by_silence_and_third_parties_do_not)
{
    const json_t *clock;
    const char *id;

    make_agency("silence", NULL);
    id = make_case("silence", arrival, NULL);
    happen(id, "consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
               "consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-22'}");
    clock = clock_of(id);
    ck_assert_str_eq(text_in(clock, "sub_deadlines.1.kind"), "third_party_reply");
    ck_assert_ptr_nonnull(strstr(text_in(clock, "sub_deadlines.1.effect"), "第三十二条"));
    ck_assert_ptr_null(strstr(text_in(clock, "sub_deadlines.1.effect"), "同意"));
    ck_assert_str_eq(text_in(clock, "sub_deadlines.2.kind"), "joint_agency_reply");
    ck_assert_ptr_nonnull(strstr(text_in(clock, "sub_deadlines.2.effect"), "第三十四条"));
    ck_assert_ptr_nonnull(strstr(text_in(clock, "sub_deadlines.2.effect"), "视为同意"));
}
END_TEST

START_TEST(the_way_of_service_decides_the_day_of_the_answer)
{
    static const struct {
        const char *body, *day, *warnings;
    } served[] = {
        {"{'outcome':'granted','service':'post','drafted_on':'2025-10-10',"
         "'dated_on':'2025-10-13','posted_on':'2025-10-17','signed_on':'2025-10-21'}",
         "2025-10-17", ""},
        {"{'outcome':'granted','service':'hand','dated_on':'2025-10-13',"
         "'signed_on':'2025-10-16'}",
         "2025-10-16", ""},
        {"{'outcome':'granted','service':'electronic','sent_on':'2025-10-15',"
         "'answered_on':'2025-10-15'}",
         "2025-10-15", ""},
        {"{'outcome':'granted','answered_on':'2025-10-14'}", "2025-10-14",
         "provision_told"},
    };

    make_agency("service", NULL);
    for (unsigned i = 0; i < sizeof served / sizeof served[0]; i++) {
        const char *id = make_case("service", arrival, NULL);
        const json_t *reply =
            ask(200, served[i].body, "POST /api/v1/applications/%s/answer", id);

        ck_assert_str_eq(text_in(reply, "application.closed_on"), served[i].day);
        ck_assert_str_eq(fields_in(value_in(reply, "warnings")), served[i].warnings);
        ck_assert(json_is_true(value_in(clock_of(id), "answered_in_time")));
    }
}
END_TEST

START_TEST(an_answer_dated_in_time_but_posted_late_is_late)
{
    const json_t *reply, *clock;
    const char *id;

    make_agency("posted", NULL);
    id = make_case("posted", arrival, NULL);
    reply = ask(200,
                "{'outcome':'granted','service':'post','drafted_on':'2025-10-14',"
                "'dated_on':'2025-10-17','posted_on':'2025-10-20'}",
                "POST /api/v1/applications/%s/answer", id);
    ck_assert_str_eq(fields_in(value_in(reply, "warnings")), "answered_late");
    clock = clock_of(id);
    ck_assert(json_is_false(value_in(clock, "answered_in_time")));
    ck_assert_int_eq(number_in(clock, "overdue_days"), 1);
    ck_assert_str_eq(text_in(clock, "shares.5.share"), "approval");
    ck_assert_int_eq(number_in(clock, "shares.5.days"), 3);
    ck_assert_int_eq(number_in(clock, "shares.6.days"), 3);
    ck_assert_int_eq(number_in(clock, "elapsed"), 35);
}
END_TEST

START_TEST(contradictory_days_of_an_answer_are_refused)
{
    static const struct {
        const char *body, *fields;
    } wrong[] = {
        {"{'outcome':'granted'}", "answered_on"},
        {"{'outcome':'granted','posted_on':'2025-10-10'}", "answered_on"},
        {"{'outcome':'granted','service':'post','signed_on':'2025-10-10'}", "posted_on"},
        {"{'outcome':'granted','service':'hand','posted_on':'2025-10-10'}", "signed_on"},
        {"{'outcome':'granted','service':'electronic','answered_on':'2025-10-10'}",
         "sent_on"},
        {"{'outcome':'granted','service':'post','posted_on':'2025-10-10',"
         "'answered_on':'2025-10-09'}",
         "answered_on"},
        {"{'outcome':'granted','answered_on':'2025-10-09','dated_on':'2025-10-10'}",
         "dated_on"},
        {"{'outcome':'granted','answered_on':'2025-10-10','dated_on':'2025-10-09',"
         "'drafted_on':'2025-10-10'}",
         "drafted_on"},
        {"{'outcome':'granted','answered_on':'2025-10-10','drafted_on':'2025-10-11'}",
         "drafted_on"},
        {"{'outcome':'no','service':'x','posted_on':1,'signed_on':'x','sent_on':'x',"
         "'drafted_on':'x','dated_on':'2027-01-01','answered_on':'x','note':1,'more':1}",
         "outcome answered_on service posted_on signed_on sent_on drafted_on dated_on note "
         "more"},
    };
    const char *id;

    make_agency("contrary", NULL);
    id = make_case("contrary", arrival, NULL);
    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        invalid(id, "answer", wrong[i].body, wrong[i].fields);
    ck_assert_int_eq(number_in(shown_case(id), "application.version"), 1);
}
END_TEST

/* ---- Corrections of the record ---- */

/* What a corrected entry (the last one of ACTS) does to the due day, and its retraction. */
static const struct {
    const char *acts;
    int seq;
    const char *due, *change, *changed, *retracted;
} entries[] = {
    {"correction-notice {'sent_on':'2025-09-24','items':'x'}\n"
     "correction {'received_on':'2025-10-10'}",
     3, "2025-11-06", "'happened_on':'2025-10-09'", "2025-11-05", ""},
    {"correction-notice {'sent_on':'2025-09-24','items':'x'}", 2, "",
     "'days':3,'items':'y','approved_by':'乙'", "", "2025-10-17"},
    {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
     "consultations/A/reply {'received_on':'2025-09-29','opinion':'object'}",
     3, "2025-10-27", "'happened_on':'2025-09-30','opinion':'consent'", "2025-10-28",
     "2025-11-07"},
    {"consultations {'party':'joint_agency','name':'局','sent_on':'2025-09-22'}", 2,
     "2025-11-07", "'delivered_on':'2025-09-24','name':'某局'", "2025-11-11", "2025-10-17"},
    {"consultations {'party':'other_agency','name':'局','sent_on':'2025-09-22'}\n"
     "consultations/A/close {'closed_on':'2025-09-29','reason':'退回'}",
     3, "2025-10-27", "'happened_on':'2025-09-30'", "2025-10-28", ""},
    {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
     "events/2/delivery {'delivered_on':'2025-09-24'}",
     3, "2025-11-11", "'happened_on':'2025-09-23','note':'签收'", "2025-11-10",
     "2025-11-07"},
    {"extension {'days':20,'reason':'多','requested_by':'甲','approved_by':'乙',"
     "'approved_on':'2025-10-16','told_on':'2025-10-17'}",
     2, "2025-11-14", "'days':5,'approved_by':'丙'", "2025-10-24", "2025-10-17"},
    {"reasons-notice {'sent_on':'2025-09-17','days':5}\n"
     "reasons {'received_on':'2025-09-23'}\n"
     "delay {'told_on':'2025-10-10','deadline_on':'2025-11-28','reason':'量大'}",
     4, "2025-11-28", "'deadline_on':'2025-12-01'", "2025-12-01", "2025-10-17"},
    {"reasons-notice {'sent_on':'2025-09-17','days':5}", 2, "2025-10-17",
     "'deadline_on':'2025-10-09','note':'频次'", "2025-10-17", "2025-10-17"},
    {"reasons-notice {'sent_on':'2025-09-17','days':5}\n"
     "reasons {'received_on':'2025-09-23'}",
     3, "2025-10-17", "'reasonable':false,'note':'无'", "2025-10-17", "2025-10-17"},
    {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}", 2, "",
     "'units':50,'amount':200,'note':'按量'", "", "2025-10-17"},
    {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}\npayment {'paid_on':'2025-09-24'}",
     3, "2025-10-28", "'happened_on':'2025-09-25','receipt_number':'7'", "2025-10-29", ""},
};

enum { ENTRIES = sizeof entries / sizeof entries[0] };

START_TEST(a_corrected_entry_moves_the_due_day_and_a_retracted_one_gives_it_back)
{
    make_agency("record", NULL);
    for (int i = 0; i < ENTRIES; i++) {
        const char *id = make_case("record", arrival, NULL);
        char body[500];

        happen(id, entries[i].acts);
        ck_assert_str_eq(due_of(id), entries[i].due);
        snprintf(body, sizeof body, "{'reason':'录入有误',%s}", entries[i].change);
        ask(200, body, "POST /api/v1/applications/%s/events/%d/supersede", id,
            entries[i].seq);
        ck_assert_str_eq(due_of(id), entries[i].changed);
        ask(200, "{'reason':'录错案件'}", "POST /api/v1/applications/%s/events/%d/retract",
            id, entries[i].seq + 1);
        ck_assert_str_eq(due_of(id), entries[i].retracted);
    }
}
END_TEST

START_TEST(a_corrected_entry_takes_no_facts_of_another_kind)
{
    make_agency("kinds", NULL);
    for (int i = 0; i < ENTRIES; i++) {
        const char *id = make_case("kinds", arrival, NULL);
        char path[64];

        happen(id, entries[i].acts);
        snprintf(path, sizeof path, "events/%d/supersede", entries[i].seq);
        invalid(id, path, "{'reason':'x','outcome':'granted','channel':'oral'}",
                "channel outcome");
        invalid(id, path, "{'reason':'','happened_on':'2027-01-01','days':0}",
                "reason happened_on days");
    }
}
END_TEST

START_TEST(an_entry_that_carries_a_later_one_is_not_taken_back)
{
    static const struct {
        const char *acts, *words;
    } ground[] = {
        {"correction-notice {'sent_on':'2025-09-24','items':'x'}\n"
         "correction {'received_on':'2025-10-10'}",
         "补正"},
        {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
         "consultations/A/reply {'received_on':'2025-09-29','opinion':'object'}",
         "第三方答复"},
        {"fee-notice {'sent_on':'2025-09-22','basis':'page','units':40,'amount':100}\npayment {'paid_on':'2025-09-24'}",
         "缴费"},
        {"consultations {'party':'third_party','name':'李','sent_on':'2025-09-22'}\n"
         "events/2/delivery {'delivered_on':'2025-09-24'}",
         "送达"},
    };

    make_agency("ground", NULL);
    for (unsigned i = 0; i < sizeof ground / sizeof ground[0]; i++) {
        const char *id = make_case("ground", arrival, NULL);

        happen(id, ground[i].acts);
        unlawful(id, "events/2/retract", "{'reason':'x'}", ground[i].words);
        unlawful(id, "events/2/retract", "{'reason':'x'}", "第 3 项");
        ck_assert_int_eq(number_in(shown_case(id), "application.version"), 3);
    }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        a_missed_correction_lapses_by_itself_and_is_closed_from_the_next_day_on,
        an_unpaid_fee_lapses_after_its_20_working_days,
        a_payment_restarts_the_period_and_the_extension_of_the_old_one_is_gone,
        the_delivery_of_a_letter_moves_what_runs_from_it,
        a_consultation_without_a_limit_runs_until_its_reply_or_its_closing,
        a_silent_third_party_ends_its_pause_with_the_15th_working_day,
        references_are_given_in_order_and_an_unknown_one_is_not_found,
        good_reasons_allow_a_delayed_date,
        joint_makers_consent_by_silence_and_third_parties_do_not,
        the_way_of_service_decides_the_day_of_the_answer,
        an_answer_dated_in_time_but_posted_late_is_late,
        contradictory_days_of_an_answer_are_refused,
        a_corrected_entry_moves_the_due_day_and_a_retracted_one_gives_it_back,
        a_corrected_entry_takes_no_facts_of_another_kind,
        an_entry_that_carries_a_later_one_is_not_taken_back,
        NULL,
    };

    return here_run("clock_effects", tests,
                    (const char *const[]){"--today=2026-01-30", NULL});
}
