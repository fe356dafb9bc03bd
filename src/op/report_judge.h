/* The checks of a report as the house has it: the rules of core/report_check.h, what only the
 * house knows (core/readiness.h), and what a person said of their findings. */
#ifndef GONGKAI_OP_REPORT_JUDGE_H
#define GONGKAI_OP_REPORT_JUDGE_H

#include "core/readiness.h"
#include "op/report.h"
#include "op/report_way.h"

/* A finding of either table. */
struct judged {
    const char *rule, *basis, *key;
    enum check_level level;
    enum check_verdict verdict;
    struct check_place place;
    const char *zh, *en, *fix_zh, *fix_en;
    const struct finding *finding; /* of core/report_check.h; NULL: of the house */
    long count;                    /* of what it is about, 0: of nothing */
    const char *cases, *remedies, *agencies; /* the first of them as JSON lists; or NULL */
    const char *dismissed;                   /* why it may stand; NULL: nobody said */
};

struct judgement {
    struct assembled made;
    int count;
    struct judged
        *list;   /* of the report first, errors before warnings; then of the house */
    int errors;  /* contradictions that stand and that nobody explained (rule 5.8) */
    int open;    /* warnings that nobody spoke of */
    int unknown; /* what cannot be told */
};

/* "fail" while there are errors, "cannot_tell" when something cannot be told, else "pass". */
const char *judgement_verdict(const struct judgement *j);

/* Checks the report that report_way_read() found, as it stands now, up to the day "as_of" of
 * the request where it has one. */
enum problem report_judge(struct request *rq, struct judgement *j);

/* P_table_inconsistent when it contradicts itself, P_conflict when a warning has no reason and
 * REASON, one for all of them, is NULL; each finding as an error.  *VERDICT is what was found
 * of one that may go. */
enum problem report_must_pass(struct request *rq, const char *reason, const char **verdict);

/* P_table_inconsistent when MADE, which is about to be frozen as known at KNOWN_AT, contradicts
 * itself or last year's report; its warnings were answered when it was submitted. */
enum problem report_must_be_sound(struct request *rq, const struct assembled *made,
                                  const char *known_at);

#endif
