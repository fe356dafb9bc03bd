/* Keys are turned under a running service, in pieces that can be broken off; none is lost
 * from sight, and none is removed that is needed. */
#include "guard/seal.h"
#include "guard/state.h"
#include "harness.h"
#include "op/who.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MANY = 8000, LINE_SIZE = 512, WRITERS = 2 };

#define ID_NUMBER "99999919850712123X"
#define PHONE "19912345678"
#define NUMBERS "'applicant_id_number':'" ID_NUMBER "','applicant_phone':'" PHONE "'"

static const char *const options[] = {"--today=2025-03-14", NULL};

/* Runs `gongkai keys …`; what it said, which must hold SAYS, with its exit STATUS. */
static const char *
keys(int status, const char *says, const char *what, const char *which)
{
    struct text out = {NULL, 0, 0};
    int ended =
        service_command(&here, &out, (const char *const[]){"keys", what, which, NULL});

    text_add(&out, "");
    ck_assert_msg(ended == status && strstr(out.bytes, says) != NULL, "keys %s: %d: %s",
                  what, ended, out.bytes);
    return out.bytes;
}

static const char *
key_file(char path[128])
{
    snprintf(path, 128, "%s/keys", here.directory);
    return path;
}

/* How many keys the file holds. */
static int
key_count(void)
{
    char path[128], line[LINE_SIZE];
    FILE *file = fopen(key_file(path), "re");
    int n = 0;

    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file) != NULL)
        n += *line != '#' && *line != '\n';
    fclose(file);
    return n;
}

/* Numbers as an older version left them: MANY rows in the open, of an agency of their own. */
static void
leave_in_the_open(void)
{
    make_agency("old", NULL);
    looked_up(
        "with g as (select id from agency where code = 'old'), a as ("
        "insert into application (agency, id, number, channel, applicant_category,"
        " applicant_name, content, arrived_on, received_on, due_on, status)"
        " select g.id, g.id::bigint << 32 | n, 'N-' || n, 'oral', 'other', 'x', 'x',"
        " '2025-03-04', '2025-03-04', '2025-04-01', 'running'"
        " from g, generate_series(1, $1::int) n returning agency, id)"
        ", e as (insert into event (agency, application, seq, kind, happened_on,"
        " recorded_at, actor) select agency, id, 1, 'registered', '2025-03-04', now(),"
        " 'x' from a) insert into applicant (agency, application, seq, name,"
        " id_number_open, phone_open) select agency, id, 1, 'x', '"
        "99999919850712' || lpad(((id & 4294967295) % 1000)::text, 3, '0') || 'X',"
        " '" PHONE "' from a",
        "8000", NULL, NULL);
}

static const char *
count_rows(const char *where)
{
    struct text sql = {NULL, 0, 0};

    text_addf(&sql, "select count(*) from applicant where %s", where);
    return looked_up(sql.bytes, NULL, NULL, NULL);
}

/* Starts `gongkai ARGUMENTS` and kills it, without warning, once it says UNTIL. */
static void
kill_amid(const char *const *arguments, const char *until)
{
    const char *argv[6] = {"gongkai"};
    char path[4096], line[LINE_SIZE] = "";
    bool said = false;
    int ends[2], n = 1;
    FILE *out;
    pid_t pid;

    for (; *arguments != NULL; arguments++)
        argv[n++] = *arguments;
    argv[n] = NULL;
    snprintf(path, sizeof path, "%s/gongkai", getenv("GONGKAI_BUILD"));
    ck_assert_int_eq(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        setenv("GONGKAI_DATABASE", here.database, 1);
        setenv("GONGKAI_STATE_DIR", here.directory, 1);
        execv(path, (char *const *)(size_t)argv);
        _exit(127);
    }
    close(ends[1]);
    out = fdopen(ends[0], "re");
    while (!said && fgets(line, sizeof line, out) != NULL)
        said = strstr(line, until) != NULL;
    kill(pid, SIGKILL);
    fclose(out);
    waitpid(pid, NULL, 0);
    ck_assert_msg(said, "it did not come to say %s", until);
}

