/* A holiday notice as somebody hands it in, and what is wrong with it by itself; what it
 * contradicts in the calendar is for others to see. */
#ifndef GONGKAI_CORE_NOTICE_H
#define GONGKAI_CORE_NOTICE_H

#include "core/date.h"

#include <stdbool.h>

enum notice_type {
    NOTICE_ANNUAL,   /* the State Council's arrangement of a whole year */
    NOTICE_CHANGE,   /* a later one that changes some of its days */
    NOTICE_REGIONAL, /* a region's own days, laid over the national ones */
    NOTICE_TYPES
};

struct notice_day {
    date day;
    bool works;
};

/* "annual", "change", "regional"; NOTICE_TYPES for another code. */
const char *notice_type_code(enum notice_type t);
enum notice_type notice_type_of(const char *code);
extern const char notice_type_codes[];

/* The days a notice for YEAR may speak of: its own, and December before it, when the days
 * around New Year are arranged (2007-12-29). */
date notice_first_day(int year);
date notice_last_day(int year);

/* Told of each fault: MEMBER ("date", "kind") of the day with this INDEX, or "days" with -1
 * when it is not a single day's.  The texts are gone after the call. */
typedef void (*notice_fault)(void *context, int index, const char *member, const char *zh,
                             const char *en);

/* Checks the N days of a notice: each once, within the notice's reach; of an annual notice
 * also that days off are among them and that no working day was one anyway.  Returns the
 * number of faults. */
int notice_check(enum notice_type type, int year, const struct notice_day *days, int n,
                 notice_fault fault, void *context);

#endif
