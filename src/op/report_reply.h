/* A whole annual report as a file: the same for one as it stands and for a frozen version. */
#ifndef GONGKAI_OP_REPORT_REPLY_H
#define GONGKAI_OP_REPORT_REPLY_H

#include "document/report_file.h"
#include "http/request.h"

#define REPORT_FORMATS "|html|docx|xlsx|csv|json|xml|pdf"

/* The kind under which templates of reports are kept beside those of letters. */
#define REPORT_TEMPLATE_KIND "annual_report"

/* The template that holds for an agency; bytes NULL: the default one. */
struct report_template {
    const char *bytes;
    size_t size;
};

/* Reads the template that holds for the agency of the request; inside a transaction. */
enum problem report_template_read(struct request *rq, struct report_template *t);

/* Replies with F in the format of the request; NAME is what a file is called:
 * "report-xiangshan-2024".  Needs no transaction and holds none: a PDF takes its time. */
enum problem reply_report(struct request *rq, const struct report_file *f,
                          const struct report_template *t, const char *name);

#endif
