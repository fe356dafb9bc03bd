#include "command/manual.h"

#include "command/command.h"

#include <string.h>

static const char server_purpose[] = "service for information disclosure applications";
static const char command_purpose[] =
    "administer and use the service for information disclosure applications";

static void
print_help(enum setting_reader reader)
{
    if (reader == SERVER) {
        printf("gongkaid %s - %s\n\nUsage: gongkaid [OPTION]...\n\n", PACKAGE_VERSION,
               server_purpose);
    } else {
        printf("gongkai %s - %s\n\nUsage: gongkai [OPTION]... COMMAND [ARGUMENT]...\n\n"
               "Commands:\n",
               PACKAGE_VERSION, command_purpose);
        for (const struct command *c = command_list; c->name != NULL; c++)
            printf("  %s%s%s\n      %s\n", c->name, *c->arguments ? " " : "", c->arguments,
                   c->summary);
        puts("");
    }
    puts(
        "Options, each also a line in the settings file and GONGKAI_NAME in the environment:");
    setting_help(reader, stdout);
    puts("  --help\n      print this\n  --version\n      print the version\n"
         "  --manual\n      print the manual page");
}

static void
print_manual(enum setting_reader reader)
{
    const char *name = reader == SERVER ? "gongkaid" : "gongkai";

    printf(".Dd November 23, 2026\n.Dt %s %d\n.Os gongkai\n.Sh NAME\n.Nm %s\n.Nd %s\n",
           reader == SERVER ? "GONGKAID" : "GONGKAI", reader == SERVER ? 8 : 1, name,
           reader == SERVER ? server_purpose : command_purpose);
    printf(".Sh SYNOPSIS\n.Nm %s\n.Op Fl -option Ar value\n%s.Sh DESCRIPTION\n", name,
           reader == SERVER ? "" : ".Ar command\n.Op Ar argument ...\n");
    if (reader == SERVER) {
        puts(
            ".Nm\nserves the REST interface and the web pages of gongkai from a PostgreSQL\n"
            "database.  It stops on SIGTERM or SIGINT after the running requests were\n"
            "answered.");
    } else {
        puts("The commands are:\n.Bl -tag -width Ds");
        for (const struct command *c = command_list; c->name != NULL; c++)
            printf(".It Cm %s%s%s\n%s.\n", c->name, *c->arguments ? " Ar " : "",
                   c->arguments, c->summary);
        puts(".El");
    }
    puts("Every option is also a setting of the settings file and, in upper case behind\n"
         ".Ql GONGKAI_ ,\nan environment variable; the command line wins over the\n"
         "environment, the environment over the file.\n.Sh OPTIONS");
    setting_manual(reader, stdout);
    printf(
        ".Sh EXIT STATUS\n0 on success, 1 when it could not be done, 2 when the call or a\n"
        "setting is wrong.\n.Sh SEE ALSO\n.Xr %s\n",
        reader == SERVER ? "gongkai 1" : "gongkaid 8");
}

bool
manual_asked(enum setting_reader reader, int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";

    if (strcmp(first, "--help") == 0)
        print_help(reader);
    else if (strcmp(first, "--version") == 0)
        printf("%s %s\n", reader == SERVER ? "gongkaid" : "gongkai", PACKAGE_VERSION);
    else if (strcmp(first, "--manual") == 0)
        print_manual(reader);
    else
        return false;
    return true;
}
