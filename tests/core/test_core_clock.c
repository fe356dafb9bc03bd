#include "core/clock.h"
#include "facts.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_EVENTS = 128 };

/* One word of an entry: a code of its kind, a day, or a name with a value behind it. */
static void
take_word(struct event *e, const char *word, char **rest)
{
    date d;

    if (strcmp(word, "of") == 0)
        e->supersedes = atoi(strtok_r(NULL, " ", rest));
    else if (strcmp(word, "submitted") == 0)
        e->submitted_on = facts_day(strtok_r(NULL, " ", rest));
    else if (strcmp(word, "confirmed") == 0)
        e->confirmed_on = facts_day(strtok_r(NULL, " ", rest));
    else if (date_parse(word, &d))
        e->happened_on = d;
    else if (e->kind == EVENT_registered)
        e->channel = channel_of(word);
    else
        e->outcome = outcome_of(word);
}

/* Reads "registered fax 2025-03-03; confirmed 2025-03-04; retracted 2025-03-05 of 2". */
static int
read_story(const char *story, struct event events[MOST_EVENTS])
{
    char *copy = strdup(story), *entries = copy, *entry, *rest, *word;
    int n = 0;

    while ((entry = strtok_r(entries, ";", &rest)) != NULL) {
        struct event *e = &events[n++];
        char *words;

        entries = NULL;
        *e = (struct event){.seq = n,
                            .kind = EVENT_NONE,
                            .channel = CHANNEL_NONE,
                            .category = CATEGORY_natural_person,
                            .outcome = OUTCOME_NONE};
        word = strtok_r(entry, " ", &words);
        e->kind = event_kind_of(word);
        ck_assert_msg(e->kind != EVENT_NONE, "no event %s", word);
        while ((word = strtok_r(NULL, " ", &words)) != NULL)
            take_word(e, word, &words);
        ck_assert((e->kind == EVENT_registered) == (e->channel != CHANNEL_NONE));
        ck_assert((e->kind == EVENT_answered) == (e->outcome != OUTCOME_NONE));
    }
    free(copy);
    return n;
}

/* "answered received 2025-03-03 due 2025-03-31 closed 2025-03-10 granted". */
static void
describe(const struct clock *c, char *text, size_t size)
{
    char received[DATE_SIZE] = "", due[DATE_SIZE] = "", closed[DATE_SIZE] = "";
    bool counts = c->status != CLOCK_VOIDED;

    snprintf(text, size, "%s%s%s%s%s%s%s%s%s", clock_status_code(c->status),
             counts && c->received_on ? " received " : "",
             counts && c->received_on ? date_text(c->received_on, received) : "",
             counts && c->due_on ? " due " : "",
             counts && c->due_on ? date_text(c->due_on, due) : "",
             counts && c->closed_on ? " closed " : "",
             counts && c->closed_on ? date_text(c->closed_on, closed) : "",
             counts && c->outcome != OUTCOME_NONE ? " " : "",
             counts && c->outcome != OUTCOME_NONE ? outcome_code(c->outcome) : "");
}

/* Keeps the words of REFUSAL longer than their arena. */
static void
keep_words(struct clock_refusal *refusal)
{
    static char zh[300], en[300];

    snprintf(zh, sizeof zh, "%s", refusal->zh);
    snprintf(en, sizeof en, "%s", refusal->en);
    refusal->zh = zh;
    refusal->en = en;
}

static enum problem
fold(const struct event *events, int n, struct clock *c, struct clock_refusal *refusal)
{
    struct calendar *cal = facts_calendar();
    struct arena *a;
    enum problem p;

    *refusal = (struct clock_refusal){.seq = -1};
    a = arena_new();
    p = clock_judge(a, &(struct clock_terms){.calendar = cal}, events, n, c, refusal);
    if (p != OK)
        keep_words(refusal);
    arena_free(a);
    calendar_free(cal);
    return p;
}

