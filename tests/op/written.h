/* What agencies state for their annual report, in tests: figures, words, published reports. */
#ifndef GONGKAI_TESTS_OP_WRITTEN_H
#define GONGKAI_TESTS_OP_WRITTEN_H

#include "op/ask.h"

/* The figures of section two in the form of 2021. */
enum { FIGURE_KEYS = 10 };
extern const char *const figure_keys[FIGURE_KEYS];

/* A body with the figures of the form of 2021: 0 but those of CHANGES ("penalty.processed=7
 * fees.amount=0.04"; a value of none leaves the figure out), and MORE members.  Until the next
 * call. */
const char *figures_body(const char *changes, const char *more);

/* States the figures of YEAR (2021 or later), all 0 but that of KEY; the reply. */
const json_t *figures_stated(const char *agency, int year, const char *key,
                             const char *value);

/* States PART of the narrative; the reply. */
const json_t *part_written(const char *agency, int year, const char *part,
                           const char *text);

/* The same of the report with all below it. */
const json_t *whole_part_written(const char *agency, int year, const char *part,
                                 const char *text);

/* The filled text of PART of the report as it stands; QUERY is "" or begins with '?'. */
const char *part_of_report(const char *agency, int year, const char *query,
                           const char *part);

/* Enters tests/data/reports/NAME.json, a report of YEAR, with row ROW (NULL: as it is) of
 * section three being VALUE for natural persons, as published report of what COVERS says. */
void published_entered(const char *agency, const char *covers, const char *name, int year,
                       const char *row, int value);

#endif
