/* The parts of a DOCX of ours that are the same in every document: types, relations, styles,
 * settings, fonts, page numbers.  GB/T 9704-2012. */
#ifndef GONGKAI_DOCUMENT_DOCX_PARTS_H
#define GONGKAI_DOCUMENT_DOCX_PARTS_H

struct docx_fixed_part {
    const char *name, *text;
};

/* Ended by a NULL name.  [Content_Types].xml comes first, as readers by eye expect. */
extern const struct docx_fixed_part docx_fixed_parts[];

/* What word/document.xml has before and behind its paragraphs: the page is described last. */
extern const char docx_document_begin[], docx_document_end[];

#endif
