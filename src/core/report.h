/* An annual report (政府信息公开工作年度报告) as it stands printed: its six sections (rule 8.2),
 * whether it was computed from cases or read off a page that somebody published.  A cell may be
 * blank or hold words, which a published one does and a computed one never. */
#ifndef GONGKAI_CORE_REPORT_H
#define GONGKAI_CORE_REPORT_H

#include "core/figure.h"
#include "core/remedy.h"
#include "core/tally.h"

enum cell_state {
    CELL_ABSENT, /* the report has no such cell */
    CELL_NUMBER,
    CELL_BLANK,      /* nothing, or only spaces */
    CELL_DASH,       /* "/", "-", "_", "—": a mark in the place of a number */
    CELL_UNREADABLE, /* words from which no number can be taken */
};

struct printed {
    enum cell_state state;
    long value;         /* of CELL_NUMBER; amounts of section two in fen */
    const char *remark; /* the whole cell where it says more than the number:
                           "22（其中修订16件）"; or NULL */
};

/* The written parts.  Sections two to four are tables; what somebody wrote beside a table
 * stands in PART_two to PART_four. */
enum report_part {
    PART_opening, /* before section one: legal basis, period, contact */
    PART_one,
    PART_two,
    PART_three,
    PART_four,
    PART_five,
    PART_six,
    PART_COUNT
};

struct report_text {
    const char
        *heading; /* as printed: "一、总体情况"; NULL if the report has no such section */
    const char *body; /* paragraphs separated by '\n'; "" or NULL when there is none */
};

struct report {
    const char *title, *agency; /* or NULL */
    const char *level; /* "nation" … "township", "department" as of an agency; or NULL */
    int year;          /* 0 when it could not be told */

    const struct figure_form *figure_form; /* NULL: no section two was found */
    struct printed figures[FIGURE_MAX];
    const struct tally_form *tally_form; /* NULL: no section three was found */
    struct printed cells[TALLY_MAX_ROWS][TALLY_COLUMNS];
    bool has_remedies; /* section four was found */
    struct printed remedies[BLOCK_COUNT][COLUMN_COUNT];

    struct report_text text[PART_COUNT];
};

/* The heading of PART on a report of YEAR (rule 8.2): "五、存在的主要问题及改进情况", before 2021
 * the longer one; NULL for PART_opening. */
const char *report_heading(enum report_part part, int year);

/* "opening", "one" …; -1 for anything else. */
const char *report_part_code(enum report_part part);
int report_part_of(const char *code);

/* The printed cells as numbers, what is no number as 0.  The report must have that section. */
void report_tally(const struct report *r, struct tally *t);
void report_remedy_table(const struct report *r, struct remedy_table *t);

/* The stock that figure I of FORM should show (rule 7.2): what was in force a year before, and
 * what was issued, less what was repealed, into *EXPECTED.  False where I is no stock, or a
 * number it takes is missing; LAST is its cell of the year before, on whichever form.  A warning
 * at most: stocks are counted anew after a clean-up. */
bool report_stock(const struct figure_form *form, int i,
                  const struct printed now[FIGURE_MAX], const struct printed *last,
                  long *expected);

/* A number in a cell. */
static inline struct printed
printed_number(long value)
{
    return (struct printed){CELL_NUMBER, value, NULL};
}

#endif
