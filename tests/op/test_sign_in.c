/* Signing in: what it tells, what it slows down, the second factor, links and passwords.
 * Real hashes of full cost, as few as will do. */
#include "op/visitor.h"

#include "core/date.h"
#include "guard/password.h"
#include "guard/secret.h"
#include "guard/totp.h"
#include "http/operation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRONG "Wrong7#Password"

/* What ways there are to time a reply: by the clock on the wall, which runs on while the machine
 * does something else, and by the processor time of the service. */
enum { WALL, PROCESSOR, WATCHES };

static double
read_watch(int watch)
{
    clockid_t id = CLOCK_MONOTONIC;
    struct timespec t;

    if (watch == PROCESSOR)
        ck_assert_int_eq(clock_getcpuclockid(here.pid, &id), 0);
    ck_assert_int_eq(clock_gettime(id, &t), 0);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The body of a refusal without what names the request. */
static const char *
body_without_id(const struct asked *a)
{
    json_t *copy = json_deep_copy(a->json);
    static char text[2000];
    char *printed;

    json_object_del(copy, "request");
    printed = json_dumps(copy, JSON_SORT_KEYS);
    snprintf(text, sizeof text, "%s", printed);
    free(printed);
    json_decref(copy);
    return text;
}

enum { KINDS = 4, ROUND = 10, ROUNDS = 3 };
static const char *const kinds[KINDS] = {"known@tells", "nobody@tells", "locked@tells",
                                         "gone@tells"};

/* What each kind took on each watch, in all tries. */
static double times[WATCHES][KINDS][ROUND * ROUNDS];

/* A round of wrong passwords, interleaved. */
static void
try_round(int round)
{
    static char first[2000];

    for (int i = round * ROUND; i < (round + 1) * ROUND; i++) {
        in_database("update account set failures = 0 where login = 'known'");
        for (int k = 0; k < KINDS; k++) {
            double begun[WATCHES] = {read_watch(WALL), read_watch(PROCESSOR)};
            const struct asked *a =
                sign_in_from(fresh_source(), kinds[(k + i) % KINDS], WRONG, NULL);

            for (int w = 0; w < WATCHES; w++)
                times[w][(k + i) % KINDS][i] = read_watch(w) - begun[w];
            ck_assert_int_eq(a->answer.status, 401);
            if (*first == '\0')
                snprintf(first, sizeof first, "%s", body_without_id(a));
            ck_assert_str_eq(body_without_id(a), first);
        }
    }
}

/* What the first N tries of a kind usually take: what else the machine does is in the rest.  On
 * the wall only the quickest is undisturbed. */
static double
usual(int watch, int kind, int n)
{
    double sorted[ROUND * ROUNDS];

    memcpy(sorted, times[watch][kind], (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    return sorted[watch == PROCESSOR ? n / 4 : 0];
}

/* From the shortest to the longest of the kinds after N tries each. */
static void
spread(int watch, int n, double from_to[2])
{
    from_to[0] = from_to[1] = usual(watch, 0, n);
    for (int k = 1; k < KINDS; k++) {
        double t = usual(watch, k, n);

        if (t < from_to[0])
            from_to[0] = t;
        if (t > from_to[1])
            from_to[1] = t;
    }
}

/* The work that the service does differs by less than a tenth; what it waits for elsewhere, in
 * the database, by less than could be told from it over a network. */
START_TEST(neither_time_nor_text_tells_which_accounts_exist_are_locked_or_disabled)
{
    static const double most[WATCHES] = {[WALL] = 1.3, [PROCESSOR] = 1.1};
    const char *hash = person_full_hash(PASSWORD_OF_ALL);
    double from_to[WATCHES][2];
    bool settled = false;

    make_agency("tells", NULL);
    person_make("known@tells", "officer");
    in_database("update account set locked_until = 'infinity' where id = %d",
                person_make("locked@tells", "officer"));
    in_database("update account set state = 'disabled' where id = %d",
                person_make("gone@tells", "officer"));
    in_database("update account set password = '%s' where login in ('known', 'locked',"
                " 'gone')",
                hash);
    sign_in_from(fresh_source(), kinds[0], WRONG, NULL); /* what is slow the first time */
    for (int r = 0; r < ROUNDS && !settled; r++) {
        try_round(r);
        settled = true;
        for (int w = 0; w < WATCHES; w++) {
            spread(w, (r + 1) * ROUND, from_to[w]);
            settled = settled && from_to[w][1] <= from_to[w][0] * most[w];
        }
    }
    for (int w = 0; w < WATCHES; w++)
        ck_assert_msg(from_to[w][1] <= from_to[w][0] * most[w], "%s from %.1f to %.1f ms",
                      w == WALL ? "on the wall" : "of the processor", from_to[w][0] * 1e3,
                      from_to[w][1] * 1e3);
    ck_assert_double_gt(from_to[PROCESSOR][0], 0.02); /* it hashed each time */
}
END_TEST

static const char *
detail_of(const struct asked *a)
{
    return text_in(a->json, "detail");
}

START_TEST(failures_lock_an_account_and_only_the_right_password_is_told)
{
    int account;

    make_agency("locks", NULL);
    account = person_make("li@locks", "officer");
    for (int i = 0; i < 5; i++)
        ck_assert_str_eq(problem_in(sign_in_from(fresh_source(), "li@locks", WRONG, NULL)),
                         "sign_in_failed");
    ck_assert_str_eq(
        in_database("select locked_until > now() + interval '14 minutes' from account"
                    " where id = %d",
                    account),
        "t");
    ck_assert_str_eq(detail_of(sign_in_from(fresh_source(), "li@locks", WRONG, NULL)),
                     "(none)");
    ck_assert_ptr_nonnull(
        strstr(detail_of(sign_in_from(fresh_source(), "li@locks", PASSWORD_OF_ALL, NULL)),
               "锁定"));
    in_database("update account set locked_until = now() where id = %d", account);
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "li@locks", PASSWORD_OF_ALL, NULL)->answer.status,
        201);
    in_database("update account set locked_until = 'infinity' where id = %d", account);
    as(security_admin(), 200, "{}", "POST /api/v1/accounts/%d/unlock", account);
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "li@locks", PASSWORD_OF_ALL, NULL)->answer.status,
        201);
}
END_TEST

