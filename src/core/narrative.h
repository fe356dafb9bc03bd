/* The written parts of the annual report, with fields bound to numbers (rule 8.8(3)): a text
 * says {{new.total}} where the table's number is to stand, so that no sentence contradicts a
 * table.
 *
 *     {{year}}  {{agency}}                     words
 *     {{granted.natural_person}}               a cell of section three, two or four
 *     {{new.total+carried_in.total}}           a sum of cells
 *     {{refused.total}}                        a group of rows: refused_1 to refused_8
 *     {{last.new.total}}                       the same of the year before
 *     {{change.new.total}}                     "增长15.4%", "减少15.4%", "持平"
 *     {{processing_fee.collected}}             the information processing fee, in yuan
 *     {{new.total|汉字}}                       in words; see narrative.def for the styles
 *
 * What a value says is never read again: braces in it stay text.  Pure. */
#ifndef GONGKAI_CORE_NARRATIVE_H
#define GONGKAI_CORE_NARRATIVE_H

#include "base/arena.h"
#include "core/fee.h"
#include "core/report.h"

enum {
    NARRATIVE_MOST_CHARACTERS = 20000, /* of one part, as it was written */
    NARRATIVE_MOST_FIELDS = 300,       /* in one part */
    NARRATIVE_MOST_TERMS = 20,         /* of one sum */
    NARRATIVE_FIELD_SIZE = 400,        /* of one field, its braces without */
    NARRATIVE_NEAR = 3
};

enum narrative_contact {
#define NARRATIVE_CONTACT(code, member, zh) CONTACT_##code,
#define NARRATIVE_STYLE(code, zh)
#include "core/narrative.def"
#undef NARRATIVE_CONTACT
#undef NARRATIVE_STYLE
    CONTACT_COUNT
};

/* What the fields of a report's text say.  A report whose forms are NULL has no such cells. */
struct narrative_values {
    const struct report *now;
    const struct report *last; /* NULL: there was no year before */
    const struct fee_year *fees, *last_fees;
    const char *const *contact; /* CONTACT_COUNT of them; NULL: not stated */
};

enum narrative_fault_kind {
    NARRATIVE_OPEN,     /* "{{" without "}}" behind it on its line */
    NARRATIVE_UNKNOWN,  /* a name that the forms of the year do not have */
    NARRATIVE_STYLE,    /* a style that is none, or not of such a value */
    NARRATIVE_UNITS,    /* a sum of pieces and yuan */
    NARRATIVE_TOO_MANY, /* fields, or terms of a sum */
};

struct narrative_fault {
    enum narrative_fault_kind kind;
    const char *field;                /* as written, without braces */
    const char *name;                 /* the part of it that is at fault */
    const char *near[NARRATIVE_NEAR]; /* names of about that spelling; NULL: no more */
};

/* A stretch of a filled text that came from a field. */
struct narrative_range {
    size_t from, to; /* bytes of the filled text, TO not included */
    const char *field;
    bool absent; /* there is no such value; the text says so in its place */
};

struct narrative_filled {
    const char *text;
    int count;
    struct narrative_range *ranges; /* in order */
};

/* Checks the fields of TEXT against the forms of YEAR and the year before, without a value:
 * how many FAULTS were written, at most MOST. */
int narrative_check(struct arena *a, const char *text, int year,
                    struct narrative_fault *faults, int most);

/* The fault in words that name the field and what was probably meant. */
const char *narrative_fault_zh(struct arena *a, const struct narrative_fault *f);
const char *narrative_fault_en(struct arena *a, const struct narrative_fault *f);

/* TEXT with the values in the place of its fields.  A value that does not exist is said as
 * 【无此数据：last.new.total】, never left out. */
void narrative_fill(struct arena *a, const char *text, const struct narrative_values *v,
                    struct narrative_filled *out);

/* Whether TEXT has a field about the year before. */
bool narrative_looks_back(const char *text);

/* Calls TAKE with each name there is for a report of YEAR, and what it is in Chinese. */
void narrative_names(struct arena *a, int year,
                     void (*take)(void *context, const char *name, const char *label),
                     void *context);

/* The places left to be written, 〔待写：…〕 (see narrative_draft.h): the first, from its
 * opening bracket, its length in *LENGTH; NULL when there is none. */
const char *narrative_unwritten(const char *text, size_t *length);

extern const char narrative_unwritten_mark[];

/* The styles as "|汉字|大写…". */
extern const char narrative_styles[];

const char *narrative_contact_code(enum narrative_contact c);   /* "office" */
const char *narrative_contact_member(enum narrative_contact c); /* of a letterhead */

#endif
