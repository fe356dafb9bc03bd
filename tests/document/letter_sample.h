/* Documents as agencies send them, to look at and to send through other programs. */
#ifndef GONGKAI_TESTS_LETTER_SAMPLE_H
#define GONGKAI_TESTS_LETTER_SAMPLE_H

#include "document/docx_fill.h"

enum sample {
    SAMPLE_LETTER,   /* two pages, with rare characters and an enclosed list */
    SAMPLE_TABLE,    /* of more than a page, cells over rows and columns */
    SAMPLE_TEMPLATE, /* of a letter, with every kind of mark */
    SAMPLES
};

/* Appends the document to OUT. */
void sample_write(struct arena *a, enum sample which, struct text *out);

/* What SAMPLE_TEMPLATE is filled with. */
extern const struct docx_data sample_data;

#endif
