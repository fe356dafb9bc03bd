/* How people get in from the command line: accounts made on the database, links, sessions in
 * a file, what waits for a second person, and what runs on a training database only. */
#include "op/ask.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD "Qingquan-88-Songxia"
#define OTHER "Liushui-77-Baiyun"

enum { MOST_WORDS = 12 };

/* Runs gongkai with WORDS, parted by single spaces, and INPUT on its standard input; what it
 * says, its status in *STATUS. */
static const char *
gongkai(int *status, const char *input, const char *words)
{
    static struct text out;
    char copy[512], path[100], *word, *rest = copy;
    const char *arguments[MOST_WORDS + 1] = {NULL};
    int n = 0, before = dup(STDIN_FILENO), fd;

    snprintf(path, sizeof path, "%s/input", here.directory);
    fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, input, strlen(input)), (ssize_t)strlen(input));
    lseek(fd, 0, SEEK_SET);
    dup2(fd, STDIN_FILENO);
    close(fd);
    snprintf(copy, sizeof copy, "%s", words);
    while (n < MOST_WORDS && (word = strsep(&rest, " ")) != NULL)
        arguments[n++] = word;
    out.len = 0;
    text_add(&out, "");
    *status = service_command(&here, &out, arguments);
    dup2(before, STDIN_FILENO);
    close(before);
    return out.bytes;
}

/* gongkai must end with STATUS and say TEXT somewhere; all it says. */
static const char *
says(int status, const char *text, const char *input, const char *words)
{
    int ended;
    const char *said = gongkai(&ended, input, words);

    if (ended != status || strstr(said, text) == NULL)
        ck_abort_msg("gongkai %s: %d instead of %d, without \"%s\": %s", words, ended,
                     status, text, said);
    return said;
}