START_TEST(what_an_older_version_left_in_the_open_is_sealed_and_can_be_broken_off)
{
    const char *const migrate[] = {"migrate", NULL};
    struct text out = {NULL, 0, 0};

    service_begin(&here, options);
    leave_in_the_open();
    service_stop(&here, SIGTERM);
    ck_assert_int_eq(service_command(&here, &out, (const char *const[]){"doctor", NULL}),
                     1);
    ck_assert_ptr_nonnull(strstr(out.bytes, "不合格 open_numbers (8000)"));
    kill_amid(migrate, "applicant: 2000 ");
    ck_assert_str_ne(count_rows("id_number_open is not null"), "0");
    ck_assert_str_ne(count_rows("id_number is not null"), "0");
    ck_assert_int_eq(service_command(&here, NULL, migrate), 0);
    ck_assert_str_eq(count_rows("num_nonnulls(id_number_open, phone_open) > 0"), "0");
    ck_assert_str_eq(count_rows("num_nonnulls(id_number, id_number_index, phone, "
                                "phone_index, key) = 5"),
                     "8000");
    service_start(&here, options);
    ck_assert_uint_eq(
        json_array_size(value_in(ask(200, "{'id_number':'99999919850712017X'}",
                                     "POST /api/v1/agencies/old/applications/find"),
                                 "applications")),
        8);
    service_end(&here);
}
END_TEST

/* Registers until told to stop; each must succeed. */
struct writer {
    pthread_t thread;
    volatile bool *stop;
    long done, failed;
};

static void *
write_on(void *context)
{
    struct writer *w = context;
    const char *body =
        "{\"channel\":\"oral\",\"arrived_on\":\"2025-03-13\",\"applicant_name\":\"x\","
        "\"applicant_category\":\"other\",\"content\":\"x\",\"applicant_id_number\":"
        "\"99999919850712123X\"}";

    while (!*w->stop) {
        struct answer a =
            service_call(&here, "POST", "/api/v1/agencies/new/applications", body, NULL);

        w->done++;
        w->failed += a.status != 201;
        answer_free(&a);
    }
    return NULL;
}

START_TEST(a_rotation_is_broken_off_and_resumed_while_the_service_goes_on)
{
    struct writer writers[WRITERS];
    volatile bool stop = false;

    service_begin(&here, options);
    leave_in_the_open();
    make_agency("new", NULL);
    make_case("new", "2025-03-13", NULL); /* its persons are there before the writers */
    ck_assert_int_eq(service_command(&here, NULL, (const char *const[]){"migrate", NULL}),
                     0);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){.stop = &stop};
        pthread_create(&writers[i].thread, NULL, write_on, &writers[i]);
    }
    kill_amid((const char *const[]){"keys", "rotate", NULL}, "applicant: 2000 ");
    ck_assert_int_eq(key_count(), 2);
    ck_assert_str_ne(count_rows("key = 1"), "0");
    ck_assert_str_ne(count_rows("key = 2"), "0");
    keys(1, "applicant", "retire", "1");
    keys(0, "继续", "rotate", NULL);
    stop = true;
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        ck_assert_int_gt(writers[i].done, 0);
        ck_assert_int_eq(writers[i].failed, 0);
    }
    ck_assert_int_eq(key_count(), 2);
    keys(0, "密钥 2", "rotate", "--resume");
    ck_assert_str_eq(count_rows("key = 1"), "0");
    ck_assert_uint_gt(
        json_array_size(value_in(ask(200, "{'id_number':'" ID_NUMBER "','limit':5}",
                                     "POST /api/v1/agencies/new/applications/find"),
                                 "applications")),
        1);
    service_end(&here);
}
END_TEST

static const char *
revealed(const char *id)
{
    return text_in(ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id),
                   "applicant.id_number");
}

/* The account's second factor is SECRET, sealed with the current key of the file. */
static void
set_factor(const char *account, const char *secret)
{
    struct keyring *ring = state_keys(here.directory, false);
    struct arena *a = arena_new();

    looked_up("update account set totp_key = $3, totp_secret = $2::bytea where id = $1",
              account, seal(a, ring, arena_printf(a, "account|%s|totp", account), secret),
              arena_printf(a, "%d", keyring_current(ring)));
    arena_free(a);
    keyring_free(ring);
}

