/* The judge of an annual report: whether it contradicts itself, last year's, or the form.  The
 * same rules judge what was computed from cases and what somebody published; they are the
 * table report_check.def.  Pure: whatever only the house knows is in the context.
 *
 * A report fails a rule, or nobody can tell: a cell that is blank may hold the very number
 * that is missing, and a sentence may speak of something else.  A right report gives no
 * finding; where a rule is in doubt it is silent. */
#ifndef GONGKAI_CORE_REPORT_CHECK_H
#define GONGKAI_CORE_REPORT_CHECK_H

#include "base/arena.h"
#include "core/report.h"

/* An error is a contradiction: one of the two numbers is wrong.  A warning is a form that is
 * not kept, or something an office should be able to explain. */
enum check_level { CHECK_WARNING, CHECK_ERROR };

enum check_rule {
    CHECK_NONE = -1,
#define CHECK(code, level, basis, zh, en, fix_zh, fix_en) CHECK_##code,
#include "core/report_check.def"
#undef CHECK
    CHECK_COUNT
};

enum check_verdict { CHECK_FAILS, CHECK_CANNOT_TELL };

/* A number of a table and what the others make of it. */
struct check_cell {
    int row, column;
    long printed, expected;
};

/* Where: a cell, row or column of a table, or a sentence.  In section two ROW is the place of
 * the number on the form and COLUMN -1; in section three row and column of the form; in
 * section four the block and its column.  -1 is the whole row, the whole column, or, both of
 * them, the section.  A sentence lies at OFFSET of the part's body, LENGTH bytes long; LENGTH
 * is 0 where no sentence is meant. */
struct check_place {
    enum report_part part;
    int row, column;
    size_t offset, length;
};

struct finding {
    enum check_rule rule;
    enum check_verdict verdict;
    struct check_place place;
    bool has_numbers;
    long printed, expected; /* of section two in the unit of the figure (fen) */
    int cell_count; /* the cells that contradict, where one finding is about several */
    const struct check_cell *cells;
    const char *zh, *en;             /* what is wrong */
    const char *cause_zh, *cause_en; /* the likely cause and its repair; or NULL */
    const char *key;                 /* unique in the list; the same on every run as long as
                                        place, numbers and the words of the sentence are */
};

/* More than an office could act on: what is found beyond it is left out. */
enum { CHECK_MOST_FINDINGS = 1000 };

struct findings {
    int count;
    struct finding *list; /* errors, then warnings, then what cannot be told; each in the
                             order of the report */
    int errors, warnings, unknown;
};

/* Whether the agency may make 规章 (rule 7.1). */
enum rule_power { POWER_UNKNOWN, POWER_OF_RULES, POWER_NONE };

/* What the report does not say of itself.  A rule whose context is absent is not run.  All
 * zero is a context that knows nothing. */
struct report_context {
    const struct report *previous; /* last year's report of the same agency */
    enum rule_power rule_power;
    bool has_fees;      /* the three below are known */
    long fee_notices;   /* 收费通知 issued in the year */
    long fee_collected; /* 信息处理费 collected, in fen */
    long unpaid_cases;  /* cases closed in the year as other_2 */
};

/* Everything that is found in R; strings and list live as long as A and R. */
struct findings report_check(struct arena *a, const struct report *r,
                             const struct report_context *context);

/* Of a rule: "balance"; its level; its name, what it rests on, what to do. */
extern const char check_rule_codes[]; /* "|balance|results…" */
enum check_rule check_rule_of(const char *code);
const char *check_rule_code(enum check_rule rule);
enum check_level check_rule_level(enum check_rule rule);
const char *check_rule_basis(enum check_rule rule);
const char *check_rule_name(enum check_rule rule, bool english);
const char *check_rule_fix(enum check_rule rule, bool english);

/* "error", "warning"; "fails", "cannot_tell". */
const char *check_level_code(enum check_level l);
const char *check_verdict_code(enum check_verdict v);

/* Tells words apart in keys of findings, no more: no seal. */
unsigned long long check_digest(const char *s, size_t len);

/* The place in the words of the form, "三、“(一) 予以公开”行“总计”列", and in codes,
 * "three, granted, total". */
const char *check_place_text(struct arena *a, const struct report *r,
                             const struct check_place *place, bool english);

#endif