/* What QUERY answers to the database's owner, one value. */
static const char *
owned(const char *query)
{
    static char value[512];
    PGconn *conn = PQconnectdb(here.database);
    PGresult *r =
        PQexec(conn, "set role gongkai_owner; set search_path = gongkai, pg_temp");

    ck_assert_int_eq(PQresultStatus(r), PGRES_COMMAND_OK);
    PQclear(r);
    r = PQexec(conn, query);
    if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
        ck_abort_msg("%s: %s", query, PQerrorMessage(conn));
    snprintf(value, sizeof value, "%s", PQntuples(r) ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return value;
}

/* The code that stands on a line of its own in SAID. */
static const char *
code_in(const char *said)
{
    static char code[64];
    const char *at = strstr(said, "\n    ");

    ck_assert_ptr_nonnull(at);
    snprintf(code, sizeof code, "%.*s", (int)strcspn(at + 5, "\n"), at + 5);
    ck_assert_int_eq((int)strlen(code), 43);
    return code;
}

/* Sets PASSWORD with the link in SAID. */
static void
redeem(const char *said, const char *password)
{
    char words[100], input[200];

    snprintf(words, sizeof words, "password --link %s", code_in(said));
    snprintf(input, sizeof input, "%s\n%s\n", password, password);
    says(0, "gongkai sign-in", input, words);
}

/* An administrator of ROLE called LOGIN (behind it what else the command needs), with the
 * password GOOD. */
static void
make_admin(const char *role, const char *login)
{
    char words[200];

    snprintf(words, sizeof words, "account create-admin --role %s --name 某某 --login %s",
             role, login);
    redeem(says(0, "已设立账号", "", words), GOOD);
}

static void
sign_in(const char *name, const char *password)
{
    char words[100], input[100];

    snprintf(words, sizeof words, "sign-in %s", name);
    snprintf(input, sizeof input, "%s\n", password);
    says(0, "已登录", input, words);
}

static char *
session_file(char path[100])
{
    snprintf(path, 100, "%s/session", here.directory);
    return path;
}

START_TEST(an_administrator_is_made_with_a_link_that_works_once)
{
    char words[100], code[64];

    snprintf(code, sizeof code, "%s",
             code_in(says(0, "/#link=", "",
                          "account create-admin --role auditor --login shen --name 沈某")));
    snprintf(words, sizeof words, "password --link %s", code);
    says(0, "shen\t沈某\t审计员\t在用，未设密码\n", "", "account list");
    says(1, "两次输入不一致", GOOD "\n" OTHER "\n", words);
    says(1, "至少 12 个字符", "short\nshort\n", words);
    says(1, "", "", words);
    says(0, "密码已设定", GOOD "\n" GOOD "\n", words);
    says(1, "链接无效", OTHER "\n" OTHER "\n", words);
    says(0, "shen\t沈某\t审计员\t在用\n", "", "account list");
    ck_assert_str_eq(owned("select string_agg(operation || ' ' || actor, ',') from audit "
                           "where actor = 'command line' and agency = 0"),
                     "command_account_create command line");
    ck_assert_str_eq(owned("select password_must_change from account where login = 'shen'"),
                     "f");
}
END_TEST

START_TEST(an_agency_gets_its_first_administrator)
{
    make_agency("yuhe", NULL);
    make_admin("agency_admin", "ma --agency yuhe");
    sign_in("ma@yuhe", GOOD);
    says(0, "ma@yuhe\t某某\t机构管理员\t在用\n", "", "account list");
    says(1, "该登录名已被使用", "",
         "account create-admin --role oversight --agency yuhe --login ma --name 某某");
    says(0, "", "", "sign-out");
}
END_TEST

START_TEST(what_is_no_administrator_is_refused)
{
    static const char *const wrong[] = {
        "account create-admin --role officer --login a --name 某",
        "account create-admin --role system_admin,auditor --login a --name 某",
        "account create-admin --role agency_admin --login a --name 某",
        "account create-admin --role auditor --agency yuhe --login a --name 某",
        "account create-admin --role auditor --login A@b --name 某",
        "account create-admin --role auditor --login a --name ",
        "account create-admin --role auditor --login a",
        "account create-admin --role auditor --login a --name",
        "account create-admin --rule auditor --login a --name 某",
        "account link",
        "account list x",
        "account",
        "password --link",
        "sign-in",
        "sign-out now",
        "proposals all",
        "confirm",
        "confirm x",
        "reject 1",
        "reject 1 --reason",
    };
    int status;

    for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gongkai(&status, "", wrong[i]);
        ck_assert_msg(status == 2, "%s: %d", wrong[i], status);
    }
    says(1, "没有这个机关", "",
         "account create-admin --role oversight --agency nowhere --login a --name 某");
    says(1, "没有在用的本地账号", "", "account link nobody@nowhere");
    ck_assert_str_eq(owned("select count(*) from account where login = 'a'"), "0");
}
END_TEST

START_TEST(a_new_link_lets_a_locked_out_administrator_in)
{
    const char *said;

    make_admin("security_admin", "an1");
    owned(
        "update account set locked_until = now() + interval '1 hour', totp_secret = '\\x00', "
        "totp_key = 1, totp_confirmed = true where login = 'an1'");
    says(1, "401", GOOD "\n", "sign-in an1");
    said = says(0, "/#link=", "", "account link an1 --without-second-factor");
    redeem(said, OTHER);
    sign_in("an1", OTHER);
    ck_assert_str_eq(owned("select count(*) from audit where operation = "
                           "'command_account_link' and actor = 'command line'"),
                     "1");
    says(0, "", "", "sign-out");
}
END_TEST

