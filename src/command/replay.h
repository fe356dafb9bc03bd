/* What the two sections of a report share while `gongkai replay` makes cases of them. */
#ifndef GONGKAI_COMMAND_REPLAY_H
#define GONGKAI_COMMAND_REPLAY_H

#include "command/client.h"
#include "core/date.h"
#include "core/remedy.h"
#include "core/tally.h"

#include <jansson.h>
#include <stdatomic.h>

/* One case, review or suit to be registered. */
struct plan {
    int column, n;
    bool carried_in;
    enum outcome outcome; /* OUTCOME_NONE: still open at the end of the year */
    date received_on, answered_on;
    enum remedy_block block; /* of section four */
};

struct replay {
    const struct settings *settings;
    const char *agency, *name, *level, *parent;
    int year;
    bool four; /* section four, else three */
    struct tally tally;
    struct remedy_table remedies;
    long blanks;
    struct plan *plans;
    long count;
    atomic_long next;
    atomic_bool failed;
    char *earlier[TALLY_COLUMNS]; /* what the repeated applications of a column repeat */
};

/* Prints what is wrong; false. */
bool replay_refuse(const char *what, const char *which);

/* Section four, from REPORT; false with the reason printed when it is not all there. */
bool replay_read_four(struct replay *r, const json_t *report);

/* Whether it adds up; what contradicts itself is printed, block by block. */
bool replay_four_adds_up(const struct replay *r);

/* Plans its reviews and suits; how many there are at most. */
long replay_four_size(const struct replay *r);
void replay_plan_four(struct replay *r);

/* Registers one, and what it came to; REPLY is used up. */
bool replay_perform_four(const struct replay *r, struct client *c, const struct plan *p,
                         struct text *reply);

/* Fetches section four and compares every cell. */
bool replay_compare_four(const struct replay *r, struct client *c);

#endif