/* Whether it opens, with the current key of the file, to SECRET. */
static bool
factor_is(const char *account, const char *secret)
{
    struct keyring *ring = state_keys(here.directory, false);
    struct arena *a = arena_new();
    const char *found = "";
    bool is =
        atoi(looked_up("select totp_key from account where id = $1", account, NULL,
                       NULL)) == keyring_current(ring) &&
        unseal(
            a, ring, keyring_current(ring), arena_printf(a, "account|%s|totp", account),
            looked_up("select totp_secret from account where id = $1", account, NULL, NULL),
            &found) &&
        strcmp(found, secret) == 0;

    arena_free(a);
    keyring_free(ring);
    return is;
}

START_TEST(everything_that_is_sealed_turns_and_the_old_key_stays_for_the_audit)
{
    const char *id, *proposal, *li;

    service_begin(&here, options);
    make_agency("turn", NULL);
    id = make_case("turn", "2025-03-13", NUMBERS);
    as_person("turn", "li", "{officer}", NULL);
    li = account_id("turn", "li");
    set_factor(li, "JBSWY3DPEHPK3PXP");
    sent(as_person("turn", "li", "{officer}", "Idempotency-Key: before"), 202, NULL,
         "{'days':5,'reason':'x','requested_by':'甲','approved_by':'乙',"
         "'approved_on':'2025-03-14','told_on':'2025-03-14'}",
         "POST /api/v1/applications/%s/extension", id);
    proposal = looked_up("select id from proposal where state = 'open'", NULL, NULL, NULL);
    keys(0, "新密钥 2", "rotate", NULL);
    ck_assert(factor_is(li, "JBSWY3DPEHPK3PXP"));
    ck_assert_str_eq(looked_up("select key from proposal", NULL, NULL, NULL), "2");
    ck_assert_str_eq(revealed(id), ID_NUMBER);
    id = make_case("turn", "2025-03-13", NUMBERS);
    ck_assert_str_eq(count_rows("key = 2"), "2");
    sent(as_person("turn", "wang", "{supervisor}", NULL), 200, NULL, "{}",
         "POST /api/v1/proposals/%s/confirm", proposal);
    keys(1, "idempotency 1", "retire", "1");
    keys(1, "current", "retire", "2");
    keys(1, "none", "retire", "7");
    looked_up("delete from idempotency", NULL, NULL, NULL);
    ck_assert_ptr_null(strstr(keys(1, ": audit ", "retire", "1"), "idempotency 1"));
    ck_assert_int_eq(key_count(), 2);
    service_end(&here);
}
END_TEST

/* Key 2 came and went without a change that would be on record under it. */
START_TEST(a_key_that_nothing_uses_any_more_goes)
{
    const json_t *shown;
    const char *id;

    service_begin(&here, options);
    make_agency("goes", NULL);
    id = make_case("goes", "2025-03-13",
                   NUMBERS ",'joint':[{'name':'李四','id_number':'E20000002',"
                           "'phone':'13800138000'}],'agent':{'name':'王五',"
                           "'phone':'13900139000'}");
    keys(0, "新密钥 2", "rotate", NULL);
    keys(1, "current", "retire", "2");
    keys(0, "新密钥 3", "rotate", NULL);
    ck_assert_str_eq(count_rows("key = 3"), "1");
    keys(0, "case_person 2", "list", NULL);
    shown = ask(200, "{'reason':'核对'}", "POST /api/v1/applications/%s/reveal", id);
    ck_assert_str_eq(text_in(shown, "applicant.joint.0.id_number"), "E20000002");
    ck_assert_str_eq(text_in(shown, "applicant.agent.phone"), "13900139000");
    ck_assert_uint_eq(
        json_array_size(value_in(ask(200, "{'id_number':'E20000002'}",
                                     "POST /api/v1/agencies/goes/applications/find"),
                                 "applications")),
        1);
    keys(0, "密钥 2 已停用", "retire", "2");
    keys(1, "none", "retire", "2");
    ck_assert_int_eq(key_count(), 2);
    ck_assert_str_eq(revealed(id), ID_NUMBER);
    make_case("goes", "2025-03-13", NUMBERS);
    keys(0, "applicant 2", "list", NULL);
    service_stop(&here, SIGTERM);
    service_start(&here, options);
    ck_assert_str_eq(revealed(id), ID_NUMBER);
    service_end(&here);
}
END_TEST