START_TEST(a_right_password_forgets_the_failures_before_it)
{
    make_agency("forgets", NULL);
    person_make("li@forgets", "officer");
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 4; i++)
            sign_in_from(fresh_source(), "li@forgets", WRONG, NULL);
        ck_assert_int_eq(sign_in_from(fresh_source(), "li@forgets", PASSWORD_OF_ALL, NULL)
                             ->answer.status,
                         201);
    }
}
END_TEST

START_TEST(a_source_that_fails_waits_and_another_does_not)
{
    const char *source = fresh_source();
    const struct asked *a;
    char after[20];

    make_agency("slows", NULL);
    person_make("li@slows", "officer");
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(sign_in_from(source, "nobody@slows", WRONG, NULL)->answer.status,
                         401);
    a = sign_in_from(source, "li@slows", PASSWORD_OF_ALL, NULL);
    ck_assert_str_eq(problem_in(a), "too_many");
    answer_header(&a->answer, "retry-after", after, sizeof after);
    ck_assert_int_ge(atoi(after), 1);
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "li@slows", PASSWORD_OF_ALL, NULL)->answer.status,
        201);
    nanosleep(&(struct timespec){1, 100000000}, NULL);
    ck_assert_int_eq(sign_in_from(source, "li@slows", PASSWORD_OF_ALL, NULL)->answer.status,
                     201);
}
END_TEST

/* Waits until a step of codes has at least ten seconds left; its number. */
static long long
calm_step(void)
{
    while (time(NULL) % TOTP_SECONDS > TOTP_SECONDS - 10)
        nanosleep(&(struct timespec){1, 0}, NULL);
    return (long long)time(NULL) / TOTP_SECONDS;
}

static const char *
code_at(const struct totp_secret *secret, long long step)
{
    static char codes[4][TOTP_DIGITS + 1];
    static int n;

    n = (n + 1) % 4;
    totp_code(secret, step, codes[n]);
    return codes[n];
}

/* A second factor for the account behind COOKIE, confirmed with the code of STEP. */
static void
set_factor(const char *cookie, struct totp_secret *secret, long long step)
{
    char body[60];

    ck_assert(
        totp_read(text_in(as(cookie, 201, "{}", "POST /api/v1/second-factor"), "secret"),
                  TOTP_SHA1, secret));
    as(cookie, 422, "{'code':'000'}", "POST /api/v1/second-factor/confirm");
    snprintf(body, sizeof body, "{'code':'%s'}", code_at(secret, step));
    as(cookie, 200, body, "POST /api/v1/second-factor/confirm");
    as(cookie, 422, body, "POST /api/v1/second-factor/confirm");
}

static long
with_code(const char *name, const char *code)
{
    return sign_in_from(fresh_source(), name, PASSWORD_OF_ALL, code)->answer.status;
}

