/* The default templates, in the layout of GB/T 9704: made by the writer of the document room
 * from the words of letter.def, never kept. */
#ifndef GONGKAI_OP_LETTER_DEFAULT_H
#define GONGKAI_OP_LETTER_DEFAULT_H

#include "base/arena.h"
#include "base/text.h"
#include "core/letter.h"

/* Appends the default template of K, a DOCX, to OUT. */
void letter_default(struct arena *a, enum letter_kind k, struct text *out);

#endif
