/* gongkai clock: the account of a case's deadline, as one would lay it before a court. */
#include "command/client.h"
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct question {
    const char *application, *agency, *as_of, *known_at, *format;
};

static bool
is_id(const char *s)
{
    return *s != '\0' && strspn(s, "0123456789") == strlen(s);
}

static bool
take_arguments(struct question *q, int argc, char **argv)
{
    const struct {
        const char *name, **value;
    } options[] = {{"--agency", &q->agency},
                   {"--as-of", &q->as_of},
                   {"--known-at", &q->known_at},
                   {"--format", &q->format}};

    for (int i = 0; i < argc; i++) {
        unsigned k = 0;

        while (k < 4 && strcmp(argv[i], options[k].name) != 0)
            k++;
        if (k < 4 && i + 1 < argc)
            *options[k].value = argv[++i];
        else if (k == 4 && q->application == NULL && *argv[i] != '-')
            q->application = argv[i];
        else
            return false;
    }
    return q->application != NULL && (is_id(q->application) || q->agency != NULL);
}

/* The id of the application with that NUMBER among those of the page LIST; NULL for none. */
static char *
id_of_number(const json_t *page, const char *number)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(page, "applications"), i, one) {
        const char *its = json_string_value(json_object_get(one, "number"));

        if (its != NULL && strcmp(its, number) == 0)
            return strdup(json_string_value(json_object_get(one, "id")));
    }
    return NULL;
}

/* The id that CASE names, an id or a number of the agency; NULL after saying what is wrong.
 * To be freed. */
static char *
find_id(struct client *c, const struct question *q)
{
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    char *agency, *number, *id = NULL;
    json_t *page = NULL;
    long status;

    if (is_id(q->application))
        return strdup(q->application);
    agency = client_escape(c, q->agency);
    number = client_escape(c, q->application);
    text_addf(&path, "/api/v1/agencies/%s/applications?text=%s&limit=1000", agency, number);
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    if (status == 200) {
        page = json_loadb(reply.bytes, reply.len, 0, NULL);
        id = id_of_number(page, q->application);
        if (id == NULL)
            fprintf(stderr, "gongkai: the agency %s has no application %s\n", q->agency,
                    q->application);
    } else if (status != 0) {
        client_explain("gongkai", status, &reply);
    }
    json_decref(page);
    free(agency);
    free(number);
    text_free(&path);
    text_free(&reply);
    return id;
}

static void
add_option(struct client *c, struct text *path, const char *name, const char *value)
{
    char *escaped;

    if (value == NULL)
        return;
    escaped = client_escape(c, value);
    text_addf(path, "&%s=%s", name, escaped);
    free(escaped);
}

static int
show(struct client *c, const struct question *q, const char *id)
{
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    long status;

    text_addf(&path, "/api/v1/applications/%s/clock?format=", id);
    text_add(&path, q->format);
    add_option(c, &path, "as_of", q->as_of);
    add_option(c, &path, "known_at", q->known_at);
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    if (status == 200)
        fwrite(reply.bytes, 1, reply.len, stdout);
    else if (status != 0)
        client_explain("gongkai", status, &reply);
    text_free(&path);
    text_free(&reply);
    return status == 200 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
command_clock(const struct settings *s, int argc, char **argv)
{
    struct question q = {.format = "text"};
    int result = EXIT_FAILURE;
    struct client *c;
    char *id;

    if (!take_arguments(&q, argc, argv))
        return command_misused("clock");
    c = client_new(s);
    if (c == NULL)
        return EXIT_FAILURE;
    id = find_id(c, &q);
    if (id != NULL)
        result = show(c, &q, id);
    free(id);
    client_free(c);
    return result;
}
