/* gongkai proposals, confirm and reject: what waits for a second person. */
#include "base/text.h"
#include "command/client.h"
#include "command/command.h"
#include "core/right.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
print_proposal(const json_t *p)
{
    const char *agency = client_text(p, "agency");
    const char *number = client_text(json_object_get(p, "summary"), "number");

    printf(
        "%s\t%.16s\t%s\t%s%s%s\t%s\n", client_text(p, "id"), client_text(p, "proposed_at"),
        right_name(right_of(client_text(p, "right")), false), *agency ? agency : "全系统",
        *number ? " " : "", number, client_text(p, "proposed_by"));
}

static bool
print_pages(struct client *c)
{
    char path[200] = "/api/v1/proposals?limit=100";
    json_t *page, *p;
    size_t i;

    while (*path != '\0') {
        page = client_fetch(c, path);
        if (page == NULL)
            return false;
        json_array_foreach(json_object_get(page, "proposals"), i, p)
            print_proposal(p);
        if (*client_text(page, "next") != '\0')
            snprintf(path, sizeof path, "/api/v1/proposals?limit=100&after=%s",
                     client_text(page, "next"));
        else
            path[0] = '\0';
        json_decref(page);
    }
    return true;
}

int
command_proposals(const struct settings *s, int argc, char **argv)
{
    struct client *c;
    bool done;

    (void)argv;
    if (argc != 0)
        return command_misused("proposals");
    c = client_new(s);
    done = c != NULL && client_is_signed_in(c) && print_pages(c);
    client_free(c);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Sends ACT about the proposal ID with NOTE (NULL: none); says SAID when it was done. */
static int
settle(const struct settings *s, const char *id, const char *act, const char *note,
       const char *said)
{
    struct client *c = client_new(s);
    struct text reply = {NULL, 0, 0};
    json_t *body = json_pack("{s:s*}", "note", note);
    char path[100];
    long status = 0;

    snprintf(path, sizeof path, "/api/v1/proposals/%.19s/%s", id, act);
    if (c != NULL && body != NULL && client_is_signed_in(c)) {
        status = client_call(c, "POST", path, body, NULL, &reply);
        if (status == 200 || status == 201)
            printf("%s: %s\n", said, id);
        else if (status >= 400)
            client_explain("gongkai", status, &reply);
    }
    json_decref(body);
    text_free(&reply);
    client_free(c);
    return status >= 200 && status < 300 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static bool
is_id(const char *text)
{
    size_t len = strlen(text);

    return len > 0 && len < 20 && strspn(text, "0123456789") == len;
}

int
command_confirm(const struct settings *s, int argc, char **argv)
{
    if ((argc != 1 && (argc != 3 || strcmp(argv[1], "--note") != 0)) || !is_id(argv[0]))
        return command_misused("confirm");
    return settle(s, argv[0], "confirm", argc == 3 ? argv[2] : NULL,
                  "已确认并生效 (confirmed, and done)");
}

int
command_reject(const struct settings *s, int argc, char **argv)
{
    if (argc != 3 || !is_id(argv[0]) || strcmp(argv[1], "--reason") != 0)
        return command_misused("reject");
    return settle(s, argv[0], "reject", argv[2], "已退回 (rejected)");
}
