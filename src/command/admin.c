/* gongkai migrate, and openapi: what needs no running service. */
#include "base/text.h"
#include "command/command.h"
#include "command/doctor.h"
#include "command/migrate.h"
#include "http/openapi.h"

#include <stdio.h>
#include <stdlib.h>

int
command_migrate(const struct settings *s, int argc, char **argv)
{
    char reason[512], names[256];

    (void)argv;
    if (argc != 0)
        return command_misused("migrate");
    doctor_forget_environment(names, sizeof names);
    if (migrate(s, reason, sizeof reason))
        return EXIT_SUCCESS;
    fprintf(stderr, "gongkai: %s\n", reason);
    return EXIT_FAILURE;
}

int
command_openapi(const struct settings *s, int argc, char **argv)
{
    struct text t = {NULL, 0, 0};

    (void)s;
    (void)argv;
    if (argc != 0)
        return command_misused("openapi");
    openapi_print(&t);
    fputs(t.bytes, stdout);
    text_free(&t);
    return EXIT_SUCCESS;
}