#define MET "registered in_person 2025-03-03"
#define NET "registered internet 2025-03-03"
#define RUNS "running received 2025-03-03 due 2025-03-31"
#define ANSWERED "answered received 2025-03-03 due 2025-03-31 closed "

static const struct {
    const char *story, *end;
} lawful[] = {
    /* the channel decides the day of receipt */
    {MET, RUNS},
    {"registered oral 2025-03-03", RUNS},
    {"registered mail_signed 2025-03-03 submitted 2025-02-27", RUNS},
    {"registered mail_ordinary 2025-03-03", "awaiting_confirmation"},
    {NET, "awaiting_confirmation"},
    {"registered fax 2025-03-03; confirmed 2025-03-03", RUNS},
    {NET " confirmed 2025-03-04", "running received 2025-03-04 due 2025-04-01"},
    {NET "; confirmed 2025-03-04", "running received 2025-03-04 due 2025-04-01"},
    /* the law by the day of receipt */
    {"registered in_person 2019-05-14", "running received 2019-05-14 due 2019-06-04"},
    {"registered in_person 2019-05-15", "running received 2019-05-15 due 2019-06-13"},
    /* ends */
    {MET "; answered granted 2025-03-03", ANSWERED "2025-03-03 granted"},
    {MET "; answered refused_7 2025-05-06", ANSWERED "2025-05-06 refused_7"},
    {MET "; withdrawn 2025-03-05",
     "withdrawn received 2025-03-03 closed 2025-03-05 other_3"},
    {NET "; withdrawn 2025-03-05", "withdrawn closed 2025-03-05 other_3"},
    {MET "; voided 2025-03-05", "voided"},
    {NET "; voided 2025-03-05", "voided"},
    {MET "; answered granted 2025-03-10; voided 2025-03-11", "voided"},
    {MET "; withdrawn 2025-03-10; voided 2025-03-11", "voided"},
    /* taking an entry away */
    {MET "; answered granted 2025-03-10; retracted 2025-03-11 of 2", RUNS},
    {MET "; withdrawn 2025-03-10; retracted 2025-03-11 of 2", RUNS},
    {MET "; voided 2025-03-10; retracted 2025-03-11 of 2", RUNS},
    {NET "; confirmed 2025-03-04; retracted 2025-03-11 of 2", "awaiting_confirmation"},
    {MET "; voided 2025-03-05; retracted 2025-03-06 of 2; answered granted 2025-03-07",
     ANSWERED "2025-03-07 granted"},
    {MET "; answered granted 2025-03-10; retracted 2025-03-11 of 2; withdrawn 2025-03-12",
     "withdrawn received 2025-03-03 closed 2025-03-12 other_3"},
    {MET "; answered granted 2025-03-10; voided 2025-03-11; retracted 2025-03-12 of 3",
     ANSWERED "2025-03-10 granted"},
    /* putting an entry right */
    {MET "; answered granted 2025-03-10; answered partly_granted 2025-03-12 of 2",
     ANSWERED "2025-03-12 partly_granted"},
    {MET "; answered granted 2025-03-10; answered refused_1 2025-03-11 of 2; "
         "answered other_2 2025-03-12 of 3",
     ANSWERED "2025-03-12 other_2"},
    {MET "; answered granted 2025-03-10; answered refused_1 2025-03-11 of 2; "
         "retracted 2025-03-12 of 3",
     RUNS},
    {MET "; registered mail_signed 2025-03-05 of 1",
     "running received 2025-03-05 due 2025-04-02"},
    {MET "; registered internet 2025-03-03 of 1", "awaiting_confirmation"},
    {MET "; registered internet 2025-03-03 of 1; confirmed 2025-03-04",
     "running received 2025-03-04 due 2025-04-01"},
    {NET "; confirmed 2025-03-04; registered in_person 2025-03-03 of 1", RUNS},
    {NET "; confirmed 2025-03-05; confirmed 2025-03-04 of 2",
     "running received 2025-03-04 due 2025-04-01"},
    {MET "; withdrawn 2025-03-05; withdrawn 2025-03-06 of 2",
     "withdrawn received 2025-03-03 closed 2025-03-06 other_3"},
    {MET
     "; answered granted 2025-03-10; voided 2025-03-12; answered refused_2 2025-03-11 of 2",
     "voided"},
    {MET "; answered granted 2025-03-10; registered in_person 2025-03-10 of 1",
     "answered received 2025-03-10 due 2025-04-08 closed 2025-03-10 granted"},
};

