#include "op/acting.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* What the answer BODY rests on. */
static void
ground_for(const char *id, const char *body)
{
    static const char mark[] = "'outcome':'";
    const char *at = strstr(body, mark);
    char outcome[40];

    if (at == NULL)
        return;
    at += strlen(mark);
    snprintf(outcome, sizeof outcome, "%.*s", (int)strcspn(at, "'"), at);
    ground_case(id, outcome);
}

void
happen(const char *id, const char *acts)
{
    while (*acts != '\0') {
        size_t path = strcspn(acts, " "), line = strcspn(acts, "\n");
        char body[1000];

        const struct asked *a;

        snprintf(body, sizeof body, "%.*s", (int)(line - path - 1), acts + path + 1);
        if (strncmp(acts, "answer ", 7) == 0)
            ground_for(id, body);
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
not_ready(const char *id, const char *body, const char *needs)
{
    const json_t *problem =
        refused(409, "precondition", body, "POST /api/v1/applications/%s/answer", id);
    const json_t *list = value_in(problem, "missing"), *one;
    const char *detail = text_in(problem, "detail");
    struct text got = {NULL, 0, 0};
    size_t i;

    json_array_foreach((json_t *)list, i, one) {
        text_addf(&got, "%s%s", i ? " " : "", text_in(one, "need"));
        ck_assert_str_eq(text_in(one, "level"), "block");
        ck_assert_str_ne(text_in(one, "message"), "");
        ck_assert_str_ne(text_in(one, "article"), "");
        if (i == 0)
            ck_assert_msg(strstr(detail, text_in(one, "article")) != NULL, "%s", detail);
    }
    ck_assert_msg(strcmp(got.bytes, needs) == 0, "%s: %s is missing, not %s", body,
                  got.bytes, needs);
    text_free(&got);
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