START_TEST(a_code_is_asked_for_and_taken_once_in_its_step_and_the_next)
{
    struct totp_secret secret;
    long long step;
    int account;

    make_agency("codes", NULL);
    account = person_make("li@codes", "officer");
    step = calm_step();
    set_factor(person_session(account), &secret, step - 1);
    ck_assert_str_eq(
        problem_in(sign_in_from(fresh_source(), "li@codes", PASSWORD_OF_ALL, NULL)),
        "code_needed");
    ck_assert_str_eq(problem_in(sign_in_from(fresh_source(), "li@codes", WRONG, NULL)),
                     "sign_in_failed");
    ck_assert_int_eq(with_code("li@codes", "000000"), 401);
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step - 1)), 401);
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step + 7)), 401);
    step = calm_step();
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step)), 201);
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step)), 401);
    /* As if that code had been taken a step ago: it is still the one of the step before. */
    step = calm_step();
    in_database("update account set totp_step = %lld, failures = 0 where id = %d", step - 1,
                account);
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step - 1)), 401);
    in_database("update account set totp_step = %lld where id = %d", step - 2, account);
    ck_assert_int_eq(with_code("li@codes", code_at(&secret, step - 1)), 201);
}
END_TEST

START_TEST(a_code_that_proves_or_changes_a_password_signs_nobody_in)
{
    struct totp_secret secret;
    const char *cookie;
    const struct asked *a;
    char body[200], lines[100];
    long long step;
    int account;

    make_agency("takes", NULL);
    account = person_make("li@takes", "officer");
    cookie = person_session(account);
    step = calm_step();
    set_factor(cookie, &secret, step - 1);
    step = calm_step();
    snprintf(body, sizeof body, "{'password':'%s','code':'%s'}", PASSWORD_OF_ALL,
             code_at(&secret, step));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", cookie);
    a = visit(lines, body, "POST /api/v1/session/proof");
    ck_assert_int_eq(a->answer.status, 200);
    cookie = cookie_set(a);
    ck_assert_int_eq(with_code("li@takes", code_at(&secret, step)), 401);
    snprintf(body, sizeof body,
             "{'old_password':'%s','new_password':'Another7#Word','code':'%s'}",
             PASSWORD_OF_ALL, code_at(&secret, step + 1));
    as(cookie, 200, body, "POST /api/v1/password");
    ck_assert_int_eq(sign_in_from(fresh_source(), "li@takes", "Another7#Word",
                                  code_at(&secret, step + 1))
                         ->answer.status,
                     401);
}
END_TEST

/* Sends N sign-ins as NAME at once, each from a process and a source of its own; how many
 * were answered 201, and 503 in *BUSY.  No other answer comes. */
static int
sign_in_at_once(int n, const char *name, const char *code, int *busy)
{
    pid_t children[32];
    int in = 0, end;

    *busy = 0;
    for (int i = 0; i < n; i++) {
        const char *source = fresh_source();

        children[i] = fork();
        ck_assert_int_ge(children[i], 0);
        if (children[i] == 0)
            _exit((int)(sign_in_from(source, name, PASSWORD_OF_ALL, code)->answer.status /
                        10));
    }
    for (int i = 0; i < n; i++) {
        waitpid(children[i], &end, 0);
        in += WIFEXITED(end) && WEXITSTATUS(end) == 20;
        *busy += WIFEXITED(end) && WEXITSTATUS(end) == 50;
    }
    return in;
}

START_TEST(of_two_sign_ins_at_once_with_one_code_one_is_let_in)
{
    struct totp_secret secret;
    long long step;
    int busy;

    make_agency("races", NULL);
    step = calm_step();
    set_factor(person_session(person_make("li@races", "officer")), &secret, step - 1);
    step = calm_step();
    ck_assert_int_eq(sign_in_at_once(2, "li@races", code_at(&secret, step), &busy), 1);
    ck_assert_int_eq(busy, 0);
}
END_TEST

/* The number of kilobytes that /proc says of the service under NAME ("VmRSS:"). */
static long
memory(const char *name)
{
    char path[64], line[200];
    long value = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)here.pid);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    while (value < 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            value = atol(line + strlen(name));
    fclose(file);
    return value;
}

