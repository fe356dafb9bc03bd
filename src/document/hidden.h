/* What a file holds besides what it shows.  Only kinds and numbers are told, never the content:
 * the report may be kept and logged. */
#ifndef GONGKAI_DOCUMENT_HIDDEN_H
#define GONGKAI_DOCUMENT_HIDDEN_H

#include "base/spool.h"
#include "document/file_type.h"

#include <stdbool.h>

enum hidden {
#define HIDDEN(code, review, zh, en, todo_zh, todo_en) HIDDEN_##code,
#include "document/hidden.def"
#undef HIDDEN
    HIDDEN_COUNT
};

struct hidden_report {
    long found[HIDDEN_COUNT]; /* how many of each */
};

/* Examines FILE, which sniff says is of TYPE.  What cannot be read is HIDDEN_unexamined. */
void hidden_examine(const struct spool *file, enum file_type type, struct hidden_report *r);

/* Code ("comments"), name, and what to do about it; whether a copy with it leaves only with a
 * recorded reason. */
const char *hidden_code(enum hidden h);
const char *hidden_name(enum hidden h, bool english);
const char *hidden_todo(enum hidden h, bool english);
bool hidden_needs_review(enum hidden h);
extern const char hidden_codes[]; /* "|tracked_changes|…" */

/* Whether any of what R found needs a reason. */
bool hidden_report_needs_review(const struct hidden_report *r);

/* The parts of hidden_examine, one a family of formats. */
void hidden_in_package(const struct spool *file, enum file_type type,
                       struct hidden_report *r);
void hidden_in_pdf(const struct spool *file, struct hidden_report *r);
void hidden_in_image(const struct spool *file, enum file_type type,
                     struct hidden_report *r);

#endif
