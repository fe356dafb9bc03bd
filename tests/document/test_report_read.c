#include "document/report_read.h"

#include "document/report_layout.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"002", "004", "007", "008", "011", "013", "025",
                                    "031", "034", "035", "045", "055", "065", "071",
                                    "080", "081", "082", "083", "084", "085", "086",
                                    "087", "088", "089", "090", "091", NULL};

/* Reads FILE as a report; the test fails if it cannot be. */
static void
read_back(struct arena *a, const struct text *file, const char *name, struct report *r)
{
    const char *zh, *en;

    ck_assert_msg(report_read(a, file->bytes, file->len, name, r, &zh, &en) == 0, "%s: %s",
                  name, zh);
}

/* ---- The 26 reports in every layout ---- */

START_TEST(published_reports_come_back_cell_by_cell_from_every_layout)
{
    for (const char *const *name = names; *name != NULL; name++)
        for (enum layout l = 0; l < LAYOUT_COUNT; l++) {
            struct arena *a = arena_new();
            struct text file = {0}, differences = {0};
            struct report expected, r;

            layout_load(a, *name, &expected);
            layout_print(a, &expected, l, &file);
            read_back(a, &file, layout_file(l), &r);
            ck_assert_msg(layout_compare(&expected, &r, &differences) == 0, "%s in %s:\n%s",
                          *name, layout_file(l), differences.bytes);
            text_free(&differences);
            text_free(&file);
            arena_free(a);
        }
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        published_reports_come_back_cell_by_cell_from_every_layout, NULL};

    return harness_run(harness_suite("report_read", tests, 120));
}
