/* What only the house can say of a report: readiness.def is the table.  A rule that the report
 * itself breaks is core/report_check.h's. */
#ifndef GONGKAI_CORE_READINESS_H
#define GONGKAI_CORE_READINESS_H

#include "core/report_check.h"

enum readiness {
    READY_NONE = -1,
#define READY(code, level, basis, zh, en, fix_zh, fix_en) READY_##code,
#include "core/readiness.def"
#undef READY
    READY_COUNT
};

struct readiness_rule {
    const char *code; /* "overdue" */
    enum check_level level;
    const char *basis, *zh, *en, *fix_zh, *fix_en;
};

const struct readiness_rule *readiness_rule(enum readiness r);
enum readiness readiness_of(const char *code); /* READY_NONE if unknown or NULL */

/* "|balance|…|overdue|…": the codes of both tables. */
extern const char finding_codes[];

/* Whether an error whose key (or code) is KEY may stand with a reason, as a warning may: the
 * opening against last year alone, because categories are corrected and agencies merge; the
 * reason is printed in section six (rule 5.8).  False for what is no error. */
bool finding_is_explainable(const char *key);

/* Whether KEY is that of a contradiction: of an error of either table, and not of one that
 * cannot be told (those end with '?'). */
bool finding_is_error(const char *key);

#endif
