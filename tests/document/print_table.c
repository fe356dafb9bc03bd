/* Prints a sample table for the tests that need a file:
 *     print_table csv|html|json|plain|xlsx 2021|2019|four [faulty]
 * A faulty one breaks every identity. */
#include "document/table.h"

#include <stdio.h>
#include <string.h>

/* Every cell differs from its neighbours, some are 0, and all identities hold. */
static void
fill(struct tally *t)
{
    int new = tally_row_of(t->form, "new"), total = tally_row_of(t->form, "total");
    int carried_in = tally_row_of(t->form, "carried_in");
    int carried_out = tally_row_of(t->form, "carried_out");

    for (int r = 0; r < t->form->row_count; r++)
        for (int c = 0; c < TALLY_TOTAL_COLUMN; c++)
            t->cells[r][c] = (r * 7 + c * 5) % 11 * (r % 3) * (c + 1);
    tally_finish(t);
    for (int c = 0; c < TALLY_TOTAL_COLUMN; c++) {
        t->cells[carried_out][c] = c * 2;
        t->cells[carried_in][c] = 5 - c;
        t->cells[new][c] =
            t->cells[total][c] + t->cells[carried_out][c] - t->cells[carried_in][c];
    }
    tally_finish(t);
}

static void
spoil(struct tally *t)
{
    t->cells[tally_row_of(t->form, "new")][1] += 3;
    t->cells[tally_row_of(t->form, "refused_5")][2] -= 900;
    t->cells[tally_row_of(t->form, "total")][TALLY_TOTAL_COLUMN] = 0;
}

static int
print(const char *format, const struct table_document *d, struct text *out)
{
    if (strcmp(format, "csv") == 0)
        table_csv(out, d);
    else if (strcmp(format, "html") == 0)
        table_html(out, d);
    else if (strcmp(format, "json") == 0)
        table_json(out, d);
    else if (strcmp(format, "plain") == 0)
        table_plain(out, d);
    else
        return strcmp(format, "xlsx") == 0 ? table_xlsx(d, out) : -1;
    return 0;
}

int
main(int argc, char **argv)
{
    static const struct remedy_table four = {
        {{88, 18, 28, 36, 170}, {7, 0, 11, 7, 25}, {33, 0, 6, 13, 52}}};
    bool is_four = argc > 2 && strcmp(argv[2], "four") == 0;
    const struct tally_form *form =
        argc > 2 ? tally_form_named(is_four ? "2021" : argv[2]) : NULL;
    struct tally t = {.form = form};
    struct table_document d = {.tally = &t,
                               .agency_name = "青山县桃源乡人民政府",
                               .subtree = true,
                               .note = "截至 2025-06-30"};
    struct text out = {0};

    if (form == NULL) {
        fputs("usage: print_table csv|html|json|plain|xlsx 2021|2019 [faulty]\n", stderr);
        return 2;
    }
    if (is_four)
        d.remedies = &four;
    d.year = strcmp(form->name, "2019") == 0 ? 2020 : 2025;
    fill(&t);
    if (is_four)
        d.tally = NULL;
    if (argc > 3)
        spoil(&t);
    if (print(argv[1], &d, &out) != 0) {
        perror(argv[1]);
        return 1;
    }
    fwrite(out.bytes, 1, out.len, stdout);
    text_free(&out);
    return fflush(stdout) == 0 ? 0 : 1;
}
