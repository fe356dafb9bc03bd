/* The annual report of one agency or subtree and year as it stands now: sections three and
 * four counted from cases, section two from what agencies stated, the written parts with
 * their fields filled in. */
#ifndef GONGKAI_OP_REPORT_H
#define GONGKAI_OP_REPORT_H

#include "core/narrative.h"
#include "http/request.h"
#include "op/section_four.h"
#include "op/section_three.h"

struct last_report; /* see op/report_last.h */

/* Memory and texts belong to the request's arena. */
struct report_question {
    long long agency; /* id; the caller's right to it was checked */
    int year;
    bool subtree;
    date as_of;                    /* NO_DATE: the whole year */
    const char *known_at;          /* a moment as the fields have it; NULL: now */
    const struct tally_form *form; /* of section three; NULL: that of the year */
    /* The report of the year after, which looks back at this one: its head is taken, and what
     * was counted for it; then nobody is asked who stated no figures.  NULL: none. */
    const struct assembled *after;
};

/* An agency whose figures are not in section two, because it stated none. */
struct report_missing {
    const char *code, *name;
};

/* A report with what must be told beside it. */
struct assembled {
    struct report report;
    const char *code; /* of the agency */
    date began;       /* it exists from that day */
    const char *contact[CONTACT_COUNT];
    date cut_off;
    struct fee_year fees;
    struct section_four four; /* its list belongs to the request */
    int missing_count;
    struct report_missing *missing; /* of the agencies counted, by code */
    const char *raw[PART_COUNT];    /* the texts as written; NULL: none was */
    struct narrative_filled filled[PART_COUNT];
    const struct last_report *last; /* where a text looks back at it; NULL: not asked for */
};

/* The question of an operation with REPORT_CUTS in its query and {agency} and {year} in its
 * path; P_invalid for a year that has not begun. */
enum problem report_question_of(struct request *rq, struct report_question *q);

/* Assembles the report; P_table_inconsistent when an identity of section three does not hold.
 * Figures that nobody stated are CELL_ABSENT; those of a subtree are the sum over the agencies
 * counted that stated theirs (missing says which did not).  A text is the filled one. */
enum problem report_assemble_all(struct request *rq, const struct report_question *q,
                                 struct assembled *out);

/* The same, the report alone. */
enum problem report_assemble(struct request *rq, const struct report_question *q,
                             struct report *out);

/* Sections two to four alone. */
enum problem report_tables(struct request *rq, const struct report_question *q,
                           struct report *out);

/* What the fields of the report in A may say; with LOOKS_BACK also those of the year before, as
 * op/report_last.h has it, left NULL when nothing is known of it. */
enum problem report_values(struct request *rq, const struct report_question *q,
                           const struct assembled *a, bool looks_back,
                           struct narrative_values *v);

#define REPORT_CUTS                                                                        \
    CHOICE("scope", "范围", .oneof = "|agency|subtree"),                                   \
        DATE("as_of", "截至（发生日期）", .past = true),                                   \
        MOMENT("known_at", "截至（记录时刻）"),                                            \
        CHOICE("form", "第三部分的格式", .oneof = TALLY_FORMS)

#endif
