/* Remedies (行政复议、行政诉讼): what becomes of one as its entries follow each other, which of
 * the 15 cells of section four it counts in, its periods, and whether the road taken was open
 * (rules 6.1-6.8).  Pure: the calendar and the day are arguments. */
#ifndef GONGKAI_CORE_REMEDY_H
#define GONGKAI_CORE_REMEDY_H

#include "base/arena.h"
#include "core/calendar.h"
#include "core/outcome.h"

enum remedy_kind { REMEDY_NONE = -1, REMEDY_review, REMEDY_suit };

/* The road of a suit: 未经复议直接起诉, 复议后起诉. */
enum remedy_route { ROUTE_NONE = -1, ROUTE_direct, ROUTE_after_review };

/* What it is about: an answer 答复, no answer in time 逾期不答复, what was or was not published
 * 主动公开, anything else. */
enum remedy_matter {
    MATTER_NONE = -1,
    MATTER_answer,
    MATTER_silence,
    MATTER_proactive,
    MATTER_other
};

/* As what the agency is respondent: for its own act, or, as co-defendant, for the review it
 * decided (rules 6.2, 6.8: that counts for the original agency alone). */
enum remedy_capacity { CAPACITY_NONE = -1, CAPACITY_original, CAPACITY_review_body };

/* The blocks of section four and their columns. */
enum remedy_block { BLOCK_review, BLOCK_suit_direct, BLOCK_suit_after_review, BLOCK_COUNT };
enum remedy_column {
    COLUMN_NONE = -1,
    COLUMN_upheld,
    COLUMN_corrected,
    COLUMN_other_result,
    COLUMN_pending,
    COLUMN_total,
    COLUMN_COUNT,
    COLUMN_as_before /* of a result: that of first instance holds */
};

enum remedy_event_kind {
    REMEDY_EVENT_NONE = -1,
#define REMEDY_EVENT(code, zh, of) REMEDY_EVENT_##code,
#include "core/remedy_event.def"
#undef REMEDY_EVENT
    REMEDY_EVENT_COUNT
};

enum remedy_result {
    RESULT_NONE = -1,
#define REMEDY_RESULT(code, zh, of, column, appeal, article) RESULT_##code,
#include "core/remedy_result.def"
#undef REMEDY_RESULT
    RESULT_COUNT
};

enum remedy_period {
#define REMEDY_PERIOD(code, zh, who, n, unit, article, effect, effect_en) PERIOD_##code,
#include "core/remedy_period.def"
#undef REMEDY_PERIOD
    PERIOD_COUNT
};

enum remedy_flag_kind {
#define REMEDY_FLAG(code, level, article, zh, en) REMEDY_FLAG_##code,
#include "core/remedy_flag.def"
#undef REMEDY_FLAG
    REMEDY_FLAG_COUNT
};

enum remedy_level { LEVEL_note, LEVEL_warning, LEVEL_error, LEVEL_no_effect };

enum rests { RESTS_NOT_STATED, RESTS_ON_14_TO_16, RESTS_ELSEWHERE };

/* One entry, in the order of recording. */
struct remedy_event {
    int seq, supersedes; /* supersedes: 0 for none */
    enum remedy_event_kind kind;
    date happened_on;
    /* Of filed: */
    enum remedy_kind of;
    enum remedy_route route;
    enum remedy_matter matter;
    enum remedy_capacity capacity;
    enum rests rests;        /* what the withheld part of 部分公开 rests on */
    date known_on;           /* the claimant knew of the act */
    date review_received_on; /* the claimant received the review decision */
    /* Of served: */
    bool simplified; /* 简易程序 */
    /* Of decided and appeal_decided: */
    enum remedy_result result;
    date delivered_on;  /* when it was served on the last party; NO_DATE: on its day */
    bool re_decide;     /* a new answer is ordered */
    int re_decide_days; /* the limit it sets, in working days; 0 for none */
    date re_decide_by;  /* or as a day */
    /* Of re_decided: */
    enum outcome outcome;
};

enum remedy_stage {
    STAGE_voided,  /* entered by mistake, or nothing stands */
    STAGE_filed,   /* not accepted yet */
    STAGE_pending, /* accepted, at first instance, or tried again */
    STAGE_appeal,  /* on appeal */
    STAGE_decided  /* effective from settled_on, which may lie ahead */
};

struct remedy_deadline {
    enum remedy_period kind;
    date start, due, done; /* due NO_DATE: not to be said; done NO_DATE: not done */
    bool open;             /* still to be met */
};

struct remedy_flag {
    enum remedy_flag_kind flag;
    int seq; /* of the entry that shows it; 0: the remedy as a whole */
};

enum { REMEDY_DEADLINES = 12 };

struct remedy {
    enum remedy_kind kind;
    enum remedy_route route;
    enum remedy_matter matter;
    enum remedy_capacity capacity;
    enum remedy_stage stage;
    date filed_on, accepted_on;  /* accepted_on: the first day it is known to be pending */
    enum remedy_result result;   /* of first instance while it is on appeal */
    date decided_on, settled_on; /* settled_on: the result holds from here on */
    date appealed_on;            /* the last time; NO_DATE: never */
    bool re_decide;              /* a new answer is due, or was given */
    date re_decided_on;
    enum outcome re_decided; /* its outcome; counted nowhere (rule 5.9) */
    int deadline_count, flag_count;
    struct remedy_deadline deadlines[REMEDY_DEADLINES];
    struct remedy_flag *flags;
};

