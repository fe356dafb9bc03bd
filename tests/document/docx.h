/* DOCX for tests: built from XML by hand, and looked into again. */
#ifndef GONGKAI_TESTS_DOCX_H
#define GONGKAI_TESTS_DOCX_H

#include "document/docx_fill.h"
#include "document/package.h"

struct test_part {
    const char *name, *text;
};

/* A DOCX with the parts of ours, but for those in PARTS (ended by a NULL name), which take
 * their place or are added.  To be freed by text_free. */
struct text docx_with(struct arena *a, const struct test_part *parts);

/* A DOCX with this XML as its body. */
struct text docx_of(struct arena *a, const char *body);

/* A paragraph of one run that says TEXT (XML), in A. */
const char *para(struct arena *a, const char *text);

/* The part NAME of the DOCX, unpacked, in A. */
const char *part_of(struct arena *a, const struct text *docx, const char *name);

/* What docx_text says of it, in A; the test fails if that refuses it. */
const char *text_of(struct arena *a, const struct text *docx);

/* Fills TEMPLATE and gives the text of the result; or "!" and the codes and subjects of the
 * faults, such as "!field_unknown:x list_empty:y", when it is refused. */
const char *filled(struct arena *a, const struct text *template,
                   const struct docx_data *data);

/* What the templates of the tests are filled with: applicant 张三, name 李四, empty; the list
 * items of three rows (no, title), the last without title; the list none without rows. */
extern const struct docx_data test_data;

/* The columns of those lists, and the cells of items. */
extern const char *const test_fields[], *const test_cells[];

/* What a document with this body becomes when it is filled with them, without its footers. */
const char *becomes(struct arena *a, const char *body);

/* The page numbers of our documents, which docx_text says last. */
#define FOOTERS "— 1 —\n— 1 —\n"

/* The faults in that form, without "!". */
const char *faults_text(struct arena *a, const struct docx_faults *faults);

/* The namespace of WordprocessingML as attribute, and others that templates use. */
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* A paragraph, a cell of a table, a row, a table; a text box within a run, in both forms. */
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define C(content) "<w:tc><w:tcPr/>" content "</w:tc>"
#define R(cells) "<w:tr>" cells "</w:tr>"
#define T(rows) "<w:tbl><w:tblPr/><w:tblGrid/>" rows "</w:tbl>"
#define BOX(text)                                                                          \
    "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/"                   \
    "markup-compatibility/2006\"><mc:Choice Requires=\"wps\"><w:txbxContent><w:p><w:r>"    \
    "<w:t>" text "</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>"             \
    "<w:txbxContent><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:txbxContent>"             \
    "</mc:Fallback></mc:AlternateContent>"

#endif
