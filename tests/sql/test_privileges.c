/* What the roles of the database may is what tests/data/privileges.txt says, and nothing
 * else.  With a file name in GONGKAI_PRIVILEGES it writes there what they may instead, for
 * `make privileges`. */
#include "base/text.h"
#include "harness.h"
#include "service.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the roles may in a fresh database, a line each. */
static void
read_privileges(struct text *out)
{
    struct service_under_test s;
    char *query = harness_read("sql/privileges.sql", &(size_t){0});
    PGconn *conn;
    PGresult *r;

    service_begin(&s, NULL);
    conn = PQconnectdb(s.database);
    r = PQexec(conn, query);
    ck_assert_msg(PQresultStatus(r) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    for (int i = 0; i < PQntuples(r); i++)
        text_addf(out, "%s\n", PQgetvalue(r, i, 0));
    PQclear(r);
    PQfinish(conn);
    service_end(&s);
    free(query);
}

/* Whether LIST holds the LEN bytes at LINE as a line. */
static bool
has_line(const char *list, const char *line, size_t len)
{
    for (const char *at = list; *at != '\0'; at += strcspn(at, "\n") + 1)
        if (strcspn(at, "\n") == len && strncmp(at, line, len) == 0)
            return true;
    return false;
}

/* The lines of A that are not in B into OUT, each behind MARK. */
static void
add_missing(struct text *out, const char *mark, const char *a, const char *b)
{
    for (; *a != '\0'; a += strcspn(a, "\n") + 1) {
        size_t len = strcspn(a, "\n");

        if (!has_line(b, a, len))
            text_addf(out, "%s%.*s\n", mark, (int)len, a);
    }
}

static void
write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "we");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(every_privilege_is_one_that_was_decided)
{
    struct text now = {NULL, 0, 0}, differ = {NULL, 0, 0};
    char *decided = harness_read("data/privileges.txt", &(size_t){0});

    read_privileges(&now);
    if (getenv("GONGKAI_PRIVILEGES") != NULL) {
        write_file(getenv("GONGKAI_PRIVILEGES"), now.bytes);
        return;
    }
    text_add(&differ, "");
    add_missing(&differ, "- ", decided, now.bytes);
    add_missing(&differ, "+ ", now.bytes, decided);
    fputs(differ.bytes, stderr);
    ck_assert_msg(differ.len == 0 && strcmp(decided, now.bytes) == 0,
                  "tests/data/privileges.txt is not what the roles may; think, then "
                  "`make privileges`");
    text_free(&now);
    text_free(&differ);
    free(decided);
}
END_TEST

/* A role that is given more, or a wall that is taken away, is told by its line. */
START_TEST(the_comparison_sees_lines_that_came_and_went)
{
    struct text differ = {NULL, 0, 0};

    add_missing(&differ, "- ", "a\nab\nc\n", "a\nb\nc\n");
    add_missing(&differ, "+ ", "a\nb\nc\n", "a\nab\nc\n");
    ck_assert_str_eq(differ.bytes, "- ab\n+ b\n");
    text_free(&differ);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_privilege_is_one_that_was_decided,
        the_comparison_sees_lines_that_came_and_went,
        NULL,
    };

    return harness_run(harness_suite("privileges", tests, 60));
}
