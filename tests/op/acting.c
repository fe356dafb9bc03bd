#include "op/acting.h"

#include <stdio.h>
#include <string.h>

void
happen(const char *id, const char *acts)
{
    while (*acts != '\0') {
        size_t path = strcspn(acts, " "), line = strcspn(acts, "\n");
        char body[1000];

        const struct asked *a;

        snprintf(body, sizeof body, "%.*s", (int)(line - path - 1), acts + path + 1);
        a = ask_with(NULL, body, "POST /api/v1/applications/%s/%.*s", id, (int)path, acts);
        ck_assert_msg(a->answer.status == 200 || a->answer.status == 201, "%.*s: %ld: %s",
                      (int)line, acts, a->answer.status, a->answer.body.bytes);
        acts += line + (acts[line] == '\n');
    }
}

const json_t *
clock_of(const char *id)
{
    return ask(200, NULL, "GET /api/v1/applications/%s/clock", id);
}

const json_t *
clock_on(const char *id, const char *day)
{
    return ask(200, NULL, "GET /api/v1/applications/%s/clock?as_of=%s", id, day);
}

const char *
due_of(const char *id)
{
    const char *shown = text_in(shown_case(id), "application.due_on");

    ck_assert_str_eq(text_in(clock_of(id), "due"), shown);
    return shown;
}

void
unlawful(const char *id, const char *path, const char *body, const char *article)
{
    const char *detail = text_in(
        refused(409, "act_not_lawful", body, "POST /api/v1/applications/%s/%s", id, path),
        "detail");

    ck_assert_msg(strstr(detail, article) != NULL, "%s %s: no %s in: %s", path, body,
                  article, detail);
}

void
invalid(const char *id, const char *path, const char *body, const char *fields)
{
    const json_t *errors =
        value_in(refused(422, "invalid", body, "POST /api/v1/applications/%s/%s", id, path),
                 "errors");

    ck_assert_msg(strcmp(fields_in(errors), fields) == 0, "%s %s: %s instead of %s", path,
                  body, fields_in(errors), fields);
}
