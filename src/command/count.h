/* A second count of the tallies, from cases, to hold the stored one against.  It shares no
 * code with the one in the database. */
#ifndef GONGKAI_COMMAND_COUNT_H
#define GONGKAI_COMMAND_COUNT_H

#include "core/outcome.h"

#include <stdbool.h>

struct count;

struct count *count_new(void);
void count_free(struct count *c);

/* A case of AGENCY counts in YEAR; CELL is -1 for new, else an outcome. */
void count_case(struct count *c, int agency, int year, int cell, enum category category);

/* AGENCY stands under ANCESTOR in the years from FROM_YEAR to before TO_YEAR. */
void count_place(struct count *c, int ancestor, int agency, int from_year, int to_year);

/* Carries the agencies' own counts to the nodes above them, once all places are known. */
void count_spread(struct count *c);

/* Takes off what the database has stored. */
void count_stored(struct count *c, int node, bool subtree, int year, const char *cell,
                  enum category category, long amount);

/* Calls SHOW with a line for every count that is left over. */
void count_differences(const struct count *c, void (*show)(void *context, const char *line),
                       void *context);

#endif
