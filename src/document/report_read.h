/* A published annual report from a file of any kind that agencies publish. */
#ifndef GONGKAI_DOCUMENT_REPORT_READ_H
#define GONGKAI_DOCUMENT_REPORT_READ_H

#include "base/arena.h"
#include "core/report.h"
#include "document/flow.h"

#include <stddef.h>

/* A larger file is refused, in the words of report_too_large; whoever has to hold a file to have
 * it read need not hold more. */
enum { REPORT_FILE_BYTES = FLOW_MOST_BYTES };
extern const char report_too_large_zh[], report_too_large_en[];

/* Reads the SIZE bytes at BYTES, a file called FILE_NAME (only its extension counts, and that
 * little: what the file is, its content says), into OUT, in A: HTML (a page, or what Word or a
 * sheet left on the clipboard), DOCX, XLSX, values separated by commas or tabs, JSON
 * (document/report_json.h).  0, or -1 with
 * the reason and what to do instead in Chinese and English, in A or static: for a PDF, for
 * text whose cells are joined, for a file without section three. */
int report_read(struct arena *a, const char *bytes, size_t size, const char *file_name,
                struct report *out, const char **why_zh, const char **why_en);

#endif
