/* How letters of a case travel, and which day counts (送达; rule 3.9, 国办公开办函〔2016〕235号).
 * A letter may go out more than once: returned, it is sent again.  Each time is a journey.
 * What concerns the clock is decided in core/clock.h alone: the day an answer was given is its
 * own, and only deliveries start periods. */
#ifndef GONGKAI_CORE_SERVICE_H
#define GONGKAI_CORE_SERVICE_H

#include "core/clock.h"

const char *service_way_code(enum service_way w); /* "post"; NULL for WAY_NONE */
const char *service_way_name(enum service_way w);
const char *service_way_day(enum service_way w);    /* "交邮之日" */
const char *service_way_source(enum service_way w); /* the ground of that day */
enum service_way service_way_of(const char *code);  /* WAY_NONE if unknown or NULL */
extern const char service_way_codes[];              /* "|post|hand|…", for fields */

/* The day that counts for a letter served by W: the day it was SENT, or the day it was
 * SIGNED for (NO_DATE while it is not). */
date service_day(enum service_way w, date sent, date signed_on);

/* Whether entries of KIND are letters of the case, which are served. */
bool event_is_served(enum event_kind kind);

/* One journey of a letter.  seq: of the entry that says so, the letter's own where an answer
 * states its service; delivered, returned: of those entries, 0 for none. */
struct journey {
    int seq, delivered, returned;
    enum service_way way;
    date sent_on; /* NO_DATE: by hand, and only its signature is known */
    date delivered_on, returned_on;
};

enum service_state {
    SERVICE_UNKNOWN,   /* nothing is recorded about it */
    SERVICE_SENT,      /* it travels */
    SERVICE_DELIVERED, /* there is proof */
    SERVICE_RETURNED,  /* it came back and did not go out again */
};

struct served {
    const struct event *letter; /* as it stands */
    enum service_state state;
    /* The first day that counts.  A letter handed to the post has been served that day, and
     * what the post does with it later is no delay of the office: sent again after a return,
     * the first posting stays the day. */
    date counts_on;
    enum service_way counts_by; /* WAY_NONE while no day counts */
    struct journey *journeys;
    int count;
};

enum service_fault {
    SERVICE_RIGHT,
    SERVICE_NO_LETTER,     /* the entry names no letter that stands */
    SERVICE_BEFORE_LETTER, /* it lies before the letter */
    SERVICE_TRAVELS,       /* sent again, though it did not come back */
    SERVICE_WAS_DELIVERED, /* it was delivered already */
    SERVICE_NOT_SENT,      /* returned, though it did not travel */
    SERVICE_CAME_BACK,     /* delivered, though it came back and did not go out again */
    SERVICE_BEFORE_SENT,   /* delivered or returned before it went out */
};

/* A fault and the entry that shows it. */
struct service_problem {
    enum service_fault fault;
    int seq;
};

/* Every letter that stands, in the order of recording, into *OUT (in A); their number.  The
 * problems, in A too, into *PROBLEMS and their number into *PROBLEM_COUNT. */
int service_fold(struct arena *a, const struct event *events, int n, struct served **out,
                 struct service_problem **problems, int *problem_count);

const char *service_state_code(enum service_state s);
extern const char service_state_codes[];
const char *service_fault_text(enum service_fault f, bool english);

#endif
