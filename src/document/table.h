/* Section three of the annual report as files that people take away.  Every writer walks
 * the one description in core/tally.h and prints what the form prints: each label once, in
 * the rectangle it covers, and every number, zero included. */
#ifndef GONGKAI_DOCUMENT_TABLE_H
#define GONGKAI_DOCUMENT_TABLE_H

#include "base/text.h"
#include "core/tally.h"

struct table_document {
    const struct tally *tally;
    const char *agency_name;
    int year;
    bool subtree;     /* summed over the agencies below as well */
    const char *note; /* what else stands above the table, such as the cut-off; or NULL */
};

/* Whose table of which year this is, in one line of plain text. */
static inline void
table_subject(struct text *out, const struct table_document *d)
{
    text_addf(out, "%s%s%d 年度", d->agency_name, d->subtree ? "（汇总）" : " ", d->year);
}

/* A title row, a row with subject and note, then the form: ten cells in every row. */
void table_csv(struct text *out, const struct table_document *d);

/* A whole page.  The table in it uses attributes that content management systems keep when
 * it is pasted into them, so it is ruled and aligned even where styles are dropped. */
void table_html(struct text *out, const struct table_document *d);

/* Drawn with lines for a terminal of 110 columns; wider only if the numbers are. */
void table_plain(struct text *out, const struct table_document *d);

/* {"agency","year","scope","form","note","columns":[{"key","label"}],
 *  "rows":[{"key","label","cells"}],"spans":[{"row","column","rows","columns","text"}]}:
 * scope is "agency" or "subtree", note is left out when there is none, cells are in the order
 * of the columns, spans are the labels of the printed grid (struct tally_span). */
void table_json(struct text *out, const struct table_document *d);

/* An Excel workbook: the form on one A4 page, laid out cell by cell as table_csv has it,
 * and a sheet that recomputes every identity.  Equal documents give equal bytes.  Returns
 * 0, or -1 with errno and OUT as it was: the library writes files only, so a temporary file
 * is needed (in TMPDIR; it is always removed). */
int table_xlsx(const struct table_document *d, struct text *out);

#endif
