#include "command/command.h"

#include <stddef.h>
#include <stdio.h>

const struct command command_list[] = {
    {"migrate", "", "bring the database to this program's version", command_migrate},
    {"demo", "", "load the demonstration agencies and cases into the running service",
     command_demo},
    {"import", "FILE.jsonl",
     "perform the operations in a file, one JSON object a line; "
     "running it again repeats nothing",
     command_import},
    {"table",
     "--agency CODE --year YEAR [--scope subtree] [--format text|json|csv|xlsx|html]",
     "print section three of an agency", command_table},
    {"replay", "REPORT.json [--agency CODE] [--parent CODE]",
     "register cases that come out as exactly the table of a published report",
     command_replay},
    {"verify", "", "recount everything derived from the events and say what differs",
     command_verify},
    {"openapi", "", "print the OpenAPI document", command_openapi},
    {"token", "", "print the access token, making one if there is none", command_token},
    {NULL, NULL, NULL, NULL},
};

int
command_misused(const char *name)
{
    fprintf(stderr, "gongkai: wrong arguments for %s; see gongkai --help\n", name);
    return 2;
}
