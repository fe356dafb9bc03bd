#include "op/written.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const figure_keys[FIGURE_KEYS] = {
    "rules.issued",
    "rules.repealed",
    "rules.in_force",
    "normative_documents.issued",
    "normative_documents.repealed",
    "normative_documents.in_force",
    "licensing.processed",
    "penalty.processed",
    "coercion.processed",
    "fees.amount",
};

const char *
figures_body(const char *changes, const char *more)
{
    static char body[4096];
    size_t len = (size_t)snprintf(body, sizeof body, "{%s'figures':[", more);

    for (int i = 0, written = 0; i < FIGURE_KEYS; i++) {
        const char *at = strstr(changes, figure_keys[i]);
        int size = 1;
        const char *value = "0";

        if (at != NULL && at[strlen(figure_keys[i])] == '=') {
            value = at + strlen(figure_keys[i]) + 1;
            size = (int)strcspn(value, " ");
        }
        if (size > 0)
            len += (size_t)snprintf(body + len, sizeof body - len,
                                    "%s{'key':'%s','value':'%.*s'}", written++ ? "," : "",
                                    figure_keys[i], size, value);
    }
    snprintf(body + len, sizeof body - len, "]}");
    return body;
}

const json_t *
figures_stated(const char *agency, int year, const char *key, const char *value)
{
    char changes[100];

    snprintf(changes, sizeof changes, "%s=%s", key, value);
    return ask(200, figures_body(changes, "'reason':'填报',"),
               "POST /api/v1/agencies/%s/figures/%d", agency, year);
}

const json_t *
part_written(const char *agency, int year, const char *part, const char *text)
{
    char body[2000];

    snprintf(body, sizeof body, "{'text':'%s'}", text);
    return ask(200, body, "POST /api/v1/agencies/%s/narrative/%d/%s", agency, year, part);
}

const json_t *
whole_part_written(const char *agency, int year, const char *part, const char *text)
{
    char body[2000];

    snprintf(body, sizeof body, "{'scope':'subtree','text':'%s'}", text);
    return ask(200, body, "POST /api/v1/agencies/%s/narrative/%d/%s", agency, year, part);
}

const char *
part_of_report(const char *agency, int year, const char *query, const char *part)
{
    const json_t *list = value_in(
        ask(200, NULL, "GET /api/v1/agencies/%s/reports/%d%s", agency, year, query),
        "texts");
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (strcmp(text_in(one, "part"), part) == 0)
            return text_in(one, "text");
    ck_abort_msg("no part %s", part);
}

void
published_entered(const char *agency, const char *covers, const char *name, int year,
                  const char *row, int value)
{
    static const char *const octets[] = {
        "Content-Type: application/octet-stream",
        "Content-Disposition: attachment; filename=\"r.json\"", NULL};
    const char *srcdir = getenv("srcdir");
    char path[4096], *bytes;
    json_t *report;

    snprintf(path, sizeof path, "%s/tests/data/reports/%s.json", srcdir ? srcdir : ".",
             name);
    report = json_load_file(path, 0, NULL);
    ck_assert_msg(report != NULL, "%s", path);
    if (row != NULL)
        json_array_set_new(
            json_object_get(json_object_get(json_object_get(report, "section3"), "rows"),
                            row),
            0, json_integer(value));
    bytes = json_dumps(report, JSON_ENSURE_ASCII);
    ck_assert_int_eq(
        ask_with(octets, bytes,
                 "POST /api/v1/agencies/%s/published-reports/%d?covers=%s&source=x", agency,
                 year, covers)
            ->answer.status,
        201);
    free(bytes);
    json_decref(report);
}