START_TEST(a_session_is_kept_in_a_file_of_ones_own)
{
    char path[100];
    struct stat st;

    make_admin("auditor", "shen2");
    says(1, "用户名、密码或验证码不正确", "wrong\n", "sign-in shen2");
    sleep(2); /* after the third failure from here */
    ck_assert_int_ne(stat(session_file(path), &st), 0);
    says(1, "", "", "sign-in shen2");
    sign_in("shen2", GOOD);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq((int)(st.st_mode & 0777), 0600);
    says(1, "待确认事项", "", "proposals"); /* not for an auditor, who is known */
    chmod(path, 0640);
    says(1, "chmod 600", "", "proposals");
    chmod(path, 0600);
    says(1, "请先登录", "", "--url http://127.0.0.1:1 proposals");
    says(0, "密码已修改", GOOD "\n" OTHER "\n" OTHER "\n", "password");
    says(1, "403", "", "proposals"); /* the session goes on under its new secret */
    owned("update session set began_at = began_at - interval '2 days'");
    says(1, "gongkai sign-in 登录名", "", "proposals");
    says(0, "", "", "sign-out");
    ck_assert_int_ne(stat(path, &st), 0);
    says(1, "请先登录", "", "sign-out");
}
END_TEST

START_TEST(a_password_that_must_change_is_said_at_once)
{
    make_admin("auditor", "shen3");
    owned("update account set password_must_change = true where login = 'shen3'");
    says(0, "请先修改密码", GOOD "\n", "sign-in shen3");
    says(1, "gongkai password", "", "proposals");
    says(0, "密码已修改", GOOD "\n" OTHER "\n" OTHER "\n", "password");
    says(0, "", "", "sign-out");
}
END_TEST

/* A file of one line for `gongkai import`. */
static const char *
import_of(const char *line)
{
    static char words[120];
    FILE *file;

    snprintf(words, sizeof words, "import %s/lines", here.directory);
    file = fopen(strchr(words, '/'), "we");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "%s\n", quoted(line));
    fclose(file);
    return words;
}

START_TEST(what_takes_two_waits_for_the_second)
{
    char id[32], words[64];
    const char *said;

    make_admin("system_admin", "xi1");
    make_admin("security_admin", "an2");
    sign_in("xi1", GOOD);
    said = says(0, "waits for confirmation", "",
                import_of("{'operation':'agency_create','code':'erlu','name':'二路镇',"
                          "'level':'township'}"));
    ck_assert_ptr_nonnull(strstr(said, "已提出，待另一人确认："));
    snprintf(id, sizeof id, "%s",
             owned("select max(id) from proposal where state = 'open'"));
    snprintf(words, sizeof words, "confirm %s", id);
    says(1, "403", "", words);
    ck_assert_str_eq(owned("select count(*) from agency where code = 'erlu'"), "0");
    says(0, "", "", "sign-out");
    sign_in("an2", GOOD);
    said = says(0, "设立、调整和撤销机关", "", "proposals");
    ck_assert_ptr_nonnull(strstr(said, id));
    says(0, "已确认并生效", "", words);
    ck_assert_str_eq(owned("select count(*) from agency where code = 'erlu'"), "1");
    says(1, "409", "", words);
    says(0, "", "", "sign-out");
}
END_TEST

START_TEST(what_is_rejected_does_not_happen)
{
    char words[64];

    make_admin("system_admin", "xi2");
    make_admin("security_admin", "an3");
    sign_in("xi2", GOOD);
    says(0, "waits for confirmation", "",
         import_of("{'operation':'agency_create','code':'sanlu','name':'三路镇',"
                   "'level':'township'}"));
    says(0, "", "", "sign-out");
    sign_in("an3", GOOD);
    snprintf(words, sizeof words, "reject %s --reason 重复",
             owned("select max(id) from proposal where state = 'open'"));
    says(0, "已退回", "", words);
    ck_assert_str_eq(owned("select state from proposal order by id desc limit 1"),
                     "rejected");
    ck_assert_str_eq(owned("select count(*) from agency where code = 'sanlu'"), "0");
    says(0, "", "", "sign-out");
}
END_TEST

