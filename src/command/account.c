/* gongkai account: the first administrators, and the way back in when nobody is left who
 * could make one.  It works on the database itself, as its owner. */
#include "op/account.h"
#include "base/bag.h"
#include "command/command.h"
#include "command/owner.h"
#include "core/right.h"
#include "db/statement_list.h"
#include "guard/secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char made_here[] =
    "|system_admin|security_admin|auditor|agency_admin|oversight|";

static bool
refuse(const char *what, const char *which)
{
    fprintf(stderr, "gongkai: account: %s%s\n", what, which);
    return false;
}

/* Makes a link for ACCOUNT, records OPERATION, commits, and prints how to use it. */
static bool
give_link(struct db *db, const struct settings *s, const struct keyring *keys,
          const char *account, const char *operation, bool bare)
{
    bool is_socket = strncmp(s->url, "unix:", 5) == 0;
    char secret[SECRET_SIZE], digest[SECRET_DIGEST_SIZE];
    PGresult *link = NULL;
    struct bag bag = {.count = 0};
    bool done;

    secret_new(secret);
    bag_put(&bag, "account", account);
    bag_put(&bag, "digest", secret_digest(secret, digest));
    bag_put(&bag, "bare", bare ? "true" : "false");
    done = db_run(db, SQL(account_relink), &bag, &link) == OK &&
           owner_record(db, keys, account, operation) == OK &&
           db_command(db, "COMMIT") == OK;
    if (done)
        printf("一次性链接代码（只显示这一次，至 %s 有效）(one-time link code):\n"
               "    %s\n"
               "用它设定密码，任选其一 (set the password with it, either way):\n"
               "    浏览器 (browser): %s/#link=%s\n"
               "    终端 (terminal): gongkai password --link %s\n",
               PQgetvalue(link, 0, 0), secret, is_socket ? "https://…" : s->url, secret,
               secret);
    else
        owner_complain(db, "the link was not made");
    sodium_memzero(secret, sizeof secret);
    PQclear(link);
    return done;
}

/* The new account's id into ID. */
static bool
add(struct db *db, const char *role, const char *agency, const char *login,
    const char *name, char id[16])
{
    struct bag bag = {.count = 0};
    PGresult *row;

    bag_put(&bag, "role", role);
    bag_put(&bag, "code", agency);
    bag_put(&bag, "login", login);
    bag_put(&bag, "name", name);
    if (db_run(db, SQL(account_add), &bag, &row) != OK)
        return strcmp(db_fault(db)->constraint, "account_login_unique") == 0
                   ? refuse("该登录名已被使用 (the login is taken): ", login)
                   : owner_complain(db, "the account was not made");
    snprintf(id, 16, "%s", PQntuples(row) ? PQgetvalue(row, 0, 0) : "");
    PQclear(row);
    return *id != '\0' || refuse("没有这个机关 (no such agency): ", agency);
}

static bool
create(struct db *db, const struct settings *s, const char *role, const char *agency,
       const char *login, const char *name)
{
    struct keyring *keys = owner_begin(db, s);
    char id[16];
    bool done = keys != NULL && add(db, role, agency, login, name, id);

    if (done)
        printf("已设立账号 (account made): %s%s%s，%s，%s\n", login, agency ? "@" : "",
               agency ? agency : "", name,
               role_name((enum role)(ffs((int)roles_of(role)) - 1), false));
    done = done && give_link(db, s, keys, id, "command_account_create", false);
    keyring_free(keys);
    return done;
}

static bool
is_fit(const char *role, const char *agency, const char *login, const char *name)
{
    const char *zh = NULL;
    char word[32];

    snprintf(word, sizeof word, "|%s|", role);
    if (strlen(role) > 20 || strstr(made_here, word) == NULL)
        return refuse("这里只设立 (roles made here): ", "system_admin, security_admin, "
                                                        "auditor, agency_admin, oversight");
    if ((agency != NULL) != (roles_of(role) < 1U << ROLE_system_admin))
        return refuse("机构管理员和上级主管部门须有 --agency，其他角色不能有 "
                      "(--agency goes with agency_admin and oversight only)",
                      "");
    if (strlen(login) > 40 || account_login_fault(login, &zh) != NULL)
        return refuse("--login ", zh != NULL ? zh : "过长");
    if (*name == '\0' || !text_is_utf8(name, strlen(name)) || text_length(name) > 100 ||
        text_fault(name, strlen(name), false, &zh) != NULL)
        return refuse("--name 须为姓名 (a name)", "");
    return true;
}

