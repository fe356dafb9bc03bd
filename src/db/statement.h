/* A named SQL statement, made from a file NAME.sql: its :names are its parameters. */
#ifndef GONGKAI_DB_STATEMENT_H
#define GONGKAI_DB_STATEMENT_H

struct sql {
    const char *name;
    int count;
    const char *const *params; /* names, in the order of $1, $2, … */
    const char *text;
};

#define SQL(name) (&sql_##name)

#endif
