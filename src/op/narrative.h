/* The written parts of a report, as an agency states them in revisions. */
#ifndef GONGKAI_OP_NARRATIVE_H
#define GONGKAI_OP_NARRATIVE_H

#include "core/sentence.h"
#include "op/report.h"
#include "op/report_way.h"

/* One statement of a part. */
struct narrative_revision {
    int n; /* 1 for the first; 0: there is none */
    const char *text, *stated_at, *stated_by;
};

/* The revisions of PART of the report of the request's agency, YEAR and "scope", the latest first, at most MOST, in
 * the request's memory; how many into *COUNT.  With none, *ALL is one with the number 0. */
enum { NARRATIVE_REVISIONS = 50 };
enum problem narrative_revisions(struct request *rq, int year, const char *part, int most,
                                 struct narrative_revision **all, int *count);

/* The report of the request's agency, year and "scope" as it stands, with the parts as they are stated
 * or, where DRAFT says so, as the drafts have them. */
enum problem narrative_assemble(struct request *rq, bool draft, struct assembled *a);

/* The steps that lead from one text to another without what was kept, as a list of {change,
 * sentence}.  The caller owns it. */
json_t *narrative_changes(struct request *rq, const char *before, const char *after);

#define NARRATIVE_CHANGES                                                                  \
    LIST("changes", "与前一稿的差异", .required = true,                                    \
         .fields =                                                                         \
             FIELDS(CHOICE("change", "变化", .oneof = "|removed|added", .required = true), \
                    TEXT("sentence", "句子", .required = true)))

#endif
