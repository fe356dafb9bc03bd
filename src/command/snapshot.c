#include "command/snapshot.h"

#include "base/text.h"
#include "db/statement_list.h"

enum problem
snapshot_share(struct db *first, struct db *second)
{
    struct text command = {NULL, 0, 0};
    PGresult *snapshot;
    enum problem p;

    TRY(db_command(first, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                          "SELECT set_config('gongkai.scope', 'all', true)"));
    TRY(db_run(first, SQL(verify_snapshot), NULL, &snapshot));
    text_addf(&command,
              "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
              "SET TRANSACTION SNAPSHOT '%s';"
              "SELECT set_config('gongkai.scope', 'all', true)",
              PQgetvalue(snapshot, 0, 0));
    PQclear(snapshot);
    p = db_command(second, command.bytes);
    text_free(&command);
    return p;
}
