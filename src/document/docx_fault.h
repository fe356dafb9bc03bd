/* What is wrong with a DOCX that somebody hands in: collected, so that all of it is told at
 * once, and said in Chinese and English. */
#ifndef GONGKAI_DOCUMENT_DOCX_FAULT_H
#define GONGKAI_DOCUMENT_DOCX_FAULT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum docx_fault_kind {
#define FAULT(name, zh, en) DOCX_##name,
#include "document/docx_fault.def"
#undef FAULT
    DOCX_FAULT_KINDS
};

enum {
    DOCX_MOST_FAULTS = 50,
    DOCX_MOST_ABOUT = 120 /* bytes */
};

struct docx_fault {
    enum docx_fault_kind kind;
    char about[DOCX_MOST_ABOUT + 1]; /* the part, field or list, valid UTF-8; or "" */
};

/* The faults of one document, each told once; those beyond DOCX_MOST_FAULTS are dropped.
 * Zero-initialise. */
struct docx_faults {
    size_t count;
    struct docx_fault list[DOCX_MOST_FAULTS];
};

/* Adds one, unless it is there.  ABOUT is cut to its first bytes, and what should not be shown
 * of it becomes a question mark. */
void docx_fault_add(struct docx_faults *faults, enum docx_fault_kind kind,
                    const char *about);

/* Whether KIND is among them. */
bool docx_fault_has(const struct docx_faults *faults, enum docx_fault_kind kind);

/* The name of the kind as in docx_fault.def, and the sentence about F (in A). */
const char *docx_fault_code(enum docx_fault_kind kind);
const char *docx_fault_zh(struct arena *a, const struct docx_fault *f);
const char *docx_fault_en(struct arena *a, const struct docx_fault *f);

#endif
