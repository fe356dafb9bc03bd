/* Shows a DOCX: as HTML for a preview, or as plain text. */
#ifndef GONGKAI_DOCUMENT_DOCX_HTML_H
#define GONGKAI_DOCUMENT_DOCX_HTML_H

#include "base/arena.h"
#include "base/text.h"
#include "document/docx_fault.h"

/* Appends the text of the DOCX of SIZE bytes at BYTES to OUT as a fragment of HTML: p, h1 to
 * h4, b, i, u, br, table with tr, td, colspan and rowspan, and nothing else.  Alignment is a
 * class, docx-centre or docx-right.  No style, no address, no picture: everything the document
 * says is escaped text, so that the fragment may stand in any page under any policy.  False
 * and FAULTS (in A) when the file is refused; OUT is as it was then. */
bool docx_html(struct arena *a, const char *bytes, size_t size, struct text *out,
               struct docx_faults *faults);

/* The same as text: a line for each paragraph, line breaks as line feeds, cells of a table row
 * one below the other.  First the text with its text boxes, then headers, footers and notes in
 * the order they lie in the file. */
bool docx_text(struct arena *a, const char *bytes, size_t size, struct text *out,
               struct docx_faults *faults);

#endif
