/* gongkai sign-in, sign-out and password: who uses the command line. */
#include "base/text.h"
#include "command/client.h"
#include "command/command.h"
#include "command/prompt.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char session_path[] = "/api/v1/session";

static bool
is_problem(const struct text *reply, const char *name)
{
    json_t *problem = json_loads(reply->bytes ? reply->bytes : "", 0, NULL);
    bool is = strcmp(client_problem(problem), name) == 0;

    json_decref(problem);
    return is;
}

/* Sends BODY, to which the code of the second factor is added when the service asks for it.
 * Explains a refusal. */
static bool
send_with_code(struct client *c, const char *path, json_t *body, struct text *reply)
{
    long status = client_call(c, "POST", path, body, NULL, reply);
    char code[PROMPT_SIZE];

    if (status == 401 && is_problem(reply, "code_needed")) {
        if (!prompt_secret("第二因素验证码 (code): ", code))
            return false;
        json_object_set_new(body, "code", json_string(code));
        status = client_call(c, "POST", path, body, NULL, reply);
    }
    if (status >= 400)
        client_explain("gongkai", status, reply);
    return status >= 200 && status < 300;
}

/* Who is signed in now, and what he should know. */
static bool
tell_who(struct client *c)
{
    json_t *shown = client_fetch(c, session_path), *account, *warning;
    size_t i;

    if (shown == NULL)
        return false;
    account = json_object_get(shown, "account");
    printf("已登录 (signed in): %s %s\n", client_text(account, "sign_in"),
           client_text(account, "name"));
    json_array_foreach(json_object_get(shown, "warnings"), i, warning)
        fprintf(stderr, "提醒 (warning): %s\n", client_text(warning, "message"));
    if (json_is_true(json_object_get(shown, "must_change_password")))
        puts("请先修改密码 (change the password first): gongkai password");
    json_decref(shown);
    return true;
}

int
command_sign_in(const struct settings *s, int argc, char **argv)
{
    struct text reply = {NULL, 0, 0};
    char password[PROMPT_SIZE];
    struct client *c;
    json_t *body;
    bool done;

    if (argc != 1 || !text_is_utf8(argv[0], strlen(argv[0])))
        return command_misused("sign-in");
    if (!prompt_secret("密码 (password): ", password))
        return EXIT_FAILURE;
    c = client_new_nobody(s);
    body = json_pack("{s:s, s:s}", "sign_in", argv[0], "password",
                     text_is_utf8(password, strlen(password)) ? password : "?");
    sodium_memzero(password, sizeof password);
    done = send_with_code(c, session_path, body, &reply) && tell_who(c);
    json_decref(body);
    text_free(&reply);
    client_free(c);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
command_sign_out(const struct settings *s, int argc, char **argv)
{
    struct text reply = {NULL, 0, 0};
    struct client *c;
    json_t *body;
    long status = 0;

    (void)argv;
    if (argc != 0)
        return command_misused("sign-out");
    c = client_new(s);
    if (c != NULL && client_is_signed_in(c)) {
        body = json_object();
        status = client_call(c, "POST", "/api/v1/session/end", body, NULL, &reply);
        json_decref(body);
        if (status == 401) /* it was over already */
            status = client_forget(c) ? 200 : 0;
        else if (status >= 400)
            client_explain("gongkai", status, &reply);
    }
    text_free(&reply);
    client_free(c);
    return status == 200 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A new password, asked for twice, into BODY. */
static bool
ask_new(json_t *body)
{
    char password[PROMPT_SIZE], again[PROMPT_SIZE] = "";
    bool same = prompt_secret("新密码 (new password): ", password) &&
                prompt_secret("再输一次 (again): ", again);

    if (same && strcmp(password, again) != 0) {
        fputs("gongkai: 两次输入不一致 (the two are not the same)\n", stderr);
        same = false;
    }
    if (same)
        same = json_object_set_new(body, "new_password", json_string(password)) == 0;
    sodium_memzero(password, sizeof password);
    sodium_memzero(again, sizeof again);
    return same;
}

static bool
redeem(const struct settings *s, const char *link)
{
    struct client *c = client_new_nobody(s);
    json_t *body = json_pack("{s:s}", "link", link);
    struct text reply = {NULL, 0, 0};
    bool done = ask_new(body) && send_with_code(c, "/api/v1/password/link", body, &reply);

    if (done)
        puts("密码已设定，请登录 (done; now sign in): gongkai sign-in 登录名");
    json_decref(body);
    text_free(&reply);
    client_free(c);
    return done;
}

static bool
change(struct client *c)
{
    char old[PROMPT_SIZE];
    struct text reply = {NULL, 0, 0};
    json_t *body = json_object();
    bool done = prompt_secret("原密码 (old password): ", old) &&
                json_object_set_new(body, "old_password", json_string(old)) == 0 &&
                ask_new(body) && send_with_code(c, "/api/v1/password", body, &reply);

    sodium_memzero(old, sizeof old);
    if (done)
        puts("密码已修改 (the password is changed)");
    json_decref(body);
    text_free(&reply);
    return done;
}

int
command_password(const struct settings *s, int argc, char **argv)
{
    struct client *c;
    bool done;

    if (argc == 2 && strcmp(argv[0], "--link") == 0 &&
        text_is_utf8(argv[1], strlen(argv[1])))
        return redeem(s, argv[1]) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc != 0)
        return command_misused("password");
    c = client_new(s);
    done = c != NULL && client_is_signed_in(c) && change(c);
    client_free(c);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