static int
create_admin(const struct settings *s, int argc, char **argv)
{
    static const char *const names[] = {"--role", "--agency", "--login", "--name"};
    const char *given[4] = {NULL};
    struct db *db;
    bool done;
    int k;

    for (int i = 0; i < argc; i += 2) {
        for (k = 0; k < 4 && strcmp(argv[i], names[k]) != 0;)
            k++;
        if (k == 4 || i + 1 == argc)
            return command_misused("account create-admin");
        given[k] = argv[i + 1];
    }
    if (given[0] == NULL || given[2] == NULL || given[3] == NULL)
        return command_misused("account create-admin");
    if (!is_fit(given[0], given[1], given[2], given[3]))
        return 2;
    db = owner_open(s);
    done = db != NULL && create(db, s, given[0], given[1], given[2], given[3]);
    db_close(db);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The id of the account SIGN_IN into ID. */
static bool
find(struct db *db, const char *sign_in, char id[16])
{
    struct bag bag = {.count = 0};
    PGresult *row;

    bag_put(&bag, "sign_in", sign_in);
    if (db_run(db, SQL(account_find), &bag, &row) != OK)
        return owner_complain(db, "the database does not answer");
    snprintf(id, 16, "%s", PQntuples(row) ? PQgetvalue(row, 0, 0) : "");
    PQclear(row);
    return *id != '\0' || refuse("没有在用的本地账号 (no active local account): ", sign_in);
}

static bool
link_anew(struct db *db, const struct settings *s, const char *sign_in, bool bare)
{
    struct keyring *keys = owner_begin(db, s);
    char id[16];
    bool done = keys != NULL && find(db, sign_in, id) &&
                give_link(db, s, keys, id, "command_account_link", bare);

    keyring_free(keys);
    return done;
}

static int
make_link(const struct settings *s, int argc, char **argv)
{
    bool bare = argc == 2 && strcmp(argv[1], "--without-second-factor") == 0, done;
    struct db *db;

    if (argc != 1 && !bare)
        return command_misused("account link");
    db = owner_open(s);
    done = db != NULL && link_anew(db, s, argv[0], bare);
    db_close(db);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void
print_account(const PGresult *rows, int i)
{
    unsigned set = roles_of(PQgetvalue(rows, i, 2));
    const char *comma = "";

    printf("%s\t%s\t", PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1));
    for (enum role r = 0; r < ROLE_COUNT; r++)
        if (set & 1u << r) {
            printf("%s%s", comma, role_name(r, false));
            comma = "、";
        }
    printf("\t%s%s%s\n", strcmp(PQgetvalue(rows, i, 3), "active") == 0 ? "在用" : "已停用",
           *PQgetvalue(rows, i, 4) == 't' ? "" : "，未设密码",
           *PQgetvalue(rows, i, 5) == 't' ? "，锁定" : "");
}

static int
list(const struct settings *s, int argc, char **argv)
{
    PGresult *rows = NULL;
    struct db *db;
    bool done;

    (void)argv;
    if (argc != 0)
        return command_misused("account list");
    db = owner_open(s);
    if (db == NULL)
        return EXIT_FAILURE;
    done = db_run(db, SQL(account_every), NULL, &rows) == OK ||
           owner_complain(db, "the accounts could not be read");
    for (int i = 0; done && i < PQntuples(rows); i++)
        print_account(rows, i);
    PQclear(rows);
    db_close(db);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
command_account(const struct settings *s, int argc, char **argv)
{
    if (argc > 0 && strcmp(argv[0], "create-admin") == 0)
        return create_admin(s, argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[0], "link") == 0)
        return make_link(s, argc - 1, argv + 1);
    if (argc > 0 && strcmp(argv[0], "list") == 0)
        return list(s, argc - 1, argv + 1);
    return command_misused("account");
}
