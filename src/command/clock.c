/* gongkai clock: the account of a case's deadline, as one would lay it before a court. */
#include "command/case_name.h"
#include "command/client.h"
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct question {
    const char *application, *agency, *as_of, *known_at, *format;
};

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
    return q->application != NULL && case_named(q->application, q->agency);
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
    id = case_find(c, q.application, q.agency);
    if (id != NULL)
        result = show(c, &q, id);
    free(id);
    client_free(c);
    return result;
}