START_TEST(nothing_is_sealed_with_a_key_that_was_retired)
{
    const char *id;

    service_begin(&here, options);
    make_agency("gone", NULL);
    id = make_case("gone", "2025-03-13", NUMBERS);
    looked_up("update sealing_key set retired_at = now() where id = 1", NULL, NULL, NULL);
    ck_assert_str_eq(looked_up("do $$ begin update applicant set key = 1; "
                               "raise exception 'it was taken'; "
                               "exception when serialization_failure then null; end $$",
                               NULL, NULL, NULL),
                     "");
    refused(503, "busy", "{'reason':'x','applicant_phone':'1'}",
            "POST /api/v1/applications/%s/events/1/supersede", id);
    refused(503, "busy", "{'days':10,'items':'x','sent_on':'2025-03-14'}",
            "POST /api/v1/applications/%s/correction-notice", id);
    service_end(&here);
}
END_TEST

/* The service does not start, and the doctor says SAYS of the keys. */
static void
is_refused(const char *says)
{
    struct text out = {NULL, 0, 0};
    char path[4096];

    service_command(&here, &out, (const char *const[]){"doctor", NULL});
    ck_assert_msg(strstr(out.bytes, says) != NULL, "%s", out.bytes);
    text_free(&out);
    snprintf(path, sizeof path,
             "GONGKAI_DATABASE='%s' GONGKAI_STATE_DIR='%s' timeout 20 %s/gongkaid --port=0 "
             ">/dev/null 2>&1",
             here.database, here.directory, getenv("GONGKAI_BUILD"));
    ck_assert_int_eq(WEXITSTATUS(system(path)), 1);
}

START_TEST(a_lost_key_file_or_another_one_is_found_out_and_not_replaced)
{
    char path[128], away[160];
    FILE *file;

    service_begin(&here, options);
    make_agency("lost", NULL);
    make_case("lost", "2025-03-13", NUMBERS);
    service_stop(&here, SIGTERM);
    snprintf(away, sizeof away, "%s.away", key_file(path));
    ck_assert_int_eq(rename(path, away), 0);
    is_refused("不合格 keys (key 1 is missing)");
    ck_assert_int_ne(access(path, F_OK), 0);
    keys(1, "keys", "rotate", NULL);
    ck_assert_int_ne(access(path, F_OK), 0);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fchmod(fileno(file), 0600);
    fprintf(file, "1 2025-03-14 %064d\n", 7);
    fclose(file);
    is_refused("不合格 keys (key 1 is another one)");
    ck_assert_int_eq(rename(away, path), 0);
    service_start(&here, options);
    service_end(&here);
}
END_TEST

START_TEST(a_running_service_takes_no_key_file_in_which_a_key_became_another_one)
{
    char path[128], away[160];
    const char *id;
    FILE *file;

    service_begin(&here, options);
    make_agency("swap", NULL);
    id = make_case("swap", "2025-03-13", NUMBERS);
    snprintf(away, sizeof away, "%s.away", key_file(path));
    ck_assert_int_eq(rename(path, away), 0);
    ck_assert_str_eq(revealed(id), ID_NUMBER);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fchmod(fileno(file), 0600);
    fprintf(file, "1 2025-03-14 %064d\n", 7);
    fclose(file);
    make_case("swap", "2025-03-13", NUMBERS);
    ck_assert_int_eq(rename(away, path), 0);
    ck_assert_uint_eq(
        json_array_size(value_in(ask(200, "{'id_number':'" ID_NUMBER "'}",
                                     "POST /api/v1/agencies/swap/applications/find"),
                                 "applications")),
        2);
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        what_an_older_version_left_in_the_open_is_sealed_and_can_be_broken_off,
        a_rotation_is_broken_off_and_resumed_while_the_service_goes_on,
        everything_that_is_sealed_turns_and_the_old_key_stays_for_the_audit,
        a_key_that_nothing_uses_any_more_goes,
        nothing_is_sealed_with_a_key_that_was_retired,
        a_lost_key_file_or_another_one_is_found_out_and_not_replaced,
        a_running_service_takes_no_key_file_in_which_a_key_became_another_one,
        NULL,
    };

    curl_global_init(CURL_GLOBAL_DEFAULT);
    return harness_run(harness_suite("keys", tests, 120));
}
