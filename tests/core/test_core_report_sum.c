/* The zone report of 2024 (025) against its 17 units, and what a sum must bear. */
#include "core/report_sum.h"
#include "document/report_json.h"
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const units[] = {"035", "045", "055", "065", "071", "080",
                                    "081", "082", "083", "084", "085", "086",
                                    "087", "088", "089", "090", "091"};
enum { UNITS = sizeof units / sizeof *units };

static void
read_report(struct arena *a, const char *name, struct report *r)
{
    char path[64];
    const char *zh = "", *en = "";
    size_t size;
    char *bytes;

    snprintf(path, sizeof path, "data/reports/%s.json", name);
    bytes = harness_read(path, &size);
    ck_assert_msg(report_json_read(a, bytes, size, r, &zh, &en) == 0, "%s: %s", name, en);
    free(bytes);
}

/* What the zone printed in a cell, what its units make, what they printed, and who is to
 * blame; as it was found by reading the eighteen reports. */
static const struct known {
    const char *cell;
    long printed, computed, added;
    const char *blamed; /* "087 row, 088 column" */
} known[] = {
    {"two, normative_documents.repealed", 33, 27, 27, ""},
    {"two, normative_documents.in_force", 440, 468, 468, ""},
    {"two, penalty.processed", 1100, 846, 846, ""},
    {"two, fees.amount", 18651060000, 18651064104, 18651064104, "rounded"},
    {"three, new, total", 218, 218, 209, "081 column, 088 column"},
    {"three, granted, total", 71, 71, 70, "081 column"},
    {"three, refused_4, total", 3, 3, 1, "081 column"},
    {"three, unavailable_1, total", 75, 75, 71, "088 column"},
    {"three, unavailable_3, natural_person", 0, 1, 1, "088 double"},
    {"three, unavailable_3, total", 0, 1, 0, "088 double"},
    {"three, other_1, total", 1, 1, 0, "088 column"},
    {"three, other_3, total", 2, 2, 1, "088 column"},
    {"three, total, natural_person", 217, 218, 214, "088 double, 087 row"},
    {"three, total, total", 218, 219, 206, "088 double, 081 column, 087 row, 088 column"},
    {"four, review, total", 7, 7, 6, "083 total"},
    {"four, suit_after_review, total", 19, 19, 15, "071 total"},
};
enum { KNOWN = sizeof known / sizeof *known };

static void
write_blame(const struct sum_gap *g, char *said, size_t size)
{
    static const char *const kinds[] = {"column", "row", "total", "double"};

    snprintf(said, size, "%s", g->kind == SUM_ROUNDED ? "rounded" : "");
    for (int i = 0; i < g->blame_count; i++) {
        size_t used = strlen(said);

        snprintf(said + used, size - used, "%s%s %s", i > 0 ? ", " : "",
                 units[g->blame[i].child], kinds[g->blame[i].kind]);
    }
}

START_TEST(every_gap_of_the_zone_is_found_and_blamed_on_the_right_unit)
{
    struct arena *a = arena_new();
    struct report *zone = arena_alloc(a, sizeof *zone);
    const struct report *children[UNITS];
    struct report_sum sum;

    read_report(a, "025", zone);
    for (int i = 0; i < UNITS; i++) {
        struct report *r = arena_alloc(a, sizeof *r);

        read_report(a, units[i], r);
        children[i] = r;
    }
    sum = report_sum(a, zone, children, UNITS);
    for (int i = 0; i < sum.gap_count && i < KNOWN; i++) {
        const struct sum_gap *g = &sum.gaps[i];
        const char *cell = check_place_text(a, zone, &g->place, true);
        char said[256];

        write_blame(g, said, sizeof said);
        ck_assert_str_eq(cell, known[i].cell);
        ck_assert_msg(g->printed == known[i].printed && g->computed == known[i].computed &&
                          g->added == known[i].added,
                      "%s: %ld, %ld, %ld", cell, g->printed, g->computed, g->added);
        ck_assert_str_eq(said, known[i].blamed);
        ck_assert_ptr_nonnull(strstr(g->zh, "公布"));
        if (g->place.part != PART_two)
            ck_assert_int_eq(g->unexplained, 0);
    }
    ck_assert_int_eq(sum.gap_count, KNOWN);
    ck_assert_int_eq(sum.left_out_count, 0);
    arena_free(a);
}
END_TEST

/* The computed roll-up has the zone's number in every other cell. */
START_TEST(the_sum_of_the_units_put_right_is_what_the_zone_published)
{
    struct arena *a = arena_new();
    struct report *zone = arena_alloc(a, sizeof *zone);
    const struct report *children[UNITS];
    struct report_sum sum;

    read_report(a, "025", zone);
    for (int i = 0; i < UNITS; i++) {
        struct report *r = arena_alloc(a, sizeof *r);
        char name[32];

        snprintf(name, sizeof name, "corrected-%s", units[i]);
        read_report(a, strstr("081 087 088", units[i]) != NULL ? name : units[i], r);
        children[i] = r;
    }
    sum = report_sum(a, zone, children, UNITS);
    for (int i = 0; i < sum.gap_count; i++) {
        const struct sum_gap *g = &sum.gaps[i];

        ck_assert_msg(g->place.part != PART_three, "%s", g->zh);
        ck_assert(g->place.part == PART_two || g->kind == SUM_PRINTED);
    }
    for (int i = 0; i < zone->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            ck_assert_int_eq(sum.computed.cells[i][j].value, zone->cells[i][j].value);
    arena_free(a);
}
END_TEST

START_TEST(a_child_on_the_other_form_is_left_out_and_named)
{
    struct arena *a = arena_new();
    struct report *zone = arena_alloc(a, sizeof *zone), *old = arena_alloc(a, sizeof *old);
    const struct report *children[] = {old};
    struct report_sum sum;

    read_report(a, "025", zone);
    read_report(a, "031", old);
    sum = report_sum(a, zone, children, 1);
    ck_assert_int_eq(sum.left_out_count, 1);
    ck_assert_int_eq(sum.left_out[0], 0);
    ck_assert_int_eq(sum.computed.cells[0][0].value, 0);
    arena_free(a);
}
END_TEST

int
main(void)
{
    const TTest *const tests[] = {
        every_gap_of_the_zone_is_found_and_blamed_on_the_right_unit,
        the_sum_of_the_units_put_right_is_what_the_zone_published,
        a_child_on_the_other_form_is_left_out_and_named,
        NULL,
    };

    return harness_run(harness_suite("report_sum", tests, 60));
}
