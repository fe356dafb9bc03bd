/* Fills a template that officials edit in WPS, Word or LibreOffice.  What a template may say:
 *
 *   {{name}}               the value of a field; a name is letters, digits, _ and anything
 *                          beyond ASCII (申请人), blanks around it are allowed
 *   {{#list}}…{{/list}}    repeats for each row of the list: marks in different cells repeat
 *                          their table row or rows, marks in one cell or in the text the
 *                          paragraphs from one to the other.  A paragraph or table row that
 *                          holds nothing but a mark goes away with it
 *   {{list.field}}         between them: the field of the row; plain {{name}} works there too
 *   {{?name}}              leaves its paragraph out when the field (or list.field) is empty,
 *                          or when the list has no rows
 *
 * in the text, headers, footers, notes, tables and text boxes.  However the writing program
 * tore a mark apart, it is found, and what takes its place has the format of its first
 * character.  Values are text and nothing else: they are not looked through for marks; line
 * ends become line breaks, tabs tabulators, and what XML cannot hold U+FFFD.  Every other part
 * of the file is copied as it is. */
#ifndef GONGKAI_DOCUMENT_DOCX_FILL_H
#define GONGKAI_DOCUMENT_DOCX_FILL_H

#include "base/arena.h"
#include "base/text.h"
#include "document/docx_fault.h"

/* One field. */
struct docx_value {
    const char *name;
    const char *value; /* NULL and "" are empty */
    bool required;     /* must be in the template, and not empty */
};

/* A list whose rows repeat: a table of cells with named columns. */
struct docx_list {
    const char *name;
    const char *const *fields; /* names of the columns, without the list's */
    size_t field_count;
    const char *const *cells; /* row after row, field_count each; NULL is empty */
    size_t rows;
    bool required; /* must be in the template, and have rows */
};

/* What takes the place of a paragraph: a table or several paragraphs, as a writer of the same
 * house made them (docx_fragment).  Its mark {{name}} stands alone in a paragraph of the text that
 * does not repeat. */
struct docx_block {
    const char *name;
    const char *xml; /* NULL and "" are empty: the paragraph goes away */
    size_t size;
    bool required; /* must be in the template */
};

/* What a template may be filled with.  The same, with values or without, tells docx_fields
 * which names there are. */
struct docx_data {
    const struct docx_value *values;
    size_t value_count;
    const struct docx_list *lists;
    size_t list_count;
    const struct docx_block *blocks;
    size_t block_count;
};

/* The names a template uses, each once, in the order of the file: "name", "list" or
 * "list.field"; and of each whether its value is said whatever else is empty: it stands as
 * {{name}} outside of lists, in a paragraph that no other name leaves out. */
struct docx_names {
    const char **list; /* both in the arena */
    bool *said;
    size_t count;
};

/* Fills the DOCX of SIZE bytes at TEMPLATE and appends the document to OUT.  Equal input gives
 * equal bytes.  False when anything is wrong: with the file, with the template (an unknown
 * name, an absent required one), or with the data (a required value that is empty).  All of
 * it is in FAULTS then, and OUT is as it was.  A holds what is needed on the way, and closes it. */
bool docx_fill(struct arena *a, const char *template, size_t size,
               const struct docx_data *data, struct text *out, struct docx_faults *faults);

/* Checks the template of SIZE bytes at TEMPLATE before it is kept: as docx_fill, but for
 * empty values.  DATA is the vocabulary; NULL to take any name.  The names it uses come into
 * NAMES, unless that is NULL.  True when there is no fault. */
bool docx_fields(struct arena *a, const char *template, size_t size,
                 const struct docx_data *data, struct docx_names *names,
                 struct docx_faults *faults);

#endif
