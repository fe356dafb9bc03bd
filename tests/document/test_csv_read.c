#include "document/csv_read.h"

#include "document/csv.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4 };

/* The rows of TEXT as "LINE:cell|cell;", ended by "!LINE" where it cannot be read. */
static const char *
rows(const char *text)
{
    static char found[500];
    char copy[300], *cells[ROOM];
    struct csv_reader r;
    int n, len = 0;

    snprintf(copy, sizeof copy, "%s", text);
    r = csv_read_begin(copy);
    found[0] = '\0';
    while ((n = csv_read_row(&r, cells, ROOM)) > 0) {
        len += snprintf(found + len, sizeof found - (size_t)len, "%ld:", r.line);
        for (int i = 0; i < n && i < ROOM; i++)
            len += snprintf(found + len, sizeof found - (size_t)len, "%s%s",
                            i > 0 ? "|" : "", cells[i]);
        len += snprintf(found + len, sizeof found - (size_t)len, n > ROOM ? "+;" : ";");
    }
    if (n < 0)
        snprintf(found + len, sizeof found - (size_t)len, "!%ld", r.line);
    return found;
}

START_TEST(rows_come_with_the_line_they_begin_on)
{
    ck_assert_str_eq(rows("a,b\nc,d\n"), "1:a|b;2:c|d;");
    ck_assert_str_eq(rows("a,b\r\nc,d"), "1:a|b;2:c|d;");
    ck_assert_str_eq(rows("\xef\xbb\xbf"
                          "a\n\n\r\nb\n"),
                     "1:a;4:b;");
    ck_assert_str_eq(rows("\"x\ny\",b\nc,d\n"), "1:x\ny|b;3:c|d;");
    ck_assert_str_eq(rows(""), "");
    ck_assert_str_eq(rows("\n\n"), "");
}
END_TEST

START_TEST(cells_may_be_empty_quoted_or_too_many)
{
    ck_assert_str_eq(rows(",\n,,\n"), "1:|;2:||;");
    ck_assert_str_eq(rows("\"\",\"a\"\"b\",\"c,d\"\n"), "1:|a\"b|c,d;");
    ck_assert_str_eq(rows("\"\"\"\"\"\"\nx"), "1:\"\";2:x;");
    ck_assert_str_eq(rows("a,b,c,d,e,f\n"), "1:a|b|c|d+;");
    ck_assert_str_eq(rows("a\"b,c\n"), "1:a\"b|c;");
}
END_TEST

START_TEST(a_quote_that_stays_open_or_is_left_behind_ends_the_reading)
{
    ck_assert_str_eq(rows("a\n\"b,c\nd\n"), "1:a;!2");
    ck_assert_str_eq(rows("\""), "!1");
    ck_assert_str_eq(rows("\"\"\""), "!1");
    ck_assert_str_eq(rows("\"a\"b,c\n"), "!1");
    ck_assert_str_eq(rows("\"a\" ,c\n"), "!1");
}
END_TEST

START_TEST(what_the_writer_wrote_is_read_back)
{
    static const char *const cells[] = {"", "a,b", "\"", "中\n文", "x\r\ny"};
    struct text t = {NULL, 0, 0};
    char *found[8];
    struct csv_reader r;

    csv_begin(&t);
    for (unsigned i = 0; i < sizeof cells / sizeof cells[0]; i++)
        csv_cell(&t, cells[i]);
    csv_end_row(&t);
    r = csv_read_begin(t.bytes);
    ck_assert_int_eq(csv_read_row(&r, found, 8), 5);
    for (unsigned i = 0; i < sizeof cells / sizeof cells[0]; i++)
        ck_assert_str_eq(found[i], cells[i]);
    ck_assert_int_eq(csv_read_row(&r, found, 8), 0);
    text_free(&t);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        rows_come_with_the_line_they_begin_on,
        cells_may_be_empty_quoted_or_too_many,
        a_quote_that_stays_open_or_is_left_behind_ends_the_reading,
        what_the_writer_wrote_is_read_back,
        NULL,
    };

    return harness_run(harness_suite("csv_read", tests, 10));
}