START_TEST(a_lawful_history_ends_where_the_law_says)
{
    struct event events[MOST_EVENTS];
    struct clock_refusal refusal;
    struct clock c;
    char end[256];
    int n = read_story(lawful[_i].story, events);

    ck_assert_msg(fold(events, n, &c, &refusal) == OK, "%s: entry %d: %s", lawful[_i].story,
                  refusal.seq, refusal.en);
    describe(&c, end, sizeof end);
    ck_assert_msg(strcmp(end, lawful[_i].end) == 0, "%s: %s", lawful[_i].story, end);
}
END_TEST

static const struct {
    const char *story;
    int refused; /* seq of the entry that may not stand where it does */
} unlawful[] = {
    /* the beginning */
    {"confirmed 2025-03-03", 1},
    {"answered granted 2025-03-03", 1},
    {"withdrawn 2025-03-03", 1},
    {"voided 2025-03-03", 1},
    {"retracted 2025-03-03 of 1", 1},
    {MET "; " MET, 2},
    {MET " submitted 2025-03-04", 1},
    {MET " confirmed 2025-03-03", 1},
    {"registered oral 2025-03-03 confirmed 2025-03-03", 1},
    {"registered mail_signed 2025-03-03 confirmed 2025-03-03", 1},
    {NET " confirmed 2025-03-02", 1},
    {"registered in_person 2100-12-20", 1},
    {"registered fax 2025-03-03 confirmed 2100-12-20", 1},
    /* confirmation */
    {MET "; confirmed 2025-03-04", 2},
    {"registered oral 2025-03-03; confirmed 2025-03-04", 2},
    {"registered mail_signed 2025-03-03; confirmed 2025-03-04", 2},
    {NET "; confirmed 2025-03-02", 2},
    {NET "; confirmed 2025-03-04; confirmed 2025-03-05", 3},
    {NET " confirmed 2025-03-04; confirmed 2025-03-05", 2},
    {NET "; withdrawn 2025-03-04; confirmed 2025-03-05", 3},
    {NET "; voided 2025-03-04; confirmed 2025-03-05", 3},
    /* the answer */
    {NET "; answered granted 2025-03-04", 2},
    {MET "; answered granted 2025-03-02", 2},
    {NET "; confirmed 2025-03-05; answered granted 2025-03-04", 3},
    {MET "; answered granted 2025-03-04; answered granted 2025-03-05", 3},
    {MET "; withdrawn 2025-03-04; answered granted 2025-03-05", 3},
    {MET "; voided 2025-03-04; answered granted 2025-03-05", 3},
    /* withdrawal */
    {MET "; withdrawn 2025-03-02", 2},
    {NET "; withdrawn 2025-03-02", 2},
    {MET "; answered granted 2025-03-04; withdrawn 2025-03-05", 3},
    {MET "; withdrawn 2025-03-04; withdrawn 2025-03-05", 3},
    {MET "; voided 2025-03-04; withdrawn 2025-03-05", 3},
    {MET "; voided 2025-03-04; voided 2025-03-05", 3},
    /* taking away */
    {MET "; retracted 2025-03-04", 2},
    {MET "; retracted 2025-03-04 of 1", 2},
    {MET "; retracted 2025-03-04 of 2", 2},
    {MET "; retracted 2025-03-04 of 7", 2},
    {MET "; retracted 2025-03-04 of -1", 2},
    {MET
     "; answered granted 2025-03-04; retracted 2025-03-05 of 2; retracted 2025-03-06 of 2",
     4},
    {MET
     "; answered granted 2025-03-04; retracted 2025-03-05 of 2; retracted 2025-03-06 of 3",
     4},
    {NET "; confirmed 2025-03-04; answered granted 2025-03-10; retracted 2025-03-11 of 2",
     3},
    /* putting right */
    {MET "; answered granted 2025-03-04; withdrawn 2025-03-05 of 2", 3},
    {MET "; answered granted 2025-03-04 of 2", 2},
    {MET "; answered granted 2025-03-04 of 1", 2},
    {MET "; answered granted 2025-03-04; answered granted 2025-03-05 of 2; "
         "answered granted 2025-03-06 of 2",
     4},
    {MET "; answered granted 2025-03-10; registered in_person 2025-03-12 of 1", 2},
    {MET "; answered granted 2025-03-10; registered internet 2025-03-03 of 1", 2},
    {MET "; answered granted 2025-03-10; answered granted 2025-03-01 of 2", 3},
    {NET "; confirmed 2025-03-04; registered internet 2025-03-05 of 1", 2},
    {NET "; confirmed 2025-03-04; answered granted 2025-03-10; confirmed 2025-03-11 of 2",
     3},
    {MET "; registered in_person 2025-03-03 submitted 2025-03-04 of 1", 2},
};

