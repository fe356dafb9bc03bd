/* Writes a DOCX in the layout of official papers (GB/T 9704-2012): A4, 156 x 225 mm of text,
 * 22 lines of 28 characters, 仿宋 in size 3, page numbers on the outer side.  docx_begin, the
 * pieces in their order, docx_end:
 *
 *     struct docx_writer *w = docx_begin(a, "政府信息公开申请答复书", "某市人民政府");
 *     docx_title(w, "政府信息公开申请答复书");
 *     docx_line(w, DOCX_LEFT, "{{applicant}}：");
 *     docx_paragraph(w, "本机关于{{received_on}}收到……");
 *     docx_signature(w, "{{agency}}", "{{date}}");
 *     docx_end(w, &bytes);
 *
 * Texts are UTF-8 and stand as they are: marks of a template ({{name}}) are texts like any
 * other.  A line feed begins a new line, a tab is a tabulator; what XML cannot hold is shown
 * as U+FFFD.  Equal calls write equal bytes: no clock is read, no name of a person kept. */
#ifndef GONGKAI_DOCUMENT_DOCX_WRITE_H
#define GONGKAI_DOCUMENT_DOCX_WRITE_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

enum docx_align { DOCX_LEFT, DOCX_CENTRE, DOCX_RIGHT };

/* The width of the text, in twentieths of a point: what the columns of a table may add to. */
enum { DOCX_TEXT_WIDTH = 8844 };

struct docx_writer;

/* Begins a document, which A holds; SUBJECT and AGENCY are its title and company among the
 * properties of the file, where the content of the page is not meant. */
struct docx_writer *docx_begin(struct arena *a, const char *subject, const char *agency);

/* The name of the issuing agency in red above a red rule, and between them the number of the
 * paper, centred; NUMBER may be "". */
void docx_red_head(struct docx_writer *w, const char *agency, const char *number);

/* 方正小标宋, size 2, centred, with a blank line above and below. */
void docx_title(struct docx_writer *w, const char *text);

/* LEVEL 1 黑体 (一、), 2 楷体 (（一）), 3 and more 仿宋 in bold (1.); indented by two characters. */
void docx_heading(struct docx_writer *w, int level, const char *text);

/* A paragraph of the text: both sides flush, first line indented by two characters. */
void docx_paragraph(struct docx_writer *w, const char *text);

/* The same, with a beginning LEAD in the face of a heading of level 2. */
void docx_paragraph_led(struct docx_writer *w, const char *lead, const char *text);

/* A paragraph that is not indented: whom the letter is to, an attachment's mark, a note. */
void docx_line(struct docx_writer *w, enum docx_align align, const char *text);

/* An empty line. */
void docx_blank(struct docx_writer *w);

/* Who signs, and below it the date, centred upon each other on the right, four characters
 * from the edge, with room for the seal; kept together on one page. */
void docx_signature(struct docx_writer *w, const char *agency, const char *date);

void docx_page_break(struct docx_writer *w);

/* A table: docx_table_begin, for each row docx_row and its cells, docx_table_end. */
struct docx_table {
    const int *widths; /* of the columns, in twentieths of a point */
    int columns;       /* at most DOCX_MOST_COLUMNS */
    int head_rows;     /* repeated on every page, centred and in 黑体 */
    int size; /* of the characters, in half points: 21 is size 5, 24 size 4 small */
};

struct docx_cell {
    const char *text;
    int columns, rows; /* that it covers; 0 is 1 */
    enum docx_align align;
    bool bold;
};

enum { DOCX_MOST_COLUMNS = 32 };

/* Cells come as in HTML: from left to right, each once, in the row it begins in; the places
 * that a cell of an earlier row reaches down to are skipped.  A row that was not filled up is
 * filled with empty cells; what is too wide or reaches below the last row is cut off. */
void docx_table_begin(struct docx_writer *w, const struct docx_table *table);
void docx_row(struct docx_writer *w);
void docx_cell(struct docx_writer *w, const struct docx_cell *cell);
void docx_table_end(struct docx_writer *w);

/* Instead of docx_end: appends what was written to OUT as a fragment, to be the xml of a
 * docx_block.  Tables in it do not lean on the styles of the document they come into. */
void docx_fragment(struct docx_writer *w, struct text *out);

/* Finishes the document and appends its bytes to OUT. */
void docx_end(struct docx_writer *w, struct text *out);

#endif
