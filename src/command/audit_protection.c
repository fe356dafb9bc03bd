#include "base/embedded.h"
#include "command/audit_check.h"
#include "db/statement_list.h"

#include <stdio.h>
#include <string.h>

static enum problem
check_objects(struct audit_check *c)
{
    PGresult *rows;

    TRY(db_run(c->records, SQL(audit_protection), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        audit_tell(c, PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1),
                   PQgetvalue(rows, i, 2));
    PQclear(rows);
    return OK;
}

/* What follows HEAD in this program's migrations; NULL when none has it. */
static const char *
find_ours(const char *head)
{
    static const char prefix[] = "migrations/repeatable/";
    const char *at = NULL;

    for (const struct embedded *f = embedded_files; f->path != NULL && at == NULL; f++)
        if (strncmp(f->path, prefix, strlen(prefix)) == 0)
            at = strstr(f->bytes, head);
    return at;
}

/* Whether the body of the function NAME is the one in this program's migrations. */
static bool
body_is_ours(const char *name, const char *body)
{
    size_t len = strlen(body);
    const char *at;
    char head[100];

    snprintf(head, sizeof head, "create or replace function %s(", name);
    at = find_ours(head);
    at = at != NULL ? strstr(at, "$$") : NULL;
    return at != NULL && strncmp(at + 2, body, len) == 0 &&
           strncmp(at + 2 + len, "$$", 2) == 0;
}

enum problem
audit_check_protection(struct audit_check *c)
{
    PGresult *rows;

    TRY(check_objects(c));
    TRY(db_run(c->records, SQL(audit_bodies), NULL, &rows));
    for (int i = 0; i < PQntuples(rows); i++)
        if (!body_is_ours(PQgetvalue(rows, i, 0), PQgetvalue(rows, i, 1)))
            audit_tell(c, PQgetvalue(rows, i, 0), "function does something else",
                       "函数内容被改动");
    PQclear(rows);
    return OK;
}
