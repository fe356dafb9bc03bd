/* The people who ask in a measurement. */
#ifndef GONGKAI_TESTS_BENCH_PEOPLE_H
#define GONGKAI_TESTS_BENCH_PEOPLE_H

#include "db/db.h"

/* Makes two people of each of the AGENCIES from the id FIRST on, who hold all roles of an
 * agency, and writes a line an agency to standard output: the secrets of a session of each.
 * The accounts of those who stand first have ids that follow each other.  False when a
 * statement failed. */
bool people_of_agencies(struct db *db, int first, int agencies);

/* The same for those who change what holds for all: a line with the secrets of the system
 * administrator and of one who oversees the agency FIRST. */
bool people_above(struct db *db, int first);

#endif