START_TEST(twenty_sign_ins_at_once_hash_two_at_a_time)
{
    const char *hash = person_full_hash(PASSWORD_OF_ALL);
    int in, busy;
    long before;

    make_agency("many", NULL);
    in_database("update account set password = '%s' where id = %d", hash,
                person_make("li@many", "officer"));
    before = memory("VmRSS:");
    in = sign_in_at_once(20, "li@many", NULL, &busy);
    ck_assert_int_eq(in + busy, 20);
    ck_assert_int_ge(in, 2);
    ck_assert_int_ge(busy, 1);
    /* Two hashes take 128 MiB; a third would be beyond. */
    ck_assert_int_lt(memory("VmHWM:") - before, 170 * 1024);
}
END_TEST

/* A new link of ACCOUNT, made by the security administrator. */
static const char *
link_of(int account)
{
    return text_in(
        as(security_admin(), 201, "{}", "POST /api/v1/accounts/%d/link", account), "link");
}

static const struct asked *
redeem(const char *link, const char *password)
{
    char body[400], lines[60];

    snprintf(body, sizeof body, "{'link':'%s','new_password':'%s'}", link, password);
    snprintf(lines, sizeof lines, "X-Real-IP: %s", fresh_source());
    return visit(lines, body, "POST /api/v1/password/link");
}

START_TEST(a_link_works_once_and_not_when_late_replaced_or_disabled)
{
    const char *first, *second;
    int account;

    make_agency("links", NULL);
    account = person_make("li@links", "officer");
    first = link_of(account);
    second = link_of(account);
    ck_assert_int_eq(redeem(first, "Bamboo7#Wall-East")->answer.status, 404);
    in_database("update account_link set expires_at = now() where account = %d", account);
    ck_assert_int_eq(redeem(second, "Bamboo7#Wall-East")->answer.status, 404);
    first = link_of(account);
    in_database("update account set state = 'disabled' where id = %d", account);
    ck_assert_int_eq(redeem(first, "Bamboo7#Wall-East")->answer.status, 404);
    as(security_admin(), 404, "{}", "POST /api/v1/accounts/%d/link", account);
    in_database("update account set state = 'active' where id = %d", account);
    ck_assert_int_eq(redeem(first, "Bamboo7#Wall-East")->answer.status, 200);
    ck_assert_int_eq(redeem(first, "Bamboo8#Wall-East")->answer.status, 404);
    ck_assert_int_eq(redeem("x", "Bamboo8#Wall-East")->answer.status, 404);
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "li@links", "Bamboo7#Wall-East", NULL)->answer.status,
        201);
}
END_TEST

/* A call of OP with something in every part of its path. */
static const char *
request_of(const struct operation *op)
{
    static char request[300];
    size_t len = 0;

    for (const char *at = op->route; *at != '\0' && len < sizeof request - 2; at++) {
        request[len++] = *at == '{' ? '1' : *at;
        if (*at == '{')
            at = strchr(at, '}');
    }
    request[len] = '\0';
    return request;
}

START_TEST(who_must_change_the_password_can_do_nothing_else)
{
    const char *cookie;
    char lines[120];
    int account, tried = 0;

    make_agency("limbo", NULL);
    account = person_make("li@limbo", "officer,supervisor,agency_admin,oversight");
    in_database("update account set password_must_change = true where id = %d", account);
    cookie = cookie_set(sign_in_from(fresh_source(), "li@limbo", PASSWORD_OF_ALL, NULL));
    snprintf(lines, sizeof lines, "Cookie: sid=%s\nX-Requested-With: gongkai", cookie);
    for (const struct operation *const *op = operation_list; *op != NULL; op++) {
        bool writes = strncmp((*op)->route, "GET ", 4) != 0;

        if ((*op)->open || (*op)->limbo)
            continue;
        tried++;
        ck_assert_msg(strcmp(problem_in(visit(lines,
                                              !writes         ? NULL
                                              : (*op)->upload ? "%PDF-1.4"
                                              : (*op)->alone  ? "{'password':'x'}"
                                                              : "{}",
                                              "%s", request_of(*op))),
                             "password_must_change") == 0,
                      "%s", (*op)->name);
    }
    ck_assert_int_gt(tried, 40);
    ck_assert(json_is_true(
        value_in(as(cookie, 200, NULL, "GET /api/v1/session"), "must_change_password")));
    as(cookie, 200,
       "{'old_password':'" PASSWORD_OF_ALL "','new_password':'Bamboo7#Wall-East'}",
       "POST /api/v1/password");
    as(cookie, 401, NULL, "GET /api/v1/session");
    ck_assert_str_eq(
        in_database("select password_must_change from account where id = %d", account),
        "f");
}
END_TEST

