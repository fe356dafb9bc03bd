#include "document/report_sample.h"

#include "harness.h"

#include <stdlib.h>
#include <string.h>

const char hard_text[] =
    "𠮷田㛃、𪛖䶮 <script>alert(1)</script> &amp; \"引号\" '撇' {{表三}} ]]> "
    "=1+1\t-->";

static void
no_applications(struct report *r)
{
    r->figure_form = figure_form_of_year(r->year);
    r->tally_form = tally_form_of_year(r->year);
    r->has_remedies = true;
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = printed_number(0);
    for (int i = 0; i < r->tally_form->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            r->cells[i][j] = printed_number(0);
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            r->remedies[i][j] = printed_number(0);
}

/* Numbers that differ from their neighbours; all identities hold. */
static void
many_applications(struct report *r)
{
    const struct tally_form *f = r->tally_form;
    struct tally t = {.form = f};
    int total = tally_row_of(f, "total"), in = tally_row_of(f, "carried_in");
    int out = tally_row_of(f, "carried_out"), new = tally_row_of(f, "new");

    for (int i = in + 1; i < total; i++)
        for (int j = 0; j < TALLY_TOTAL_COLUMN; j++)
            t.cells[i][j] = (i * 7 + j * 5) % 11 * (i % 3) * (j + 1);
    t.cells[in + 1][0] = 104529;
    tally_finish(&t);
    for (int j = 0; j < TALLY_TOTAL_COLUMN; j++) {
        t.cells[out][j] = j * 2;
        t.cells[in][j] = j + 3;
        t.cells[new][j] = t.cells[total][j] + t.cells[out][j] - t.cells[in][j];
    }
    tally_finish(&t);
    for (int i = 0; i < f->row_count; i++)
        for (int j = 0; j < TALLY_COLUMNS; j++)
            r->cells[i][j] = printed_number(t.cells[i][j]);
    for (int i = 0; i < BLOCK_COUNT; i++)
        for (int j = 0; j < COLUMN_COUNT; j++)
            r->remedies[i][j] = printed_number(j < COLUMN_total ? i * 4 + j : i * 16 + 6);
}

/* ---- The seed ---- */

static void
add_line(struct arena *a, struct report *r, struct report_text **text, char *line)
{
    char *words = strchr(line, ' ');

    if (*line == '\t') {
        const char *body = (*text)->body;

        (*text)->body =
            arena_printf(a, "%s%s%s", body ? body : "", body ? "\n" : "", line + 1);
        return;
    }
    if (words != NULL)
        *words++ = '\0';
    if (strcmp(line, "title") == 0) {
        r->title = words;
        return;
    }
    *text = &r->text[report_part_of(line)];
    (*text)->heading = words;
}

static void
seed(struct arena *a, struct report *r)
{
    char *file = harness_read("data/seed-report.txt", NULL), *rest;
    struct report_text *text = NULL;

    rest = arena_copy(a, file, strlen(file));
    free(file);
    for (char *line = strtok_r(rest, "\n", &rest); line != NULL;
         line = strtok_r(rest, "\n", &rest))
        add_line(a, r, &text, line);
    r->agency = "沙坡头区香山乡人民政府";
    r->year = 2024;
    no_applications(r);
    r->figures[figure_of(r->figure_form, "penalty.processed")] = printed_number(7);
}

/* ---- The others ---- */

static void
form_2019(struct report *r)
{
    r->title = "青山县人民政府办公室2020年政府信息公开工作年度报告";
    r->agency = "青山县人民政府办公室";
    r->year = 2020;
    no_applications(r);
    many_applications(r);
    for (int i = 0; i < r->figure_form->count; i++)
        r->figures[i] = printed_number(i * 37);
    r->figures[figure_of(r->figure_form, "licensing.change")] = printed_number(-12);
    r->figures[figure_of(r->figure_form, "procurement.amount")] =
        printed_number(1690991350);
    r->text[PART_one].body = "（一）主动公开情况\n全年公开信息1374条。";
    r->text[PART_three].body = "注：表中含上年结转。";
    r->text[PART_five].body = "　　一是培训不足。\n\n　　二是平台陈旧。\n";
    r->text[PART_six].body = "无。";
}

/* As found on a page: blanks, dashes, remarks; and texts that are no markup. */
static void
hard(struct arena *a, struct report *r)
{
    r->title = hard_text;
    r->agency = "=青山县<人民政府>";
    r->year = 2025;
    no_applications(r);
    many_applications(r);
    r->figures[0] = (struct printed){CELL_NUMBER, 22, "22（其中修订16件）"};
    r->figures[1] = (struct printed){CELL_DASH, 0, NULL};
    r->figures[2] = (struct printed){CELL_BLANK, 0, NULL};
    r->figures[9] = printed_number(18651064104);
    r->cells[3][4] = (struct printed){CELL_UNREADABLE, 0, "<b>=见附件</b>"};
    for (int i = 0; i < PART_COUNT; i++)
        r->text[i].body = arena_printf(a, "（%s）%s。%s\n\n\n%s\x01\n=HYPERLINK(1)",
                                       i % 2 ? "一" : "十二", "标题", hard_text, hard_text);
}

const struct report_file *
report_sample(struct arena *a, const char *name)
{
    struct report_file *f = arena_alloc(a, sizeof *f);
    struct report *r = arena_alloc(a, sizeof *r);

    f->report = r;
    if (strcmp(name, "seed") == 0) {
        seed(a, r);
    } else if (strcmp(name, "2019") == 0) {
        form_2019(r);
    } else if (strcmp(name, "hard") == 0) {
        hard(a, r);
        f->version_line =
            "第1版，统计截至2026-01-10 09:00，SHA-256："
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    } else {
        return NULL;
    }
    return f;
}
