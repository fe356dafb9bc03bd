/* The preconditions of the 21 outcomes (rules 4), as one table (precondition.def).  A function
 * of the case alone: the same answer for the page, the API, an import and a bulk act. */
#ifndef GONGKAI_CORE_PRECONDITION_H
#define GONGKAI_CORE_PRECONDITION_H

#include "core/clock.h"
#include "core/fact.h"

enum precondition_level { BLOCK, WARN };

enum precondition {
#define PRECONDITION(code, outcomes, level, article, zh, en) PRECONDITION_##code,
#define REMEDIED_BY(precondition, fact)
#include "core/precondition.def"
#undef PRECONDITION
#undef REMEDIED_BY
    PRECONDITION_COUNT
};

/* What a consultation came to. */
struct opinion {
    enum event_kind letter; /* EVENT_third_party_sent, … */
    const char *opinion; /* "consent", "partly", "object", "other"; NULL: none was given */
    bool ended;          /* replied, closed, or its 15 working days are over */
};

/* An earlier application that this one is said to repeat. */
struct earlier {
    date answered_on; /* NO_DATE: open, withdrawn or void */
    bool same_applicant;
};

/* A case on the day it is to be answered. */
struct decision {
    enum outcome outcome;      /* that is asked about */
    date on;                   /* of the answer */
    const struct clock *clock; /* as of that day, without the answer */
    bool reasoned;             /* the answer says why */
    bool served;               /* and which way it went to the applicant */
    bool merged;               /* it closes the case into an identical one (rule 4.1) */
    const struct fact *facts;  /* in the order of recording */
    int fact_count;
    const struct opinion *opinions;
    int opinion_count;
    const struct earlier *earlier;
    int earlier_count;
    bool correction_received; /* and a notice before it */
    bool reasons_given, reasons_good;
    bool notice_delivered;     /* of the notice whose limit passed */
    bool copied;               /* a copy for the applicant is among the files */
    bool released;             /* and two persons let it go */
    long closed, closed_other; /* this year's cases of the agency, and those as other_3 */
};

/* Whether P concerns the outcome O. */
bool precondition_of(enum precondition p, enum outcome o);

bool precondition_met(enum precondition p, const struct decision *d);

/* Whether nothing that blocks d->outcome is missing. */
bool decision_lawful(const struct decision *d);

/* The outcome that the items come to (rule 5.2): what is given alone is granted, given and
 * withheld partly granted, else the leading ground of what is withheld; OUTCOME_NONE without
 * items. */
enum outcome outcome_of_items(const struct fact *facts, int n);

const char *precondition_code(enum precondition p);
enum precondition_level precondition_level(enum precondition p);
const char *precondition_article(enum precondition p);
const char *precondition_text(enum precondition p, bool english);

/* The N-th fact that meets P when recorded, FACT_NONE behind the last; a precondition that no
 * fact meets (a consultation, a link, a period) has none. */
enum fact_kind precondition_fact(enum precondition p, int n);

#endif