START_TEST(weak_passwords_are_refused_by_the_profile_in_force)
{
    static const char *const weak[][2] = {
        {"Short7#pass", "dengbao"},   {"alllowercaseletters", "dengbao"},
        {"Password1234!", "dengbao"}, {"weakling-Li7#", "dengbao"},
        {"Only14#letters", "nist"},
    };
    int account;

    make_agency("weak", NULL);
    account = person_make("weakling@weak", "officer");
    for (unsigned i = 0; i < sizeof weak / sizeof weak[0]; i++) {
        const struct asked *a;

        in_database("update policy set password_profile = '%s'", weak[i][1]);
        a = redeem(link_of(account), weak[i][0]);
        ck_assert_msg(a->answer.status == 422, "%s: %ld", weak[i][0], a->answer.status);
        ck_assert_str_eq(fields_in(value_in(a->json, "errors")), "new_password");
    }
    in_database("update policy set password_profile = 'nist'");
    ck_assert_int_eq(redeem(link_of(account), "plain words without a digit")->answer.status,
                     200);
    in_database("update policy set password_profile = 'dengbao'");
}
END_TEST

START_TEST(the_last_five_passwords_are_barred_and_the_sixth_is_not)
{
    static const char *const old[] = {"Bamboo1#Wall-East", "Bamboo2#Wall-East",
                                      "Bamboo3#Wall-East", "Bamboo4#Wall-East",
                                      "Bamboo5#Wall-East", "Bamboo6#Wall-East"};
    int account;

    make_agency("bars", NULL);
    account = person_make("li@bars", "officer");
    in_database("update account set password = '%s', passwords_before ="
                " array['%s', '%s', '%s', '%s', '%s'] where id = %d",
                person_hash(old[0]), person_hash(old[1]), person_hash(old[2]),
                person_hash(old[3]), person_hash(old[4]), person_hash(old[5]), account);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(redeem(link_of(account), old[i])->answer.status, 422);
    ck_assert_int_eq(redeem(link_of(account), old[5])->answer.status, 200);
    ck_assert_str_eq(
        in_database("select cardinality(passwords_before) from account where id = %d",
                    account),
        "5");
}
END_TEST

START_TEST(a_password_of_ninety_days_must_be_changed_where_the_profile_says_so)
{
    const char *cookie;
    int account;

    make_agency("ages", NULL);
    account = person_make("li@ages", "officer");
    cookie = person_session(account);
    in_database("update account set password_set_at = now() - interval '89 days' where id ="
                " %d",
                account);
    as(cookie, 200, NULL, "GET /api/v1/agencies/ages");
    in_database("update account set password_set_at = now() - interval '91 days' where id ="
                " %d",
                account);
    as(cookie, 403, NULL, "GET /api/v1/agencies/ages");
    in_database("update policy set password_profile = 'nist'");
    as(cookie, 200, NULL, "GET /api/v1/agencies/ages");
    in_database("update policy set password_profile = 'dengbao'");
}
END_TEST

START_TEST(a_name_with_more_behind_it_is_another_name)
{
    static const char *const names[] = {"li@exact@x", "li@exact@", "@exact",
                                        "li@",        "li",        "li@exac"};

    make_agency("exact", NULL);
    person_make("li@exact", "officer");
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_int_eq(
            sign_in_from(fresh_source(), names[i], PASSWORD_OF_ALL, NULL)->answer.status,
            401);
    ck_assert_int_eq(
        sign_in_from(fresh_source(), "LI@Exact", PASSWORD_OF_ALL, NULL)->answer.status,
        201);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        neither_time_nor_text_tells_which_accounts_exist_are_locked_or_disabled,
        failures_lock_an_account_and_only_the_right_password_is_told,
        a_right_password_forgets_the_failures_before_it,
        a_source_that_fails_waits_and_another_does_not,
        a_code_is_asked_for_and_taken_once_in_its_step_and_the_next,
        a_code_that_proves_or_changes_a_password_signs_nobody_in,
        of_two_sign_ins_at_once_with_one_code_one_is_let_in,
        twenty_sign_ins_at_once_hash_two_at_a_time,
        a_link_works_once_and_not_when_late_replaced_or_disabled,
        who_must_change_the_password_can_do_nothing_else,
        weak_passwords_are_refused_by_the_profile_in_force,
        the_last_five_passwords_are_barred_and_the_sixth_is_not,
        a_password_of_ninety_days_must_be_changed_where_the_profile_says_so,
        a_name_with_more_behind_it_is_another_name,
        NULL,
    };

    return here_run("sign_in", tests, (const char *const[]){socket_option(), NULL});
}
