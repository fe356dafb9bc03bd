/* gongkai demo: agencies, accounts and, unless they are left out, cases to look at, in a
 * database that holds nothing else. */
#include "command/demo.h"

#include "base/embedded.h"
#include "command/client.h"
#include "command/command.h"
#include "command/import.h"
#include "command/owner.h"
#include "command/stage.h"
#include "db/statement_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A word of demo_state.sql into STATE. */
static bool
find_state(const struct settings *s, char state[16])
{
    struct db *db = owner_open(s);
    PGresult *row;
    bool found;

    if (db == NULL)
        return false;
    found = db_run(db, SQL(demo_state), NULL, &row) == OK;
    if (found) {
        snprintf(state, 16, "%s", PQgetvalue(row, 0, 0));
        PQclear(row);
    } else {
        owner_complain(db, "the database could not be read");
    }
    db_close(db);
    return found;
}

/* The administrators make the agencies, their people the cases. */
static bool
load(const struct settings *s, bool first, bool with_cases)
{
    struct client *c = client_new_stage(s, true);
    bool done = demo_accounts(s, first) &&
                import_lines(c, "agencies.jsonl",
                             embedded_find("demo/agencies.jsonl")->bytes) == 0 &&
                demo_accounts(s, false) &&
                (!with_cases || import_lines(c, "demo.jsonl",
                                             embedded_find("demo/demo.jsonl")->bytes) == 0);

    client_free(c);
    return stage_clear(s->database) && done;
}

int
command_demo(const struct settings *s, int argc, char **argv)
{
    bool with_cases = argc == 0;
    char state[16];

    if (argc > 1 || (argc == 1 && strcmp(argv[0], "--without-cases") != 0))
        return command_misused("demo");
    if (!command_trains(s, "demo") || !find_state(s, state))
        return EXIT_FAILURE;
    if (strcmp(state, "done") == 0)
        return EXIT_SUCCESS;
    if (strcmp(state, "foreign") == 0) {
        fputs(
            "gongkai: 数据库里已有其他机关或账号，未载入演示数据\n"
            "gongkai: the database holds other agencies or accounts; nothing was loaded\n",
            stderr);
        return EXIT_FAILURE;
    }
    return load(s, strcmp(state, "empty") == 0, with_cases) ? EXIT_SUCCESS : EXIT_FAILURE;
}
