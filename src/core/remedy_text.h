/* The remedy paragraph of a letter (救济告知): which road leads against a decision, to whom, in
 * how many days.  Telling it is a duty (行政复议法 Art. 23(2)); one that is wrong or missing
 * stretches the time to ask for review to a year (Art. 20(3)).  Pure; sources in rules 9 R1 to
 * R5. */
#ifndef GONGKAI_CORE_REMEDY_TEXT_H
#define GONGKAI_CORE_REMEDY_TEXT_H

#include "base/arena.h"
#include "core/date.h"
#include "core/outcome.h"

#include <stdbool.h>

enum agency_level {
    LEVEL_NONE = -1,
    LEVEL_NATION,
    LEVEL_PROVINCE,
    LEVEL_CITY,
    LEVEL_COUNTY,
    LEVEL_TOWNSHIP,
    LEVEL_DEPARTMENT
};

/* Who leads an agency, which says who reviews what it decides (行政复议法 Art. 24, 25, 27, 28). */
enum leadership {
    LEADERSHIP_NONE = -1,
    LEADERSHIP_TERRITORIAL, /* the government of the place */
    LEADERSHIP_VERTICAL, /* 海关、金融、外汇、税务、国家安全: the next higher of their own */
    LEADERSHIP_JUSTICE /* 司法行政部门: either */
};

extern const char leadership_codes[]; /* "|territorial|vertical|justice" */
enum agency_level agency_level_of(const char *code);
enum leadership leadership_of(const char *code);

/* What a paragraph depends on.  Texts may be NULL. */
struct remedy_text_terms {
    enum outcome outcome; /* OUTCOME_NONE: a decision towards a third party (Reg. 32) */
    bool exempt_part;     /* 部分公开: a withheld part rests on Reg. 14 to 16 */
    date decided_on;
    enum agency_level level;
    enum leadership leadership;
    const char *agency;     /* its name */
    const char *government; /* of the nearest government above it */
    enum agency_level government_level;
    const char *superior;             /* the next agency above it, of whatever kind, */
    enum agency_level superior_level; /* and which kind that is */
    const char *review_body;          /* as configured, before all rules */
    const char *review_address;       /* where it is reached */
    const char *court;                /* as configured; NULL: in general terms (R5) */
    const char *online;               /* the channel of review over the internet (R4) */
    bool served_online;               /* by way of the internet (Art. 22(2)) */
    bool query_review_first;          /* the agency reads leaf 3.8 so (open point 3) */
};

enum remedy_road { REMEDY_EITHER, REMEDY_REVIEW_FIRST };

enum remedy_notice {
    REMEDY_NOTHING,
#define REMEDY_NOTICE(code, zh, en) REMEDY_##code,
#include "core/remedy_notice.def"
#undef REMEDY_NOTICE
    REMEDY_NOTICES
};

/* What lacks for a paragraph that may be signed. */
enum remedy_lack { REMEDY_COMPLETE, REMEDY_NO_BODY, REMEDY_NO_ONLINE };

struct remedy_text {
    enum remedy_road road;
    const char *paragraph;   /* in the arena; NULL while something lacks */
    const char *review_body; /* NULL when nobody is known */
    const char *articles;
    enum remedy_lack lack;
    enum remedy_notice notices[2]; /* REMEDY_NOTHING where there is none */
};

/* The road against a decision with OUTCOME of DECIDED_ON; see struct remedy_text_terms. */
enum remedy_road remedy_road(enum outcome outcome, bool exempt_part, date decided_on);

/* Writes the paragraph. */
struct remedy_text remedy_text(struct arena *a, const struct remedy_text_terms *t);

const char *remedy_notice_text(enum remedy_notice n, bool english);

/* Whether OUTCOME is a refusal under Reg. 14 to 16 (leaves 3.1 to 3.7). */
bool outcome_is_exempt(enum outcome outcome);

#endif
