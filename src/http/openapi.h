/* The API described by itself: OpenAPI 3.0, printed from the operations. */
#ifndef GONGKAI_HTTP_OPENAPI_H
#define GONGKAI_HTTP_OPENAPI_H

#include "base/text.h"

/* The whole document, indented, ended by a line feed; the same bytes every time. */
void openapi_print(struct text *out);

#endif
