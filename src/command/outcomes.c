/* gongkai outcomes: what each outcome of a case still needs. */
#include "command/case_name.h"
#include "command/client.h"
#include "command/command.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
member(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));

    return value != NULL ? value : "";
}

static void
print_outcome(const json_t *outcome)
{
    const json_t *need;
    size_t i;

    printf("%s %-15s %s（%s）\n",
           json_is_true(json_object_get(outcome, "allowed")) ? "✓" : "✗",
           member(outcome, "code"), member(outcome, "name"), member(outcome, "article"));
    json_array_foreach(json_object_get(outcome, "needs"), i, need)
        if (!json_is_true(json_object_get(need, "met")))
            printf("    %s %s（%s）\n",
                   strcmp(member(need, "level"), "block") == 0 ? "✗" : "!",
                   member(need, "message"), member(need, "article"));
}

static int
show(struct client *c, const char *id, const char *day)
{
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    json_t *list, *outcome;
    char *escaped = day != NULL ? client_escape(c, day) : NULL;
    long status;
    size_t i;

    text_addf(&path, "/api/v1/applications/%s/outcomes?reasoned=true&served=true%s%s", id,
              escaped != NULL ? "&answered_on=" : "", escaped != NULL ? escaped : "");
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    list = status == 200 ? json_loadb(reply.bytes, reply.len, 0, NULL) : NULL;
    if (json_is_string(json_object_get(list, "why")))
        printf("%s\n", member(list, "why"));
    json_array_foreach(json_object_get(list, "outcomes"), i, outcome)
        print_outcome(outcome);
    if (status != 200 && status != 0)
        client_explain("gongkai", status, &reply);
    json_decref(list);
    free(escaped);
    text_free(&path);
    text_free(&reply);
    return status == 200 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
command_outcomes(const struct settings *s, int argc, char **argv)
{
    const char *name = NULL, *agency = NULL, *day = NULL;
    int result = EXIT_FAILURE;
    struct client *c;
    char *id;

    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--agency") == 0 && i + 1 < argc)
            agency = argv[++i];
        else if (strcmp(argv[i], "--answered-on") == 0 && i + 1 < argc)
            day = argv[++i];
        else if (name == NULL && *argv[i] != '-')
            name = argv[i];
        else
            return command_misused("outcomes");
    }
    if (name == NULL || !case_named(name, agency))
        return command_misused("outcomes");
    c = client_new(s);
    if (c == NULL)
        return EXIT_FAILURE;
    id = case_find(c, name, agency);
    if (id != NULL)
        result = show(c, id, day);
    free(id);
    client_free(c);
    return result;
}