/* What a fold needs to know besides the entries. */
struct remedy_terms {
    const struct calendar *calendar; /* NULL: no working days, no last day is put off */
    date as_of;                      /* entries of later days are left out; NO_DATE: none */
    enum outcome outcome; /* of the answer it is about; OUTCOME_NONE: not known */
    date answered_on;
};

/* What the N entries come to.  Takes any history; an entry that does nothing shows why. */
void remedy_fold(struct arena *a, const struct remedy_terms *terms,
                 const struct remedy_event *events, int n, struct remedy *out);

/* The same for a history whose last entry is new; P_act_not_lawful with *WHY when it, or an
 * entry that had effect before it, has none. */
enum problem remedy_judge(struct arena *a, const struct remedy_terms *terms,
                          const struct remedy_event *events, int n, struct remedy *out,
                          struct remedy_flag *why);

/* In which column R counts in the year of ON, as things stand at the end of that day: pending,
 * or by its result in the year in which that became effective (rule 6.3); COLUMN_NONE for
 * nowhere.  R was folded as of ON. */
enum remedy_column remedy_column_on(const struct remedy *r, date on);
enum remedy_block remedy_block_of(const struct remedy *r);

/* Whether R is over at the end of ON. */
bool remedy_is_over(const struct remedy *r, date on);

/* The first open deadline of the agency's own, NULL for none. */
const struct remedy_deadline *remedy_next(const struct remedy *r);

/* Section four: 3 blocks of 5. */
struct remedy_table {
    long cells[BLOCK_COUNT][COLUMN_COUNT];
};

extern const char remedy_title[];

/* Fills the columns 总计. */
void remedy_table_finish(struct remedy_table *t);

/* A block whose 总计 is not the sum of the other four (rule 6.1), or a number below zero. */
struct remedy_table_fault {
    enum remedy_block block;
    enum remedy_column column; /* that is below zero; COLUMN_total: the sum */
    long printed, right;
};
enum { REMEDY_MAX_FAULTS = BLOCK_COUNT * COLUMN_COUNT };
int remedy_table_check(const struct remedy_table *t,
                       struct remedy_table_fault faults[REMEDY_MAX_FAULTS]);

/* The fault in words, naming block and cells: into BUFFER, which is returned. */
const char *remedy_fault_zh(const struct remedy_table *t,
                            const struct remedy_table_fault *f, char *buffer, size_t size);
const char *remedy_fault_en(const struct remedy_table *t,
                            const struct remedy_table_fault *f, char *buffer, size_t size);

/* Codes ("review"), names, lists ("|review|suit"); NONE for an unknown or absent code. */
extern const char remedy_kind_codes[], remedy_route_codes[], remedy_matter_codes[];
extern const char remedy_capacity_codes[], remedy_event_codes[], remedy_result_codes[];
extern const char remedy_block_codes[], remedy_column_codes[], remedy_level_codes[];
extern const char remedy_stage_codes[];
enum remedy_kind remedy_kind_of(const char *code);
enum remedy_route remedy_route_of(const char *code);
enum remedy_matter remedy_matter_of(const char *code);
enum remedy_capacity remedy_capacity_of(const char *code);
enum remedy_event_kind remedy_event_of(const char *code);
enum remedy_result remedy_result_of(const char *code);
int remedy_block_named(const char *code); /* -1: unknown */
int remedy_column_named(const char *code);
const char *remedy_kind_code(enum remedy_kind k);
const char *remedy_route_code(enum remedy_route r);
const char *remedy_matter_code(enum remedy_matter m);
const char *remedy_capacity_code(enum remedy_capacity c);
const char *remedy_stage_code(enum remedy_stage s);
const char *remedy_event_code(enum remedy_event_kind k);
const char *remedy_event_name(enum remedy_event_kind k);
/* Whether a remedy OF that kind can have an entry K. */
bool remedy_event_fits(enum remedy_event_kind k, enum remedy_kind of);
const char *remedy_result_code(enum remedy_result r);
const char *remedy_result_name(enum remedy_result r);
const char *remedy_result_article(enum remedy_result r);
enum remedy_column remedy_result_column(enum remedy_result r);
enum remedy_kind remedy_result_kind(enum remedy_result r); /* REMEDY_NONE: of an appeal */
const char *remedy_block_code(enum remedy_block b);
const char *remedy_block_label(enum remedy_block b);
const char *remedy_column_code(enum remedy_column c);
const char *remedy_column_label(enum remedy_column c);
const char *remedy_period_code(enum remedy_period k);
const char *remedy_period_name(enum remedy_period k);
const char *remedy_period_whose(enum remedy_period k);
const char *remedy_period_article(enum remedy_period k);
const char *remedy_period_effect(enum remedy_period k, bool english);
const char *remedy_flag_code(enum remedy_flag_kind f);
const char *remedy_flag_text(enum remedy_flag_kind f, bool english);
const char *remedy_flag_article(enum remedy_flag_kind f);
enum remedy_level remedy_flag_level(enum remedy_flag_kind f);
const char *remedy_level_code(enum remedy_level l);

/* How a result is appealed: 0 not at all, else the days for it. */
int remedy_appeal_days(enum remedy_result r);

/* The day on which period K, MORE days longer, ends when it began on START; NO_DATE behind the
 * calendar and, of a period in working days, without CAL. */
date remedy_due(const struct calendar *cal, enum remedy_period k, date start, int more);

#endif