START_TEST(an_unlawful_order_is_refused_with_its_entry_and_a_reason)
{
    struct event events[MOST_EVENTS];
    struct clock_refusal refusal;
    struct clock c;
    int n = read_story(unlawful[_i].story, events);
    enum problem p = fold(events, n, &c, &refusal);

    ck_assert_msg(p == P_act_not_lawful, "%s: was let pass", unlawful[_i].story);
    ck_assert_msg(refusal.seq == unlawful[_i].refused, "%s: entry %d refused",
                  unlawful[_i].story, refusal.seq);
    ck_assert_ptr_nonnull(refusal.zh);
    ck_assert_ptr_nonnull(refusal.en);
    ck_assert_msg(strlen(refusal.zh) > 10 && strlen(refusal.en) > 10, "%s: no reason",
                  unlawful[_i].story);
}
END_TEST

/* The states as the law draws them: what may follow, -1 if nothing may. */
static int
next_state(int state, enum event_kind kind)
{
    bool open = state == CLOCK_AWAITING_CONFIRMATION || state == CLOCK_RUNNING;

    if (kind == EVENT_confirmed)
        return state == CLOCK_AWAITING_CONFIRMATION ? CLOCK_RUNNING : -1;
    if (kind == EVENT_answered)
        return state == CLOCK_RUNNING ? CLOCK_ANSWERED : -1;
    if (kind == EVENT_withdrawn)
        return open ? CLOCK_WITHDRAWN : -1;
    return kind == EVENT_voided && state != CLOCK_VOIDED ? CLOCK_VOIDED : -1;
}

/* clock_judge without what it leaves in its arena. */
static enum problem
judge(const struct calendar *cal, const struct event *events, int n, struct clock *c,
      struct clock_refusal *refusal)
{
    struct arena *a = arena_new();
    enum problem p =
        clock_judge(a, &(struct clock_terms){.calendar = cal}, events, n, c, refusal);

    arena_free(a);
    return p;
}

