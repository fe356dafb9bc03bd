#include "command/client.h"
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
command_table(const struct settings *s, int argc, char **argv)
{
    static const char *const names[] = {"--agency", "--year",  "--scope",
                                        "--format", "--as-of", "--known-at"};
    const char *given[] = {NULL, NULL, "agency", "text", NULL, NULL};
    struct text path = {NULL, 0, 0}, reply = {NULL, 0, 0};
    struct client *c;
    char *agency, *known_at;
    long status;

    for (int i = 0; i < argc; i += 2) {
        int k = 0;

        while (k < 6 && strcmp(argv[i], names[k]) != 0)
            k++;
        if (k == 6 || i + 1 == argc)
            return command_misused("table");
        given[k] = argv[i + 1];
    }
    if (given[0] == NULL || given[1] == NULL)
        return command_misused("table");
    c = client_new(s);
    if (c == NULL)
        return EXIT_FAILURE;
    agency = client_escape(c, given[0]);
    known_at = client_escape(c, given[5] ? given[5] : "");
    text_addf(&path, "/api/v1/agencies/%s/section-three?year=%s&scope=%s&format=%s%s%s%s%s",
              agency, given[1], given[2], given[3], given[4] ? "&as_of=" : "",
              given[4] ? given[4] : "", given[5] ? "&known_at=" : "", known_at);
    status = client_call(c, "GET", path.bytes, NULL, NULL, &reply);
    if (status == 200)
        fwrite(reply.bytes, 1, reply.len, stdout);
    else if (status != 0)
        client_explain("gongkai", status, &reply);
    free(agency);
    free(known_at);
    text_free(&path);
    text_free(&reply);
    client_free(c);
    return status == 200 ? EXIT_SUCCESS : EXIT_FAILURE;
}
