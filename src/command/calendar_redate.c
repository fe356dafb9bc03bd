/* gongkai calendar preview, adopt, withdraw: notices come into force, and cases get dates. */
#include "command/calendar_command.h"
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
due(const json_t *one, const char *name)
{
    const char *text = client_text(one, name);

    return *text != '\0' ? text : "（无）";
}

static const char *
in_words(const json_t *one, const char *name)
{
    return json_is_true(json_object_get(one, name)) ? "按期" : "逾期";
}

static const char *
case_name(const json_t *one)
{
    const char *number = client_text(one, "number");

    return *number != '\0' ? number : client_text(one, "application");
}

static void
print_changes(const json_t *reply)
{
    const json_t *cases = json_object_get(reply, "cases");
    const json_t *answered = json_object_get(reply, "answered_cases");
    json_t *one;
    size_t i;

    json_array_foreach(cases, i, one) {
        bool certain = json_is_true(json_object_get(one, "certain_after"));

        printf("%s  %s → %s%s  %s\n", case_name(one), due(one, "due_before"),
               due(one, "due_after"), certain ? "" : "（暂定）", client_text(one, "why"));
    }
    json_array_foreach(answered, i, one)
        printf("%s  已答复：%s → %s（结果不变）  %s\n", case_name(one),
               in_words(one, "in_time_before"), in_words(one, "in_time_after"),
               client_text(one, "why"));
    printf("%s：办理中 %ld 件，其中日期变动 %ld 件；已答复而是否逾期不同 %ld 件\n",
           client_text(reply, "name"), client_number(reply, "running"),
           client_number(reply, "moved"), client_number(reply, "answered"));
    if ((long)json_array_size(cases) < client_number(reply, "running"))
        printf("只列出前 %zu 件\n", json_array_size(cases));
}

/* "ID", whole; false for anything else. */
static bool
is_notice(const char *id)
{
    return *id != '\0' && strlen(id) < 10 && strspn(id, "0123456789") == strlen(id);
}

int
calendar_show_preview(struct client *c, int argc, char **argv)
{
    bool withdraw = argc == 2 && strcmp(argv[1], "--withdraw") == 0;
    struct text path = {NULL, 0, 0};
    json_t *reply;

    if (argc < 1 || (argc > 1 && !withdraw) || !is_notice(argv[0]))
        return command_misused("calendar preview");
    text_addf(&path, "/api/v1/calendar/notices/%s/preview?act=%s", argv[0],
              withdraw ? "withdraw" : "adopt");
    reply = client_fetch(c, path.bytes);
    if (reply != NULL)
        print_changes(reply);
    text_free(&path);
    json_decref(reply);
    return reply != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
calendar_send_change(struct client *c, const char *act, int argc, char **argv)
{
    struct text path = {NULL, 0, 0}, bytes = {NULL, 0, 0};
    json_t *body, *reply = NULL;
    long status;

    if (argc != 3 || !is_notice(argv[0]) || strcmp(argv[1], "--reason") != 0)
        return command_misused(strcmp(act, "adopt") == 0 ? "calendar adopt"
                                                         : "calendar withdraw");
    text_addf(&path, "/api/v1/calendar/notices/%s/%s", argv[0], act);
    body = json_pack("{s:s}", "reason", argv[2]);
    status = client_call(c, "POST", path.bytes, body, NULL, &bytes);
    if (status == 200)
        reply = json_loadb(bytes.bytes, bytes.len, 0, NULL);
    else if (status >= 400)
        client_explain("gongkai", status, &bytes);
    if (reply != NULL)
        print_changes(reply);
    json_decref(body);
    json_decref(reply);
    text_free(&path);
    text_free(&bytes);
    return status == 200 || status == 202 ? EXIT_SUCCESS : EXIT_FAILURE;
}