/* Every order of up to five kinds behind a registration by each channel. */
START_TEST(an_order_is_lawful_exactly_when_every_step_of_it_is)
{
    static const enum event_kind kinds[] = {EVENT_confirmed, EVENT_answered,
                                            EVENT_withdrawn, EVENT_voided};
    enum { KINDS = sizeof kinds / sizeof kinds[0], LENGTH = 5 };
    struct calendar *cal = facts_calendar();
    date day = facts_day("2025-03-03");
    int orders = 1;

    for (int i = 0; i < LENGTH; i++)
        orders *= KINDS;
    for (int order = 0; order < orders; order++) {
        struct event events[1 + LENGTH] = {{.seq = 1,
                                            .kind = EVENT_registered,
                                            .happened_on = day,
                                            .channel = (enum channel)_i}};
        int state = channel_confirms((enum channel)_i) ? CLOCK_AWAITING_CONFIRMATION
                                                       : CLOCK_RUNNING;

        for (int i = 1, digits = order; i <= LENGTH; i++, digits /= KINDS) {
            struct clock_refusal refusal = {.seq = 0};
            struct clock c;
            enum problem p;

            events[i] = (struct event){.seq = i + 1,
                                       .kind = kinds[digits % KINDS],
                                       .happened_on = day + i,
                                       .outcome = OUTCOME_granted};
            state = next_state(state, events[i].kind);
            p = judge(cal, events, i + 1, &c, &refusal);
            ck_assert_int_eq(p, state < 0 ? P_act_not_lawful : OK);
            if (state < 0) {
                ck_assert_int_eq(refusal.seq, i + 1);
                break;
            }
            ck_assert_int_eq((int)c.status, state);
        }
    }
    calendar_free(cal);
}
END_TEST

START_TEST(a_history_may_be_as_long_as_mistakes_make_it)
{
    struct event events[MOST_EVENTS];
    struct clock_refusal refusal;
    struct clock c;
    int n = read_story(MET, events);
    char end[256];

    while (n < MOST_EVENTS - 1) {
        events[n] = (struct event){.seq = n + 1,
                                   .kind = EVENT_answered,
                                   .happened_on = facts_day("2025-03-04"),
                                   .outcome = OUTCOME_granted};
        events[n + 1] = (struct event){.seq = n + 2,
                                       .kind = EVENT_retracted,
                                       .happened_on = facts_day("2025-03-05"),
                                       .supersedes = n + 1};
        n += 2;
        ck_assert_int_eq(fold(events, n, &c, &refusal), OK);
        describe(&c, end, sizeof end);
        ck_assert_str_eq(end, RUNS);
    }
    events[n] = events[n - 2];
    events[n].seq = n + 1;
    ck_assert_int_eq(fold(events, n + 1, &c, &refusal), OK);
    describe(&c, end, sizeof end);
    ck_assert_str_eq(end, ANSWERED "2025-03-04 granted");
}
END_TEST

START_TEST(a_deadline_beyond_the_published_calendar_is_provisional)
{
    struct event events[MOST_EVENTS];
    struct clock_refusal refusal;
    struct clock c;

    ck_assert_int_eq(
        fold(events, read_story("registered oral 2026-11-30", events), &c, &refusal), OK);
    ck_assert_int_eq(c.due_on, facts_day("2026-12-28"));
    ck_assert(c.due_certain);
    ck_assert_int_eq(
        fold(events, read_story("registered oral 2026-12-01", events), &c, &refusal), OK);
    ck_assert_int_eq(c.due_on, facts_day("2026-12-29"));
    ck_assert(!c.due_certain);
    ck_assert_int_eq(
        fold(events, read_story("registered fax 2026-12-01", events), &c, &refusal), OK);
    ck_assert(c.due_certain);
}
END_TEST

int
main(void)
{
    const TTest *const once[] = {
        a_history_may_be_as_long_as_mistakes_make_it,
        a_deadline_beyond_the_published_calendar_is_provisional,
        NULL,
    };
    Suite *suite = harness_suite("clock", once, 60);
    TCase *each = tcase_create("each");

    tcase_set_timeout(each, 60);
    tcase_add_loop_test(each, a_lawful_history_ends_where_the_law_says, 0,
                        (int)(sizeof lawful / sizeof lawful[0]));
    tcase_add_loop_test(each, an_unlawful_order_is_refused_with_its_entry_and_a_reason, 0,
                        (int)(sizeof unlawful / sizeof unlawful[0]));
    tcase_add_loop_test(each, an_order_is_lawful_exactly_when_every_step_of_it_is, 0,
                        CHANNEL_COUNT);
    suite_add_tcase(suite, each);
    return harness_run(suite);
}
