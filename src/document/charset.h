/* Text from outside in UTF-8, whatever it was written in. */
#ifndef GONGKAI_DOCUMENT_CHARSET_H
#define GONGKAI_DOCUMENT_CHARSET_H

#include "base/arena.h"

#include <stddef.h>

/* The SIZE bytes at BYTES as valid UTF-8 without NUL, in A, *LEN of them.  A byte order mark
 * decides; else they are UTF-8 if they can be; else DECLARED ("gb2312", "big5"; or NULL) if
 * that is known here, and GB 18030, which holds GBK and GB 2312.  What cannot be read becomes
 * U+FFFD. */
char *charset_utf8(struct arena *a, const char *bytes, size_t size, const char *declared,
                   size_t *len);

#endif
