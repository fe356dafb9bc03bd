/* Turns a DOCX into PDF by LibreOffice, where one is installed. */
#ifndef GONGKAI_DOCUMENT_PDF_H
#define GONGKAI_DOCUMENT_PDF_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

struct pdf_converter {
    const char *soffice; /* path of the program */
    int seconds;         /* time limit; 0: 60 */
    size_t most;         /* bytes of PDF; 0: 64 MB */
};

/* What went wrong. */
enum pdf_fault {
    PDF_OK,
    PDF_BUSY,    /* another one was not done within the time limit */
    PDF_MISSING, /* the program cannot be run */
    PDF_SLOW,    /* it was ended at the time limit */
    PDF_FAILED,  /* it ended without a PDF */
    PDF_LARGE,   /* the PDF is larger than allowed */
    PDF_SYSTEM   /* no temporary folder, no process, no file: errno */
};

/* Converts the DOCX of SIZE bytes at DOCX and appends the PDF to OUT.  One at a time in this
 * process: others wait.  Runs the program without a shell, in a process group, a profile and a
 * private folder (in TMPDIR) of its own; all of them are gone when it returns. */
enum pdf_fault pdf_of_docx(const struct pdf_converter *converter, const char *docx,
                           size_t size, struct text *out);

/* What to say of FAULT to a user. */
const char *pdf_fault_zh(enum pdf_fault fault);
const char *pdf_fault_en(enum pdf_fault fault);

#endif