START_TEST(a_service_token_is_used_from_its_file)
{
    static const char secret[] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    char path[100], words[200], query[300];
    FILE *file;

    make_agency("wulu", NULL);
    snprintf(query, sizeof query,
             "select (token_add((select id from agency where code = 'wulu'), '门户', "
             "sha256('%s'), '{stats}', 10)).id",
             secret);
    owned(query);
    snprintf(path, sizeof path, "%s/token", here.directory);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fprintf(file, "%s\n", secret);
    fclose(file);
    chmod(path, 0644);
    snprintf(words, sizeof words, "--token-file %s table --agency wulu --year 2025", path);
    says(1, "chmod 600", "", words);
    chmod(path, 0600);
    says(0, "wulu 2025 年度", "", words);
    snprintf(words, sizeof words, "--token-file %s proposals", path);
    says(1, "403", "", words);
    says(1, "cannot read", "", "--token-file /nowhere/token proposals");
}
END_TEST

START_TEST(without_training_nobody_is_made_up)
{
    setenv("GONGKAI_TRAINING", "no", 1);
    says(1, "training = yes", "", "demo");
    says(1, "training = yes", "", "replay report.json");
    says(1, "请先登录", "", "table --agency yuhe --year 2025");
    setenv("GONGKAI_TRAINING", "yes", 1);
    says(1, "未载入演示数据", "", "demo"); /* other agencies are here */
}
END_TEST

/* The password of NAME in the demonstration's file. */
static void
demo_password(const char *name, char password[32])
{
    char path[100], line[200];
    FILE *file;

    snprintf(path, sizeof path, "%s/demo-accounts", here.directory);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    password[0] = '\0';
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            ck_assert_int_eq(sscanf(line + strlen(name), " %31s", password), 1);
    fclose(file);
    ck_assert_int_eq((int)strlen(password), 16);
}

START_TEST(the_demonstration_has_people_whose_cases_are_theirs)
{
    char password[32], path[100];
    struct stat st;

    service_begin(&here, NULL);
    says(0, "", "", "demo");
    snprintf(path, sizeof path, "%s/demo-accounts", here.directory);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq((int)(st.st_mode & 0777), 0600);
    ck_assert_str_eq(owned("select count(*) from account"), "28");
    ck_assert_str_eq(owned("select count(*) from account where password_must_change"), "0");
    ck_assert_str_eq(
        owned("select count(*) from application x left join account a "
              "on a.id = x.assignee and a.name = x.officer where a.id is null"),
        "0");
    ck_assert_str_eq(owned("select count(*) from event where actor !~ '^[a-z]+@[a-z]+$'"),
                     "0");
    ck_assert_str_eq(owned("select count(*) from session where ended_at is null"), "0");
    ck_assert_str_eq(
        owned("select count(*), count(distinct stated_by) from agency_narrative"
              " where text <> '' and stated_by = 'fangyuan@xiangshan'"),
        "8");
    demo_password("fangyuan@xiangshan", password);
    sign_in("fangyuan@xiangshan", password);
    says(0, "香山乡 2024 年度", "", "table --agency xiangshan --year 2024");
    says(0, "", "", "demo"); /* once is enough */
    ck_assert_str_eq(owned("select count(*) from application"), "71");
    demo_password("luzhixing", password);
    sign_in("luzhixing", password);
    says(0, "", "", "verify");
    service_end(&here);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        an_administrator_is_made_with_a_link_that_works_once,
        an_agency_gets_its_first_administrator,
        what_is_no_administrator_is_refused,
        a_new_link_lets_a_locked_out_administrator_in,
        a_session_is_kept_in_a_file_of_ones_own,
        a_password_that_must_change_is_said_at_once,
        what_takes_two_waits_for_the_second,
        what_is_rejected_does_not_happen,
        a_service_token_is_used_from_its_file,
        without_training_nobody_is_made_up,
        the_demonstration_has_people_whose_cases_are_theirs,
        NULL,
    };

    return here_run("account_command", tests, NULL);
}
