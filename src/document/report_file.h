/* A whole annual report as files that people take away, publish and read in again.  Pure: a
 * report in, bytes out; equal reports give equal bytes.  Both forms, whatever the year.  Texts
 * are UTF-8 and stay text: nothing in them is taken for markup, a formula or a mark. */
#ifndef GONGKAI_DOCUMENT_REPORT_FILE_H
#define GONGKAI_DOCUMENT_REPORT_FILE_H

#include "base/arena.h"
#include "base/text.h"
#include "core/report.h"
#include "document/docx_fault.h"

struct report_file {
    const struct report *report;
    const char
        *version_line; /* at the end of a frozen one: its version, both cut-offs and its
                                 digest; or NULL */
};

/* A page to read, print on A4 or copy from.  What /web/copy.js copies is a fragment that
 * editors of content management systems leave whole: no class, no div, no style sheet; rules
 * and alignment as attributes, beside styles that say them better where they are kept. */
void report_html(struct text *out, const struct report_file *f);

/* The tables one below the other, each under its heading, as many cells in every row of a
 * table as it has columns; an empty row between them. */
void report_csv(struct text *out, const struct report_file *f);

/* Everything, under keys that stay: <report><section key="three"><row key="new"><cell
 * key="natural_person">; docs/annual-report.md. */
void report_xml(struct text *out, const struct report_file *f);

/* A workbook: a sheet for each table, the written parts, and a sheet that recomputes every
 * identity.  Returns 0, or -1 with errno and OUT as it was (see table_xlsx). */
int report_xlsx(const struct report_file *f, struct text *out);

/* A DOCX in the layout of GB/T 9704, made from the TEMPLATE of SIZE bytes (NULL: the default
 * one).  False with FAULTS, and OUT as it was, when the template cannot be filled. */
bool report_docx(struct arena *a, const struct report_file *f, const char *template,
                 size_t size, struct text *out, struct docx_faults *faults);

/* Appends the default template: what officials edit a copy of.  Its marks are in
 * docs/annual-report.md. */
void report_template(struct arena *a, struct text *out);

/* Whether the DOCX of SIZE bytes can be a template: harmless, no unknown mark, every section
 * and table in it. */
bool report_template_check(struct arena *a, const char *template, size_t size,
                           struct docx_faults *faults);

/* ---- What the writers share ---- */

enum {
    TITLE_LINE = 40
}; /* columns that a line of the title takes: 20 characters of size 2 */

/* Where a title that is longer than a line goes on in the next: at the year; 0 if it does not. */
size_t report_title_break(const struct report *r);

/* Its title, or what every report is called. */
const char *report_file_title(const struct report *r);

/* The heading of PART: as the report has it, or that of the form; NULL for PART_opening. */
const char *report_file_heading(const struct report *r, enum report_part part);

/* The next paragraph of *BODY, which moves on; without blanks around it, empty ones passed
 * over.  False at the end. */
bool report_paragraph(const char **body, const char **begin, size_t *len);

/* How many bytes of the LEN at BEGIN are a heading of the second level: "（一）主动公开情况。"
 * or the whole of a short paragraph without a full stop; 0 for none. */
size_t report_heading_length(const char *begin, size_t len);

#endif
